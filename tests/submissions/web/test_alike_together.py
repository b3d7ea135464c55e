"""Entries that look alike, to those who write together: nobody is shown what is theirs, by whatever part."""

from __future__ import annotations

import pytest

from accounts.models import User
from submissions import asking, invitations, on_behalf
from submissions.finding import Finder
from tests import desk, together
from tests.doors import browser
from tests.page import Page
from tests.writing import client_of

pytestmark = pytest.mark.django_db

HINT = "Less food waste in hotels"


@pytest.fixture
def sent(bureau, stefan):
    """What the bureau sent and lets others know of."""
    submission = desk.make_draft(stefan, bureau, title=HINT)
    desk.submit(submission, stefan)
    asking.choose_willing(submission=submission, may_be_hinted=True, may_be_asked=True)
    return submission


def is_hinted(client, draft):
    """Whether the hint stands on every page of hints, or on none; one answer for all."""
    Finder(None).work()
    assert draft.likenesses.count() == 1
    pages = [
        client.get(f"/en/submit/{draft.reference}/{tail}") for tail in ("write/cell/", "preview/", "alike/")
    ]
    (answer,) = {HINT in Page(page).words() for page in pages}
    return answer


def test_what_a_party_sent_is_no_hint_to_those_it_writes_with_until_it_has_left(
    hers, draft, sent, bureau, stefan
):
    assert is_hinted(hers, draft)
    party = together.join(draft, bureau, stefan)
    assert not is_hinted(hers, draft)
    assert not is_hinted(client_of(stefan), draft)
    invitations.leave(party=party, by=stefan)
    assert is_hinted(hers, draft)
    assert client_of(stefan).get(f"/en/submit/{draft.reference}/alike/").status_code == 404


def test_who_left_a_submission_is_not_told_of_what_they_wrote_themselves(
    bureau, stefan, hers, draft, fatima, agency
):
    joint = desk.make_draft(stefan, bureau, title=HINT)
    party = together.join(joint, agency, fatima, "partner")
    desk.submit(joint, stefan)
    asking.choose_willing(submission=joint, may_be_hinted=True, may_be_asked=True)
    assert not is_hinted(hers, draft)
    invitations.leave(party=party, by=fatima, reason="Another time.")
    assert not is_hinted(hers, draft)


@pytest.mark.parametrize("right", ["reader", "commenter", "editor"])
def test_an_invited_person_is_not_told_of_what_is_theirs_elsewhere(hers, draft, sent, fatima, stefan, right):
    invitation = together.invite_person(draft, together.with_address(stefan).email, fatima, right)
    invitations.accept(invitation=invitation, by=stefan)
    own = client_of(stefan)
    Finder(None).work()
    assert HINT not in Page(own.get(f"/en/submit/{draft.reference}/alike/")).words()
    assert HINT not in Page(own.get(f"/en/submit/{draft.reference}/preview/")).words()
    assert is_hinted(hers, draft)


def test_an_invited_person_is_told_of_others_and_asks_nobody(draft, sent, fatima, rita, listed):
    ivan = together.with_address(User.objects.create_user("ivan@elsewhere.example", name="Ivan"))
    invitation = together.invite_person(draft, ivan.email, fatima, "editor")
    invitations.accept(invitation=invitation, by=ivan)
    own = client_of(ivan)
    Finder(None).work()
    assert HINT in Page(own.get(f"/en/submit/{draft.reference}/alike/")).words()
    press = {"act": "ask", "to": sent.reference, "way": "secretariat"}
    assert own.post(f"/en/submit/{draft.reference}/alike/", press).status_code == 403


def test_who_keys_a_draft_in_is_told_of_others_but_not_of_what_the_submitter_sent(
    kim, agency, bureau, fatima, sent
):
    own = desk.make_draft(fatima, agency, title="Less food waste in every hotel")
    desk.submit(own, fatima)
    asking.choose_willing(submission=own, may_be_hinted=True, may_be_asked=True)
    keyed = on_behalf.open_for(submitter=agency, received="paper", by=kim, language="en")
    desk.write(keyed, "title", kim, title=desk.line("Less food waste in hotels and inns"))
    Finder(None).work()
    ours = browser(kim, "password", "mfa")
    for tail in ("write/cell/", "preview/", "alike/"):
        said = Page(ours.get(f"/en/submit/{keyed.reference}/{tail}")).words()
        assert (HINT in said, "Less food waste in every hotel" in said) == (True, False), tail

"""Entries that look alike beside the form: shown with what makes them so, to those who may see them."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Letter
from programmes import workflow as publishing
from submissions import asking
from submissions.finding import Finder
from submissions.models import Asking, Likeness, Submission
from tests import desk
from tests.doors import told
from tests.factories import make_party, make_programme, prose
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(taxonomy, agency):
    """A joint programme in the draft's cell, of the agency and of Ruritania."""
    return make_programme(
        title={"en": "Less food is wasted", "fr": "Moins de nourriture gaspillée"},
        stage="waste",
        instrument="legal",
        submitters=[agency, "Ruritania"],
        content={"overall_objective": prose("Half as much food is thrown away.")},
    )


@pytest.fixture
def theirs(taxonomy, stranger):
    """What another submitter sent and lets others know of."""
    bureau = desk.make_agency("Bureau of Secrets")
    desk.make_member(stranger, bureau)
    sent = desk.make_draft(stranger, bureau, title="Less food waste in hotels")
    desk.submit(sent, stranger)
    asking.choose_willing(submission=sent, may_be_hinted=True, may_be_asked=False)
    return sent


def compare():
    Finder(None).work()


def address(draft, tail="alike/"):
    return f"/en/submit/{draft.reference}/{tail}"


def pages(client, draft):
    """Everything where hints are shown, in one."""
    tails = ("write/cell/", "preview/", "alike/", "")
    whole = "".join(told(client.get(address(draft, tail))) for tail in tails)
    return re.sub(r'name="nonce" value="[^"]+"', "NONCE", whole)


def text_of(client, draft, tail="alike/"):
    return Page(client.get(address(draft, tail))).words()


# --- What is shown --------------------------------------------------------------------------------


@pytest.mark.parametrize("tail", ["write/cell/", "preview/", "alike/"])
def test_what_looks_alike_is_shown_with_what_makes_it_so(hers, draft, listed, tail):
    compare()
    html = hers.get(address(draft, tail)).content.decode()
    assert f'href="/en/programmes/{listed.reference}/"' in html
    said = text_of(hers, draft, tail)
    assert "Less food is wasted" in said
    assert "Same cell of the matrix" in said
    assert "Shares the party: Agency" in said
    assert "Says nearly the same: Half as much food is thrown away." in said


def test_other_sections_carry_no_hints(hers, draft, listed):
    compare()
    assert "Less food is wasted" not in text_of(hers, draft, "write/title/")


def test_a_submission_is_shown_without_whose_it_is(hers, draft, theirs, stranger):
    compare()
    html = "".join(hers.get(address(draft, tail)).content.decode() for tail in ("write/cell/", "alike/"))
    assert "Less food waste in hotels" in html
    assert "submitted, not listed yet" in html
    for secret in ("Bureau of Secrets", stranger.name, stranger.email):
        assert secret not in html


def test_it_is_a_hint_and_no_gate(hers, draft, fatima, listed):
    compare()
    assert desk.submit(draft, fatima).number == 1


def test_what_is_less_alike_is_not_shown(hers, draft, listed):
    compare()
    Likeness.objects.update(confidence=0.44)
    assert "Less food is wasted" not in pages(hers, draft)


# --- What is not shown, byte by byte --------------------------------------------------------------


def hide(how, theirs, listed, stranger, publisher, kim):
    """Make both entries such that nobody else may be told of them."""
    publishing.change_status(
        programme=listed, kind="withdrawn", notes={"en": "–"}, by=publisher, reason="Asked for."
    )
    if how == "unwilling":
        asking.choose_willing(submission=theirs, may_be_hinted=False, may_be_asked=True)
    elif how == "withdrawn":
        desk.workflow.withdraw(submission=theirs, by=stranger)
    elif how == "not listed":
        desk.workflow.take_into_screening(submission=theirs, by=kim)
        desk.workflow.not_list(submission=theirs, by=kim, reason="It is no programme.")
    elif how == "a draft":
        Submission.objects.filter(pk=theirs.pk).update(status="draft")


@pytest.mark.parametrize("how", ["unwilling", "withdrawn", "not listed", "a draft"])
def test_what_one_may_not_see_leaves_no_trace_not_even_a_count(
    how, hers, draft, theirs, listed, stranger, publisher, kim
):
    compare()
    said = text_of(hers, draft)
    assert "Less food is wasted" in said
    assert "Less food waste in hotels" in said
    hide(how, theirs, listed, stranger, publisher, kim)
    assert draft.likenesses.count() == 2
    shown = pages(hers, draft)
    draft.likenesses.all().delete()
    assert shown == pages(hers, draft)


def test_one_s_own_is_not_shown_though_it_is_alike(hers, draft, fatima, agency, stranger):
    bureau = desk.make_agency("Bureau")
    own = desk.make_draft(fatima, agency, title="Less food wasted")
    desk.submit(own, fatima)
    desk.make_member(fatima, bureau)
    other_hat = desk.make_draft(fatima, bureau, title="Less food is wasted")
    desk.submit(other_hat, fatima)
    Submission.objects.filter(pk__in=[own.pk, other_hat.pk]).update(may_be_hinted=True)
    compare()
    assert set(draft.likenesses.values_list("other", flat=True)) == {own.pk, other_hat.pk}
    shown = pages(hers, draft)
    draft.likenesses.all().delete()
    assert shown == pages(hers, draft)


def test_what_became_of_it_and_what_it_updates_is_not_shown(hers, fatima, agency, listed):
    update = desk.opening.open_update(programme=listed, submitter=agency, by=fatima, language="en")
    before = pages(hers, update)
    Likeness.objects.create(
        submission=update, order=0, programme=listed, confidence=1, own_item="title", item="title"
    )
    assert pages(hers, update) == before


# --- Willing --------------------------------------------------------------------------------------


def test_nobody_is_told_of_a_submission_unless_its_focal_point_says_so(hers, his, draft, edith):
    assert (draft.may_be_hinted, draft.may_be_asked) == (False, False)
    assert his.post(address(draft), {"act": "willing", "may_be_hinted": "yes"}).status_code == 403
    answer = hers.post(address(draft), {"act": "willing", "may_be_hinted": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, address(draft))
    draft.refresh_from_db()
    assert (draft.may_be_hinted, draft.may_be_asked) == (True, False)
    hers.post(address(draft), {"act": "willing"})
    draft.refresh_from_db()
    assert draft.may_be_hinted is False


def test_it_can_be_said_after_it_was_sent(hers, draft, fatima):
    desk.submit(draft, fatima)
    assert hers.post(address(draft), {"act": "willing", "may_be_hinted": "yes"}).status_code == 302
    assert "Entries that look alike" in text_of(hers, draft, "")


# --- Asking ---------------------------------------------------------------------------------------


def ask(client, draft, entry, **sent):
    given = {"act": "ask", "to": entry.reference, "way": "secretariat", "message": "Shall we?", **sent}
    return client.post(address(draft), given)


def letters(kind):
    return list(Letter.objects.filter(key__startswith="asking:", subject__contains=kind).order_by("address"))


def test_through_the_secretariat_it_alone_gets_a_letter(hers, draft, theirs, fatima, kim, stranger):
    compare()
    answer = ask(hers, draft, theirs)
    assert (answer.status_code, answer["Location"]) == (302, address(draft))
    made = Asking.objects.get()
    assert (made.submission, made.other, made.way, made.message, made.by) == (
        draft,
        theirs,
        "secretariat",
        "Shall we?",
        fatima,
    )
    (letter,) = letters(theirs.reference)
    assert letter.to == kim
    for said in (draft.reference, "Less food waste", theirs.reference, "Shall we?", fatima.email, "Agency"):
        assert said in letter.text
        assert said in letter.html
    assert "You asked on" in text_of(hers, draft)


def test_asked_twice_it_is_one_request_with_one_letter(hers, draft, listed, kim):
    compare()
    for message in ("First", "Second"):
        assert ask(hers, draft, listed, message=message).status_code == 302
    assert Asking.objects.get().message == "First"
    assert len(letters(listed.reference)) == 1


def test_directly_only_where_both_agreed(hers, draft, theirs, stranger):
    compare()
    for own, other in ((False, False), (True, False), (False, True)):
        Submission.objects.filter(pk=draft.pk).update(may_be_asked=own)
        Submission.objects.filter(pk=theirs.pk).update(may_be_asked=other)
        assert "Directly" not in text_of(hers, draft)
        assert ask(hers, draft, theirs, way="direct").status_code == 422
    assert not Asking.objects.exists()
    Submission.objects.update(may_be_asked=True)
    assert "Directly" in text_of(hers, draft)
    assert ask(hers, draft, theirs, way="direct").status_code == 302
    (letter,) = letters(theirs.reference)
    assert letter.to == stranger
    assert "Bureau of Secrets" not in text_of(hers, draft)


def test_the_focal_points_of_a_listed_programme_are_asked_directly_where_they_agreed(
    hers, draft, theirs, stranger, kim, publisher
):
    desk.workflow.take_into_screening(submission=theirs, by=kim)
    desk.workflow.accept(submission=theirs, by=kim)
    Submission.objects.update(may_be_asked=True)
    programme = Submission.objects.get(pk=theirs.pk).programme
    programme.cell_reason_en = "It is about waste."
    programme.save()
    publishing.publish(programme=programme, kind="listed", notes={"en": "Listed."}, by=publisher)
    programme.refresh_from_db()
    make_party(programme, draft.parties.get().submitter)
    compare()
    assert theirs.pk not in Likeness.objects.values_list("other", flat=True)
    assert ask(hers, draft, programme, way="direct").status_code == 302
    (letter,) = letters(programme.reference)
    assert letter.to == stranger


@pytest.mark.parametrize(
    "sent",
    [{"to": "10YFP-999"}, {"to": ""}, {"way": ""}, {"way": "direct"}, {"message": "x" * 2001}],
)
def test_what_cannot_be_asked_is_refused_and_what_was_typed_stays(hers, draft, listed, sent):
    compare()
    answer = ask(hers, draft, listed, **sent)
    assert answer.status_code == 422
    assert not Asking.objects.exists()
    if "to" not in sent:
        assert sent.get("message", "Shall we?") in Page(answer).words(".//textarea")


def test_who_only_writes_asks_nobody(his, draft, listed):
    compare()
    assert ask(his, draft, listed).status_code == 403
    assert "Only a focal point may ask others to join forces." in text_of(his, draft)


def test_of_ones_own_programme_there_is_nobody_to_ask(hers, draft, agency):
    own = make_programme(
        title={"en": "Less food is wasted"}, stage="waste", instrument="legal", submitters=[agency]
    )
    compare()
    assert "Less food is wasted" in text_of(hers, draft)
    assert ask(hers, draft, own).status_code == 422


def test_a_draft_that_asked_can_be_discarded(hers, draft, listed, fatima):
    compare()
    ask(hers, draft, listed)
    desk.opening.discard(submission=draft, by=fatima)
    assert not Asking.objects.exists()


# --- What it costs --------------------------------------------------------------------------------


@pytest.mark.parametrize("tail", ["write/cell/", "preview/", "alike/"])
def test_as_many_queries_for_one_hint_as_for_five(hers, draft, listed, theirs, tail):
    compare()
    counts = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as asked:
            hers.get(address(draft, tail))
        counts.append(len(asked))
        for number in range(3):
            make_programme(
                title={"en": f"Less food is wasted {number}"},
                stage="waste",
                instrument="legal",
                submitters=["A"],
            )
        compare()
    assert counts[0] == counts[1]

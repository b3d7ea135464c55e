"""Opening a submission on a submitter's behalf, and what the secretariat sees of it."""

from __future__ import annotations

import pytest

from languages.official import CODES
from submissions.models import Submission
from tests import desk
from tests.doors import browser
from tests.filled import filled
from tests.page import Page

pytestmark = pytest.mark.django_db

ADD = "/en/admin/submissions/submission/add/"


@pytest.fixture
def ours(kim):
    return browser(kim, "password", "mfa")


def open_it(client, submitter, **more):
    sent = {"submitter": submitter.pk, "received": "paper", "language": "fr", **more}
    return client.post(ADD, sent, follow=True)


def test_a_screener_opens_it_and_goes_on_at_the_desk(ours, agency, fatima, kim):
    response = open_it(ours, agency)
    keyed = Submission.objects.get()
    assert response.redirect_chain == [(f"/en/submit/{keyed.reference}/", 302)]
    assert (keyed.received, keyed.keyed_by, keyed.language) == ("paper", kim, "fr")
    assert keyed.parties.get().submitter == agency
    words = Page(response).words()
    assert "keyed in by the secretariat" in words
    assert "Your turn: key in what was received, then send it to be confirmed." in words
    assert "has no focal point" not in words


def test_where_there_is_no_focal_point_it_is_said_what_to_do(ours, agency):
    assert "has no focal point who could confirm it" in Page(open_it(ours, agency)).words()


@pytest.mark.parametrize(
    "wrong", [{"submitter": "0"}, {"received": "pigeon"}, {"language": "la"}, {"language": ""}]
)
def test_what_is_not_offered_is_refused(wrong, ours, agency):
    assert (
        ours.post(ADD, {"submitter": agency.pk, "received": "mail", "language": "en", **wrong}).status_code
        == 422
    )
    assert not Submission.objects.exists()


def test_no_language_is_chosen_before_somebody_does(ours):
    assert filled(ours.get(ADD))["language"] == [""]


def test_for_a_submitter_of_their_own_they_are_refused_in_words(ours, kim, agency):
    desk.make_member(kim, agency, "reader")
    response = open_it(ours, agency)
    assert response.status_code == 422
    assert "You belong to this submitter" in Page(response).words()


def test_who_may_not_screen_may_not_open_one(reader, agency):
    client = browser(reader, "password", "mfa")
    assert client.get(ADD).status_code == open_it(client, agency).status_code == 403


def test_whoever_keyed_it_in_is_told_why_they_cannot_screen_it(ours, kim, fatima, agency):
    open_it(ours, agency, language="en")
    keyed = Submission.objects.get()
    desk.fill(keyed, kim)
    desk.attach(keyed, kim, kind="received")
    desk.submit(keyed, fatima)
    page = Page(ours.get(f"/en/admin/submissions/submission/{keyed.pk}/change/"))
    assert "You keyed it in: a colleague of yours screens it." in page.words()
    assert "On paper" in page.words()
    assert "Kim Keeper" in page.words()
    take = f"/en/admin/submissions/submission/{keyed.pk}/act/take/"
    assert ours.post(take).status_code == 403
    assert Submission.objects.get().status == "submitted"
    sent = Page(ours.get(f"/en/admin/submissions/round/{keyed.rounds.get().pk}/change/")).words()
    assert "On paper" in sent


@pytest.mark.parametrize("language", CODES)
def test_the_page_opens_in_every_language(language, ours):
    assert ours.get(ADD.replace("/en/", f"/{language}/")).status_code == 200

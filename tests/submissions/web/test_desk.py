"""The desk says what one has to do, and to whoever is signed out how it works."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from submissions import membership, opening
from submissions.models import Call, Submission
from tests import desk
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(db):
    """One that closed long ago, one that is open for long, one that opens far from now."""

    def at(year):
        return datetime.datetime(year, 5, 4, 21, 0, tzinfo=datetime.UTC)

    return [
        Call.objects.create(
            code="old", title_en="Old call", opens_at=at(2000), closes_at=at(2001), zone="Africa/Nairobi"
        ),
        Call.objects.create(
            code="now", title_en="This call", opens_at=at(2002), closes_at=at(2990), zone="America/New_York"
        ),
        Call.objects.create(code="far", title_en="Far call", opens_at=at(2995), zone="UTC"),
    ]


def test_signed_out_it_says_how_it_works_and_leads_to_an_account_and_back(calls):
    page = Page(Client().get("/en/submit/"))
    assert page.words(".//h1") == "Submit a programme"
    assert page.links()["Create an account"] == "/en/accounts/signup/?next=/en/submit/"
    assert page.links()["Sign in"] == "/en/accounts/login/?next=/en/submit/"
    assert "This call" in page.words()


def test_nobody_else_may_keep_it(fatima, signed_in):
    for client in (Client(), signed_in(fatima)):
        assert client.get("/en/submit/")["Cache-Control"] == "private, no-store"


def test_calls_are_shown_by_the_clock_of_their_zone_and_whether_they_are_open_in_words(calls):
    words = Page(Client().get("/en/submit/")).words()
    # 21:00 UTC is 17:00 in New York in May, and midnight in Nairobi.
    assert "Closes: 4 May 2990, 17:00 (New York, UTC−04:00)" in words
    assert "Closed: 5 May 2001, 00:00 (Nairobi, UTC+03:00)" in words
    assert "Opens: 4 May 2995, 21:00 UTC" in words
    assert "Closed. Submissions that come now are not taken; answers to what was returned still are." in words
    assert "Not open yet: you can write now and submit once it opens." in words


def test_a_closed_call_that_takes_late_ones_says_so(calls):
    Call.objects.filter(code="old").update(late="mark")
    words = Page(Client().get("/en/submit/")).words()
    assert "Closed. Submissions that come now are taken, and marked as late." in words


def test_while_no_call_was_ever_made_it_says_that_none_is_needed(db):
    assert "Submissions are taken at any time" in Page(Client().get("/en/submit/")).words()


def test_what_is_mine_to_do_stands_apart_from_what_waits_for_others(fatima, agency, kim, signed_in):
    desk.make_draft(fatima, agency, title="A draft")
    sent = desk.make_draft(fatima, agency, title="A sent one")
    desk.submit(sent, fatima)
    back = desk.bring_to(
        "returned", desk.make_draft(fatima, agency, title="One sent back"), by=fatima, screener=kim
    )
    page = Page(signed_in(fatima).get("/en/submit/"))
    todo = page.words(".//section[@aria-labelledby='todo']")
    others = page.words(".//section[@aria-labelledby='others']")
    assert todo.index("One sent back") < todo.index("A draft")
    assert "Reply by 31 December 2999." in todo
    assert "A sent one" not in todo
    assert "A sent one" in others
    assert "The secretariat’s turn." in others
    assert page.links()["One sent back"] == f"/en/submit/{back.reference}/"


def test_a_reader_has_nothing_to_do_and_sees_the_draft_among_the_rest(rita, draft, signed_in):
    page = Page(signed_in(rita).get("/en/submit/"))
    assert "Nothing waits for you." in page.words(".//section[@aria-labelledby='todo']")
    assert "Less food waste" in page.words(".//section[@aria-labelledby='others']")


def test_a_stranger_sees_nothing_of_it(stranger, draft, signed_in):
    page = signed_in(stranger).get("/en/submit/").content.decode()
    assert draft.reference not in page
    assert "Less food waste" not in page


def test_somebody_who_acts_for_nobody_is_told_how_to_begin(stranger, signed_in):
    links = Page(signed_in(stranger).get("/en/submit/")).links()
    assert links["Propose a programme"] == "/en/submit/new/"
    assert links["Ask to act for a submitter"] == "/en/submit/people/"


def test_requests_that_wait_for_me_are_announced(fatima, agency, stranger, signed_in):
    membership.ask(user=stranger, submitter=agency, role="reader")
    links = Page(signed_in(fatima).get("/en/submit/")).links()
    assert links["1 person asks to act for a submitter"] == "/en/submit/people/#requests"


def test_the_secretariat_has_to_screen_it_once_its_second_factor_is_shown(fatima, draft, kim, signed_in):
    desk.submit(draft, fatima)
    assert "Less food waste" in Page(signed_in(kim, "password", "mfa").get("/en/submit/")).words()
    assert "Less food waste" not in Page(signed_in(kim, "password").get("/en/submit/")).words()


def test_the_secretariat_knows_it_by_the_title_that_was_sent(fatima, draft, kim, signed_in):
    sent = desk.bring_to("returned", draft, by=fatima, screener=kim)
    desk.write(sent, "title", fatima, title=desk.line("A title nobody has sent"))
    Submission.objects.filter(pk=sent.pk).update(status="submitted")
    page = Page(signed_in(kim, "password", "mfa").get("/en/submit/"))
    assert "Less food waste" in page.words()
    assert "A title nobody has sent" not in page.words()


def test_it_takes_as_many_queries_for_one_submission_as_for_three(fatima, agency, calls, kim, signed_in):
    client, counts = signed_in(fatima), []
    for number in (1, 2):
        for _ in range(number):
            opening.open_draft(by=fatima, language="en", submitter=agency)
            desk.submit(_answering(calls[1], desk.make_draft(fatima, agency)), fatima)
            answer = _answering(calls[1], desk.make_draft(fatima, agency))
            desk.bring_to("accepted", answer, by=fatima, screener=kim)
        client.get("/en/submit/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/en/submit/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def _answering(call, draft):
    opening.choose_call(submission=draft, call=call)
    draft.refresh_from_db()
    return draft


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_it_opens_in_every_script(language, fatima, draft, signed_in):
    assert signed_in(fatima).get(f"/{language}/submit/").status_code == 200


def test_every_page_leads_to_it(stranger, signed_in):
    assert Page(Client().get("/en/")).links(".//header")["Submit a programme"] == "/en/submit/"
    assert Page(Client().get("/en/")).links(".//footer")["Submit a programme"] == "/en/submit/"
    assert Page(signed_in(stranger).get("/en/")).links(".//header")["My submissions"] == "/en/submit/"

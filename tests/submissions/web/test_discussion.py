"""The discussion by section: who says and reads what, resolving, and internal notes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Letter
from submissions import discussion
from submissions.models import Comment
from tests import desk
from tests.page import Page
from tests.submissions.web.test_preview import HOSTILE

pytestmark = pytest.mark.django_db


def at(submission, language="en"):
    return f"/{language}/submit/{submission.reference}/discussion/"


@pytest.fixture
def sent(draft, fatima):
    desk.submit(draft, fatima)
    return draft


@pytest.fixture
def ours(kim, signed_in):
    """The browser of one of the secretariat."""
    return signed_in(kim, "password", "mfa")


def say(client, submission, text="For whom?", **more):
    return client.post(at(submission), {"act": "say", "section": "purpose", "text": text, **more})


def test_a_remark_stands_under_its_section_for_both_sides(sent, hers, ours):
    assert say(ours, sent)["Location"] == at(sent) + "#about-purpose"
    said = Page(hers.get(at(sent))).words(".//section[@aria-labelledby='about-purpose']")
    assert "Purpose and goals" in said
    assert "For whom?" in said
    assert "Secretariat" in said
    assert "Kim Keeper" not in said
    say(hers, sent, "For all.")
    answered = Page(ours.get(at(sent))).words(".//section[@aria-labelledby='about-purpose']")
    assert "Fatima Focal" in answered
    assert "Kim Keeper" in answered


def test_it_begins_once_something_was_sent(draft, hers):
    assert "The discussion begins once the submission has been sent." in Page(hers.get(at(draft))).words()
    assert say(hers, draft).status_code == 422


@pytest.mark.parametrize(
    "typed", [{"text": "  "}, {"text": "x" * 5001}, {"section": "nowhere"}, {"text": "a\0b"}]
)
def test_what_cannot_be_said_is_refused_and_kept_in_the_form(typed, sent, hers):
    response = say(hers, sent, **typed)
    assert response.status_code == 422
    if "text" in typed and "\0" not in typed["text"]:
        assert Page(response).one(".//textarea[@id='text']").text == typed["text"]
    assert not Comment.objects.exists()


def test_resolving_folds_it_and_opening_it_again_unfolds_it(sent, hers, ours, fatima):
    say(ours, sent)
    number = Comment.objects.get().pk
    hers.post(at(sent), {"act": "resolve", "comment": number})
    assert Comment.objects.get().resolved_by == fatima
    assert "For whom?" in Page(hers.get(at(sent))).words(".//details")
    hers.post(at(sent), {"act": "reopen", "comment": number})
    assert Comment.objects.get().resolved_at is None


def test_an_internal_note_is_never_shown_to_submitters_nor_resolved_by_them(sent, hers, ours):
    say(ours, sent, "Too vague.", internal="yes")
    assert "Too vague." in Page(ours.get(at(sent))).words()
    assert "Too vague." not in hers.get(at(sent)).content.decode()
    number = Comment.objects.get().pk
    assert hers.post(at(sent), {"act": "resolve", "comment": number}).status_code == 404
    assert Comment.objects.get().resolved_at is None


def test_a_submitter_writes_no_internal_note_and_keeps_the_words(sent, hers):
    response = say(hers, sent, "A note of mine", internal="yes")
    assert response.status_code == 403
    assert "A note of mine" in Page(response).words()
    assert not Comment.objects.exists()


@pytest.mark.parametrize("number", ["", "0", "99999999", "9" * 40, "x", "\0", "²"])
def test_a_remark_there_is_none_of_is_not_there(number, sent, hers):
    assert hers.post(at(sent), {"act": "resolve", "comment": number}).status_code == 404


def test_a_remark_on_another_submission_is_not_there(sent, hers, fatima, agency, kim):
    other = desk.make_draft(fatima, agency)
    desk.submit(other, fatima)
    said = discussion.comment(submission=other, section="purpose", text="Elsewhere", by=kim)
    assert hers.post(at(sent), {"act": "resolve", "comment": said.pk}).status_code == 404


def test_a_reader_reads_and_a_stranger_finds_nothing(sent, rita, stranger, ours, signed_in):
    say(ours, sent)
    client = signed_in(rita)
    page = Page(client.get(at(sent)))
    assert "For whom?" in page.words()
    assert page.all(".//main//textarea") == []
    assert say(client, sent).status_code == 403
    assert signed_in(stranger).get(at(sent)).status_code == say(signed_in(stranger), sent).status_code == 404


def test_hostile_text_is_text(sent, hers):
    say(hers, sent, HOSTILE)
    body = hers.get(at(sent)).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)" in body


def test_a_remark_posted_twice_is_said_and_told_once(sent, hers, kim):
    nonce = Page(hers.get(at(sent))).one(".//form//input[@name='nonce']").get("value")
    answers = [say(hers, sent, nonce=nonce)["Location"] for _twice in range(2)]
    assert answers == [at(sent) + "#about-purpose"] * 2
    said = Comment.objects.get()
    assert Letter.objects.filter(to=kim, key=f"comment:{said.pk}").count() == 1


def test_other_words_from_the_same_page_are_another_remark(sent, hers):
    for text, section in (("Who?", "purpose"), ("Who, and when?", "purpose"), ("Who?", "title")):
        say(hers, sent, text, section=section, nonce="of-one-page")
    assert Comment.objects.count() == 3


def test_the_same_words_from_another_page_are_another_remark(sent, hers):
    for nonce in ("one", "two", "", ""):
        say(hers, sent, "Any news?", nonce=nonce)
    assert Comment.objects.count() == 4


@pytest.mark.parametrize("nonce", ["\0", "n" * 100_000, "☃", "\u202e"])
def test_a_nonce_is_never_read(nonce, sent, hers):
    for _twice in range(2):
        assert say(hers, sent, nonce=nonce).status_code == 302
    assert Comment.objects.count() == 1


def test_a_long_discussion_comes_in_pages_with_what_is_open_first(sent, hers, kim, fatima):
    said = [
        discussion.comment(submission=sent, section="purpose", text=f"Remark {number:03}", by=kim)
        for number in range(120)
    ]
    discussion.resolve(comment=said[-1], by=fatima)

    def shown(page):
        remarks = Page(hers.get(f"{at(sent)}?page={page}")).all(".//li[@class='remark']//blockquote")
        return [each.text for each in remarks]

    assert shown(1) == [f"Remark {number:03}" for number in range(69, 119)]
    assert shown(2) == [f"Remark {number:03}" for number in range(19, 69)]
    assert shown(3) == [*(f"Remark {number:03}" for number in range(19)), "Remark 119"]
    assert shown("nonsense") == shown(1)
    assert shown(99) == shown(3)
    assert "51–100 of 120" in Page(hers.get(f"{at(sent)}?page=2")).words(".//nav[@class='pager']")


def test_resolving_leads_back_to_the_page_one_was_on(sent, hers, kim):
    said = discussion.comment(submission=sent, section="purpose", text="Why?", by=kim)
    response = hers.post(f"{at(sent)}?page=2%26", {"act": "resolve", "comment": said.pk})
    assert response["Location"] == f"{at(sent)}?page=2%26#about-purpose"


def test_as_many_queries_for_two_remarks_as_for_ten(sent, hers, kim):
    counts = []
    for more in (2, 8):
        for number in range(more):
            discussion.comment(submission=sent, section="purpose", text=f"Remark {number}", by=kim)
        with CaptureQueriesContext(connection) as queries:
            hers.get(at(sent))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_it_opens_in_every_script(language, sent, hers):
    say(hers, sent)
    assert hers.get(at(sent, language)).status_code == 200

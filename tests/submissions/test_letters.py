"""Every event is told to whom it concerns, once, in their language, in the transaction of the event."""

import pytest
from django.db import transaction

from accounts.models import Letter, User
from languages.official import CODES
from submissions import discussion, workflow
from tests import desk


def told(key):
    """Who got a letter about the event, by subject."""
    return {letter.to.name: letter.subject for letter in Letter.objects.filter(key=key).select_related("to")}


def told_last(submission):
    return told(f"move:{submission.moves.last().pk}")


@pytest.fixture
def everyone(fatima, edith, rita, kim, reader):
    return fatima, edith, rita, kim, reader


@pytest.mark.parametrize(
    ("status", "to_members", "to_screeners"),
    [
        ("submitted", "received", "has arrived"),
        ("in_screening", "in screening", None),
        ("returned", "returned, please answer", None),
        ("accepted", "accepted", None),
        ("not_listed", "not listed", None),
        ("withdrawn", "withdrawn", "withdrawn"),
    ],
)
def test_a_move_is_told(status, to_members, to_screeners, everyone, draft):
    fatima, edith, rita, kim, _reader = everyone
    desk.bring_to(status, draft, by=fatima, screener=kim)
    expected = {user.name: f"{draft.reference}: {to_members}" for user in (fatima, edith, rita)}
    if to_screeners:
        expected[kim.name] = f"{draft.reference}: {to_screeners}"
    assert told_last(draft) == expected


def test_the_receipt_names_the_round_its_time_and_its_hash(draft, fatima):
    sent = desk.submit(draft, fatima)
    letter = Letter.objects.get(key=f"move:{draft.moves.get().pk}", to=fatima)
    for part in (letter.text, letter.html):
        assert f"/id/{draft.reference}" in part
        assert sent.sha256 in part
        assert "Round 1" in part
        assert "UTC" in part
        assert f"/{letter.language}/" not in part


def test_what_was_returned_says_why_by_section(draft, fatima, kim):
    screened = desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    workflow.return_with_reasons(
        submission=screened, by=kim, reasons={"title": "Too <short> & vague."}, reply_by=desk.FAR
    )
    letter = Letter.objects.get(to=fatima, subject__contains="please answer")
    assert "Title\nToo <short> & vague." in letter.text
    assert "Too &lt;short&gt; &amp; vague." in letter.html
    assert "31 December 2999" in letter.text


@pytest.mark.parametrize("language", CODES)
def test_letters_are_written_in_the_language_of_whoever_reads_them(language, draft, fatima):
    User.objects.filter(pk=fatima.pk).update(language=language)
    desk.submit(draft, fatima)
    letter = Letter.objects.get(to=fatima, key__startswith="move:")
    assert letter.language == language


def test_no_letter_without_its_event(draft, fatima):
    before = Letter.objects.count()
    with transaction.atomic():
        desk.submit(draft, fatima)
        assert Letter.objects.count() > before
        transaction.set_rollback(True)
    assert Letter.objects.count() == before
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_comment_is_told_to_the_other_side_and_an_internal_one_to_nobody(draft, everyone):
    fatima, edith, _rita, kim, _reader = everyone
    desk.bring_to("in_screening", draft, by=fatima, screener=kim)

    def say(by, **options):
        said = discussion.comment(submission=draft, section="title", text="Why <b>?", by=by, **options)
        return set(told(f"comment:{said.pk}"))

    assert say(kim) == {fatima.name, edith.name}
    assert say(edith) == {kim.name}
    assert say(kim, audience="internal") == set()


def test_a_comment_is_resolved_and_opened_again(draft, fatima, kim):
    desk.submit(draft, fatima)
    said = discussion.comment(submission=draft, section="cell", text="Why?", by=kim)
    resolved = discussion.resolve(comment=said, by=fatima)
    assert (resolved.resolved_by, draft.comments.open().count()) == (fatima, 0)
    assert discussion.reopen(comment=said).resolved_at is None


@pytest.mark.parametrize(
    "given", [{"text": " "}, {"text": "x" * 5001}, {"text": "\0"}, {"section": "nonsense"}]
)
def test_what_cannot_be_said_is_refused(given, draft, fatima, kim):
    desk.submit(draft, fatima)
    with pytest.raises(discussion.ValidationError):
        discussion.comment(submission=draft, by=kim, **{"section": "title", "text": "Why?", **given})


def test_nobody_comments_on_a_draft(draft, fatima):
    with pytest.raises(discussion.CommentRefused):
        discussion.comment(submission=draft, section="title", text="Hm.", by=fatima)

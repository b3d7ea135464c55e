"""Reminders: each occasion once, to those who may write and want to be reminded, in their language."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Letter, User
from submissions import invitations, membership, opening, reminders
from submissions.models import Attachment, Call, Section, Submission
from tests import desk, together

pytestmark = pytest.mark.django_db

# What is to be replied to by `desk.FAR`, and a call that closes then, at five in the afternoon in New York.
LAST_DAY = datetime(2999, 12, 31, 12, 0, tzinfo=UTC)
CLOSES = datetime(2990, 5, 4, 21, 0, tzinfo=UTC)


def remind(at: datetime) -> dict[str, str]:
    """The subjects of the letters that are new at ``at``, by the name of who gets them."""
    before = set(Letter.objects.values_list("pk", flat=True))
    written = reminders.write_reminders(at=at)
    new = Letter.objects.exclude(pk__in=before).select_related("to")
    assert len(new) == written
    return {letter.to.name: letter.subject for letter in new}


def after(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


def days_told(around: datetime, days: list[float]) -> list[float]:
    """On which of ``days`` after (or before) a moment a letter is written."""
    return [day for day in days if remind(around + timedelta(days=day))]


def letters() -> list[Letter]:
    return list(Letter.objects.filter(key__startswith="remind:").order_by("pk"))


@pytest.fixture
def returned(draft, fatima, kim):
    return desk.bring_to("returned", draft, by=fatima, screener=kim)


@pytest.fixture
def answering(draft):
    """The draft answers a call that closes at ``CLOSES``."""
    draft.call = Call.objects.create(
        code="csd",
        title_en="For the next session",
        opens_at=datetime(2002, 5, 4, tzinfo=UTC),
        closes_at=CLOSES,
        zone="America/New_York",
    )
    draft.save(update_fields=["call"])
    return draft


# --- A draft that nobody writes on ------------------------------------------------------------------


def test_a_draft_that_was_left_alone_is_told_after_14_and_30_days_and_never_again(draft):
    days = [1, 13.9, 14.1, 14.2, 20, 29.9, 30.1, 31, 59, 61, 90, 400]
    assert days_told(timezone.now(), days) == [14.1, 30.1]
    first, second = letters()
    assert first.subject == second.subject == f"{draft.reference}: your draft is waiting"
    never_again = "You are not reminded of it again unless somebody writes on it."
    assert [never_again in each.text for each in (first, second)] == [False, True]
    assert [never_again in each.html for each in (first, second)] == [False, True]


def test_what_nobody_saw_in_time_is_let_go(draft):
    assert remind(after(400)) == {}


def test_who_writes_and_leaves_it_again_is_told_again(draft):
    assert remind(after(15))
    Section.objects.filter(code="title").update(saved_at=after(16))
    assert remind(after(17)) == {}
    assert remind(after(31))


def test_a_file_is_a_touch_too(draft, fatima):
    desk.attach(draft, fatima)
    Attachment.objects.update(added_at=after(10))
    assert days_told(timezone.now(), [15, 23, 25]) == [25]


@pytest.mark.parametrize("status", ["submitted", "in_screening", "accepted", "not_listed", "withdrawn"])
def test_what_waits_for_none_of_its_members_is_not_told(status, answering, fatima, kim):
    Call.objects.update(closes_at=after(20))
    desk.bring_to(status, answering, by=fatima, screener=kim)
    assert days_told(timezone.now(), [13, 15, 19.5, 31]) == []


# --- A day to reply by ------------------------------------------------------------------------------


def test_a_day_to_reply_by_is_told_a_week_and_a_day_before_and_once_it_has_passed(returned):
    days = [-60, -8, -7, -6, -2, -1, 0, 1, 2, 30, 31]
    assert days_told(LAST_DAY, days) == [-7, -1, 1]
    assert [each.subject for each in letters()] == [
        f"{returned.reference}: please reply by 31 December 2999",
        f"{returned.reference}: please reply by 31 December 2999",
        f"{returned.reference}: the day to reply by has passed",
    ]
    assert "The day to reply by was 31 December 2999." in letters()[-1].text


def test_who_was_told_the_day_within_the_last_week_is_reminded_of_it_on_the_day_before(returned):
    Submission.objects.update(changed_at=LAST_DAY - timedelta(days=6))
    assert days_told(LAST_DAY, [-5, -3, -1]) == [-1]


def test_another_day_is_another_occasion(returned):
    assert remind(LAST_DAY)
    Submission.objects.update(reply_by=desk.FAR.replace(day=30))
    assert remind(LAST_DAY - timedelta(days=1))


# --- A call that closes -----------------------------------------------------------------------------


def test_a_call_is_told_a_week_and_a_day_before_it_closes(answering):
    days = [-8, -7.1, -6.9, -6, -1.1, -0.9, -0.1, 0.1, 1]
    assert days_told(CLOSES, days) == [-6.9, -0.9]
    for letter in letters():
        assert letter.subject == f"{answering.reference}: the call closes soon"
        for said in (letter.text, letter.html):
            assert "For the next session" in said
            assert "Closes: 4 May 2990, 17:00 (New York, UTC−04:00)" in said


def test_of_a_draft_that_was_left_alone_too_the_call_alone_is_told(answering):
    Section.objects.update(saved_at=CLOSES - timedelta(days=20))
    told = remind(CLOSES - timedelta(days=3))
    assert told == {"Fatima Focal": f"{answering.reference}: the call closes soon"}


def test_who_begins_within_the_last_week_is_told_on_the_last_day(answering):
    Submission.objects.update(created_at=CLOSES - timedelta(days=5))
    assert days_told(CLOSES, [-4, -2, -0.5]) == [-0.5]


# --- To whom ----------------------------------------------------------------------------------------


def test_only_members_who_may_write_and_want_it_are_told(draft, edith, rita, kim, stranger, agency):
    people = {
        name: User.objects.create_user(f"{name}@agency.example", name=name)
        for name in ("gone", "switched-off", "tired")
    }
    held = {name: desk.make_member(user, agency, "editor") for name, user in people.items()}
    membership.leave(membership=held["gone"])
    User.objects.filter(name="switched-off").update(is_active=False)
    User.objects.filter(name="tired").update(wants_reminders=False)
    membership.ask(user=stranger, submitter=agency)
    assert sorted(remind(after(15))) == ["Carlos Co", "Fatima Focal"]


def test_of_the_persons_who_were_invited_those_who_write_are_told(draft, fatima):
    people = together.gather(draft, fatima)
    Section.objects.update(saved_at=timezone.now())
    remind(after(15))
    told = {letter.address for letter in letters()}
    assert told == {fatima.email, *(people[part].email for part in ("co_submitter", "partner", "editor"))}
    User.objects.filter(pk=people["editor"].pk).update(wants_reminders=False)
    remind(after(31))
    assert [each.address for each in letters()].count(people["editor"].email) == 1


def test_who_belongs_to_a_submitter_and_was_invited_too_is_told_once(draft, fatima, rita):
    invitation = together.invite_person(draft, rita.email, fatima, "editor")
    invitations.accept(invitation=invitation, by=together.with_address(rita))
    assert sorted(remind(after(15))) == ["Fatima Focal", "Rita Reader"]


def test_a_draft_in_nobody_s_name_is_told_to_its_author(stranger, taxonomy):
    opening.open_draft(by=stranger, language="en")
    assert list(remind(after(15))) == ["Stefan Stranger"]
    assert "Without a title yet" in letters()[0].text
    User.objects.filter(pk=stranger.pk).update(wants_reminders=False)
    assert remind(after(31)) == {}


# --- The letters ------------------------------------------------------------------------------------


def test_a_letter_names_the_draft_leads_there_and_says_how_to_be_spared(draft, fatima, settings):
    desk.write(draft, "title", fatima, title=desk.line("Less <waste> & more"))
    remind(after(15))
    (letter,) = letters()
    assert "Less <waste> & more" in letter.text
    assert "Less &lt;waste&gt; &amp; more" in letter.html
    for said in (letter.text, letter.html):
        assert f"{settings.SITE_URL}/id/{draft.reference}" in said
        assert f"{settings.SITE_URL}/accounts/" in said


def test_it_is_written_in_the_language_of_whoever_reads_it(draft, fatima, edith):
    User.objects.filter(pk=fatima.pk).update(language="fr")
    User.objects.filter(pk=edith.pk).update(language="ar")
    remind(after(15))
    written = {letter.language: letter for letter in letters()}
    assert sorted(written) == ["ar", "fr"]
    assert 'lang="ar" dir="rtl"' in written["ar"].html


# --- The command ------------------------------------------------------------------------------------


def test_the_command_says_how_many_it_wrote(draft):
    Submission.objects.update(changed_at=after(-15))
    Section.objects.update(saved_at=after(-15))
    said = io.StringIO()
    for _twice in range(2):
        call_command("remind", stdout=said)
    assert said.getvalue() == "1 reminders written.\n0 reminders written.\n"


def test_as_many_queries_for_one_draft_as_for_many(draft, fatima, agency):
    def cost(of: float) -> int:
        with CaptureQueriesContext(connection) as queries:
            remind(after(of))
        return len(queries)

    one = cost(15)
    for _each in range(4):
        desk.make_draft(fatima, agency)
    many = cost(31)
    assert (len(letters()), many) == (1 + 5, one)


def test_a_few_at_a_time_everybody_is_reached(draft, fatima, agency, monkeypatch):
    monkeypatch.setattr(reminders, "BATCH", 2)
    for _each in range(4):
        desk.make_draft(fatima, agency)
    assert reminders.write_reminders(at=after(15)) == 5

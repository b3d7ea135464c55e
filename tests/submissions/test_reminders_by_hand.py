"""Reminders by the secretariat's hand: of what was returned, to those whom the clock would remind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Letter, User
from languages.dates import long_date
from languages.freezing import FrozenError
from submissions import reminders
from submissions.models import Reminder, Submission
from submissions.reminders import RemindingRefused, prospects, remind, write_reminders
from tests import desk, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def returned(draft, fatima, kim):
    return desk.bring_to("returned", draft, by=fatima, screener=kim)


def is_due(submission, days):
    """``submission`` is to be answered in so many days."""
    Submission.objects.filter(pk=submission.pk).update(
        reply_by=timezone.now().date() + timedelta(days=days), changed_at=timezone.now() - timedelta(days=60)
    )
    submission.refresh_from_db()


def letters():
    found = Letter.objects.filter(key__regex="^(remind|reminder):").select_related("to").order_by("pk")
    return {letter.to.name: letter.subject for letter in found}


def refusal(submission, by):
    with pytest.raises(RemindingRefused) as refused:
        remind(submission=submission, by=by)
    [message] = refused.value.messages
    return message


# --- To whom, and what --------------------------------------------------------------------------------


def test_those_who_may_write_are_asked_to_reply_and_it_is_noted(returned, fatima, edith, rita, kim):
    made = remind(submission=returned, by=kim)
    asked = f"{returned.reference}: please reply by 31 December 2999"
    assert letters() == {"Fatima Focal": asked, "Carlos Co": asked}
    assert (made.submission, made.by, made.told) == (returned, kim, 2)


def test_once_the_day_has_passed_they_are_told_so(returned, kim):
    is_due(returned, -1)
    remind(submission=returned, by=kim)
    assert letters() == {"Fatima Focal": f"{returned.reference}: the day to reply by has passed"}


def test_on_the_day_itself_it_has_not_passed(returned, kim):
    is_due(returned, 0)
    remind(submission=returned, by=kim)
    assert "please reply by" in letters()["Fatima Focal"]


def test_it_is_written_in_the_language_of_whoever_reads_it_whatever_the_screener_s(returned, fatima, kim):
    User.objects.filter(pk=fatima.pk).update(language="ar")
    remind(submission=returned, by=kim)
    assert 'lang="ar" dir="rtl"' in Letter.objects.get(key__startswith="reminder:").html


def test_of_the_persons_who_were_invited_those_who_write_are_told_once(draft, fatima, kim):
    people = together.gather(draft, fatima)
    returned = desk.bring_to("returned", draft, by=fatima, screener=kim)
    assert remind(submission=returned, by=kim).told == 4
    told = set(Letter.objects.filter(key__startswith="reminder:").values_list("address", flat=True))
    assert told == {fatima.email, *(people[part].email for part in ("co_submitter", "partner", "editor"))}


def test_who_wants_no_reminders_gets_none_from_a_hand_either(returned, fatima, edith, kim):
    User.objects.filter(pk=edith.pk).update(wants_reminders=False)
    remind(submission=returned, by=kim)
    assert list(letters()) == ["Fatima Focal"]


# --- Not now ------------------------------------------------------------------------------------------


def test_where_nobody_wants_it_the_discussion_is_named(returned, fatima, kim):
    User.objects.filter(pk=fatima.pk).update(wants_reminders=False)
    assert refusal(returned, kim) == (
        f"{returned.reference}: nobody who may write on it wants reminders. Use the discussion instead."
    )
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("status", ["submitted", "in_screening", "accepted", "not_listed", "withdrawn"])
def test_only_what_was_returned_waits(status, draft, fatima, kim):
    sent = desk.bring_to(status, draft, by=fatima, screener=kim)
    assert refusal(sent, kim) == f"{sent.reference}: only what was returned waits for its submitters."
    assert letters() == {}


def test_nobody_but_a_screener_has_them_reminded(returned, reader, publisher, fatima):
    for user in (reader, publisher, fatima):
        assert refusal(returned, user) == "Only a screener of the secretariat may decide on submissions."
    assert letters() == {}


def test_a_second_time_on_one_day_says_when_and_by_whom_and_writes_nothing(returned, kim):
    remind(submission=returned, by=kim)
    before = Letter.objects.count()
    said = refusal(returned, desk.make_staff_member("lee@un.example"))
    assert said.startswith(f"{returned.reference}: Kim Keeper reminded its submitters on ")
    assert said.endswith(" UTC. Once a day is enough.")
    assert (Letter.objects.count(), Reminder.objects.count()) == (before, 1)


def test_the_next_day_they_can_be_reminded_again(returned, kim):
    yesterday = timezone.now() - timedelta(days=1)
    Reminder.objects.create(submission=returned, by=kim, at=yesterday, told=1)
    remind(submission=returned, by=kim)
    assert Reminder.objects.count() == 2


# --- Beside the clock ---------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [-1, 1, 5])
def test_what_the_clock_wrote_today_is_not_written_again_by_hand(days, returned, kim):
    is_due(returned, days)
    write_reminders(at=timezone.now())
    said = refusal(returned, kim)
    assert said.startswith(f"{returned.reference}: its submitters were reminded on ")
    assert Letter.objects.filter(key__startswith="reminder:").count() == 0


@pytest.mark.parametrize("days", [-1, 1, 5])
def test_what_was_written_by_hand_today_the_clock_leaves_for_the_next_day(days, returned, kim):
    is_due(returned, days)
    remind(submission=returned, by=kim)
    assert write_reminders(at=timezone.now()) == 0
    assert write_reminders(at=timezone.now() + timedelta(days=1)) == 1


def test_a_hand_that_is_quicker_than_the_clock_by_a_moment_leaves_one_letter(returned, kim, monkeypatch):
    is_due(returned, 1)
    found = reminders._batches

    def then_somebody_reminds(about):
        for batch in found(about):
            remind(submission=returned, by=kim)
            yield batch

    monkeypatch.setattr(reminders, "_batches", then_somebody_reminds)
    assert write_reminders(at=timezone.now()) == 0
    assert letters() == {
        "Fatima Focal": f"{returned.reference}: please reply by {long_date(returned.reply_by)}"
    }


def test_the_last_of_both_is_told(returned, kim):
    assert reminders.last_reminded(returned) is None
    is_due(returned, 5)
    write_reminders(at=timezone.now())
    assert reminders.last_reminded(returned).by is None
    Reminder.objects.create(submission=returned, by=kim, at=timezone.now(), told=1)
    assert reminders.last_reminded(returned).by == kim


# --- What it costs, and what stays --------------------------------------------------------------------


def test_as_many_queries_for_one_as_for_many(returned, fatima, agency, kim):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            prospects(Submission.objects.all())
        return len(queries)

    one = cost()
    for _each in range(3):
        desk.bring_to("returned", desk.make_draft(fatima, agency), by=fatima, screener=kim)
    assert cost() == one


def test_that_they_were_reminded_stays(returned, kim):
    made = remind(submission=returned, by=kim)
    for forget in (made.delete, Reminder.objects.all().delete, lambda: Reminder.objects.update(told=0)):
        with pytest.raises(FrozenError):
            forget()

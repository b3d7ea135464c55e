"""Reminders of what somebody may have forgotten at the desk: by the clock, and by the secretariat's hand.

Each occasion is told once, to those who may write and want to be reminded. An occasion lasts for a while, so
that nothing depends on the moment at which somebody looks for it; once it is over, it is let go. The
secretariat may have the submitters of what was returned reminded at any time, by the same letters and to the
same people: their account asks whether one wants to be reminded by letter, not by whom. Whoever does not is
reached by the discussion.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.letters import write_together
from accounts.models import Letter, User
from languages.dates import long_moment
from programmes.permissions import Answer
from submissions.drafting import draft_title
from submissions.letters import key_of
from submissions.models import Collaborator, Membership, Reminder, Submission, SubmissionParty
from submissions.permissions import may_screen
from submissions.querysets import SubmissionQuerySet
from submissions.status import MembershipRole, SubmissionStatus

BATCH = 100
# The letters about a day to reply by: while it is to come, and once it has passed.
REPLY, PASSED = "reminder_reply", "reminder_passed"


class RemindingRefused(ValidationError):
    """Nobody is reminded by this; the message says why."""


@dataclass(frozen=True)
class Occasion:
    """Something to be reminded of: the letter, which submissions it is about now, and what it counts from.

    A date that was moved, and a draft that was written on and left again, make another occasion.
    """

    name: str
    letter: str
    about: Q
    counts_from: Callable[[Submission], Any]
    is_last: bool = False

    def key(self, submission: Submission) -> str:
        """What its letters about ``submission`` are kept under."""
        return f"remind:{self.name}:{submission.pk}:{self.counts_from(submission).isoformat()}"


# --- By the clock ---------------------------------------------------------------------------------


def write_reminders(*, at: datetime) -> int:
    """Write every reminder that is due at ``at`` and was not written yet; how many those were."""
    return sum(_write(each, batch) for each in occasions(at) for batch in _batches(each.about))


def occasions(at: datetime) -> list[Occasion]:
    """What there is to be reminded of at ``at``. Whoever begins after a date has drawn near knows of it."""

    def days(number: int) -> datetime:
        return at + timedelta(days=number)

    # Twice on one day would be a nuisance: the clock waits for the next.
    reminded = Reminder.objects.filter(at__gte=at.replace(hour=0, minute=0, second=0, microsecond=0))
    by_hand = Q(pk__in=reminded.order_by().values("submission"))

    def closing(first: int, last: int) -> Occasion:
        soon = Q(call__closes_at__gt=days(first), call__closes_at__lte=days(last))
        told_before = Q(created_at__lt=F("call__closes_at") - timedelta(days=last))
        about = Q(status=SubmissionStatus.DRAFT) & soon & told_before
        return Occasion(f"call-{last}", "reminder_call", about, attrgetter("call.closes_at"))

    def due(first: int, last: int) -> Occasion:
        soon = Q(reply_by__range=(days(first).date(), days(last).date()))
        told_before = Q(changed_at__lt=F("reply_by") - timedelta(days=last))
        about = Q(status=SubmissionStatus.RETURNED) & soon & told_before & ~by_hand
        return Occasion(f"reply-{last}", REPLY, about, attrgetter("reply_by"))

    def untouched(first: int, last: int, **options: bool) -> Occasion:
        left = Q(touched_at__gt=days(-last), touched_at__lte=days(-first))
        closing_soon = Q(call__closes_at__range=(at, days(7)))
        about = Q(status=SubmissionStatus.DRAFT) & left & ~closing_soon
        return Occasion(f"left-{first}", "reminder_draft", about, attrgetter("touched_at"), **options)

    passed = Q(status=SubmissionStatus.RETURNED, reply_by__range=(days(-30).date(), days(-1).date()))
    passed &= ~by_hand
    return [
        closing(0, 1),
        closing(1, 7),
        due(0, 1),
        due(2, 7),
        Occasion("reply-passed", PASSED, passed, attrgetter("reply_by"), is_last=True),
        untouched(14, 30),
        untouched(30, 60, is_last=True),
    ]


def _batches(about: Q) -> Iterator[list[Submission]]:
    """Submissions a few at a time, however many there are."""
    found = _with_what_is_told(Submission.objects.with_last_touch().filter(about)).order_by("pk")
    last = 0
    while batch := list(found.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


@transaction.atomic
def _write(occasion: Occasion, batch: list[Submission]) -> int:
    those = Submission.objects.filter(pk__in=[submission.pk for submission in batch])
    # Whoever reminds by hand at this moment waits, or has done so: then the clock has nothing to say.
    list(those.select_for_update().order_by("pk").values_list("pk", flat=True))
    due = set(those.with_last_touch().filter(occasion.about).values_list("pk", flat=True))
    told = {
        (occasion.key(submission), user): _context(
            submission, occasion.counts_from(submission), is_last=occasion.is_last
        )
        for submission, user in _writers([submission for submission in batch if submission.pk in due])
    }
    return write_together(template=f"submissions/{occasion.letter}", told=told)


# --- By hand --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reminded:
    """When the submitters of a submission were last asked to reply, and by whom; the clock is nobody."""

    at: datetime
    by: User | None


@dataclass(frozen=True)
class Prospect:
    """Whom a letter would remind now, and whether the day to reply by has passed.

    ``refusal`` says why it is not to be written.
    """

    submission: Submission
    people: list[User]
    has_passed: bool
    refusal: str

    @property
    def letter(self) -> str:
        return PASSED if self.has_passed else REPLY


@transaction.atomic
def remind(*, submission: Submission, by: User) -> Reminder:
    """Remind those who write on what was returned, since ``by`` asks for it: once a day at most."""
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    asking = may_screen(by)
    if not asking:
        raise RemindingRefused(str(asking.reason))
    [found] = prospects([locked])
    if found.refusal:
        raise RemindingRefused(found.refusal)
    reminder = Reminder.objects.create(submission=locked, by=by, at=timezone.now(), told=len(found.people))
    context = _context(found.submission, found.submission.reply_by)
    told = {(key_of(reminder), user): context for user in found.people}
    write_together(template=f"submissions/{found.letter}", told=told)
    return reminder


def may_remind(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may have its submitters reminded now: a screener, where there is whom to remind."""
    asking = may_screen(user)
    if not asking:
        return asking
    [found] = prospects([submission])
    return Answer(allowed=not found.refusal, reason=found.refusal)


def prospects(submissions: Iterable[Submission]) -> list[Prospect]:
    """What would come of reminding the submitters of each now, in as many queries for one as for many."""
    now, those = timezone.now(), Submission.objects.filter(pk__in=[each.pk for each in submissions])
    chosen = list(_with_what_is_told(those).order_by("reference"))
    reminded = _last_reminded(chosen, now)
    people: dict[int, dict[User, None]] = {submission.pk: {} for submission in chosen}
    for submission, user in _writers(chosen):
        people[submission.pk][user] = None
    return [
        Prospect(
            submission,
            list(people[submission.pk]),
            bool(submission.reply_by and submission.reply_by < now.date()),
            _refusal(submission, people[submission.pk], reminded.get(submission.pk), now),
        )
        for submission in chosen
    ]


def last_reminded(submission: Submission) -> Reminded | None:
    """When its submitters were last reminded of replying."""
    return _last_reminded([submission], timezone.now()).get(submission.pk)


def _last_reminded(submissions: list[Submission], now: datetime) -> dict[int, Reminded]:
    """By the key of each submission: by hand, or by the clock about the day that is to be kept now."""
    by_clock = {
        occasion.key(submission): submission.pk
        for occasion in occasions(now)
        if occasion.letter in (REPLY, PASSED)
        for submission in submissions
        if submission.reply_by
    }
    written = Letter.objects.filter(key__in=by_clock).values_list("key").annotate(Max("written_at"))
    found = [(by_clock[key], Reminded(at, None)) for key, at in written]
    by_hand = Reminder.objects.filter(submission__in=submissions).select_related("by")
    found += [(each.submission_id, Reminded(each.at, each.by)) for each in by_hand]
    return dict(sorted(found, key=lambda each: each[1].at))


def _refusal(
    submission: Submission, people: Collection[User], reminded: Reminded | None, now: datetime
) -> str:
    """Why its submitters are not to be reminded now; empty where they are."""
    said = {"reference": submission.reference}
    if submission.status != SubmissionStatus.RETURNED:
        return _("%(reference)s: only what was returned waits for its submitters.") % said
    if reminded and reminded.at.date() == now.date():
        said["at"] = long_moment(reminded.at)
        if reminded.by is None:
            return _("%(reference)s: its submitters were reminded on %(at)s. Once a day is enough.") % said
        said["name"] = reminded.by.get_short_name()
        return _("%(reference)s: %(name)s reminded its submitters on %(at)s. Once a day is enough.") % said
    if not people:
        nobody = _("%(reference)s: nobody who may write on it wants reminders. Use the discussion instead.")
        return nobody % said
    return ""


# --- What is told, and whom -----------------------------------------------------------------------


def _with_what_is_told(submissions: SubmissionQuerySet) -> SubmissionQuerySet:
    """Each with all that its letter needs, in a constant number of queries."""
    found = submissions.select_related("call", "created_by")
    return found.prefetch_related("parties").with_draft_titles()


def _context(submission: Submission, since: Any, *, is_last: bool = False) -> dict[str, Any]:
    return {
        "submission": submission,
        "title": draft_title(submission) or gettext_lazy("Without a title yet"),
        "since": since,
        "is_last": is_last,
        "path": submission.permalink,
    }


def _writers(batch: list[Submission]) -> Iterator[tuple[Submission, User]]:
    """Who may write on each of ``batch`` and wants to be reminded; nobody's draft is its author's."""
    by_pk = {submission.pk: submission for submission in batch}
    wants_it = Q(user__is_active=True, user__wants_reminders=True)
    members = Membership.objects.active().filter(wants_it, role__in=MembershipRole.WRITING)
    parties = SubmissionParty.objects.standing().filter(submission__in=by_pk)
    writing = members.filter(submitter__submission_parties__in=parties).select_related("user")
    for member in writing.annotate(about=F("submitter__submission_parties__submission")):
        yield by_pk[member.about], member.user
    invited = Collaborator.objects.filter(wants_it, right__in=MembershipRole.WRITING, submission__in=by_pk)
    for collaborator in invited.select_related("user"):
        yield by_pk[collaborator.submission_id], collaborator.user
    for submission in batch:
        author = submission.created_by
        if not submission.parties.all() and author.is_active and author.wants_reminders:
            yield submission, author

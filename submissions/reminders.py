"""Reminders of what somebody may have forgotten at the desk.

Each occasion is told once, to those who may write and want to be reminded. An occasion lasts for a while, so
that nothing depends on the moment at which somebody looks for it; once it is over, it is let go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.letters import write_together
from accounts.models import User
from submissions.drafting import draft_title
from submissions.models import Collaborator, Membership, Submission, SubmissionParty
from submissions.status import MembershipRole, SubmissionStatus

BATCH = 100


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


def write_reminders(*, at: datetime) -> int:
    """Write every reminder that is due at ``at`` and was not written yet; how many those were."""
    return sum(_write(each, batch) for each in occasions(at) for batch in _batches(each.about))


def occasions(at: datetime) -> list[Occasion]:
    """What there is to be reminded of at ``at``. Whoever begins after a date has drawn near knows of it."""

    def days(number: int) -> datetime:
        return at + timedelta(days=number)

    def closing(first: int, last: int) -> Occasion:
        soon = Q(call__closes_at__gt=days(first), call__closes_at__lte=days(last))
        told_before = Q(created_at__lt=F("call__closes_at") - timedelta(days=last))
        about = Q(status=SubmissionStatus.DRAFT) & soon & told_before
        return Occasion(f"call-{last}", "reminder_call", about, attrgetter("call.closes_at"))

    def due(first: int, last: int) -> Occasion:
        soon = Q(reply_by__range=(days(first).date(), days(last).date()))
        told_before = Q(changed_at__lt=F("reply_by") - timedelta(days=last))
        about = Q(status=SubmissionStatus.RETURNED) & soon & told_before
        return Occasion(f"reply-{last}", "reminder_reply", about, attrgetter("reply_by"))

    def untouched(first: int, last: int, **options: bool) -> Occasion:
        left = Q(touched_at__gt=days(-last), touched_at__lte=days(-first))
        closing_soon = Q(call__closes_at__range=(at, days(7)))
        about = Q(status=SubmissionStatus.DRAFT) & left & ~closing_soon
        return Occasion(f"left-{first}", "reminder_draft", about, attrgetter("touched_at"), **options)

    passed = Q(status=SubmissionStatus.RETURNED, reply_by__range=(days(-30).date(), days(-1).date()))
    return [
        closing(0, 1),
        closing(1, 7),
        due(0, 1),
        due(2, 7),
        Occasion("reply-passed", "reminder_passed", passed, attrgetter("reply_by"), is_last=True),
        untouched(14, 30),
        untouched(30, 60, is_last=True),
    ]


def _batches(about: Q) -> Iterator[list[Submission]]:
    """Submissions a few at a time, however many there are."""
    found = Submission.objects.with_last_touch().filter(about).select_related("call", "created_by")
    found = found.prefetch_related("parties").with_draft_titles().order_by("pk")
    last = 0
    while batch := list(found.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _write(occasion: Occasion, batch: list[Submission]) -> int:
    told = {}
    for submission, user in _writers(batch):
        key = f"remind:{occasion.name}:{submission.pk}:{occasion.counts_from(submission).isoformat()}"
        told[key, user] = {
            "submission": submission,
            "title": draft_title(submission) or _("Without a title yet"),
            "since": occasion.counts_from(submission),
            "is_last": occasion.is_last,
            "path": submission.permalink,
        }
    return write_together(template=f"submissions/{occasion.letter}", told=told)


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

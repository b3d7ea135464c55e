"""Who of the secretariat answers for a submission: the only writer of ``assigned_to``, on record."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import write_together
from accounts.models import User
from submissions.letters import staff_who
from submissions.models import Assignment, Submission
from submissions.permissions import may_handle, may_screen
from submissions.status import SubmissionStatus


class AssignmentRefused(ValidationError):
    """It cannot be given to this person, or by this one; the message says why."""


def assign(*, submission: Submission, to: User | None, by: User) -> Submission:
    """Give ``submission`` to ``to``, who has to be able to decide on it; to nobody with ``None``."""
    given, refused = assign_all(submissions=[submission], to=to, by=by)
    if refused:
        raise refused[0]
    return given[0]


@transaction.atomic
def assign_all(
    *, submissions: Iterable[Submission], to: User | None, by: User
) -> tuple[list[Submission], list[AssignmentRefused]]:
    """``assign`` for many: those that are ``to``'s from now on, and why the others cannot be.

    Whoever answers for some of them from now on, or does no more, gets one letter about all of these, unless
    it is their own doing.
    """
    given, refused, changed = [], [], []
    chosen = Submission.objects.filter(pk__in=[submission.pk for submission in submissions])
    # In one order, so that two who give away the same ones wait for each other and not for ever.
    for locked in chosen.select_for_update().order_by("pk"):
        if why := _refusal(locked, to, by):
            refused.append(why)
            continue
        given.append(locked)
        before, locked.assigned_to = locked.assigned_to, to
        if before != to:
            locked.save(update_fields=["assigned_to"])
            changed.append(
                Assignment.objects.create(
                    submission=locked, before=before, after=to, by=by, at=timezone.now()
                )
            )
    _tell(changed, by)
    return given, refused


def _refusal(submission: Submission, to: User | None, by: User) -> AssignmentRefused | None:
    asking = may_screen(by)
    if not asking:
        return AssignmentRefused(str(asking.reason))
    if submission.status == SubmissionStatus.DRAFT:
        return AssignmentRefused(_("It has not been sent yet."))
    if to is None or may_handle(to, submission):
        return None
    return AssignmentRefused(
        _("%(reference)s cannot be given to %(name)s: a screener who has no part in it decides on it."),
        params={"reference": submission.reference, "name": to.get_short_name()},
    )


def _tell(changed: list[Assignment], by: User) -> None:
    for template, side in (("assigned", "after"), ("unassigned", "before")):
        of_each: dict[User, list[Submission]] = {}
        for each in changed:
            person = getattr(each, side)
            # Who does not screen any more is told nothing more of it.
            if person not in (None, by) and may_screen(person):
                of_each.setdefault(person, []).append(each.submission)
        told = {
            (f"{template}:{changed[0].pk}", person): {
                "submissions": theirs,
                "references": [submission.reference for submission in theirs],
            }
            for person, theirs in of_each.items()
        }
        write_together(template=f"submissions/{template}", told=told)


def screeners() -> QuerySet[User]:
    """Whom something can be given to, by name."""
    return staff_who("screen_submission").order_by("name", "email")

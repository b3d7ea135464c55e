"""The working version made public at a stated time, by the worker; what was shown, or nothing."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from languages.official import column
from programmes.models import Programme, Scheduling
from programmes.permissions import may_publish
from programmes.status import SchedulingOutcome
from programmes.validators import clean_reason
from programmes.verbatim import Approval
from programmes.workflow.moves import MoveRefused, check_reason, lock
from programmes.workflow.publishing import publish_locked, publishable
from programmes.workflow.release import clean_told
from programmes.workflow.waiting import end, fail, waiting

log = logging.getLogger(__name__)

# A date typed with another year is found out at once.
FARTHEST = timedelta(days=366)


@transaction.atomic
def schedule(
    *,
    programme: Programme,
    kind: str,
    notes: Mapping[str, str],
    by: Any,
    reason: str,
    seen: str,
    at: datetime,
    approval: Approval | None = None,
) -> Scheduling:
    """Let the working version become public at ``at``, exactly as ``seen``: see ``publish``.

    Whatever is refused now would be refused then. Where it is changed before, nothing is published and
    ``by`` is told.
    """
    locked = lock(programme)
    if waiting(locked):
        raise MoveRefused(_("It is scheduled already. Unschedule that first."))
    check_reason(reason)
    now = timezone.now()
    if not now < at <= now + FARTHEST:
        raise MoveRefused(_("Give a time that is still to come, within a year."))
    working = publishable(locked, kind, seen=seen, approval=approval)
    return Scheduling.objects.create(
        programme=locked,
        version=working,
        publish_at=at,
        kind=kind,
        reason=clean_reason(reason),
        seen=seen,
        approval=working.approval,
        made_by=by,
        made_at=now,
        **{column("note", code): text for code, text in clean_told(notes).items()},
    )


@transaction.atomic
def unschedule(*, programme: Programme, by: Any) -> None:
    """Let what was scheduled wait again, for somebody to publish it."""
    scheduling = waiting(lock(programme))
    if scheduling is None:
        raise MoveRefused(_("Nothing is scheduled any more: it was published, changed or unscheduled."))
    end(scheduling, SchedulingOutcome.UNSCHEDULED, by=by)


def publish_due(*, at: datetime) -> int:
    """Publish everything that is due at ``at``; how many became public. For the worker, at any time."""
    return sum(_carry_out(pk) for pk in Scheduling.objects.due(at).values_list("pk", flat=True))


def _carry_out(pk: int) -> bool:
    """Publish what is scheduled, or end it with the reason: one or the other, in one transaction."""
    try:
        with transaction.atomic():
            return _carry_out_locked(pk)
    except Exception:  # whatever is wrong with one must not hold up the others; it is due still
        log.exception("scheduled publication %s failed", pk)
        return False


def _carry_out_locked(pk: int) -> bool:
    locked = lock(Programme.objects.get(schedulings=pk))
    scheduling = waiting(locked)
    if scheduling is None or scheduling.pk != pk:
        return False  # another worker did, or somebody unscheduled it
    with translation.override(scheduling.made_by.language):
        try:
            with transaction.atomic():
                _publish(locked, scheduling)
        except ValidationError as refused:
            fail(scheduling, SchedulingOutcome.REFUSED, reasons=refused.messages)
            return False
    return True


def _publish(locked: Programme, scheduling: Scheduling) -> None:
    answer = may_publish(scheduling.made_by)
    if not answer:
        raise MoveRefused(str(answer.reason))
    # Ended first: what is published now is not overtaken by itself.
    end(scheduling, SchedulingOutcome.PUBLISHED)
    publish_locked(
        locked,
        scheduling.kind,
        scheduling.notes,
        scheduling.made_by,
        scheduling.reason,
        seen=scheduling.seen,
        approval=Approval.stored(scheduling.approval),
    )

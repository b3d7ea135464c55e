"""A publication that waits for its time, and how it ends: one outcome each, and its publisher is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from programmes import letters
from programmes.models import Programme, Scheduling
from programmes.status import SchedulingOutcome


def waiting(programme: Programme) -> Scheduling | None:
    """The publication of ``programme`` that waits for its time."""
    return Scheduling.objects.waiting().filter(programme=programme).first()


def end(scheduling: Scheduling, outcome: str, *, by: Any = None) -> None:
    """Write what came of ``scheduling``; the caller holds the lock on its programme."""
    scheduling.outcome, scheduling.ended_at, scheduling.ended_by = outcome, timezone.now(), by
    scheduling.save(update_fields=["outcome", "ended_at", "ended_by"])


def overtake(programme: Programme, *, by: Any) -> None:
    """Say that what was to be published is not what was shown any more, where a publication waits.

    Called by whatever changes the working version or what is public, with the lock on ``programme``.
    """
    scheduling = waiting(programme)
    if scheduling is not None:
        fail(scheduling, SchedulingOutcome.CHANGED, by=by)


def fail(scheduling: Scheduling, outcome: str, *, by: Any = None, reasons: Sequence[str] = ()) -> None:
    """End ``scheduling`` without a publication, and tell its publisher why."""
    end(scheduling, outcome, by=by)
    letters.about_unpublished(scheduling, reasons)

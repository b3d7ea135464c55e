"""When somebody of the staff was last at the desk: what is new to them is told from then on."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.models import User, Visit

# What is new stays new while one goes through it and back again.
LASTS = timedelta(minutes=30)


def visit(*, user: User, at: datetime) -> datetime | None:
    """Note that ``user`` is at the desk; when their visit before this one was, nothing the first time."""
    last = Visit.objects.filter(user=user).first()
    if last is None:
        # Two windows opened at once arrive once.
        Visit.objects.bulk_create([Visit(user=user, at=at)], ignore_conflicts=True)
        return None
    if at - last.at > LASTS:
        last.before = last.at
    last.at = at
    last.save(update_fields=["at", "before"])
    return last.before

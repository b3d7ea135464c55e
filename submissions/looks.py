"""What changed since somebody last looked at a submission: by whom, when, in which section.

A look lasts for the length of a visit: what is new stays new while one goes through it and back again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q

from accounts.models import User
from submissions.models import LastLook, Submission

VISIT = timedelta(minutes=30)


@dataclass(frozen=True)
class News:
    """What others saved on one section since: the latest time, and who; ``since`` is the save one saw."""

    code: str
    since: int
    who: list[str]
    at: datetime


@dataclass(frozen=True)
class Look:
    """What is new to somebody since their last visit; ``at`` is the time of that."""

    at: datetime
    news: list[News]


def look(*, user: User, submission: Submission, revisions: dict[str, int], at: datetime) -> Look | None:
    """Note that ``user`` sees ``revisions`` of the sections now; what is new, or nothing the first time."""
    last = LastLook.objects.filter(user=user, submission=submission).first()
    if last is None:
        first = LastLook(
            user=user, submission=submission, at=at, seen=revisions, before_at=at, before=revisions
        )
        # Two windows opened at once look once.
        LastLook.objects.bulk_create([first], ignore_conflicts=True)
        return None
    if at - last.at > VISIT:
        last.before_at, last.before = last.at, last.seen
    last.at, last.seen = at, revisions
    last.save(update_fields=["at", "seen", "before_at", "before"])
    return Look(last.before_at, list(_news(submission, user, last.before, revisions)))


def _news(submission: Submission, user: User, before: dict[str, int], now: dict[str, int]) -> Iterator[News]:
    """What others than ``user`` have saved, section by section in their order."""
    since = {code: before.get(code, 0) for code in now if now[code] > before.get(code, 0)}
    if not since:
        return
    newer = reduce(or_, (Q(code=code, revision__gt=revision) for code, revision in since.items()))
    saves = list(
        submission.saves.filter(newer).exclude(saved_by=user).select_related("saved_by").defer("content")
    )
    for code, revision in since.items():
        new = [each for each in saves if each.code == code]
        if new:
            who = list(dict.fromkeys(each.saver for each in new))
            yield News(code, revision, who, max(each.saved_at for each in new if each.saved_at))

"""What others did since somebody of the staff was last at the desk: what moved, and what was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from accounts.visits import visit
from programmes.models import Version
from submissions.models import Move

# How much of each kind is named; the record has the rest.
MOST = 5


@dataclass(frozen=True)
class News:
    """What is new to somebody ``since`` their last visit, the latest first; all of it, or not ``is_all``."""

    since: datetime
    moves: list[Move]
    versions: list[Version]
    is_all: bool


def news_for(*, user: User, at: datetime) -> News | None:
    """Note that ``user`` is at the desk, and tell what is new to them; nothing the first time.

    What moved is for whoever may see submissions; what was published is for everybody.
    """
    since = visit(user=user, at=at)
    if since is None:
        return None
    moved = Move.objects.filter(at__gt=since).exclude(by=user).order_by("-at", "-pk")
    published = Version.objects.published().filter(published_at__gt=since).exclude(made_by=user)
    may_see = user.has_perm("submissions.view_submission")
    moves = list(moved.select_related("submission", "by")[: MOST + 1]) if may_see else []
    versions = list(
        published.select_related("programme", "made_by")
        .defer("content", "record")
        .order_by("-published_at", "-pk")[: MOST + 1]
    )
    is_all = len(moves) <= MOST and len(versions) <= MOST
    return News(since, moves[:MOST], versions[:MOST], is_all)

"""The working version made public; parties, placements, cell or status of what is public changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from languages.dates import long_moment
from programmes import citations, statements
from programmes.models import Programme, Version
from programmes.records import frozen_record
from programmes.status import ProgrammeStatus, VersionKind
from programmes.template.content import Content, digest, passages, title_texts
from programmes.validators import clean_content
from programmes.verbatim import Approval, approved
from programmes.workflow.moves import FROM_WORKING, MOVES, MoveRefused, check, check_reason, lock
from programmes.workflow.release import release, repeat_of, why_no_cell
from programmes.workflow.waiting import waiting


@dataclass(frozen=True)
class Obstacle:
    """Why a working version cannot be published as it stands, and on which of its pages that is put right."""

    message: str
    where: Literal["text", "record"]


def obstacles(programme: Programme, working: Version) -> list[Obstacle]:
    """Everything that has to be put right before ``working`` can be published."""
    found = []
    if why := why_no_cell(programme):
        found.append(Obstacle(why, "record"))
    if not title_texts(working.content):
        found.append(Obstacle(_("A programme needs a title before it is published."), "text"))
    if why := why_uncited(working.content):
        found.append(Obstacle(why, "text"))
    return found


def why_uncited(content: Content) -> str:
    """Which texts of ``content`` lack a source; empty where all have one."""
    uncited = [passage for passage in passages(content) if not citations.are_complete(passage.cites)]
    if not uncited:
        return ""
    items = dict.fromkeys(str(passage.item.label) for passage in uncited)
    said = _("These texts have no source: %(items)s. Say where each comes from, then publish.")
    return said % {"items": pgettext("between names in a list", ", ").join(items)}


@transaction.atomic
def publish(
    *,
    programme: Programme,
    kind: str,
    notes: Mapping[str, str],
    by: Any,
    reason: str = "",
    seen: str = "",
    approval: Approval | None = None,
) -> Version:
    """Make the working version public under the next number.

    ``notes`` is the public note by language, ``reason`` the internal one. ``seen`` is the
    ``digest_of`` what was shown before publishing: where that changed since, or has been published by
    somebody else, or waits to be published at another time, the act is refused with ``MoveRefused``; so it is
    where something is missing (``obstacles``), or an ``approval`` that ``verbatim`` asks for.
    """
    locked = lock(programme)
    check(locked, kind, FROM_WORKING)
    if scheduling := waiting(locked):
        raise MoveRefused(
            _("It becomes public at another time: %(moment)s. Unschedule that first."),
            params={"moment": long_moment(scheduling.publish_at)},
        )
    return publish_locked(locked, kind, notes, by, reason, seen=seen, approval=approval)


def publish_locked(
    locked: Programme,
    kind: str,
    notes: Mapping[str, str],
    by: Any,
    reason: str,
    *,
    seen: str,
    approval: Approval | None,
) -> Version:
    """``publish`` for a caller who holds the lock."""
    working = publishable(locked, kind, seen=seen, approval=approval)
    working.content = clean_content(working.content)
    statements.settle(locked, working.contributions)
    working.contributions, working.corrections = [], []
    return release(locked, working, kind, notes, by, reason)


def publishable(locked: Programme, kind: str, *, seen: str, approval: Approval | None) -> Version:
    """The working version, with its approval on it, where it may be published now; ``MoveRefused`` else."""
    check(locked, kind, FROM_WORKING)
    working = Version.objects.working().filter(programme=locked).first()
    if working is None:
        raise MoveRefused(_("There is no working version: somebody published or discarded it."))
    if seen and seen != digest_of(working):
        raise MoveRefused(_("The working version changed since you looked at it. Look again, then publish."))
    if found := obstacles(locked, working):
        raise MoveRefused([each.message for each in found])
    working.approval = approved(locked, working.content, working.contributions, approval)
    return working


def digest_of(working: Version) -> str:
    """Everything that publishing ``working`` makes public, and upon what, in one hash."""
    programme = working.programme
    record = frozen_record(programme, statements.expected(programme, working.contributions))
    upon = programme.current.sha256 if programme.current else ""
    return digest([working.content, working.contributions, record, upon])


@transaction.atomic
def correct_record(*, programme: Programme, notes: Mapping[str, str], by: Any, reason: str) -> Version:
    """Publish changed parties, placements or cell of a listed programme; text and unfinished work stay."""
    locked = lock(programme)
    check(locked, VersionKind.CORRECTED, MOVES)
    check_reason(reason)
    return release(locked, repeat_of(locked), VersionKind.CORRECTED, notes, by, reason)


@transaction.atomic
def change_status(
    *,
    programme: Programme,
    kind: str,
    notes: Mapping[str, str],
    by: Any,
    reason: str,
    superseded_by: Programme | None = None,
) -> Version:
    """Withdraw, retire or restore: a version that repeats the text and says what happened and why.

    A programme that is retired may be ``superseded_by`` another one of the list, which its page then names.
    """
    locked = lock(programme)
    check(locked, kind, [each for each in MOVES if each not in FROM_WORKING])
    check_reason(reason)
    if superseded_by is not None:
        _check_successor(locked, kind, superseded_by)
    locked.superseded_by = superseded_by
    return release(locked, repeat_of(locked), kind, notes, by, reason)


def _check_successor(programme: Programme, kind: str, successor: Programme) -> None:
    if kind != VersionKind.RETIRED:
        raise MoveRefused(_("Only a programme that is retired is superseded by another one."))
    if successor.pk == programme.pk or successor.status != ProgrammeStatus.LISTED:
        raise MoveRefused(_("It can only be superseded by another programme of the list."))

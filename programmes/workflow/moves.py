"""Which publications are legal, from which statuses; and the lock that every one of them holds."""

from __future__ import annotations

from collections.abc import Container

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.models import Programme
from programmes.status import ProgrammeStatus, VersionKind

# What may be published, from which statuses, and the status it leads to.
MOVES: dict[str, tuple[frozenset[str], str]] = {
    VersionKind.LISTED: (frozenset({ProgrammeStatus.PREPARED}), ProgrammeStatus.LISTED),
    VersionKind.UPDATED: (frozenset({ProgrammeStatus.LISTED}), ProgrammeStatus.LISTED),
    VersionKind.CORRECTED: (frozenset({ProgrammeStatus.LISTED}), ProgrammeStatus.LISTED),
    VersionKind.TRANSLATED: (frozenset({ProgrammeStatus.LISTED}), ProgrammeStatus.LISTED),
    VersionKind.WITHDRAWN: (frozenset({ProgrammeStatus.LISTED}), ProgrammeStatus.WITHDRAWN),
    VersionKind.RETIRED: (frozenset({ProgrammeStatus.LISTED}), ProgrammeStatus.RETIRED),
    VersionKind.RESTORED: (
        frozenset({ProgrammeStatus.WITHDRAWN, ProgrammeStatus.RETIRED}),
        ProgrammeStatus.LISTED,
    ),
}
# Kinds that publish the working version; the others leave it alone and repeat the current text.
FROM_WORKING = (VersionKind.LISTED, *VersionKind.EDITORIAL)


class MoveRefused(ValidationError):
    """This publication is not legal now; the message says why."""


def legal_kinds(programme: Programme) -> list[str]:
    """The kinds of publication that are legal from the programme's status."""
    return [kind for kind, (sources, _target) in MOVES.items() if programme.status in sources]


def lock(programme: Programme) -> Programme:
    """The row of ``programme`` as it is now, which nobody else writes until the transaction ends.

    Raises ``MoveRefused`` where somebody discarded it meanwhile.
    """
    # PostgreSQL locks the row; on SQLite the immediate transaction has locked the database already. Nothing
    # is joined: whoever waited for the lock gets the row as it is now, but joined rows as they were before.
    try:
        return Programme.objects.select_for_update().get(pk=programme.pk)
    except Programme.DoesNotExist as gone:
        raise MoveRefused(_("This cannot be done now: somebody decided meanwhile.")) from gone


def check(programme: Programme, kind: str, among: Container[str]) -> None:
    """Refuse a publication that the table does not know, or not from where the programme stands."""
    if kind not in among or kind not in MOVES:
        raise MoveRefused(_("This is not a way to publish this change."))
    if programme.status not in MOVES[kind][0]:
        raise MoveRefused(
            _("A programme that is “%(status)s” cannot become “%(kind)s”."),
            params={"status": programme.get_status_display(), "kind": VersionKind(kind).label},
        )


def check_reason(reason: str) -> None:
    """Refuse an act for which no reason is given."""
    if not reason.strip():
        raise MoveRefused(_("Give the reason."))

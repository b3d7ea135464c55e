"""Parties and claims about the cell: as they stand, and as they will once a working version is published.

What a round says of them waits on the working version as a *contribution*, since public pages read the rows.
It becomes rows when the working version is published, beside whatever the secretariat changed meanwhile::

    {"source": CITE, "replaces": ["SUB-2026-7KM4QX/R1"],
     "parties": [{"submitter": 7, "role": "lead", "named_as": "...", "named_language": "fr"}],
     "placements": [{"scope": "primary", "stage": "waste", "instrument": "legal", "note": {"fr": "..."}}]}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from languages.official import column
from programmes.models import Document, Party, Placement, Programme
from programmes.status import Claimant, PartyRole

Contribution = Mapping[str, Any]


@dataclass(frozen=True)
class Statements:
    """The parties and placements of a programme in their order; those that wait have no key yet."""

    parties: Sequence[Party]
    placements: Sequence[Placement]


def standing(programme: Programme) -> Statements:
    """What is public, or of a prepared programme what would be."""
    return Statements(
        list(programme.parties.select_related("submitter", "entry__document", "document")),
        list(programme.placements.select_related("entry__document", "document")),
    )


def expected(programme: Programme, contributions: Sequence[Contribution]) -> Statements:
    """What will stand once ``contributions`` are published; nothing is written."""
    statements = standing(programme)
    for contribution in contributions:
        statements = _with(programme, statements, contribution)
    return statements


def settle(programme: Programme, contributions: Sequence[Contribution]) -> None:
    """Make rows of what waits. For ``workflow`` and ``contributions``, which hold the lock."""
    statements = expected(programme, contributions)
    stay = [placement.pk for placement in statements.placements if placement.pk]
    for replaced in programme.placements.exclude(pk__in=stay):
        replaced.delete()
    for row in (*statements.parties, *statements.placements):
        if row.pk is None:
            row.save()


def _with(programme: Programme, now: Statements, contribution: Contribution) -> Statements:
    cite = contribution["source"]
    source = {
        "programme": programme,
        "document": Document.objects.get(symbol=cite["document"]),
        "locator": cite["part"],
        "position": cite["position"],
    }
    # Who is a party already keeps part and name, with the source that prints them; nobody is taken off.
    known = {party.submitter_id for party in now.parties}
    joining = [party for party in contribution["parties"] if party["submitter"] not in known]
    has_lead = any(party.role == PartyRole.LEAD for party in now.parties)
    last = max((party.order for party in now.parties), default=0)
    parties = [
        Party(
            submitter_id=party["submitter"],
            role=PartyRole.CO_SUBMITTER if has_lead and party["role"] == PartyRole.LEAD else party["role"],
            order=order,
            named_as=party["named_as"],
            named_language=party["named_language"],
            **source,
        )
        for order, party in enumerate(joining, start=last + 1)
    ]
    claims = [
        Placement(
            claimant=Claimant.SUBMITTER,
            scope=claim["scope"],
            stage_id=claim["stage"],
            instrument_id=claim["instrument"],
            **{column("note", code): text for code, text in claim["note"].items()},
            **source,
        )
        for claim in contribution["placements"]
    ]
    stay = [each for each in now.placements if not _is_replaced(each, contribution)]
    return Statements([*now.parties, *parties], [*stay, *claims])


def _is_replaced(placement: Placement, contribution: Contribution) -> bool:
    """Whether a newer claim of the same submitters takes the place of this one."""
    symbol = placement.document.symbol if placement.document else ""
    return placement.claimant == Claimant.SUBMITTER and symbol in contribution["replaces"]

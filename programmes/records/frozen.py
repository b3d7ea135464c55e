"""What a version keeps of the rows around its text, and what its hash covers."""

from __future__ import annotations

from typing import Any

from languages.reading import all_texts
from programmes.models import Cited, Programme, Version
from programmes.statements import Statements, standing


def frozen_record(programme: Programme, statements: Statements | None = None) -> dict[str, Any]:
    """Cell, parties and placements of ``programme`` with every name in full, as they are now.

    A version keeps this copy, so that it still reads the same after a submitter is renamed. With
    ``statements`` it is the record that a version would keep once these are its rows.
    """
    said = statements or standing(programme)
    return {
        "reference": programme.reference,
        "status": programme.status,
        "stage": programme.stage_id,
        "instrument": programme.instrument_id,
        "cell_reason": all_texts(programme, "cell_reason"),
        "original_language": programme.original_language,
        "parties": [
            {
                "submitter": party.submitter.slug,
                "kind": party.submitter.kind,
                "role": party.role,
                "name": all_texts(party.submitter, "name"),
                "named_as": party.named_as,
                "named_language": party.named_language,
                "source": citation(party),
            }
            for party in said.parties
        ],
        "placements": [
            {
                "claimant": placement.claimant,
                "scope": placement.scope,
                "stage": placement.stage_id,
                "instrument": placement.instrument_id,
                "note": all_texts(placement, "note"),
                "wording": placement.entry.wording if placement.entry else "",
                "wording_language": placement.entry.wording_language if placement.entry else "",
                "source": citation(placement),
            }
            for placement in said.placements
        ],
    }


def citation(statement: Cited) -> dict[str, str]:
    """Where ``statement`` comes from: document symbol, part and position, as in a content's ``cites``."""
    if statement.entry:
        entry = statement.entry
        return {"document": entry.document.symbol, "part": entry.part, "position": str(entry.position)}
    if statement.document:
        return {
            "document": statement.document.symbol,
            "part": statement.locator,
            "position": statement.position,
        }
    return {"document": "", "part": "", "position": ""}


def hashed_form(version: Version) -> dict[str, Any]:
    """Everything a version says, with the hash of the one before: what its own hash is the hash of."""
    assert version.published_at is not None  # a version has a hash from its publication on
    return {
        "number": version.number,
        "kind": version.kind,
        "note": all_texts(version, "note"),
        "content": version.content,
        "record": version.record,
        "edition": version.edition,
        "published_at": version.published_at.isoformat(),
        "previous_sha256": version.previous_sha256,
    }

"""A programme as a record: the same facts, under the same names, wherever they leave the registry.

``frozen_record`` is what a version keeps of the rows around its text; ``programme_record`` is what API
and exports give out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from languages.official import CODES
from languages.reading import Reading, all_texts, pick
from programmes.models import Cited, Party, Programme, Submitter
from programmes.template.content import Content, edition_of, languages_of, title_texts


def frozen_record(programme: Programme) -> dict[str, Any]:
    """Cell, parties and placements of ``programme`` as they are now, with every name in full.

    A version keeps this copy, so that it still reads the same after a submitter is renamed.
    """
    parties = programme.parties.select_related("submitter", "entry__document", "document")
    placements = programme.placements.select_related("entry__document", "document")
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
            for party in parties
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
            for placement in placements
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


def programme_record(programme: Programme, parties: Iterable[Party], language: str | None) -> dict[str, Any]:
    """The line of a list: what is public of ``programme``, without its text.

    ``language`` is a code, or ``None`` for every language at once: then each translated value is an
    object of language codes instead of a text. Submitters are named as they are called today.
    """
    return {
        "reference": programme.reference,
        "status": programme.status,
        "title": _value(all_texts(programme, "title"), language),
        "title_status": programme.title_status,
        "stage": programme.stage_id,
        "instrument": programme.instrument_id,
        "submitters": [
            {
                "slug": party.submitter.slug,
                "name": _value(all_texts(party.submitter, "name"), language),
                "kind": party.submitter.kind,
                "role": party.role,
                "named_as": party.named_as,
            }
            for party in parties
        ],
        "languages": [code for code in CODES if code in all_texts(programme, "title")],
        "version": programme.current.number if programme.current else None,
        "changed_at": programme.changed_at,
        "url": programme.permalink,
    }


def full_record(programme: Programme, parties: Iterable[Party], language: str | None) -> dict[str, Any]:
    """Everything public of one programme: the line of a list, its text, placements and the version's hash."""
    version = programme.current
    assert version is not None  # public programmes have one
    return {
        **programme_record(programme, parties, language),
        "cell_reason": _value(all_texts(programme, "cell_reason"), language),
        "content": content_record(version.content, language),
        "placements": version.record["placements"],
        "edition": version.edition,
        "sha256": version.sha256,
        "published_at": version.published_at,
    }


def content_record(content: Content, language: str | None) -> dict[str, Any]:
    """The text of a content, item by item, in ``language`` or in all of them; absent items are left out."""
    items: dict[str, Any] = {}
    for code, item in edition_of(content).items.items():
        written = content["items"].get(code)
        if not written:
            continue
        rows = [_passage(row, language) for row in (written if item.is_list else [written])]
        items[code] = rows if item.is_list else rows[0]
    return items


def content_languages(content: Content) -> list[str]:
    """Codes of the languages in which anything but the title is written."""
    beyond_title = {**content, "items": {k: v for k, v in content["items"].items() if k != "title"}}
    return languages_of(beyond_title)


def title_of(content: Content, language: str | None = None) -> Reading:
    """The title of a content for a reader of ``language``."""
    return pick(title_texts(content), language)


def submitter_record(submitter: Submitter, language: str | None) -> dict[str, Any]:
    """What is public of a submitter."""
    return {
        "slug": submitter.slug,
        "kind": submitter.kind,
        "group": submitter.group or None,
        "name": _value(all_texts(submitter, "name"), language),
        "short_name": _value(all_texts(submitter, "short_name"), language),
        "part_of": submitter.parent.slug if submitter.parent else None,
        "continued_by": submitter.successor.slug if submitter.successor else None,
        "url": f"/en{submitter.get_absolute_url().removeprefix('/en')}",
    }


def _passage(row: dict[str, Any], language: str | None) -> dict[str, Any]:
    record: dict[str, Any] = {"id": row["id"]} if "id" in row else {}
    record["text"] = _text(row["texts"], language)
    if "quantities" in row:
        record["quantities"] = row["quantities"]
    record["cites"] = row.get("cites", [])
    return record


def _text(texts: dict[str, Any], language: str | None) -> Any:
    if language is None:
        return {code: {"text": each["text"], "status": each["status"]} for code, each in texts.items()}
    reading = pick(texts, language)
    status = texts[reading.language.code]["status"] if reading.text else None
    return {"text": reading.text, "language": reading.language.code, "status": status}


def _value(texts: dict[str, str], language: str | None) -> Any:
    return texts if language is None else pick(texts, language).text or None

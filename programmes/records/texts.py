"""Texts in a record: in one language, or in all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from languages.official import CODES
from languages.reading import all_texts, pick
from programmes.template.content import Content, edition_of


def text_record(name: str, texts: Mapping[str, Any], language: str | None) -> dict[str, Any]:
    """``texts`` under ``name``: the one for a reader of ``language`` and the language it is in, or all."""
    if language is None:
        return {name: {code: texts[code] for code in CODES if code in texts}}
    reading = pick(texts, language)
    return {name: reading.text or None, f"{name}_language": reading.language.code if reading.text else None}


def named_record(row: Any, language: str | None, *fields: str) -> dict[str, Any]:
    """Translated ``fields`` of any row, as every record gives them."""
    record: dict[str, Any] = {}
    for field in fields:
        record |= text_record(field, all_texts(row, field), language)
    return record


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


def quantity_records(content: Content) -> list[dict[str, Any]]:
    """What the targets and criteria of a content count; ``value`` is null where a blank was left."""
    return [
        {"item": code, "id": row["id"], **quantity}
        for code, item in edition_of(content).items.items()
        if item.has_quantities
        for row in content["items"].get(code, [])
        for quantity in row["quantities"]
    ]


def _passage(row: Mapping[str, Any], language: str | None) -> dict[str, Any]:
    record: dict[str, Any] = {"id": row["id"]} if "id" in row else {}
    texts = row["texts"]
    if language is None:
        record["text"] = {code: texts[code]["text"] for code in CODES if code in texts}
        record["status"] = {code: texts[code]["status"] for code in CODES if code in texts}
    else:
        reading = pick(texts, language)
        record |= text_record("text", texts, language)
        record["status"] = texts[reading.language.code]["status"] if reading.text else None
    if "quantities" in row:
        record["quantities"] = row["quantities"]
    record["cites"] = row.get("cites", [])
    return record

"""A content prepared for drawing: sections of items, each text in the reader's language or marked as not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from languages.reading import Reading, pick
from programmes.status import TextStatus
from programmes.template.content import Content, edition_of, is_stale
from programmes.template.editions import Item, Section


@dataclass(frozen=True)
class DrawnPassage:
    """One text with what a reader must know of it: its language, its standing, its sources."""

    row_id: str
    reading: Reading
    status: str
    is_stale: bool
    quantities: list[dict[str, Any]]
    cites: list[dict[str, str]]

    @property
    def paragraphs(self) -> list[str]:
        return [part for part in self.reading.text.split("\n\n") if part.strip()]

    @property
    def status_label(self) -> str:
        return str(TextStatus(self.status).label)

    @property
    def is_from_source(self) -> bool:
        return self.status in TextStatus.FROM_SOURCE


@dataclass(frozen=True)
class DrawnItem:
    item: Item
    passages: list[DrawnPassage]


@dataclass(frozen=True)
class DrawnSection:
    section: Section
    items: list[DrawnItem]

    @property
    def quantities(self) -> list[dict[str, Any]]:
        return [each for item in self.items for passage in item.passages for each in passage.quantities]

    @property
    def open_quantities(self) -> list[dict[str, Any]]:
        """Quantities that the submitters left blank."""
        return [each for each in self.quantities if each["value"] is None]


def content_sections(content: Content) -> list[DrawnSection]:
    """The sections of ``content`` in which something beyond the title is written, in template order."""
    sections = []
    for section in edition_of(content).sections:
        items = [
            DrawnItem(item, list(_passages(item, content["items"][item.code])))
            for item in section.items
            if item.code != "title" and content["items"].get(item.code)
        ]
        if items:
            sections.append(DrawnSection(section, items))
    return sections


def _passages(item: Item, written: Any) -> Iterator[DrawnPassage]:
    for row in written if item.is_list else [written]:
        reading = pick(row["texts"])
        code = reading.language.code
        yield DrawnPassage(
            row_id=row.get("id", ""),
            reading=reading,
            status=row["texts"].get(code, {}).get("status", TextStatus.UNOFFICIAL),
            is_stale=is_stale(row["texts"], code),
            quantities=row.get("quantities", []),
            cites=row.get("cites", []),
        )

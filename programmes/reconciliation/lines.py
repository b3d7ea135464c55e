"""Printed lines with the programmes they are held to mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from languages.reading import Reading, pick
from programmes.models import EntryLink, Programme, SourceEntry
from programmes.status import EntryPart

Cell = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Line:
    """One printed line; ``links`` are those to programmes that have a page, ``anchor`` is its own place.

    ``superseded_by`` is the line of a corrigendum that puts it right. What is reconciled is the line itself.
    """

    entry: SourceEntry
    links: tuple[EntryLink, ...]
    anchor: str
    superseded_by: Line | None = None

    @property
    def number(self) -> int:
        """Its position in its list."""
        return self.entry.position

    @property
    def source(self) -> dict[str, str]:
        """Where it is printed, as a citation says it."""
        entry = self.entry
        return {"document": entry.document.symbol, "part": entry.part, "position": str(entry.position)}

    @property
    def is_annex(self) -> bool:
        return self.entry.part == EntryPart.ANNEX

    @property
    def wording(self) -> Reading:
        """The title as printed."""
        return self._as_printed(self.entry.wording)

    @property
    def submitters(self) -> Reading:
        """The submitters as printed; empty where the list has none."""
        return self._as_printed(self.entry.submitters_printed)

    @property
    def printed_under(self) -> list[Reading]:
        """Stage and instrument as printed, where the list repeats them on every line."""
        return [
            self._as_printed(text)
            for text in (self.entry.stage_printed, self.entry.instrument_printed)
            if text
        ]

    @property
    def programmes(self) -> list[Programme]:
        return [link.programme for link in self.links]

    @property
    def cell(self) -> Cell | None:
        """The stage and instrument it is printed under; ``None`` where it lacks one."""
        stage, instrument = self.entry.stage_id, self.entry.instrument_id
        return (stage, instrument) if stage and instrument else None

    @cached_property
    def counted_under(self) -> frozenset[str]:
        """Keys of the stated counts that cover it."""
        # The column can hold any JSON: what is no list of keys names no count.
        keys = self.entry.counted_under if isinstance(self.entry.counted_under, list) else []
        return frozenset(key for key in keys if isinstance(key, str))

    def _as_printed(self, text: str) -> Reading:
        return pick({self.entry.wording_language: text})


def lines_of(
    entries: Iterable[SourceEntry],
    links: Iterable[EntryLink],
    *,
    anchors_begin: str = "",
    corrigenda: Mapping[int, SourceEntry] | None = None,
) -> list[Line]:
    """The lines of ``entries``, in their order, each with those of ``links`` that are its own.

    Anchors read ``annex-34``; ``anchors_begin`` tells those of a further document on the same page apart.
    ``corrigenda`` are entries by the key of the one that each supersedes.
    """
    by_entry: dict[int, list[EntryLink]] = {}
    for link in links:
        by_entry.setdefault(link.entry_id, []).append(link)
    return [
        Line(
            entry,
            tuple(by_entry.get(entry.pk, ())),
            f"{anchors_begin}{entry.part}-{entry.position}",
            _superseding(entry, corrigenda or {}),
        )
        for entry in entries
    ]


def _superseding(entry: SourceEntry, corrigenda: Mapping[int, SourceEntry]) -> Line | None:
    later = corrigenda.get(entry.pk)
    return Line(later, (), "", _superseding(later, corrigenda)) if later else None


def programme_ids(lines: Iterable[Line]) -> frozenset[int]:
    """Keys of the programmes that ``lines`` mean."""
    return frozenset(link.programme_id for line in lines for link in line.links)

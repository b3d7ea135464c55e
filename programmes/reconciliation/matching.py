"""Which line of the annex is which of the table, and where the two print something else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from programmes.reconciliation.lines import Line
from programmes.status import LinkBasis

# Wordings with less in common are other words altogether: nothing is gained by marking what differs.
LEAST_IN_COMMON = 0.5


@dataclass(frozen=True)
class Piece:
    """A run of characters of a wording; ``differs`` where the other wording has none or other ones."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Pair:
    """A line of the annex and a line of the table that mean a programme in common."""

    annex: Line
    table: Line
    basis: LinkBasis

    @property
    def is_same_title(self) -> bool:
        """Whether both print the same title; spaces and the width of signs do not count."""
        return _bare(self.annex.entry.wording) == _bare(self.table.entry.wording)

    @property
    def is_displaced(self) -> bool:
        """Whether the two stand in different cells."""
        cells = (self.annex.cell, self.table.cell)
        return None not in cells and cells[0] != cells[1]

    @property
    def annex_title(self) -> list[Piece]:
        """The wording of the annex, cut where it differs from the table's."""
        return self._titles[0]

    @property
    def table_title(self) -> list[Piece]:
        """The wording of the table, cut where it differs from the annex's."""
        return self._titles[1]

    @cached_property
    def _titles(self) -> tuple[list[Piece], list[Piece]]:
        return _cut(self.annex.entry.wording, self.table.entry.wording)


@dataclass(frozen=True)
class Matching:
    """Every pair, in the order of the annex, and the lines that are left."""

    annex: list[Line]
    table: list[Line]
    pairs: list[Pair]

    @cached_property
    def only_annex(self) -> list[Line]:
        """Lines of the annex that no line of the table matches."""
        return _less(self.annex, {pair.annex for pair in self.pairs})

    @cached_property
    def only_table(self) -> list[Line]:
        """Lines of the table that no line of the annex matches."""
        return _less(self.table, {pair.table for pair in self.pairs})

    @property
    def matched_annex(self) -> int:
        """How many lines of the annex the table stands for."""
        return len(self.annex) - len(self.only_annex)

    @property
    def matched_table(self) -> int:
        """How many lines of the table stand for some line of the annex."""
        return len(self.table) - len(self.only_table)

    @cached_property
    def without_programme(self) -> list[Line]:
        """Lines that no programme of the registry answers to."""
        return [line for line in (*self.annex, *self.table) if not line.links]

    @cached_property
    def shared(self) -> list[Line]:
        """Lines that stand for several programmes."""
        return [line for line in (*self.annex, *self.table) if len(line.links) > 1]

    @cached_property
    def displaced(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.is_displaced]

    @cached_property
    def same_titles(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.is_same_title]

    @property
    def same_titled_rows(self) -> list[Line]:
        """Lines of the annex whose title the table has too."""
        return [pair.annex for pair in self.same_titles]

    @cached_property
    def other_titles(self) -> list[Pair]:
        return [pair for pair in self.pairs if not pair.is_same_title]


def match(annex: list[Line], table: list[Line]) -> Matching:
    """The lines of ``annex`` and ``table`` paired by the programmes that they mean."""
    by_programme: dict[int, list[tuple[Line, str]]] = {}
    for line in table:
        for link in line.links:
            by_programme.setdefault(link.programme_id, []).append((line, link.basis))
    return Matching(annex, table, [pair for line in annex for pair in _pairs_of(line, by_programme)])


def _pairs_of(line: Line, by_programme: dict[int, list[tuple[Line, str]]]) -> Iterator[Pair]:
    found: dict[Line, str] = {}
    for link in line.links:
        for other, basis in by_programme.get(link.programme_id, ()):
            found.setdefault(other, basis)
    for other in sorted(found, key=lambda other: other.number):
        yield Pair(line, other, LinkBasis(found[other]))


def _less(lines: list[Line], matched: set[Line]) -> list[Line]:
    return [line for line in lines if line not in matched]


def _bare(wording: str) -> str:
    return "".join(unicodedata.normalize("NFKC", wording).split())


def _cut(wording: str, other: str) -> tuple[list[Piece], list[Piece]]:
    matcher = SequenceMatcher(None, wording, other, autojunk=False)
    if matcher.ratio() < LEAST_IN_COMMON:
        return [Piece(wording, differs=False)], [Piece(other, differs=False)]
    of_wording, of_other = [], []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        of_wording.append(Piece(wording[start:end], tag != "equal"))
        of_other.append(Piece(other[other_start:other_end], tag != "equal"))
    return [piece for piece in of_wording if piece.text], [piece for piece in of_other if piece.text]

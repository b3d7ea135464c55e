"""The annex against the table, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from lifecycle.models import Instrument, Stage
from programmes.reconciliation.lines import Line, programme_ids


class Agreement(StrEnum):
    """How two lists compare where they should say the same."""

    EMPTY = "empty"
    """Neither prints anything here."""
    AGREES = "agrees"
    """As many lines in both, for the same programmes."""
    SWAPPED = "swapped"
    """As many lines in both, yet not for the same programmes."""
    DIFFERS = "differs"
    """More lines in one than in the other."""


@dataclass(frozen=True)
class Comparison:
    """What both lists print in one cell, or along one row or column."""

    annex: list[Line]
    table: list[Line]

    @property
    def difference(self) -> int:
        """How many lines the one list has more than the other."""
        return abs(len(self.annex) - len(self.table))

    @property
    def is_for_same_programmes(self) -> bool:
        """Whether both lists mean the same programmes, each line at least one."""
        every_line_means_some = all(line.links for line in (*self.annex, *self.table))
        return every_line_means_some and programme_ids(self.annex) == programme_ids(self.table)

    @cached_property
    def agreement(self) -> Agreement:
        if not self.annex and not self.table:
            return Agreement.EMPTY
        if self.difference:
            return Agreement.DIFFERS
        return Agreement.AGREES if self.is_for_same_programmes else Agreement.SWAPPED

    @property
    def disagrees(self) -> bool:
        return self.agreement in (Agreement.SWAPPED, Agreement.DIFFERS)


@dataclass(frozen=True)
class CellComparison(Comparison):
    """One crossing of a stage and an instrument."""

    stage: Stage
    instrument: Instrument

    @property
    def anchor(self) -> str:
        """Its place on the page, within the part of its document."""
        return f"cell-{self.stage.code}-{self.instrument.code}"


@dataclass(frozen=True)
class Grid:
    """Every cell, row by row; ``unplaced`` lines are printed in none of them."""

    rows: list[tuple[Stage, list[CellComparison], Comparison]]
    columns: list[tuple[Instrument, Comparison]]
    total: Comparison
    unplaced: list[Line]

    @cached_property
    def filled(self) -> list[CellComparison]:
        """Cells in which either list prints something, row by row."""
        return [cell for _stage, cells, _total in self.rows for cell in cells if cell.annex or cell.table]

    @property
    def disagreeing(self) -> list[CellComparison]:
        return [cell for cell in self.filled if cell.disagrees]


def compare(
    annex: list[Line], table: list[Line], stages: Sequence[Stage], instruments: Sequence[Instrument]
) -> Grid:
    """The lines of ``annex`` and ``table`` sorted into the cells that they are printed in."""
    rows = []
    for stage in stages:
        cells = [
            CellComparison(
                _in(annex, stage=stage.code, instrument=instrument.code),
                _in(table, stage=stage.code, instrument=instrument.code),
                stage,
                instrument,
            )
            for instrument in instruments
        ]
        rows.append((stage, cells, _together(cells)))
    columns = [
        (instrument, _together(cells[place] for _stage, cells, _total in rows))
        for place, instrument in enumerate(instruments)
    ]
    total = _together(total for _stage, _cells, total in rows)
    placed = {*total.annex, *total.table}
    return Grid(rows, columns, total, [line for line in (*annex, *table) if line not in placed])


def _in(lines: list[Line], *, stage: str, instrument: str) -> list[Line]:
    return [line for line in lines if line.cell == (stage, instrument)]


def _together(parts: Iterable[Comparison]) -> Comparison:
    each = list(parts)
    return Comparison(
        [line for part in each for line in part.annex], [line for part in each for line in part.table]
    )

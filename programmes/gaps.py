"""What is missing, by stated rules, and what is nearest to it. Pure functions over a built matrix.

The report points at stages and instruments that lack programmes (E/CN.17/2011/8, para. 60) without a rule;
the rules here are the registry's own and each gap says which one found it. Lines outside a lens are no gap:
nothing belongs there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lifecycle.scheme import Line
from programmes.matrix import THIN, Cell, Matrix
from programmes.models import Programme

# Enough to see what is there, few enough to read on a phone.
NEAREST = 4


class Rule(StrEnum):
    """What makes a line or a cell a gap."""

    EMPTY_LINE = "empty_line"
    """A stage or instrument with no programme at all."""
    THIN_LINE = "thin_line"
    """A stage or instrument with a single programme."""
    EMPTY_CELL = "empty_cell"
    """A crossing without a programme, of a stage and an instrument that have some."""


@dataclass(frozen=True)
class Near:
    """A programme near an empty cell: on the same row or on the same column, and how many lines away."""

    programme: Programme
    is_same_row: bool
    distance: int


@dataclass(frozen=True)
class LineGap:
    """A row or column that holds nothing, or one programme only."""

    rule: Rule
    line: Line
    is_row: bool


@dataclass(frozen=True)
class CellGap:
    """An empty cell and what is nearest to it."""

    cell: Cell
    nearest: list[Near]


def line_gaps(matrix: Matrix) -> list[LineGap]:
    """Empty rows and columns, then thin ones."""
    lines = [(row.line, row.total, True) for row in matrix.rows]
    lines += [(column.line, column.total, False) for column in matrix.columns]
    within = [each for each in lines if not each[0].is_outside]
    return [
        LineGap(rule, line, is_row)
        for rule, wanted in ((Rule.EMPTY_LINE, 0), (Rule.THIN_LINE, THIN))
        for line, total, is_row in within
        if total == wanted
    ]


def cell_gaps(matrix: Matrix) -> list[CellGap]:
    """Every empty cell within the lens, row by row, with what is nearest."""
    return [CellGap(cell, nearest(matrix, cell)) for cell in matrix.cells if is_gap(cell)]


def is_gap(cell: Cell) -> bool:
    """Whether ``cell`` is empty and something could belong there."""
    return cell.is_gap and not cell.row.is_outside and not cell.column.is_outside


def nearest(matrix: Matrix, cell: Cell) -> list[Near]:
    """Programmes nearest to ``cell``: the same stage by another instrument first, then the other way round.

    Within each, the fewest lines away first, then in reference order; ``NEAREST`` at most, at least half of
    them left to the second way where it has any.
    """
    along_row = sorted(_along(matrix, cell, same_row=True), key=_closeness)
    along_column = sorted(_along(matrix, cell, same_row=False), key=_closeness)
    half = max(NEAREST - len(along_column), NEAREST // 2)
    first = along_row[:half]
    return [*first, *along_column[: NEAREST - len(first)]]


def _along(matrix: Matrix, cell: Cell, *, same_row: bool) -> Iterator[Near]:
    for other in matrix.cells:
        across, same = (
            (other.column, other.row is cell.row) if same_row else (other.row, other.column is cell.column)
        )
        if not same or other is cell or across.is_outside:
            continue
        own = cell.column if same_row else cell.row
        distance = abs(across.row.order - own.row.order)
        for programme in other.programmes:
            yield Near(programme, same_row, distance)


def _closeness(near: Near) -> tuple[int, int]:
    return near.distance, near.programme.serial or 0

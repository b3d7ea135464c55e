"""Rows into cells. Pure functions: what they are given is what they count, and no database is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lifecycle.models import Axis
from lifecycle.scheme import LensScheme, Line
from programmes.models import Programme

# Up to FULL titles are all shown; above, the first FIRST and the rest folded; above LIMIT only a link.
FULL, FIRST, LIMIT = 4, 3, 20
# One more than is ever shown of a base cell, so that a cell that is too full is known to be.
PER_CELL = LIMIT + 1
THIN = 1


@dataclass
class Cell:
    """One crossing of a lens: how many programmes, and those that can be shown, in reference order."""

    row: Line
    column: Line
    count: int = 0
    programmes: list[Programme] = field(default_factory=list)

    @property
    def is_gap(self) -> bool:
        return self.count == 0

    @property
    def is_thin(self) -> bool:
        return self.count == THIN

    @property
    def shade(self) -> str:
        """How dark the cell is: ``n2`` for one, ``n3`` for two or three, ``n4`` for four and more."""
        return "n4" if self.count > 3 else "n3" if self.count > 1 else "n2"

    @property
    def shown(self) -> list[Programme]:
        """Titles shown at once."""
        if self.count > LIMIT:
            return []
        return self.programmes if self.count <= FULL else self.programmes[:FIRST]

    @property
    def folded(self) -> list[Programme]:
        """Titles behind “show all”."""
        return self.programmes[FIRST:] if FULL < self.count <= LIMIT else []

    @property
    def is_link_only(self) -> bool:
        return self.count > LIMIT


@dataclass
class MatrixRow:
    """One row of a lens with its cells in column order."""

    line: Line
    cells: list[Cell]

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass
class MatrixColumn:
    """One column of a lens with its total; ``is_thin`` columns are drawn narrow."""

    line: Line
    total: int

    @property
    def is_thin(self) -> bool:
        return self.total < 3


@dataclass
class Matrix:
    """The programmes cut by one lens; whatever the lens, ``total`` is the number of programmes."""

    lens: LensScheme
    rows: list[MatrixRow]

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells]

    @property
    def columns(self) -> list[MatrixColumn]:
        by_column = zip(*(row.cells for row in self.rows), strict=True)
        return [MatrixColumn(cells[0].column, sum(cell.count for cell in cells)) for cells in by_column]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def filled(self) -> int:
        """How many cells hold at least one programme."""
        return sum(not cell.is_gap for cell in self.cells)

    @property
    def gaps(self) -> int:
        """How many cells hold none."""
        return len(self.cells) - self.filled

    def lines_with(self, total: int) -> list[Line]:
        """Rows, then columns, that hold just ``total`` programmes, apart from the lines outside the lens."""
        lines = [(row.line, row.total) for row in self.rows] + [
            (each.line, each.total) for each in self.columns
        ]
        return [line for line, number in lines if number == total and not line.is_outside]


def build(lens: LensScheme, programmes: Iterable[Programme]) -> Matrix:
    """The matrix of ``programmes`` under ``lens``.

    ``programmes`` come in reference order with ``in_cell``, the number of all programmes in the same base
    cell (see ``ProgrammeQuerySet.for_matrix``); of a full base cell only the first need be given.
    """
    cells = {(row.code, column.code): Cell(row, column) for row in lens.rows for column in lens.columns}
    counted: set[tuple[str, str]] = set()
    for programme in programmes:
        base = (programme.stage_id, programme.instrument_id)
        cell = cells[lens.line_of(Axis.ROW, base[0]), lens.line_of(Axis.COLUMN, base[1])]
        if base not in counted:
            counted.add(base)
            cell.count += programme.in_cell  # type: ignore[attr-defined]
        cell.programmes.append(programme)
    return Matrix(
        lens,
        [MatrixRow(row, [cells[row.code, column.code] for column in lens.columns]) for row in lens.rows],
    )

"""A matrix prepared for drawing: lines with name and address, cells with theirs, losses as numbered notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from languages.reading import Reading, read
from lifecycle.scheme import Line
from programmes.matrix import THIN, Cell, Matrix, MatrixColumn, MatrixRow
from programmes.models import Programme
from programmes.web.addresses import Selection

# Short names are explained below the table up to this many; a longer list explains nothing.
MOST_NAMES = 40


@dataclass(frozen=True)
class Note:
    """What a lens loses on one of its lines."""

    number: int
    line: Reading
    losses: list[Reading]


@dataclass(frozen=True)
class DrawnLine:
    """A row or column: what it is called, how many it holds, where its list is, what the lens loses on it."""

    code: str
    name: Reading
    short_name: Reading
    total: int
    address: str
    note: Note | None

    @property
    def is_thin(self) -> bool:
        """Whether so little stands in it that a column can be narrow."""
        return self.total < 3


@dataclass(frozen=True)
class DrawnCell:
    """A crossing between two lines; ``address`` lists just its programmes, ``nearest`` what is near a gap."""

    cell: Cell
    column: DrawnLine
    address: str
    nearest: str

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands here and nothing is missing: an empty crossing outside the lens."""
        return self.cell.is_gap and is_outside(self.cell)


@dataclass(frozen=True)
class DrawnRow:
    line: DrawnLine
    cells: list[DrawnCell]


class Grid:
    """``matrix`` as a page draws it. Its lists keep to what ``selection`` narrows by.

    A line outside the lens is drawn only where it holds something.
    """

    def __init__(self, matrix: Matrix, selection: Selection) -> None:
        self._lens, self._selection = matrix.lens.code, selection
        self.notes: list[Note] = []
        self.total = matrix.total
        inside = [cell for cell in matrix.cells if not is_outside(cell)]
        self.cells, self.filled = len(inside), sum(not cell.is_gap for cell in inside)
        self.gaps = self.cells - self.filled
        self.outside = self.total - sum(cell.count for cell in inside)
        rows = [(self._line(row, row=row.line.code), row) for row in matrix.rows if _is_drawn(row)]
        self.columns = [self._line(each, column=each.line.code) for each in matrix.columns if _is_drawn(each)]
        self.rows = [DrawnRow(line, self._cells(row)) for line, row in rows]

    @property
    def most(self) -> int:
        """The largest total of any line: the full length of a bar."""
        return max([line.total for line in self.lines], default=0) or 1

    @property
    def lines(self) -> list[DrawnLine]:
        """Every row, then every column."""
        return [*(row.line for row in self.rows), *self.columns]

    @property
    def empty_lines(self) -> list[DrawnLine]:
        """Rows and columns that hold nothing."""
        return [line for line in self.lines if line.total == 0]

    @property
    def thin_lines(self) -> list[DrawnLine]:
        """Rows and columns that hold one programme and no more."""
        return [line for line in self.lines if line.total == THIN]

    def _line(self, line: MatrixRow | MatrixColumn, **place: str) -> DrawnLine:
        name = read(line.line.row, "name")
        return DrawnLine(
            line.line.code,
            name,
            read(line.line.row, "short_name"),
            line.total,
            self._selection.in_cell(self._lens, **place).at("programmes"),
            self._note(line.line, name),
        )

    def _note(self, line: Line, name: Reading) -> Note | None:
        losses = dict.fromkeys(read(mapping, "loss") for mapping in line.losses)
        said = [loss for loss in losses if loss.text]
        if not said:
            return None
        self.notes.append(Note(len(self.notes) + 1, name, said))
        return self.notes[-1]

    def _cells(self, row: MatrixRow) -> list[DrawnCell]:
        cells = {cell.column.code: cell for cell in row.cells}
        return [
            DrawnCell(
                cells[column.code],
                column,
                self._selection.in_cell(self._lens, row.line.code, column.code).at("programmes"),
                Selection().having(lens=self._lens, row=row.line.code, column=column.code).at("gaps"),
            )
            for column in self.columns
        ]


def is_outside(cell: Cell) -> bool:
    """Whether a cell lies on a line for what the lens cannot place."""
    return cell.row.is_outside or cell.column.is_outside


@dataclass(frozen=True)
class Names:
    """What the names in the cells stand for, and whether some are not in the reader's language."""

    in_full: list[tuple[Reading, Reading]]
    has_foreign: bool


def names_in(programmes: Iterable[Programme]) -> Names:
    """The submitters of ``programmes``; in full those whose short name is another, in order of appearance."""
    parties = (party for programme in programmes for party in programme.parties.all())
    submitters = dict.fromkeys(party.submitter for party in parties)
    names = [(read(each, "short_name"), read(each, "name")) for each in submitters]
    return Names(
        [(short, full) for short, full in names if short.text != full.text][:MOST_NAMES],
        any(short.is_fallback for short, _full in names),
    )


def _is_drawn(line: MatrixRow | MatrixColumn) -> bool:
    return bool(line.total) or not line.line.is_outside

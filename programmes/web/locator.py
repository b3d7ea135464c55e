"""Where one cell lies in the report's matrix, as a small drawing and in words."""

from __future__ import annotations

from dataclasses import dataclass

from lifecycle.scheme import Scheme

STEP, SIDE = 7, 6


@dataclass(frozen=True)
class Locator:
    """Row and column of a cell, counted from one, out of how many of each."""

    row: int
    rows: int
    column: int
    columns: int

    @classmethod
    def of(cls, scheme: Scheme, stage: str, instrument: str) -> Locator:
        """The place of a base cell."""
        stages, instruments = list(scheme.stages), list(scheme.instruments)
        return cls(stages.index(stage) + 1, len(stages), instruments.index(instrument) + 1, len(instruments))

    @property
    def width(self) -> int:
        return self.columns * STEP - 1

    @property
    def height(self) -> int:
        return self.rows * STEP - 1

    @property
    def here(self) -> str:
        """The cell itself, as the path of an SVG."""
        return _square(self.row, self.column)

    @property
    def lines(self) -> str:
        """The other cells of its row and column."""
        along = [(self.row, column) for column in range(1, self.columns + 1) if column != self.column]
        down = [(row, self.column) for row in range(1, self.rows + 1) if row != self.row]
        return "".join(_square(*cell) for cell in along + down)

    @property
    def others(self) -> str:
        """Every other cell."""
        return "".join(
            _square(row, column)
            for row in range(1, self.rows + 1)
            for column in range(1, self.columns + 1)
            if row != self.row and column != self.column
        )


def _square(row: int, column: int) -> str:
    return f"M{(column - 1) * STEP} {(row - 1) * STEP}h{SIDE}v{SIDE}h-{SIDE}z"

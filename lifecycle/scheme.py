"""The taxonomy as pages and API read it: both axes and every lens, fetched in one query.

Each base code stands in every lens exactly once, so the mappings joined with their lines hold all that
a matrix needs: names, order, what a lens folds together and what it loses.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lifecycle.models import Axis, Instrument, Lens, LensLine, LensMapping, Stage

REPORT = "report"


@dataclass
class Line:
    """One row or column of a lens with the base codes it holds and what mapping them loses."""

    row: LensLine
    base_codes: list[str] = field(default_factory=list)
    losses: list[LensMapping] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def is_outside(self) -> bool:
        return self.row.code == LensLine.OUTSIDE


@dataclass
class LensScheme:
    """A lens with its rows and columns in order."""

    lens: Lens
    rows: list[Line]
    columns: list[Line]

    @property
    def code(self) -> str:
        return self.lens.code

    def line_of(self, axis: str, base_code: str) -> str:
        """The code of the line that holds ``base_code``; ``outside`` where the lens has no place for it."""
        lines = self.rows if axis == Axis.ROW else self.columns
        return next((line.code for line in lines if base_code in line.base_codes), LensLine.OUTSIDE)


@dataclass
class Scheme:
    """Everything the two axes and the lenses are called."""

    stages: dict[str, Stage]
    instruments: dict[str, Instrument]
    lenses: dict[str, LensScheme]

    def base_codes(self, lens: str, axis: str, line: str) -> list[str] | None:
        """The base codes on one line of a lens, or ``None`` where there is no such lens or line."""
        if lens not in self.lenses:
            return None
        found = self.lenses[lens]
        lines = found.rows if axis == Axis.ROW else found.columns
        return next((each.base_codes for each in lines if each.code == line), None)


def load_scheme() -> Scheme:
    """The whole taxonomy, in one query."""
    mappings = list(LensMapping.objects.select_related("lens", "line", "stage", "instrument"))
    lenses = {mapping.lens.code: mapping.lens for mapping in mappings}
    in_order = sorted(lenses.values(), key=lambda lens: lens.order)
    return Scheme(
        stages=_in_order({m.stage.code: m.stage for m in mappings if m.stage}),
        instruments=_in_order({m.instrument.code: m.instrument for m in mappings if m.instrument}),
        lenses={lens.code: _lens_scheme(lens, mappings) for lens in in_order},
    )


def _in_order(by_code: dict) -> dict:
    return dict(sorted(by_code.items(), key=lambda pair: pair[1].order))


def _lens_scheme(lens: Lens, mappings: list[LensMapping]) -> LensScheme:
    lines: dict[int, Line] = {}
    for mapping in sorted(mappings, key=_base_order):
        if mapping.lens_id != lens.code:
            continue
        line = lines.setdefault(mapping.line_id, Line(mapping.line))
        line.base_codes.append(_base(mapping).code)
        line.losses.append(mapping)
    ordered = sorted(lines.values(), key=lambda line: line.row.order)
    return LensScheme(
        lens=lens,
        rows=[line for line in ordered if line.row.axis == Axis.ROW],
        columns=[line for line in ordered if line.row.axis == Axis.COLUMN],
    )


def _base_order(mapping: LensMapping) -> int:
    return _base(mapping).order


def _base(mapping: LensMapping) -> Stage | Instrument:
    base = mapping.stage or mapping.instrument
    assert base is not None  # the database constraint says exactly one
    return base

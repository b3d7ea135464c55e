"""Addresses one step away from a page: a filter less, another lens, the next page of results.

They are built from what the filters understood, not from what was typed, so that nothing unknown or
broken travels on from page to page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from django.urls import reverse

from lifecycle.scheme import REPORT
from programmes.filters import ProgrammeFilter

# The order of parameters in every address of ours: one selection has one address.
ORDER = ("q", "stage", "instrument", "lens", "row", "column", "kind", "submitter", "language", "sort", "page")


@dataclass(frozen=True)
class Selection:
    """What a reader has chosen: the values of each parameter of the address. Never changed, only copied."""

    chosen: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, filters: ProgrammeFilter) -> Self:
        """What ``filters`` narrow by, with the lens and the order that go with it."""
        beside = {name: [filters.value(name)] for name in ("lens", "sort") if filters.value(name)}
        chosen = {**filters.in_use, **beside}
        if chosen.get("lens") == [REPORT] and not {"row", "column"} & chosen.keys():
            del chosen["lens"]  # the report's own lens is meant where none is named
        return cls(chosen)

    def having(self, **values: Any) -> Selection:
        """This selection with each of ``values`` in the place of what it had."""
        return Selection({**self.chosen, **{name: [str(value)] for name, value in values.items()}})

    def without(self, *names: str) -> Selection:
        """This selection less the parameters ``names``."""
        return Selection({name: values for name, values in self.chosen.items() if name not in names})

    def less(self, name: str, value: str) -> Selection:
        """This selection less one value of one parameter: what a chip leads to."""
        rest = [each for each in self.chosen[name] if each != value]
        return Selection({**self.chosen, name: rest}) if rest else self.without(name)

    def in_cell(self, lens: str, row: str = "", column: str = "") -> Selection:
        """This selection in one cell of a lens, or along one of its rows or columns."""
        is_report = lens == REPORT
        names = ("stage", "instrument") if is_report else ("row", "column")
        line = {name: code for name, code in zip(names, (row, column), strict=True) if code}
        return (
            self.without("lens", "row", "column").having(**line)
            if is_report
            else self.having(lens=lens, **line)
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Every parameter with each of its values, in the order of every address."""
        return [(name, value) for name in ORDER for value in self.chosen.get(name, [])]

    def at(self, page: str) -> str:
        """The address of the page named ``page`` with this selection."""
        query = urlencode(self.pairs())
        return f"{reverse(page)}?{query}" if query else reverse(page)

"""Where in the matrix a programme belongs, chosen on the matrix itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.functional import cached_property

from languages.reading import Reading, read
from lifecycle.models import Instrument, Stage
from programmes.changes import Change
from programmes.models import Programme
from programmes.template.sheet import Sent
from submissions import particulars
from submissions.comparing import cell_changes
from submissions.web.writing.base import DraftForm


@dataclass(frozen=True)
class Choice:
    """One cell of the matrix: its value in the form, and whether it is chosen."""

    value: str
    instrument: Reading
    listed: int
    is_primary: bool
    is_also: bool


@dataclass(frozen=True)
class ChoiceRow:
    code: str
    stage: Reading
    cells: list[Choice]


class CellForm(DraftForm):
    """The cell a programme belongs to, the cells it also touches, and why."""

    template = "submissions/_write_cell.html"
    most_also = particulars.MAX_ALSO
    reason_length = particulars.REASON_LENGTH

    def stand_on(self, stored: dict[str, Any]) -> None:
        self.primary = _value(stored)
        self.also = [_value(place) for place in stored["also"]]
        self.reason = stored["reason"]

    def read(self, sent: Sent) -> None:
        self.primary = sent.get("cell") or ""
        self.also = sent.getlist("cell/also")
        self.reason = (sent.get("cell/reason") or "").replace("\r\n", "\n")

    def cut(self) -> None:
        self.reason = self.beginning(self.reason)

    @property
    def content(self) -> dict[str, Any]:
        return {**_place(self.primary), "reason": self.reason, "also": [_place(each) for each in self.also]}

    def changes(self, before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
        return cell_changes(before, after, self.language)

    # --- What a template asks --------------------------------------------------------------------

    @property
    def instruments(self) -> list[Reading]:
        return [read(row, "name") for row in self._instruments]

    @property
    def rows(self) -> list[ChoiceRow]:
        """The matrix, row by row, with what is chosen and how many programmes are listed in each cell."""
        counted = Programme.objects.counted().order_by().values_list("stage", "instrument")
        listed = {(stage, column): number for stage, column, number in counted.annotate(Count("pk"))}
        return [
            ChoiceRow(
                stage.pk,
                read(stage, "name"),
                [
                    Choice(
                        f"{stage.pk}:{column.pk}",
                        read(column, "name"),
                        listed.get((stage.pk, column.pk), 0),
                        is_primary=self.primary == f"{stage.pk}:{column.pk}",
                        is_also=f"{stage.pk}:{column.pk}" in self.also,
                    )
                    for column in self._instruments
                ],
            )
            for stage in Stage.objects.all()
        ]

    @cached_property
    def _instruments(self) -> list[Instrument]:
        return list(Instrument.objects.all())


def _value(place: dict[str, Any]) -> str:
    return f"{place['stage']}:{place['instrument']}" if place["stage"] else ""


def _place(value: str) -> dict[str, str]:
    stage, _colon, instrument = value.partition(":")
    return {"stage": stage, "instrument": instrument}

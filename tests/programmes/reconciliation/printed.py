"""Printed lines and stated counts without a database: what the tests of the reconciliation are made of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from lifecycle.models import Instrument, Stage
from programmes.models import Document, EntryLink, Programme, SourceEntry, StatedCount
from programmes.reconciliation.document import HeldDocument, Reconciliation, reconcile
from programmes.reconciliation.lines import Line, lines_of
from tests import annex

REPORT = HeldDocument(Document(pk=1, symbol="E/CN.17/2011/8"))


@cache
def programme(number: int) -> Programme:
    """The programme that row ``number`` of the annex became."""
    return Programme(pk=number, serial=number, reference=annex.reference(number), status="listed")


def line(
    number: int,
    *programmes: int,
    part: str = "annex",
    cell: tuple[str | None, str | None] = ("production", "legal"),
    under: object = (),
    wording: str = "清洁炉灶",
    basis: str = "wording",
) -> Line:
    """One printed line that means ``programmes`` and falls under the counts ``under``."""
    entry = SourceEntry(
        pk=number + (1000 if part == "table" else 0),
        part=part,
        position=number,
        wording=wording,
        wording_language="zh-hans",
        stage_id=cell[0],
        instrument_id=cell[1],
        counted_under=list(under) if isinstance(under, tuple) else under,
    )
    links = [EntryLink(entry=entry, programme=programme(each), basis=basis) for each in programmes]
    return lines_of([entry], links)[0]


def stated(key: str, number: int) -> StatedCount:
    """A count that the text states."""
    return StatedCount(key=key, number=number, paragraph="59", label_en=key)


def annex_lines() -> list[Line]:
    """The rows of the annex as the source has them."""
    under: dict[int, list[str]] = {}
    for count in annex.stated_counts():
        for number in annex.numbers(count["annex_rows"]):
            under.setdefault(number, []).append(count["key"])
    return [
        line(
            int(row["annex_row"]),
            int(row["annex_row"]),
            cell=(row["stage_code"], row["instrument_code"]),
            under=tuple(under.get(int(row["annex_row"]), ())),
            wording=row["title_zh"],
        )
        for row in annex.programmes()
    ]


def table_lines() -> list[Line]:
    """The entries of the table as the source has them."""
    return [
        line(
            int(row["position"]),
            *annex.numbers(row["annex_rows"]),
            part="table",
            cell=(row["stage_code"], row["instrument_code"]),
            wording=row["wording_zh"],
            basis=row["basis"] or "wording",
        )
        for row in annex.entries()
    ]


def stated_in_text() -> list[StatedCount]:
    """The counts of paragraph 59 as the source has them."""
    return [stated(row["key"], int(row["number"])) for row in annex.stated_counts()]


def axes() -> tuple[list[Stage], list[Instrument]]:
    """Both axes of the matrix, in order."""
    return (
        [Stage(code=row["code"], order=row["order"]) for row in annex.taxonomy("lifecycle_stage")],
        [Instrument(code=row["code"], order=row["order"]) for row in annex.taxonomy("instrument_type")],
    )


def of_report(
    *,
    rows: Iterable[Line] | None = None,
    entries: Iterable[Line] | None = None,
    counts: Iterable[StatedCount] | None = None,
) -> Reconciliation:
    """The reconciliation of the report, or of what it would say with other rows, entries or counts."""
    stages, instruments = axes()
    return reconcile(
        REPORT,
        stated=stated_in_text() if counts is None else counts,
        lines=[
            *(annex_lines() if rows is None else rows),
            *(table_lines() if entries is None else entries),
        ],
        stages=stages,
        instruments=instruments,
    )


def numbers(lines: Iterable[Line]) -> list[int]:
    """The positions of ``lines``."""
    return [each.number for each in lines]

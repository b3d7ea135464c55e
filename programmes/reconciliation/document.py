"""The whole reconciliation of one document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lifecycle.models import Instrument, Stage
from programmes import citations
from programmes.models import Document, StatedCount
from programmes.reconciliation.cells import Grid, compare
from programmes.reconciliation.counts import Counts, count
from programmes.reconciliation.likeliest import Likeliest, likeliest
from programmes.reconciliation.lines import Line
from programmes.reconciliation.matching import Matching, match


@dataclass(frozen=True)
class HeldDocument:
    """A document with its place on the page."""

    document: Document

    @property
    def slug(self) -> str:
        """Its symbol in the form of an address."""
        return citations.slug(self.document.symbol)

    @property
    def anchor(self) -> str:
        return citations.anchor(self.document.symbol)


@dataclass(frozen=True)
class Reconciliation:
    """What one document counts, lists and shows; ``anchors_begin`` begins every place within its part."""

    held: HeldDocument
    anchors_begin: str
    counts: Counts
    reading: Likeliest
    grid: Grid
    matching: Matching

    @property
    def annex(self) -> list[Line]:
        return self.matching.annex

    @property
    def table(self) -> list[Line]:
        return self.matching.table


def reconcile(
    held: HeldDocument,
    *,
    stated: Iterable[StatedCount],
    lines: Sequence[Line],
    stages: Sequence[Stage],
    instruments: Sequence[Instrument],
    anchors_begin: str = "",
) -> Reconciliation:
    """The ``stated`` counts and printed ``lines`` of a document against each other."""
    annex = [line for line in lines if line.is_annex]
    table = [line for line in lines if not line.is_annex]
    counts = count(stated, annex)
    return Reconciliation(
        held=held,
        anchors_begin=anchors_begin,
        counts=counts,
        reading=likeliest(counts),
        grid=compare(annex, table, stages, instruments),
        matching=match(annex, table),
    )

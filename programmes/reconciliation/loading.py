"""The rows that the page on sources is computed from, in a number of queries that never grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import F

from lifecycle.scheme import Scheme, load_scheme
from programmes.models import Document, EntryLink, Programme, SourceEntry, StatedCount
from programmes.reconciliation.document import HeldDocument, Reconciliation, reconcile
from programmes.reconciliation.lines import lines_of
from programmes.status import DocumentKind

# Enough to see which programmes came later; all of them are in the list of programmes.
MOST_UNPRINTED = 20

OfDocument = TypeVar("OfDocument", SourceEntry, StatedCount)


@dataclass(frozen=True)
class Sources:
    """Every document, what can be reconciled of each, and what the registry has beyond them.

    ``unprinted`` are the first counted programmes that no printed line means.
    """

    documents: list[HeldDocument]
    reconciliations: list[Reconciliation]
    unprinted: list[Programme]
    has_more_unprinted: bool

    @property
    def programmes(self) -> list[Programme]:
        """Every programme that is named, once."""
        lines = (line for each in self.reconciliations for line in (*each.annex, *each.table))
        by_key = {programme.pk: programme for line in lines for programme in line.programmes}
        return [*by_key.values(), *self.unprinted]


def load_sources() -> Sources:
    """The sources as they are now. A programme without a page leaves no trace here."""
    # A submission is a document too, but one for each programme: it is named where it is cited.
    in_order = Document.objects.exclude(kind=DocumentKind.SUBMISSION).order_by(
        F("date").asc(nulls_last=True), "symbol"
    )
    documents = [HeldDocument(each) for each in in_order]
    unprinted = list(Programme.objects.counted().unprinted().order_by("serial")[: MOST_UNPRINTED + 1])
    return Sources(
        documents=documents,
        reconciliations=list(_reconciliations(documents, load_scheme())),
        unprinted=unprinted[:MOST_UNPRINTED],
        has_more_unprinted=len(unprinted) > MOST_UNPRINTED,
    )


def _reconciliations(documents: Iterable[HeldDocument], scheme: Scheme) -> Iterator[Reconciliation]:
    by_key = {held.document.pk: held.document for held in documents}
    stated = _by_document(StatedCount.objects.order_by("pk"))
    entries = _by_document(_entries(scheme, by_key))
    corrigenda = {
        each.supersedes_id: each for of_one in entries.values() for each in of_one if each.supersedes_id
    }
    links = list(EntryLink.objects.public())
    # A corrigendum prints no list of its own: its lines stand beside those that they put right.
    own = {key for key, of_one in entries.items() if not all(each.supersedes_id for each in of_one)}
    to_reconcile = [held for held in documents if held.document.pk in {*stated, *own}]
    # The document recorded first has the plain anchors, whichever is older: they are for keeps.
    to_reconcile.sort(key=lambda held: held.document.pk)
    for place, held in enumerate(to_reconcile):
        anchors_begin = f"{held.slug}-" if place else ""
        key = held.document.pk
        yield reconcile(
            held,
            stated=stated.get(key, []),
            lines=lines_of(entries.get(key, []), links, anchors_begin=anchors_begin, corrigenda=corrigenda),
            stages=list(scheme.stages.values()),
            instruments=list(scheme.instruments.values()),
            anchors_begin=anchors_begin,
        )


def _entries(scheme: Scheme, documents: Mapping[int, Document]) -> Iterator[SourceEntry]:
    entries = SourceEntry.objects.exclude(document__kind=DocumentKind.SUBMISSION)
    for entry in entries.order_by("part", "position"):
        # Documents and the names of both axes are here already: no line need fetch its own.
        entry.document = documents[entry.document_id]
        entry.stage = scheme.stages.get(entry.stage_id or "")
        entry.instrument = scheme.instruments.get(entry.instrument_id or "")
        yield entry


def _by_document(rows: Iterable[OfDocument]) -> dict[int, list[OfDocument]]:
    found: dict[int, list[OfDocument]] = {}
    for row in rows:
        found.setdefault(row.document_id, []).append(row)
    return found

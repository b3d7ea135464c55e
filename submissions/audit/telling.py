"""How a table of records tells who did what to which row, and what was changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery

# What says nothing by itself: the number of a row, and what follows from other columns.
SILENT = re.compile(r"id$|sort_key|serial|current|title_status")
HISTORY_ACTS = {"+": "added", "~": "changed", "-": "deleted"}
# How many records of one table are held at a time.
BATCH = 500


@dataclass(frozen=True)
class Change:
    """One column before and after."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Source:
    """One table of records about the rows of ``table``.

    ``at``, ``by`` and ``row`` are their columns of time, person and number of the row; ``names`` the lookups
    by which a row is called, the first of which is told. ``at_once`` is how many may be held with what they
    changed. ``words`` says a change in words, where its column is none of the table.
    """

    table: type[Model]
    records: Callable[[], QuerySet]
    at: str
    by: str
    row: str
    names: tuple[str, ...]
    act: Callable[[Any], str]
    changes: Callable[[Sequence[Any]], list[list[Change]]]
    at_once: int = BATCH
    words: Callable[[Change], Change] | None = None

    @property
    def label(self) -> str:
        return self.table._meta.label_lower

    @property
    def permission(self) -> str:
        """Held by whoever may look at the table, and so at what became of it."""
        return f"{self.table._meta.app_label}.view_{self.table._meta.model_name}"

    def told(self) -> QuerySet:
        """The records, the latest first, each with its time, person, number and name."""
        told = {
            "entry_at": self.at,
            "entry_by": self.by,
            "entry_row": self.row,
            "entry_name": (*self.names, self.row)[0],
        }
        records = self.records().filter(**{f"{self.at}__isnull": False})
        return records.annotate(**{name: F(column) for name, column in told.items()}).order_by(
            f"-{self.at}", "-pk"
        )

    def is_about(self, subject: str) -> Q:
        """That a record is about what is called ``subject``, or has that number.

        What another table calls it is looked up there first: asked across tables, no index would help.
        """
        spelt = {subject, subject.upper(), subject.lower()}
        about = Q(pk__in=[])
        for name in self.names:
            to, _dunder, column = name.rpartition("__")
            wanted: Any = self._called(spelt, to, column) if to else spelt
            about |= Q(**{f"{to or column}__in": wanted})
        is_number = subject.isascii() and subject.isdecimal() and len(subject) < 10
        return about | Q(**{self.row: int(subject)}) if is_number and self.row != "code" else about

    def _called(self, spelt: set[str], to: str, column: str) -> list[Any]:
        """The keys of those rows ``to`` which the records lead that are called one of ``spelt``."""
        table: Any = self.records().model
        for name in to.split("__"):
            table = table._meta.get_field(name).related_model
        return list(table._base_manager.filter(**{f"{column}__in": spelt}).values_list("pk", flat=True))

    def changes_of(self, records: Sequence[Any]) -> Iterator[list[Change]]:
        """What each of ``records`` changed, in their order; no more of it is held than may be."""
        for start in range(0, len(records), self.at_once):
            yield from self.changes(records[start : start + self.at_once])


# --- Kinds of sources -------------------------------------------------------------------------------


def history_of(table: Any, *names: str) -> Source:
    """The history of curated rows: each record is a whole row, compared with the one before it."""
    return Source(
        table=table,
        records=table.history.all,
        at="history_date",
        by="history_user",
        row=table._meta.pk.attname,
        names=names,
        act=lambda record: HISTORY_ACTS[record.history_type],
        changes=_columns_that_differ,
    )


def records_of(
    table: type[Model],
    records: Callable[[], QuerySet],
    *names: str,
    at: str,
    by: str,
    act: str | Callable[[Any], str],
    told: Callable[[Any], list[Change]],
    row: str = "pk",
) -> Source:
    """Records of one ``act``, each of which says itself what it changed."""
    return Source(
        table,
        records,
        at,
        by,
        row,
        names,
        act=act if callable(act) else lambda record: act,
        changes=lambda records: [told(record) for record in records],
    )


def _columns_that_differ(records: Sequence[Any]) -> list[list[Change]]:
    """Of each record of a history what differs from the record before it, in one further query."""
    if not records:
        return []
    model, row = type(records[0]), type(records[0]).instance_type._meta.pk.attname
    earlier = model.objects.filter(**{row: OuterRef(row)}, history_id__lt=OuterRef("history_id"))
    before_it = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    those = model.objects.filter(pk__in=[record.pk for record in records]).annotate(before_it=before_it)
    known = dict(those.values_list("pk", "before_it"))
    before = model.objects.in_bulk([pk for pk in known.values() if pk])
    return [_differences(before.get(known[record.pk]), record) for record in records]


def _differences(before: Any, record: Any) -> list[Change]:
    gone = record.history_type == "-"
    found = []
    for field in record.tracked_fields:
        if SILENT.match(field.name):
            continue
        # What is deleted is recorded as it last was.
        old = getattr(record if gone else before, field.attname, None)
        new = None if gone else getattr(record, field.attname)
        if (old or None) != (new or None):
            found.append(Change(field.name, old, new))
    return found

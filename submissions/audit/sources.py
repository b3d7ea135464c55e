"""The tables of records, and how each tells what it tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery

from accounts.models import RoleChange, User
from lifecycle.models import Instrument, Lens, LensLine, LensMapping, Stage, Term
from programmes.models import (
    Document,
    EntryLink,
    Party,
    Placement,
    Programme,
    Scheduling,
    SourceEntry,
    StatedCount,
    Submitter,
    Version,
    Withholding,
)
from submissions.models import Call, Membership, Move, Round, Screening, Submission, TakenBack

# What says nothing by itself: the number of a row, and what follows from other columns.
SILENT = re.compile(r"id$|sort_key")
HISTORY_ACTS = {"+": "added", "~": "changed", "-": "deleted"}


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
    by which a row is called, the first of which is told.
    """

    table: type[Model]
    records: Callable[[], QuerySet]
    at: str
    by: str
    row: str
    names: tuple[str, ...]
    act: Callable[[Any], str]
    changes: Callable[[Sequence[Any]], list[list[Change]]]

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
        """That a record is about what is called ``subject``, or has that number."""
        about = Q(pk__in=[])
        for name in self.names:
            about |= Q(**{f"{name}__iexact": subject})
        is_number = subject.isascii() and subject.isdecimal() and len(subject) < 10
        return about | Q(**{self.row: int(subject)}) if is_number and self.row != "code" else about


# --- What changed -----------------------------------------------------------------------------------


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


def _of_each(told: Callable[[Any], list[Change]]) -> Callable[[Sequence[Any]], list[list[Change]]]:
    return lambda records: [told(record) for record in records]


def _role(record: RoleChange) -> list[Change]:
    columns = [name for name in record.after if record.before.get(name) != record.after[name]]
    return [Change(name, record.before.get(name), record.after[name]) for name in columns]


# --- The sources ------------------------------------------------------------------------------------


def _history(table: Any, *names: str) -> Source:
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


def _record(
    table: type[Model],
    records: Callable[[], QuerySet],
    *names: str,
    at: str,
    by: str,
    act: str,
    told: Callable[[Any], list[Change]],
    row: str = "pk",
) -> Source:
    return Source(table, records, at, by, row, names, lambda record: act, _of_each(told))


SOURCES = (
    _record(
        Submission,
        Move.objects.all,
        "submission__reference",
        at="at",
        by="by",
        row="submission",
        act="moved",
        told=lambda move: [Change("status", move.source, move.target)],
    ),
    _record(
        Round,
        lambda: Round.objects.defer("content"),
        "submission__reference",
        at="submitted_at",
        by="submitted_by",
        act="sent",
        told=lambda sent: [Change("number", sent.number - 1 or None, sent.number)],
    ),
    _record(
        Version,
        lambda: Version.objects.frozen().defer("content", "record"),
        "programme__reference",
        at="published_at",
        by="made_by",
        act="published",
        told=lambda version: [
            Change("number", version.number - 1 or None, version.number),
            Change("kind", None, version.kind),
        ],
    ),
    _record(
        Withholding,
        Withholding.objects.all,
        "version__programme__reference",
        at="since",
        by="made_by",
        act="withheld",
        told=lambda withholding: [Change("reason", None, withholding.reason)],
    ),
    _record(
        Withholding,
        Withholding.objects.all,
        "version__programme__reference",
        at="lifted_at",
        by="lifted_by",
        act="lifted",
        told=lambda withholding: [Change("lift_reason", None, withholding.lift_reason)],
    ),
    _record(
        Scheduling,
        Scheduling.objects.all,
        "programme__reference",
        at="made_at",
        by="made_by",
        act="scheduled",
        told=lambda scheduling: [Change("publish_at", None, scheduling.publish_at)],
    ),
    _record(
        Scheduling,
        Scheduling.objects.all,
        "programme__reference",
        at="ended_at",
        by="ended_by",
        act="ended",
        told=lambda scheduling: [Change("outcome", "waiting", scheduling.outcome)],
    ),
    # That somebody answered the criteria, not what: a colleague who has not done so yet is not to know.
    _record(
        Screening,
        Screening.objects.all,
        "round__submission__reference",
        at="handed_in_at",
        by="screener",
        act="handed_in",
        told=lambda screening: [],
    ),
    _record(
        TakenBack,
        TakenBack.objects.all,
        "screening__round__submission__reference",
        at="at",
        by="screening__screener",
        act="taken_back",
        told=lambda taken: [Change("handed_in_at", taken.handed_in_at, None)],
    ),
    _record(User, RoleChange.objects.all, at="at", by="by", row="user", act="role", told=_role),
    _history(Programme, "reference"),
    _history(Party, "programme__reference", "submitter__slug"),
    _history(Placement, "programme__reference"),
    _history(Submitter, "slug"),
    _history(Document, "symbol"),
    _history(StatedCount, "key", "document__symbol"),
    _history(SourceEntry, "document__symbol"),
    _history(EntryLink, "programme__reference"),
    _history(Membership, "submitter__slug"),
    _history(Call, "code"),
    _history(Stage, "code"),
    _history(Instrument, "code"),
    _history(Term, "code"),
    _history(Lens, "code"),
    _history(LensLine, "code"),
    _history(LensMapping, "lens__code"),
)

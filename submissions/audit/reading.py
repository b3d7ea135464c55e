"""The records of all tables as one, the latest first, however many there are."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Q

from submissions.audit.sources import SOURCES
from submissions.audit.telling import BATCH, Change, Source


@dataclass(frozen=True)
class Asked:
    """What the record is narrowed to: whose acts, on which table, about what, from when until when."""

    people: frozenset[int] | None = None
    table: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None


class Place(NamedTuple):
    """Where an entry stands: its time, the number of its source, and that of its record."""

    at: datetime
    source: int
    pk: int

    @classmethod
    def parse(cls, written: str) -> Place | None:
        """The place that ``str`` wrote, or nothing where it is none."""
        try:
            at, source, pk = written.split("~")
            return cls(datetime.fromisoformat(at).astimezone(UTC), int(source), int(pk))
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.source}~{self.pk}"


@dataclass(frozen=True)
class Entry:
    """One record of the past."""

    source: Source
    record: Any
    changes: tuple[Change, ...] = ()

    @property
    def at(self) -> datetime:
        return self.record.entry_at

    @property
    def by(self) -> int | None:
        """The number of the person; a command is nobody."""
        return self.record.entry_by

    @property
    def row(self) -> Any:
        """The number of the row that it is about."""
        return self.record.entry_row

    @property
    def name(self) -> str:
        """What the row is called where it has a reference, else its number."""
        return str(self.record.entry_name or self.record.entry_row)

    @property
    def act(self) -> str:
        return self.source.act(self.record)

    @property
    def place(self) -> Place:
        """Where it stands among all entries."""
        return Place(self.at, SOURCES.index(self.source), self.record.pk)


def entries(
    asked: Asked, *, user: Any, after: Place | None = None, most: int | None = None
) -> Iterator[Entry]:
    """What ``user`` may see of what is asked for, the latest first, from the place ``after`` on.

    ``most`` of them; all of them are read a batch at a time and never held together.
    """
    batch = min(most or BATCH, BATCH)
    streams = [
        _stream(source, asked, after, batch)
        for source in SOURCES
        if asked.table in ("", source.label) and user.has_perm(source.permission)
    ]
    merged = islice(heapq.merge(*streams, key=lambda entry: entry.place, reverse=True), most)
    while some := list(islice(merged, BATCH)):
        yield from _with_changes(some)


def _stream(source: Source, asked: Asked, after: Place | None, batch: int) -> Iterator[Entry]:
    """The entries of one source, the latest first."""
    records = source.told().filter(_asked(source, asked))
    while True:
        rows = list((records.filter(_beyond(source, after)) if after else records)[:batch])
        for record in rows:
            yield (last := Entry(source, record))
        if len(rows) < batch:
            return
        after = last.place


def _asked(source: Source, asked: Asked) -> Q:
    wanted = source.is_about(asked.subject) if asked.subject else Q()
    if asked.people is not None:
        wanted &= Q(**{f"{source.by}__in": asked.people})
    if asked.since:
        wanted &= Q(**{f"{source.at}__gte": asked.since})
    if asked.until:
        wanted &= Q(**{f"{source.at}__lt": asked.until})
    return wanted


def _beyond(source: Source, after: Place) -> Q:
    """That a record of ``source`` stands beyond the place ``after``; said so that an index of times helps."""
    at, number = source.at, SOURCES.index(source)
    same_moment = Q(**{at: after.at})
    if number == after.source:
        same_moment &= Q(pk__lt=after.pk)
    no_later = Q(**{f"{at}__lte": after.at})
    return (
        no_later & (Q(**{f"{at}__lt": after.at}) | same_moment)
        if number <= after.source
        else Q(**{f"{at}__lt": after.at})
    )


def _with_changes(some: list[Entry]) -> Iterator[Entry]:
    """Each with what it changed, found in a query for each table that is among them, or in a few."""
    by_source: dict[Source, list[Any]] = {}
    for entry in some:
        by_source.setdefault(entry.source, []).append(entry.record)
    changes = {source: source.changes_of(records) for source, records in by_source.items()}
    for entry in some:
        yield replace(entry, changes=tuple(next(changes[entry.source])))

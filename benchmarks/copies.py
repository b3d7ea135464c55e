"""A small registry made large: rows of its own under other numbers, so that nothing in them is made up.

Plain SQL, since frozen tables take no rows by the thousand. A copy differs in its keys, in what has to be
unique, and in its times: each copy is an hour older than the one before it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from django.db import connection, models, transaction

from accounts.models import Letter
from programmes.models import (
    EntryLink,
    Party,
    Placement,
    Programme,
    Quantity,
    Scheduling,
    SearchEntry,
    Version,
    Withholding,
    Writing,
)
from submissions.models import (
    Assessment,
    Assignment,
    Attachment,
    Collaborator,
    Comment,
    Invitation,
    Likeness,
    Move,
    Reminder,
    Round,
    SavedSection,
    Screening,
    Section,
    Submission,
    SubmissionParty,
    TakenBack,
)

PROGRAMMES, SUBMISSIONS = 100_000, 20_000
_CURATED = (Programme, EntryLink, Party, Placement)
WITH_PROGRAMMES: tuple[type[models.Model], ...] = (
    *(
        Programme,
        Version,
        Writing,
        Withholding,
        Scheduling,
        EntryLink,
        Party,
        Placement,
        Quantity,
        SearchEntry,
    ),
    *(table.history.model for table in _CURATED),  # type: ignore[attr-defined]
)
WITH_SUBMISSIONS: tuple[type[models.Model], ...] = (
    *(Submission, SubmissionParty, Section, SavedSection, Attachment, Comment, Likeness),
    *(Round, Move, Assignment, Reminder, Screening, Assessment, TakenBack, Collaborator, Invitation, Letter),
)
# No table of the small registry has as many rows.
APART = 10_000
# What is unique and no number: told apart by the number of the copy.
NAMED = {"message_id", "key", "nonce", "token_hash"}


def multiply() -> None:
    """Copy programmes until there are ``PROGRAMMES``, and submissions until there are ``SUBMISSIONS``."""
    for tables, most in ((WITH_PROGRAMMES, PROGRAMMES), (WITH_SUBMISSIONS, SUBMISSIONS)):
        copies = -(-most // tables[0]._base_manager.count()) - 1
        with transaction.atomic(), connection.cursor() as cursor:
            for table in tables:
                sys.stderr.write(f"  copying {table._meta.db_table}\n")
                cursor.execute(_copying(table, copies))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _copying(table: type[models.Model], copies: int) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in table._meta.concrete_fields)
    values = ", ".join(_values(table))
    return (
        "WITH RECURSIVE copies(n) AS"
        f" (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {copies})"
        f" INSERT INTO {quote(table._meta.db_table)} ({columns})"
        f" SELECT {values} FROM copies CROSS JOIN {quote(table._meta.db_table)} ORDER BY n"
    )


def _values(table: type[models.Model]) -> Iterator[str]:
    for field in table._meta.concrete_fields:
        column = connection.ops.quote_name(field.column)
        if field.name == "serial":
            yield f"{column} + n * {_known()}"
        elif field.name == "reference":
            yield (
                f"'10YFP-' || (serial + n * {_known()})" if _has(table, "serial") else f"{column} || '-' || n"
            )
        elif _is_copied(field):
            yield f"{column} + n * {APART}"
        elif field.name in NAMED:
            # As much of it as leaves room for the number.
            yield f"substr({column}, 1, {field.max_length - 5}) || '-' || n"
        elif isinstance(field, models.DateTimeField):
            yield _earlier(column)
        else:
            yield column


def _is_copied(field: models.Field) -> bool:
    """Whether ``field`` is the key of a row that is copied."""
    # A history tells of a row by its key, which is not its own.
    return field.primary_key or field.name == "id" or field.related_model in _COPIED


def _has(table: type[models.Model], name: str) -> bool:
    return name in {field.name for field in table._meta.concrete_fields}


def _known() -> int:
    """How many programmes have a number."""
    return Programme.objects.filter(serial__lt=APART).count()


def _earlier(column: str) -> str:
    if connection.vendor == "postgresql":
        return f"{column} - n * interval '1 hour'"
    return f"strftime('%Y-%m-%d %H:%M:%f', {column}, '-' || n || ' hours')"


_COPIED: Iterable[type[models.Model]] = {*WITH_PROGRAMMES, *WITH_SUBMISSIONS}

"""A state of the registry's tables, made once in a session and put back in any test that asks for it.

Seeding goes through the workflow and takes a second or two; copying the rows it left takes a few
hundredths. The copy is put into the test's own transaction, so that a test that asks for nothing has empty
tables, and what a test does to the registry is gone after it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

ROWS_AT_ONCE = 100


class Snapshot:
    """The rows of every table of ``rooms`` after ``fill`` has run; the database is left as it was."""

    def __init__(self, fill: Callable[[], Any], *rooms: str) -> None:
        self.tables: list[tuple[str, list[str], list[tuple]]] = []
        with transaction.atomic():
            fill()
            self.tables = [rows_of(model) for model in _models(rooms)]
            transaction.set_rollback(True)

    def put_back(self) -> None:
        """Write the rows into the tables, which have to be empty."""
        # Foreign keys are checked at the end of a transaction only, so that tables may come in any order.
        with transaction.atomic(), connection.cursor() as cursor:
            for table, columns, rows in self.tables:
                for start in range(0, len(rows), ROWS_AT_ONCE):
                    _insert(cursor, table, columns, rows[start : start + ROWS_AT_ONCE])


def _models(rooms: tuple[str, ...]) -> list[type[models.Model]]:
    return [
        model for room in rooms for model in apps.get_app_config(room).get_models(include_auto_created=True)
    ]


def rows_of(model: type[models.Model]) -> tuple[str, list[str], list[tuple]]:
    columns = [field.column for field in model._meta.local_concrete_fields]
    names = ", ".join(map(connection.ops.quote_name, columns))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {table}")
        return table, columns, cursor.fetchall()


def _insert(cursor: Any, table: str, columns: list[str], rows: list[tuple]) -> None:
    names = ", ".join(map(connection.ops.quote_name, columns))
    line = f"({', '.join(['%s'] * len(columns))})"
    values = [value for row in rows for value in row]
    lines = ", ".join([line] * len(rows))
    cursor.execute(f"INSERT INTO {table} ({names}) VALUES {lines}", values)

"""Databases of their own for programs that tests start: copies of one that is migrated and empty."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from abc import ABC, abstractmethod
from contextlib import closing
from pathlib import Path

import psycopg2
from django.apps import apps
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


class Scratch(ABC):
    """One scratch database; ``manage`` starts the portal's own commands on it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder

    @property
    @abstractmethod
    def url(self) -> str:
        """Where the portal finds it: a ``DATABASE_URL``."""

    @abstractmethod
    def copy(self, name: str) -> Scratch:
        """Another one, as this one stands now."""

    @abstractmethod
    def drop(self) -> None:
        """Remove it."""

    @abstractmethod
    def is_being_written(self) -> bool:
        """Whether somebody is in the middle of a transaction that writes."""

    @abstractmethod
    def ask(self, question: str) -> list[tuple]:
        """What the database answers to a query."""

    def counts(self, *rooms: str) -> dict[str, int]:
        """How many rows every table of ``rooms`` holds."""
        tables = [model._meta.db_table for room in rooms for model in apps.get_app_config(room).get_models()]
        return {table: self.ask(f"SELECT count(*) FROM {table}")[0][0] for table in tables}

    def manage(self, *arguments: str) -> subprocess.Popen:
        environment = {
            **os.environ,
            "LOCAL": "1",
            "DATABASE_URL": self.url,
            "DATA_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "tenyfp_portal.settings",
        }
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str) -> str:
        """Run a command to its end; what it said."""
        process = self.manage(*arguments)
        said, _nothing = process.communicate()
        assert process.returncode == 0, said
        return said


class SqliteScratch(Scratch):
    @property
    def file(self) -> Path:
        return self.folder / f"{self.name}.sqlite3"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def copy(self, name: str) -> Scratch:
        copy = SqliteScratch(name, self.folder)
        shutil.copy(self.file, copy.file)
        return copy

    def drop(self) -> None:
        self.file.unlink(missing_ok=True)

    def ask(self, question: str) -> list[tuple]:
        with closing(sqlite3.connect(self.file)) as opened:
            return opened.execute(question).fetchall()

    def is_being_written(self) -> bool:
        probe = sqlite3.connect(self.file, timeout=0, isolation_level=None)
        try:
            probe.execute("BEGIN IMMEDIATE")
            probe.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
        finally:
            probe.close()
        return False


class PostgresScratch(Scratch):
    @property
    def url(self) -> str:
        return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{self.name}"

    def create(self, template: str = "template0") -> None:
        self._run(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')

    def copy(self, name: str) -> Scratch:
        copy = PostgresScratch(name, self.folder)
        copy.create(template=self.name)
        return copy

    def drop(self) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def ask(self, question: str) -> list[tuple]:
        return self._run(question, database=self.name)

    def is_being_written(self) -> bool:
        running = f"datname = '{self.name}' AND backend_xid IS NOT NULL"
        return bool(self._run(f"SELECT 1 FROM pg_stat_activity WHERE {running}"))

    def _run(self, statement: str, *, database: str = "postgres") -> list[tuple]:
        # A connection of its own: a database is neither made nor dropped inside a transaction.
        with closing(
            psycopg2.connect(**{**connection.get_connection_params(), "dbname": database})
        ) as opened:
            opened.autocommit = True
            with opened.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []


def migrated(name: str, folder: Path) -> Scratch:
    """A scratch database of the kind the tests run on, with empty tables."""
    scratch: Scratch
    if connection.vendor == "postgresql":
        scratch = PostgresScratch(name, folder)
        scratch.drop()
        scratch.create()
    else:
        scratch = SqliteScratch(name, folder)
    scratch.run("migrate", "--verbosity", "0")
    return scratch

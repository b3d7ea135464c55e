"""A registry and a large copy of it, served as in production, and somebody who asks them."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2

from tests.servers import ROOT, Server, lasting_postgres
from tests.tenyfp_portal import production

_TELL = """
import django, json, sys
django.setup()
from benchmarks import {module}
json.dump({module}.{call}, sys.stdout)
"""


class Registry:
    """One with its database and its files; on a server no worker comes along with the pages."""

    def __init__(self, folder: Path, database: str) -> None:
        folder.mkdir()
        self.folder = folder
        addresses = {"DATABASE_URL": database, "ALLOWED_HOSTS": "127.0.0.1"}
        self.environment = production.environment(folder, CACHE_URL="dbcache://cache_entries", **addresses)

    def prepare(self) -> None:
        command = [sys.executable, "-m", "deploy.prepare"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def tell(self, module: str, call: str) -> Any:
        """What a ``call`` of one of the modules beside this one answers there."""
        command = [sys.executable, "-c", _TELL.format(module=module, call=call)]
        told = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE)
        return json.loads(told.stdout)

    @contextmanager
    def visited(self, cookie: str) -> Iterator[Visitor]:
        """Somebody who is signed in by ``cookie``, as long as the block runs."""
        server = Server(self.environment)
        server.start()
        try:
            yield Visitor(server, cookie)
        finally:
            server.kill()


class Visitor:
    """Somebody at a server, who is signed in by ``cookie``."""

    def __init__(self, server: Server, cookie: str) -> None:
        self._server = server
        # What the proxy in front says, and what a browser does.
        self._headers = {"Cookie": cookie, "X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"}

    def ask(self, address: str) -> float:
        """How many milliseconds the whole answer takes; whatever is no page is an error."""
        # A connection for each, since the server ends one that is idle while another page takes its time.
        with closing(HTTPConnection(urlsplit(self._server.address).netloc, timeout=600)) as connection:
            begun = time.perf_counter()
            connection.request("GET", address, headers=self._headers)
            answer = connection.getresponse()
            while answer.read(2**16):
                pass
            if answer.status != 200:
                raise RuntimeError(f"{address} answered {answer.status}")
            return (time.perf_counter() - begun) * 1000

    def memory(self) -> float:
        """The largest proportional share of a worker, in megabytes."""
        master = self._server.pid
        workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        lines = [
            line for pid in workers for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        ]
        return max(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


# --- On each database -----------------------------------------------------------------------------

# The small one, and what copies it with everything in it.
Pair = tuple[Registry, Callable[[], Registry]]


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Pair]:
    """In ``folder``, as long as the block runs."""

    def file_in(name: str) -> Path:
        return folder / name / "registry.sqlite3"

    def copy() -> Registry:
        large = Registry(folder / "large", f"sqlite:///{file_in('large')}")
        with (
            closing(sqlite3.connect(file_in("small"))) as kept,
            closing(sqlite3.connect(file_in("large"))) as new,
        ):
            kept.backup(new)
        return _with_files_of(small, large)

    small = Registry(folder / "small", f"sqlite:///{file_in('small')}")
    yield small, copy


@contextmanager
def on_postgres(folder: Path) -> Iterator[Pair]:
    """On a server of their own, with files in ``folder``, as long as the block runs."""
    with lasting_postgres() as server:

        def copy() -> Registry:
            socket = Path(urlsplit(server.url).path).parent
            with closing(psycopg2.connect(host=socket, user="registry", dbname="postgres")) as connection:
                connection.autocommit = True
                connection.cursor().execute("CREATE DATABASE large TEMPLATE registry")
            return _with_files_of(
                small, Registry(folder / "large", f"{server.url.removesuffix('registry')}large")
            )

        small = Registry(folder / "small", server.url)
        yield small, copy


def _with_files_of(small: Registry, large: Registry) -> Registry:
    shutil.copytree(
        small.folder, large.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.sqlite3*")
    )
    return large


def has_postgres() -> bool:
    """Whether a server is installed here."""
    found = subprocess.run(
        ["deploy/postgres-for-tests", "--find"], cwd=ROOT, capture_output=True, check=False
    )
    return found.returncode == 0

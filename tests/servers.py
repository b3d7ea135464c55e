"""Programs that tests start as they run in production, kill without a warning, and start again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
# The machine that runs this is shared.
PATIENCE = 180


def wait_until(condition: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.1)


class Program:
    """One of ours, run from the project's root by the Python of the tests."""

    def __init__(self, *arguments: str, environment: dict[str, str]) -> None:
        self._arguments, self._environment = arguments, environment

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *self._arguments],
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        """End it with everything it started, without a chance to finish anything."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class Server(Program):
    """The server of the portal, at an address of its own."""

    def __init__(self, surroundings: dict[str, str], host: str = "127.0.0.1") -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://{host}:{port}"
        super().__init__(
            *("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
            environment={**surroundings, "PORT": str(port), "SITE_URL": self.address},
        )

    def start(self) -> None:
        super().start()
        try:
            wait_until(lambda: _answers(f"{self.address}/healthz/ready"))
        except AssertionError:
            self.kill()
            raise


class Postgres:
    """A PostgreSQL that keeps what it acknowledged; its supervisor starts it again."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._folder = Path(url.removeprefix("postgres://registry@/").removesuffix("/registry"))

    def start(self) -> None:
        """Wait until it answers."""
        wait_until(lambda: self.is_running)

    @property
    def is_running(self) -> bool:
        try:
            with closing(psycopg2.connect(host=self._folder, user="registry", dbname="registry")):
                return True
        except psycopg2.OperationalError:
            return False

    def kill(self) -> None:
        """End it without a chance to finish anything; what it still does for others ends by itself."""
        pid = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
        with suppress(ProcessLookupError):
            while True:  # until nobody is there any more
                os.kill(pid, signal.SIGKILL)
                time.sleep(0.01)


@contextmanager
def lasting_postgres() -> Iterator[Postgres]:
    """A throw-away PostgreSQL that can be killed, as long as the block runs."""
    # It is removed when its command has nothing more to read, also where these tests are killed.
    command = ["deploy/postgres-for-tests", "--lasting", "sh", "-c", 'echo "$DATABASE_URL"; exec cat']
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        postgres = Postgres(running.stdout.readline().strip())
        postgres.start()
        yield postgres


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
            return answer.status == 200
    except (URLError, OSError):
        return False

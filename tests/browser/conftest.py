"""A real server on the seeded registry, and a real browser in front of it.

The server is the one that serves readers, with its compressed static files and compiled catalogues; it is
prepared once for all workers of a run, and each worker starts its own.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 180


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a server on a prepared registry of its own."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    data = shared / "browser-registry"
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"LOCAL": "1", "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "tenyfp_portal.settings"}
    try:
        data.mkdir()
    except FileExistsError:  # another worker is preparing it
        wait_until((data / "prepared").exists)
        return environment
    subprocess.run([sys.executable, "-m", "deploy.prepare"], cwd=ROOT, env=environment, check=True)
    (data / "prepared").touch()
    return environment


@pytest.fixture(scope="session")
def site(surroundings: dict[str, str]) -> Iterator[str]:
    """The address of a server on the seeded registry."""
    server = Server(surroundings)
    server.start()
    yield server.address
    server.kill()


class Server:
    """A server at an address of its own, which can be killed and started again."""

    def __init__(self, surroundings: dict[str, str], host: str = "127.0.0.1") -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://{host}:{port}"
        self._environment = {**surroundings, "PORT": str(port), "SITE_URL": self.address}

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"],
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_until(lambda: _answers(f"{self.address}/healthz/ready"))
        except AssertionError:
            self.kill()
            raise

    def kill(self) -> None:
        """End it with everything it started, without a chance to finish anything."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextmanager
def tabs(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """``open_tab(width=360)`` is a fresh tab at ``address``; whatever it complains about fails the test."""
    contexts, complaints = [], []

    def open_tab(width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(
            base_url=address, viewport={"width": width, "height": 800}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        return page

    yield open_tab
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def tab(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """``tab(width=360)`` is a fresh tab at the site."""
    with tabs(browser, site) as open_tab:
        yield open_tab


def findings(page: Page) -> list[str]:
    """What axe calls serious or critical on ``page``: rule and the first element it found."""
    # It would read style sheets by a way that the policy of the pages forbids, for rules that are not asked.
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    grave = [each for each in violations if each["impact"] in ("serious", "critical")]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in grave]


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
            return answer.status == 200
    except (URLError, OSError):
        return False


def wait_until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.1)

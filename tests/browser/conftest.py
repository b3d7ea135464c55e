"""A real server on the seeded registry, and a real browser in front of it.

The server is the one that serves readers, with its compressed static files and compiled catalogues; it is
prepared once for all workers of a run, and each worker starts its own.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.post import PostOffice, post_office
from tests.servers import PATIENCE, ROOT, Server, wait_until

expect.set_options(timeout=PATIENCE * 1000)


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


@pytest.fixture(scope="session")
def office() -> Iterator[PostOffice]:
    """The mail server that takes the letters of ``posting_site``."""
    with post_office() as running:
        yield running


@pytest.fixture(scope="session")
def posting(
    surroundings: dict[str, str], office: PostOffice, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """The environment of a registry whose letters go to ``office``.

    It is one of its own: on a shared one another server's worker would send them.
    """
    prepared, own = Path(surroundings["DATA_DIR"]), tmp_path_factory.mktemp("posting")
    shutil.copytree(prepared / "static", own / "static")
    names = (prepared / "registry.sqlite3", own / "registry.sqlite3")
    with closing(sqlite3.connect(names[0])) as source, closing(sqlite3.connect(names[1])) as copy:
        source.backup(copy)
    return {**surroundings, "DATA_DIR": str(own), "EMAIL_URL": office.url}


@pytest.fixture(scope="session")
def posting_site(posting: dict[str, str]) -> Iterator[str]:
    """The address of a server whose letters really travel."""
    # Browsers let passkeys work on `localhost`, and not on a bare number.
    server = Server(posting, host="localhost")
    server.start()
    yield server.address
    server.kill()


@contextmanager
def tabs(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """``open_tab(width=360)`` is a fresh tab at ``address``; whatever it complains about fails the test."""
    contexts, complaints = [], []

    def open_tab(width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(
            base_url=address, viewport={"width": width, "height": 800}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE * 1000)
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


@pytest.fixture
def open_tab(browser: Browser, posting_site: str) -> Iterator[Callable[..., Page]]:
    """The same at the site whose letters really travel."""
    with tabs(browser, posting_site) as opened:
        yield opened


def findings(page: Page) -> list[str]:
    """What axe calls serious or critical on ``page``: rule and the first element it found."""
    # It would read style sheets by a way that the policy of the pages forbids, for rules that are not asked.
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    grave = [each for each in violations if each["impact"] in ("serious", "critical")]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in grave]

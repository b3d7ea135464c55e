"""The one way Chromium is found and started: for tests in a browser and for the pictures in docs/."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Containers run as root and leave Chromium no sandbox; the rest keeps it from asking other hosts.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NotFound(LookupError):
    """This machine has no Chromium."""

    def __init__(self) -> None:
        super().__init__(f"CHROMIUM names none, and none of these is on the PATH: {', '.join(NAMES)}")


@contextmanager
def started(*more_arguments: str) -> Iterator[Browser]:
    """The machine's own Chromium, never one that a tool downloaded."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not executable:
        raise NotFound
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*ARGUMENTS, *more_arguments])
        yield browser
        browser.close()

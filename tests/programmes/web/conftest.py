"""How the tests of pages read one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.page import Page


@pytest.fixture
def read(client: Client, db: None) -> Callable[..., Page]:
    """Open an address without signing in; ``read("/en/", q="tourism")`` is the page."""

    def open_page(address: str, /, **query: Any) -> Page:
        return Page(client.get(address, query))

    return open_page

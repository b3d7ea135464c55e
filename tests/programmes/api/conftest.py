"""How these tests ask the API."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from programmes.api.throttling import AddressThrottle


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests ask more often than people; the test of the limit sets one."""
    monkeypatch.setattr(AddressThrottle, "rate", None, raising=False)
    monkeypatch.setattr(AddressThrottle, "get_rate", lambda _throttle: None)
    AddressThrottle.cache.clear()
    yield
    AddressThrottle.cache.clear()


@pytest.fixture
def ask(client: Client) -> Callable[..., Any]:
    """``ask("programmes/", stage="waste")`` is the JSON answered there; it must be a success."""

    def ask(path: str, **query: Any) -> Any:
        response = client.get(f"/api/v1/{path}", query)
        assert response.status_code == 200, response.content
        return response.json()

    return ask


@pytest.fixture
def refused(client: Client) -> Callable[..., dict[str, list[str]]]:
    """``refused("programmes/", colour="red")`` is what the answer says of each bad parameter."""

    def refused(path: str, **query: Any) -> dict[str, list[str]]:
        response = client.get(f"/api/v1/{path}", query)
        assert response.status_code == 400, response.content
        return response.json()["error"]["fields"]

    return refused

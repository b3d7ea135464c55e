"""What anybody may ask the registry for without signing in, and what it answers, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, resolve

from programmes.api import urls as api_urls
from programmes.api.throttling import AddressThrottle
from programmes.web import urls as web_urls

LANGUAGES = ("en", "ar")
PART = "HX "
# Whatever of an answer could tell, beside what is read of it.
HEADERS = ("Content-Type", "Content-Language", "Location", "Vary", "Cache-Control", "ETag", "Last-Modified")


@dataclass(frozen=True)
class Answer:
    """One answer, with everything of it that could tell two states of the registry apart."""

    status: int
    headers: tuple[tuple[str, str | None], ...]
    cookies: str
    content: bytes


def fetch(address: str) -> Answer:
    """What a reader who comes for the first time is answered at ``address``; nothing comes from a cache.

    An address that begins with ``HX`` is asked for as htmx does, for the part of the page alone.
    """
    cache.clear()
    AddressThrottle.cache.clear()
    part = {"HX-Request": "true"} if address.startswith(PART) else {}
    response = Client().get(address.removeprefix(PART), headers=part)
    headers = tuple((name, response.headers.get(name)) for name in HEADERS)
    return Answer(response.status_code, headers, response.cookies.output(), response.content)


def fetch_all(addresses: list[str]) -> dict[str, Answer]:
    """The answers at ``addresses``, by address."""
    return {address: fetch(address) for address in addresses}


def changed(before: dict[str, Answer], after: dict[str, Answer]) -> list[str]:
    """The addresses whose answers are not the same."""
    assert before.keys() == after.keys()
    return [address for address in before if before[address] != after[address]]


def in_languages(*pages: str, part: str = "") -> list[str]:
    """Addresses of ``pages`` in a language written to the right, and in one written to the left."""
    return [f"{part}/{language}/{page}" for language in LANGUAGES for page in pages]


def names_of_routes() -> set[str]:
    """The names of every address of the registry, with and without a language, and of the API."""
    routes = [*web_urls.with_language, *web_urls.without_language, *api_urls.urlpatterns]
    return {route.name for route in routes if isinstance(route, URLPattern) and route.name}


def names_met(addresses: list[str]) -> set[str | None]:
    """The names of the routes that ``addresses`` lead to."""
    return {resolve(address.removeprefix(PART).partition("?")[0]).url_name for address in addresses}

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


# --- What is asked for ------------------------------------------------------------------------------

# In no text of the registry; its beginning neither.
SECRET = "xylograph"
# Empty in the annex: whoever stands there is seen in the matrix, among the gaps and in every facet.
CELL = ("waste", "legal")
NEXT = "10YFP-038"

# Pages and answers about the set of programmes: what is in none of them is not counted anywhere.
SETS = [
    *in_languages(
        "matrix/",
        "matrix/?lens=eu",
        "matrix/?lens=marrakech",
        "matrix/?kind=un_entity",
        "matrix/?submitter=unep&q=sustainable",
        f"matrix/?q={SECRET}",
        "programmes/",
        "programmes/?page=2",
        "programmes/?page=50",
        "programmes/?sort=title",
        "programmes/?sort=reference",
        "programmes/?sort=changed",
        "programmes/?stage=waste&instrument=legal",
        "programmes/?stage=waste",
        "programmes/?lens=eu&row=production",
        "programmes/?kind=major_group&language=fr",
        "programmes/?submitter=unep",
        "programmes/?submitter=secret-society",
        "programmes/?q=tourism",
        "programmes/?q=ovens",
        f"programmes/?q={SECRET}",
        f"programmes/?q={SECRET[:4]}",
        f"programmes/?q={NEXT}",
        "programmes/?q=secret+society",
        "gaps/",
        "gaps/?lens=eu",
        "gaps/?row=waste&column=legal",
        "submitters/",
        "submitters/secret-society/",
    ),
    *in_languages("gaps/?row=waste&column=legal", "gaps/?row=consumption&column=legal", part=PART),
    "/api/v1/programmes/",
    "/api/v1/programmes/?lang=all&page_size=100",
    "/api/v1/programmes/?stage=waste&instrument=legal",
    "/api/v1/programmes/?submitter=unep",
    "/api/v1/programmes/?submitter=secret-society",
    "/api/v1/programmes/?sort=changed",
    f"/api/v1/programmes/?q={SECRET}",
    f"/api/v1/programmes/?q={NEXT}",
    "/api/v1/matrix/",
    "/api/v1/matrix/?lens=eu",
    f"/api/v1/matrix/?q={SECRET}",
    "/api/v1/submitters/",
    "/api/v1/submitters/?lang=all&page_size=100",
    "/api/v1/submitters/secret-society/",
]
# What tells of changes, and of every page that there is.
NEWS = [
    *in_languages("", "feed.atom"),
    "/sitemap.xml",
    "/sitemap-programmes.xml",
    "/sitemap-versions.xml",
    "/sitemap-submitters.xml",
]
# Everything else that answers without a name and a password.
REST = [
    *in_languages(
        "programmes/10YFP-009/",
        "programmes/10YFP-009/v/1/",
        "programmes/10YFP-009/v/2/",
        "programmes/10YFP-009/v/2/changes/",
        "programmes/10YFP-009/v/2/cite.bib",
        "programmes/10YFP-009/v/2/cite.ris",
        "programmes/10YFP-009/v/3/",
        "programmes/10YFP-009/v/3/changes/",
        "programmes/10YFP-035/",
        f"programmes/{NEXT}/",
        f"programmes/{NEXT}/v/1/",
        "programmes/None/",
        "submitters/unep/",
        "submitters/finland/",
        "sources/",
        "about/",
        "accessibility/",
        "privacy/",
        "no/such/page/",
    ),
    "/",
    "/id/10YFP-009",
    "/id/10YFP-009/v/1",
    "/id/10YFP-009/v/2",
    "/robots.txt",
    "/sitemap-pages.xml",
    f"/id/{NEXT}",
    f"/id/{NEXT}/v/1",
    "/id/None",
    "/api/v1/",
    "/api/v1/programmes/10YFP-009/?lang=all",
    "/api/v1/programmes/10YFP-009/versions/",
    "/api/v1/programmes/10YFP-009/versions/1/",
    "/api/v1/programmes/10YFP-009/versions/2/",
    "/api/v1/programmes/10YFP-009/versions/2/?lang=all",
    "/api/v1/programmes/10YFP-009/versions/3/",
    f"/api/v1/programmes/{NEXT}/",
    f"/api/v1/programmes/{NEXT}/versions/",
    f"/api/v1/programmes/{NEXT}/versions/1/",
    "/api/v1/submitters/unep/",
    "/api/v1/lifecycle-stages/",
    "/api/v1/instrument-types/",
    "/api/v1/lenses/",
    "/api/v1/schema/",
    "/api/v1/docs/",
    "/healthz/live",
    "/healthz/ready",
]
EVERYTHING = SETS + NEWS + REST

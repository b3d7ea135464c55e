"""What can only be read says so to whoever sends it something, with a token of a form or without."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern

from programmes.web import urls
from tests.anonymous import names_met

ADDRESSES = [
    "/en/",
    "/en/matrix/",
    "/en/gaps/",
    "/en/programmes/",
    "/en/programmes/10YFP-009/",
    "/en/programmes/10YFP-009/v/1/",
    "/en/programmes/10YFP-009/v/2/changes/",
    "/en/programmes/10YFP-009/v/1/cite.bib",
    "/en/programmes/10YFP-009/v/1/cite.ris",
    "/en/submitters/",
    "/en/submitters/unep/",
    "/en/sources/",
    "/en/feed.atom",
    "/en/about/",
    "/en/accessibility/",
    "/en/privacy/",
    "/id/10YFP-009",
    "/id/10YFP-009/v/1",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-programmes.xml",
    "/healthz/live",
    "/healthz/ready",
]
# Whatever probes the portal sends no forms.
WITHOUT_TOKEN = [address for address in ADDRESSES if not address.startswith("/healthz/")]


def test_every_page_of_the_registry_is_tried():
    routes = [*urls.with_language, *urls.without_language]
    names = {route.name for route in routes if isinstance(route, URLPattern)}
    assert names - names_met(ADDRESSES) == set()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_can_be_sent_to_it(client, registry, address, method):
    answer = getattr(client, method)(address, {"title": "x"}, content_type="application/json")
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
    assert "POST" not in answer["Allow"]


@pytest.mark.parametrize("address", WITHOUT_TOKEN)
def test_a_form_without_a_token_is_told_the_same(registry, address):
    assert Client(enforce_csrf_checks=True).post(address, {"title": "x"}).status_code == 405

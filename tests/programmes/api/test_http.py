"""What the API promises to caches, browsers and programs that ask too much."""

from __future__ import annotations

import pytest

from programmes.api.throttling import AddressThrottle
from tests import factories

pytestmark = pytest.mark.django_db

PATHS = [
    "",
    "programmes/",
    "programmes/10YFP-001/",
    "programmes/10YFP-001/versions/",
    "programmes/10YFP-001/versions/1/",
    "submitters/",
    "submitters/finland/",
    "lifecycle-stages/",
    "instrument-types/",
    "lenses/",
    "matrix/",
    "schema/",
    "docs/",
]


def test_the_index_names_every_endpoint_and_each_answers(registry, client, ask):
    index = ask("")
    assert list(index) == [
        "programmes",
        "submitters",
        "lifecycle-stages",
        "instrument-types",
        "lenses",
        "matrix",
        "schema",
        "docs",
    ]
    assert {client.get(address).status_code for address in index.values()} == {200}


@pytest.mark.parametrize("path", PATHS)
def test_nothing_changed_costs_nothing_over_the_wire(registry, client, path):
    first = client.get(f"/api/v1/{path}")
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "public, no-cache")


def test_something_changed_is_answered_anew(make_programme, client):
    programme = make_programme()
    first = client.get("/api/v1/programmes/")
    factories.workflow.open_working_version(programme=programme, by=None)
    factories.publish(programme)
    again = client.get("/api/v1/programmes/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_each_language_has_an_etag_of_its_own(registry, client):
    french = client.get("/api/v1/programmes/?page_size=1", headers={"Accept-Language": "fr"})
    russian = client.get(
        "/api/v1/programmes/?page_size=1",
        headers={"Accept-Language": "ru", "If-None-Match": french["ETag"]},
    )
    assert russian.status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_no_cookie_is_set(registry, client, path):
    assert not client.get(f"/api/v1/{path}").cookies


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_a_body(registry, client, path):
    head = client.head(f"/api/v1/{path}")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize("path", PATHS)
def test_options_says_what_is_allowed_and_no_more(registry, client, path):
    response = client.options(f"/api/v1/{path}")
    assert (response.status_code, response.content) == (204, b"")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_an_address_without_its_slash_leads_to_the_one_with(registry, client):
    response = client.get("/api/v1/programmes?stage=waste")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/programmes/?stage=waste")


def test_long_answers_are_compressed(registry, client):
    response = client.get("/api/v1/programmes/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]


def test_somebody_signed_in_is_answered_as_anyone(registry, client, publisher_client):
    assert publisher_client.get("/api/v1/programmes/").content == client.get("/api/v1/programmes/").content


def test_each_address_has_a_limit_of_its_own(registry, client, monkeypatch):
    monkeypatch.setattr(AddressThrottle, "rate", "1/min", raising=False)
    codes = [
        client.get("/api/v1/", REMOTE_ADDR=address).status_code
        for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1")
    ]
    assert codes == [200, 200, 429]


def test_nobody_escapes_the_limit_by_claiming_other_addresses(registry, client, monkeypatch):
    monkeypatch.setattr(AddressThrottle, "rate", "1/min", raising=False)
    codes = [
        client.get("/api/v1/", headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code
        for number in range(2)
    ]
    assert codes == [200, 429]


def test_behind_a_proxy_the_limit_counts_what_the_proxy_saw(registry, client, monkeypatch, settings):
    monkeypatch.setattr(AddressThrottle, "rate", "1/min", raising=False)
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    said = ["203.0.113.7, 192.0.2.1", "203.0.113.7, 192.0.2.2", "203.0.113.8, 192.0.2.1"]
    codes = [client.get("/api/v1/", headers={"X-Forwarded-For": each}).status_code for each in said]
    assert codes == [200, 200, 429]


def test_asking_writes_nothing(registry, client, django_assert_num_queries):
    with django_assert_num_queries(2) as asked:
        client.get("/api/v1/programmes/")
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


def test_a_registry_that_nobody_has_seeded_answers_too(db, client):
    for path in ("programmes/", "submitters/", "lifecycle-stages/", "instrument-types/", "lenses/"):
        assert client.get(f"/api/v1/{path}").json()["count"] == 0
    assert client.get("/api/v1/matrix/").status_code == 404

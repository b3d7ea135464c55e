"""One shape for every error under /api/, whatever went wrong and whoever noticed it."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from programmes.api import taxonomy as taxonomy_views
from programmes.api.throttling import AddressThrottle

pytestmark = pytest.mark.django_db


def error_of(response):
    """The error in ``response``, which must be one in the one shape."""
    assert response["Content-Type"] == "application/json"
    body = json.loads(response.content)
    assert list(body) == ["error"]
    error = body["error"]
    assert sorted(error) == ["code", "fields", "message"]
    assert error["message"]
    assert all(isinstance(messages, list) for messages in error["fields"].values())
    return error


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/nothing/",
        "/api/v1/nothing",
        "/api/v1/programmes/10YFP-999/",
        "/api/v1/programmes/10YFP-999/versions/",
        "/api/v1/programmes/10YFP-999/versions/1/",
        "/api/v1/programmes/a/b/c/",
        "/api/v1/submitters/nobody/",
        "/api/v1/submitters/%00/",
        "/api/v2/",
        "/api/",
        "/api/%F0%9F%A6%84/",
    ],
)
def test_404(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert error_of(response)["code"] == "not_found"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["", "programmes/", "programmes/10YFP-001/", "matrix/", "schema/", "docs/"])
def test_405(client, method, path):
    response = client.generic(method, f"/api/v1/{path}", b'{"title": "x"}', content_type="application/json")
    assert response.status_code == 405
    assert error_of(response)["code"] == "method_not_allowed"
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_an_unknown_address_is_unknown_to_every_method(method):
    response = Client(enforce_csrf_checks=True).generic(method, "/api/v1/nothing/", b"{}")
    assert (response.status_code, error_of(response)["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["", "programmes/", "docs/"])
def test_406(client, path):
    response = client.get(f"/api/v1/{path}", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert error_of(response)["code"] == "not_acceptable"


@pytest.mark.parametrize("accept", ["garbage", "application/json;q=nonsense", ",;,;", "a/b;" * 3000, "*/*"])
def test_a_strange_accept_header_is_no_failure(registry, client, accept):
    response = client.get("/api/v1/programmes/", headers={"Accept": accept})
    assert response.status_code in (200, 406)
    assert response["Content-Type"] == "application/json"


def test_400(registry, client):
    response = client.get("/api/v1/programmes/?colour=red")
    assert response.status_code == 400
    error = error_of(response)
    assert (error["code"], error["fields"]) == ("invalid", {"colour": ["There is no such parameter here."]})


def test_400_before_any_view(client):
    response = client.get("/api/v1/programmes/", headers={"Host": "elsewhere.example"})
    assert (response.status_code, error_of(response)["code"]) == (400, "invalid")


def test_429(registry, client, monkeypatch):
    monkeypatch.setattr(AddressThrottle, "rate", "2/min", raising=False)
    answers = [client.get("/api/v1/programmes/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert error_of(answers[2])["code"] == "throttled"
    assert 1 <= int(answers[2]["Retry-After"]) <= 60


def test_500(registry, monkeypatch):
    def fail(*_args, **_options):
        raise RuntimeError("The cellar is on fire.")

    monkeypatch.setattr(taxonomy_views, "build", fail)
    response = Client(raise_request_exception=False).get("/api/v1/matrix/")
    assert response.status_code == 500
    error = error_of(response)
    assert error["code"] == "server_error"
    assert b"cellar" not in response.content


def test_errors_speak_the_readers_language(registry, client):
    for query, header, language in (("?lang=fr", "", "fr"), ("", "fr", "fr"), ("?lang=xx", "fr", "fr")):
        response = client.get(f"/api/v1/programmes/10YFP-999/{query}", headers={"Accept-Language": header})
        assert response["Content-Language"] == language


def test_messages_of_the_filters_are_translated(registry, client):
    response = client.get("/api/v1/programmes/?stage=x&lang=fr")
    assert error_of(response)["fields"]["stage"] == ["Sélectionnez un choix valide. x n’en fait pas partie."]


def test_an_error_is_never_kept(registry, client):
    for path in ("programmes/?colour=red", "nothing/", "programmes/10YFP-999/"):
        response = client.get(f"/api/v1/{path}")
        assert response["Cache-Control"] == "no-store"
        assert "ETag" not in response


def test_pages_keep_their_own_errors(registry, client):
    response = client.get("/en/nothing/")
    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")

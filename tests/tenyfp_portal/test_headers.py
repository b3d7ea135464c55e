"""Every kind of answer carries the headers that keep its reader safe."""

from __future__ import annotations

import pytest
from django.test import Client

from programmes.web.home import HomeView
from tests.tenyfp_portal import production

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
KINDS = {
    "page": "/en/",
    "list": "/en/programmes/",
    "programme": "/en/programmes/10YFP-009/",
    "sign-in": "/en/accounts/login/",
    "admin": "/en/admin/",
    "page not found": "/en/nothing/",
    "redirect": "/id/10YFP-009",
    "redirect to a language": "/",
    "api": "/api/v1/programmes/",
    "api error": "/api/v1/programmes/?colour=red",
    "api not found": "/api/v1/nothing/",
    "schema": "/api/v1/schema/",
    "docs": "/api/v1/docs/",
    "script of docs": "/api/v1/docs/?script=",
    "health": "/healthz/ready",
    "style sheet": "/static/css/registry.css",
    "picture": "/static/img/mark.svg",
}


def get(client, path):
    response = client.get(path)
    if response.streaming:
        b"".join(response.streaming_content)  # a file that nobody reads to its end stays open
    return response


def directives(response):
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in parts}


def assert_safe(response):
    assert directives(response) == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_headers_of(registry, client, path):
    assert_safe(get(client, path))


def test_headers_of_a_failure(registry, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(HomeView, "get", fail)
    response = Client(raise_request_exception=False).get("/en/")
    assert response.status_code == 500
    assert_safe(response)


def test_headers_of_an_answer_to_a_wrong_host(client):
    response = client.get("/en/", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert_safe(response)


def test_nothing_unsafe_is_allowed_in_any_page(registry, client):
    for path in KINDS.values():
        policy = get(client, path)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "*" not in policy


def test_in_production_everything_is_over_tls(tmp_path):
    page, health, behind_proxy = production.ask(
        {"path": "/api/v1/programmes/?page=2"},
        {"path": "/healthz/live"},
        {"path": "/api/v1/", "headers": {"X-Forwarded-Proto": "https"}},
        folder=tmp_path,
    )
    assert page["status"] == 301
    assert page["headers"]["Location"] == f"https://{production.HOST}/api/v1/programmes/?page=2"
    assert health["status"] == 200
    assert behind_proxy["status"] == 200
    hsts = "max-age=31536000; includeSubDomains"
    assert behind_proxy["headers"]["Strict-Transport-Security"] == hsts


def test_without_a_proxy_nobody_is_believed_to_be_one(tmp_path):
    direct, claimed = production.ask(
        {"path": "/api/v1/", "secure": True},
        {"path": "/api/v1/", "headers": {"X-Forwarded-Proto": "https"}},
        folder=tmp_path,
        TRUSTED_PROXIES="0",
    )
    assert (direct["status"], claimed["status"]) == (200, 301)


def test_in_production_cookies_travel_over_tls_alone(tmp_path):
    (sign_in,) = production.ask(
        {"path": "/en/accounts/login/", "headers": {"X-Forwarded-Proto": "https"}}, folder=tmp_path
    )
    assert sign_in["status"] == 200
    assert sign_in["cookies"] != {}
    for cookie in sign_in["cookies"].values():
        assert (cookie["secure"], cookie["samesite"]) == (True, "Lax")

"""``/healthz/``: what watches the portal learns the truth, and nothing more."""

from __future__ import annotations

import pytest

from tests.tenyfp_portal import production

ALL_WELL = {"status": "ok", "checks": {"database": "ok", "cache": "ok", "migrations": "ok"}}


def test_a_live_process_says_so(client):
    response = client.get("/healthz/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_a_ready_one_names_what_it_looked_at(client):
    response = client.get("/healthz/ready")
    assert (response.status_code, response.json()) == (200, ALL_WELL)


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/json", "garbage", ""])
@pytest.mark.parametrize("query", ["", "?format=json", "?format=rss"])
def test_it_answers_in_json_whatever_is_asked_for(client, accept, query):
    response = client.get(f"/healthz/ready{query}", headers={"Accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz/live", "/healthz/ready"])
def test_health_is_never_kept_sets_no_cookie_and_has_no_language(client, path):
    response = client.get(path, headers={"Accept-Language": "fr"})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz/live", "/healthz/ready"])
def test_health_is_only_read(client, path):
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_a_database_without_the_tables_of_this_release_is_not_ready(tmp_path):
    live, ready = production.ask({"path": "/healthz/live"}, {"path": "/healthz/ready"}, folder=tmp_path)
    assert live["status"] == 200
    assert ready["status"] == 503
    assert ready["text"] == (
        '{"status": "failed", "checks": {"database": "ok", "cache": "ok", "migrations": "failed"}}'
    )


def test_a_database_that_is_gone_is_not_ready_and_its_address_stays_inside(tmp_path):
    gone = "postgres://registry:hunter2@127.0.0.1:1/registry"
    live, ready = production.ask(
        {"path": "/healthz/live"}, {"path": "/healthz/ready"}, folder=tmp_path, DATABASE_URL=gone
    )
    assert live["status"] == 200
    assert ready["status"] == 503
    assert ready["text"] == (
        '{"status": "failed", "checks": {"database": "failed", "cache": "ok", "migrations": "failed"}}'
    )


def test_a_cache_that_is_gone_is_not_ready(tmp_path):
    (ready,) = production.ask(
        {"path": "/healthz/ready"}, folder=tmp_path, CACHE_URL="dbcache://no_such_table"
    )
    assert ready["status"] == 503
    assert '"cache": "failed"' in ready["text"]

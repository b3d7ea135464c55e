"""Pages for what went wrong: in the reader's language, saying what to do, and breaking nothing further."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from languages.official import OFFICIAL
from programmes.web import errors
from tests.page import Page, words


@pytest.mark.parametrize("language", OFFICIAL, ids=lambda each: each.code)
@pytest.mark.parametrize("error", [errors.bad_request, errors.server_error])
def test_a_bare_page_needs_no_database(language, error):
    # No mark for the database here: a query would fail the test.
    answer = error(RequestFactory().get(f"/{language.code}/anything/"))
    page = Page(answer)
    assert (page.html.get("lang"), page.html.get("dir")) == (language.tag, language.direction)
    (back,) = [link.get("href") for link in page.all(".//main//a")]
    assert back == f"/{language.code}/"


def test_a_bare_page_needs_no_collected_static_files(settings):
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    settings.STATIC_ROOT = "/nonexistent"
    assert errors.server_error(RequestFactory().get("/en/")).status_code == 500


def test_a_fault_of_ours_is_a_500_in_the_reader_s_language(registry, monkeypatch):
    monkeypatch.setattr("programmes.web.browsing.load_scheme", lambda: 1 / 0)
    client = Client(raise_request_exception=False)
    with translation.override(None):
        page = Page(client.get("/ar/matrix/"))
    assert page.status == 500
    assert page.html.get("dir") == "rtl"


def test_what_is_not_there_is_a_404_that_helps(read, registry):
    page = read("/fr/matrix/nowhere/")
    assert page.status == 404
    assert set(page.links().values()) == {"/fr/", "/fr/matrix/", "/fr/programmes/", "/fr/submitters/"}
    assert page.one(".//form[@role='search']").get("action") == "/fr/programmes/"


def test_a_404_does_not_show_what_was_asked_for(read, registry):
    page = read("/en/<script>alert(1)</script>/")
    assert page.status == 404
    assert "alert" not in words(page.one(".//main"))
    assert page.all(".//script") == []


def test_a_host_that_is_not_ours_is_a_400(client):
    answer = client.get("/en/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_too_many_parameters_are_a_400(client, db, settings):
    query = "&".join(["stage=production"] * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    assert client.get(f"/en/programmes/?{query}").status_code == 400


def test_a_form_without_its_token_is_a_403_that_says_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/en/accounts/login/", {"login": "a@b.example"})
    assert answer.status_code == 403
    assert "load the form again" in Page(answer).words()

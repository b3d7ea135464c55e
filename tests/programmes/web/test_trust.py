"""What is promised about officialness, access and privacy: it is said, and it is so."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import override_settings

from languages.official import CODES
from programmes.status import TextStatus

PAGES = ("about", "accessibility", "privacy")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", CODES)
def test_it_is_there_in_every_language_and_asks_the_database_nothing(
    read, django_assert_num_queries, language, name
):
    with django_assert_num_queries(0):
        found = read(f"/{language}/{name}/")
    assert (found.status, len(found.all(".//h1"))) == (200, 1)


@pytest.mark.parametrize("name", [*PAGES, "sources"])
def test_every_page_leads_there(read, name):
    assert f"/en/{name}/" in read("/en/about/").links(".//body").values()


def test_listing_is_no_endorsement_and_names_are_no_opinion(read):
    said = read("/en/about/").words()
    assert "not thereby endorsed by the United Nations or its Member States" in said
    assert "opinion on the legal status of any country" in said


def test_every_standing_that_a_text_can_have_is_explained(read):
    page = read("/en/about/")
    explained = ["".join(each.itertext()) for each in page.all(".//dt")]
    assert explained == [str(status.label) for status in TextStatus]


def test_every_cookie_that_can_be_set_is_named(read):
    named = ["".join(each.itertext()) for each in read("/en/privacy/").all(".//th/bdi")]
    assert sorted(named) == sorted(
        [
            settings.LANGUAGE_COOKIE_NAME,
            settings.CSRF_COOKIE_NAME,
            settings.SESSION_COOKIE_NAME,
            "messages",
        ]
    )


@pytest.mark.parametrize("path", ["", "matrix/", "programmes/?q=tourism", "sources/", "privacy/"])
def test_reading_stores_at_most_a_language(client, registry, path):
    assert set(client.get(f"/en/{path}").cookies) <= {settings.LANGUAGE_COOKIE_NAME}


def test_signing_in_stores_no_cookie_that_is_not_named(client, publisher, registry):
    client.get("/en/accounts/login/")
    client.force_login(publisher)
    client.get("/en/")
    client.post("/en/accounts/logout/")
    client.get("/en/")
    assert set(client.cookies) <= {
        settings.CSRF_COOKIE_NAME,
        settings.SESSION_COOKIE_NAME,
        "messages",
    }


def test_nothing_may_be_loaded_from_or_told_to_anyone_else(client, db):
    answer = client.get("/en/privacy/")
    allowed = {
        source
        for directive in answer["Content-Security-Policy"].split(";")
        for source in directive.split()[1:]
    }
    assert allowed == {"'none'", "'self'", "data:"}
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", PAGES)
def test_the_address_to_write_to_is_named_where_there_is_one(read, name):
    assert "names no address to write to" in read(f"/en/{name}/").words()
    with override_settings(CONTACT_EMAIL="secretariat@example.org"):
        assert read(f"/en/{name}/").links()["secretariat@example.org"] == "mailto:secretariat@example.org"

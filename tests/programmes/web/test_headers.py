"""What travels beside the text: caching, cookies, weight, and nothing from anywhere else."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.conf import settings

from languages.official import CODES
from programmes import workflow
from programmes.models import Programme

PAGES = (
    "",
    "matrix/",
    "matrix/?lens=marrakech",
    "programmes/",
    "programmes/10YFP-009/",
    "programmes/10YFP-009/v/1/",
    "submitters/",
    "submitters/unep/",
)
FIRST_VISIT, MATRIX = 60_000, 25_000


def test_reading_sets_no_cookie(client, registry):
    assert [path for path in PAGES if client.get(f"/en/{path}").cookies] == []


def test_an_unchanged_page_is_not_sent_again(client, registry):
    for path in PAGES:
        first = client.get(f"/en/{path}")
        again = client.get(f"/en/{path}", headers={"If-None-Match": first["ETag"]})
        assert (path, first.status_code, again.status_code, again.content) == (path, 200, 304, b"")


def test_an_edit_shows_at_once(client, registry):
    before = client.get("/en/matrix/")
    assert before["Cache-Control"] == "public, no-cache"
    programme = Programme.objects.get(reference="10YFP-001")
    workflow.change_status(
        programme=programme, kind="retired", notes={"en": "Over."}, by=None, reason="Over."
    )
    after = client.get("/en/matrix/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert b"Cap and share" not in after.content


def test_a_page_with_somebody_s_menu_is_theirs_alone(reader_client, registry):
    answer = reader_client.get("/en/matrix/")
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer["Vary"]


def test_the_staff_menu_leads_to_the_desk_and_out(read, client, reader_client, registry):
    signed_out = read("/en/").links(".//header")
    assert signed_out["Sign in"] == "/en/accounts/login/"
    assert "Sign out" not in signed_out
    signed_in = reader_client.get("/en/").content.decode()
    assert "/en/admin/" in signed_in
    assert "/en/accounts/logout/" in signed_in


def test_whoever_is_not_of_the_staff_is_not_shown_the_desk(stranger_client, registry):
    assert "/en/admin/" not in stranger_client.get("/en/").content.decode()


def weight(*files):
    return sum(len(gzip.compress(each)) for each in files)


def test_a_first_visit_weighs_at_most_sixty_thousand_bytes(client, registry):
    beside = [
        Path(settings.BASE_DIR, "static", name).read_bytes() for name in ("css/registry.css", "img/mark.svg")
    ]
    for language in CODES:
        for path in PAGES:
            sent = weight(client.get(f"/{language}/{path}").content, *beside)
            assert sent <= FIRST_VISIT, f"/{language}/{path} weighs {sent}"


def test_the_matrix_weighs_at_most_twenty_five_thousand_bytes(client, registry):
    for language in CODES:
        for lens in ("report", "eu", "marrakech"):
            sent = weight(client.get(f"/{language}/matrix/", {"lens": lens}).content)
            assert sent <= MATRIX, f"{lens} in {language} weighs {sent}"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_comes_from_another_host_and_nothing_is_inline(read, registry, path):
    found = read(f"/en/{path}")
    loaded = [
        each.get("src") or each.get("href") for tag in ("img", "script") for each in found.all(f".//{tag}")
    ]
    loaded += [link.get("href") for link in found.all(".//link") if link.get("rel") in ("stylesheet", "icon")]
    assert [address for address in loaded if not address.startswith("/static/")] == []
    assert found.all(".//style") == []
    assert [each for each in found.html.iter() if each.attrib.keys() & {"style", "onclick", "onload"}] == []
    assert [script for script in found.all(".//script") if not script.get("src")] == []

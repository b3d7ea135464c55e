"""``.../versions/`` and ``.../versions/<n>/``: what was public, for ever."""

from __future__ import annotations

import hashlib
import json

import pytest

from programmes.status import VersionKind
from programmes.workflow import change_status
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def thrice_published(make_programme):
    programme = make_programme(title={"en": "Clean ovens", "fr": "Fours propres"})
    working = factories.workflow.open_working_version(programme=programme, by=None)
    working.content["items"]["title"]["texts"]["en"]["text"] = "Cleaner ovens"
    working.save()
    factories.publish(programme, notes={"en": "A better title."})
    change_status(
        programme=programme,
        kind=VersionKind.WITHDRAWN,
        notes={"en": "Taken back."},
        by=None,
        reason="Letter.",
    )
    programme.refresh_from_db()
    return programme


def test_versions_are_listed_newest_first_and_chain_by_hash(thrice_published, ask):
    answer = ask(f"programmes/{thrice_published.reference}/versions/")
    versions = answer["results"]
    assert answer["count"] == 3
    assert [(each["version"], each["version_kind"], each["note"]) for each in versions] == [
        (3, "withdrawn", "Taken back."),
        (2, "updated", "A better title."),
        (1, "listed", "First listed."),
    ]
    assert [each["previous_sha256"] for each in versions] == [
        versions[1]["sha256"],
        versions[2]["sha256"],
        None,
    ]


def test_an_old_version_says_what_it_said(thrice_published, ask):
    first = ask(f"programmes/{thrice_published.reference}/versions/1/")
    assert (first["content"]["title"]["text"], first["status"]) == ("Clean ovens", "listed")
    last = ask(f"programmes/{thrice_published.reference}/versions/3/")
    assert (last["content"]["title"]["text"], last["status"]) == ("Cleaner ovens", "withdrawn")


def test_anyone_can_compute_the_hash_anew(thrice_published, ask):
    for number in (1, 2, 3):
        version = ask(f"programmes/{thrice_published.reference}/versions/{number}/", lang="all")
        written = json.dumps(version["hashed"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(written.encode()).hexdigest() == version["sha256"]


def test_every_version_of_the_registry_is_what_its_hash_says(registry, ask):
    for number in range(1, 38):
        version = ask(f"programmes/10YFP-{number:03d}/versions/1/", lang="all")
        written = json.dumps(version["hashed"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(written.encode()).hexdigest() == version["sha256"]


def test_versions_come_in_pages(thrice_published, ask, client):
    path = f"programmes/{thrice_published.reference}/versions/"
    answer = ask(path, page_size=2)
    assert [each["version"] for each in answer["results"]] == [3, 2]
    assert [each["version"] for each in client.get(answer["next"]).json()["results"]] == [1]


@pytest.mark.parametrize("number", ["0", "01", "4", "99999999999999999999999", "-1", "abc", "1.0"])
def test_a_version_that_was_never_public_is_not_found(thrice_published, client, number):
    response = client.get(f"/api/v1/programmes/{thrice_published.reference}/versions/{number}/")
    assert (response.status_code, response.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written_on_a_version(thrice_published, client, method):
    address = f"/api/v1/programmes/{thrice_published.reference}/versions/1/"
    before = client.get(address).content
    response = getattr(client, method)(address, {"content": {}}, content_type="application/json")
    assert response.status_code == 405
    assert client.get(address).content == before

"""A withheld version in the API: identified, dated and explained, everything it said is null."""

from __future__ import annotations

import pytest

from programmes import workflow
from tests.factories import make_withheld

pytestmark = pytest.mark.usefixtures("taxonomy")
SAID = (
    "status",
    "stage",
    "instrument",
    "cell_reason",
    "original_language",
    "submitters",
    "content",
    "quantities",
    "placements",
)
OLD = "programmes/10YFP-001/versions/1/"


@pytest.fixture
def programme():
    return make_withheld(title="Ovens of Mr Smith", now="Clean ovens")


def since(programme):
    return programme.versions.get(number=1).withheld.since.isoformat().replace("+00:00", "Z")


def test_it_says_that_it_is_withheld_since_when_and_why(programme, ask):
    assert ask(OLD)["withheld"] == {
        "since": since(programme),
        "note": "It named a person.",
        "note_language": "en",
    }
    assert ask(OLD, lang="all")["withheld"] == {
        "since": since(programme),
        "note": {"en": "It named a person."},
    }


def test_number_date_kind_and_hashes_stay(programme, ask):
    answer, version = ask(OLD), programme.versions.get(number=1)
    assert (answer["reference"], answer["version"], answer["version_kind"]) == ("10YFP-001", 1, "listed")
    assert answer["published_at"] == version.published_at.isoformat().replace("+00:00", "Z")
    assert (answer["sha256"], answer["previous_sha256"]) == (version.sha256, None)
    assert answer["version_url"] == "http://testserver/id/10YFP-001/v/1"
    assert ask("programmes/10YFP-001/versions/2/")["previous_sha256"] == version.sha256


@pytest.mark.parametrize("lang", ["en", "all"])
def test_everything_it_said_is_null(programme, ask, lang):
    answer = ask(OLD, lang=lang)
    assert [answer[name] for name in SAID] == [None] * len(SAID)
    assert answer["note"] in (None, {})
    assert "hashed" not in answer


@pytest.mark.parametrize("lang", ["en", "all"])
def test_the_list_of_versions_tells_the_same(programme, ask, lang):
    second, first = ask("programmes/10YFP-001/versions/", lang=lang)["results"]
    assert (second["withheld"], second["note"] in ("Put right.", {"en": "Put right."})) == (None, True)
    assert first["withheld"] == ask(OLD, lang=lang)["withheld"]
    assert first["note"] in (None, {})


@pytest.mark.parametrize("path", ["", "versions/", "versions/1/", "versions/2/"])
def test_no_answer_has_a_word_of_it(programme, client, path):
    for lang in ("en", "all"):
        answer = client.get(f"/api/v1/programmes/10YFP-001/{path}", {"lang": lang}).content.decode()
        assert "Mr Smith" not in answer
        assert "letter of 3 May" not in answer


def test_what_was_lifted_is_told_as_before(programme, ask):
    workflow.lift_withholding(version=programme.versions.get(number=1), by=None, reason="A mistake.")
    answer = ask(OLD)
    assert (answer["withheld"], answer["note"]) == (None, "First listed.")
    assert answer["content"]["title"]["text"] == "Ovens of Mr Smith"


def test_the_record_of_a_programme_is_of_its_current_version(programme, ask):
    assert (ask("programmes/10YFP-001/")["withheld"], ask("programmes/10YFP-001/")["version"]) == (None, 2)

"""``/api/v1/programmes/<reference>/``: everything public of one programme."""

from __future__ import annotations

import json

import pytest

from programmes.models import Programme
from programmes.status import VersionKind
from programmes.workflow import change_status
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_worked_example_is_complete(registry, ask):
    programme = ask("programmes/10YFP-009/")
    assert list(programme["content"]) == [
        "title",
        "overall_objective",
        "targets",
        "description",
        "initiatives",
        "climate_link",
        "agreements",
        "poverty_link",
        "activities",
        "implementation",
        "actors",
        "success_criteria",
        "resources",
    ]
    assert programme["content"]["title"] == {
        "text": "Sustainable buildings and construction",
        "text_language": "en",
        "status": "unofficial",
        "cites": [{"document": "E/CN.17/2011/8", "part": "annex", "position": "9"}],
    }
    assert all(passage["cites"] for passage in programme["content"]["targets"])


def test_a_blank_is_null_and_keeps_its_placeholder(make_programme, ask):
    target = factories.row(
        "t1",
        "xx per cent of buildings by 2020, in 12.5 per cent of towns",
        factories.quantity(None, placeholder="xx", by=2020),
        factories.quantity("12.5"),
    )
    programme = make_programme(content={"targets": [target]})
    answer = ask(f"programmes/{programme.reference}/")
    open_one = {"value": None, "placeholder": "xx", "unit": "percent", "by": 2020, "per": ""}
    known_one = {"value": "12.5", "placeholder": "", "unit": "percent", "by": None, "per": ""}
    assert answer["content"]["targets"][0]["quantities"] == [open_one, known_one]
    assert answer["quantities"] == [
        {"item": "targets", "id": "t1", **open_one},
        {"item": "targets", "id": "t1", **known_one},
    ]


def test_no_quantity_of_the_worked_example_was_made_a_number(registry, ask):
    quantities = ask("programmes/10YFP-009/")["quantities"]
    assert quantities != []
    assert {each["value"] for each in quantities} == {None}
    assert all(each["placeholder"] for each in quantities)


def test_placements_and_parties_say_where_they_come_from(registry, ask):
    programme = ask("programmes/10YFP-009/")
    sources = [each["source"] for each in [*programme["placements"], *programme["submitters"]]]
    assert {source["document"] for source in sources} == {"E/CN.17/2011/8"}
    assert all(source["part"] and source["position"] for source in sources)
    assert {"annex", "table"} == {each["claimant"] for each in programme["placements"]}
    assert {each["wording"] for each in programme["placements"]} != {None}


def test_the_version_stands_with_its_number_and_hash(registry, ask):
    programme = ask("programmes/10YFP-009/")
    current = Programme.objects.get(reference="10YFP-009").current
    assert (programme["version"], programme["sha256"]) == (1, current.sha256)
    assert programme["previous_sha256"] is None
    assert programme["version_url"] == "http://testserver/id/10YFP-009/v/1"


@pytest.mark.parametrize(
    ("kind", "status"), [(VersionKind.WITHDRAWN, "withdrawn"), (VersionKind.RETIRED, "retired")]
)
def test_one_that_left_the_list_says_so_with_date_and_reason(make_programme, ask, kind, status):
    programme = make_programme()
    change_status(
        programme=programme, kind=kind, notes={"en": "Asked by its submitters."}, by=None, reason="Letter."
    )
    answer = ask(f"programmes/{programme.reference}/")
    assert (answer["status"], answer["version"], answer["version_kind"]) == (status, 2, status)
    assert answer["note"] == "Asked by its submitters."
    assert answer["published_at"] == answer["changed_at"]


def test_the_internal_reason_never_leaves(make_programme, client):
    programme = make_programme()
    change_status(
        programme=programme, kind=VersionKind.RETIRED, notes={"en": "Ended."}, by=None, reason="Sekretsache"
    )
    for path in ("", "versions/", "versions/2/", "versions/2/?lang=all"):
        assert b"Sekretsache" not in client.get(f"/api/v1/programmes/{programme.reference}/{path}").content


def test_a_prepared_programme_looks_like_none_at_all(make_programme, client):
    prepared = make_programme(published=False)
    Programme.objects.filter(pk=prepared.pk).update(reference="10YFP-777", serial=777)
    for path in ("", "versions/", "versions/1/"):
        there = client.get(f"/api/v1/programmes/10YFP-777/{path}")
        nowhere = client.get(f"/api/v1/programmes/10YFP-778/{path}")
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert there.content == nowhere.content
        headers = [
            {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
            for answer in (there, nowhere)
        ]
        assert headers[0] == headers[1]


def test_a_working_version_shows_nowhere(make_programme, client):
    programme = make_programme(title="Public title")
    working = factories.workflow.open_working_version(programme=programme, by=None)
    working.content["items"]["title"]["texts"]["en"]["text"] = "Unpublished title"
    working.save()
    for path in ("", "versions/", "versions/1/", "versions/2/"):
        for lang in ("en", "all"):
            address = f"/api/v1/programmes/{programme.reference}/{path}?lang={lang}"
            assert b"Unpublished" not in client.get(address).content


def test_a_renamed_submitter_has_todays_name_beside_the_printed_one(make_programme, ask):
    programme = make_programme(submitters=["Zembla"])
    submitter = programme.parties.get().submitter
    submitter.name_en = "Nova Zembla"
    submitter.save()
    party = ask(f"programmes/{programme.reference}/")["submitters"][0]
    assert (party["name"], party["named_as"]) == ("Nova Zembla", "Zembla")
    frozen = ask(f"programmes/{programme.reference}/versions/1/")["submitters"][0]
    assert (frozen["name"], frozen["named_as"]) == ("Zembla", "Zembla")


@pytest.mark.parametrize("path", ["%00/", "10YFP-001%00/", "10yfp-001/", "1/", "..%2f/", "x" * 300 + "/"])
def test_a_reference_that_is_none_is_not_found(registry, client, path):
    assert client.get(f"/api/v1/programmes/{path}").status_code == 404


def test_in_all_languages_every_text_is_an_object(make_programme, ask):
    programme = make_programme(title={"fr": "Fours propres", "en": "Clean ovens"})
    answer = ask(f"programmes/{programme.reference}/", lang="all")
    assert answer["title"] == {"en": "Clean ovens", "fr": "Fours propres"}
    assert answer["title_status"] == {"en": "unofficial", "fr": "original"}
    assert answer["content"]["title"]["text"] == {"en": "Clean ovens", "fr": "Fours propres"}
    assert "title_language" not in answer
    assert json.dumps(answer)  # no date or number slipped in as something else

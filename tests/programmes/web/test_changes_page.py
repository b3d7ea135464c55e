"""What changed between two public versions, and nothing of a version that is withheld."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes import workflow
from programmes.models import Version
from tests import factories
from tests.page import words

CHANGES = "/en/programmes/10YFP-001/v/2/changes/"


@pytest.fixture
def changed(make_programme):
    """Clean ovens by 2020, in English and French; then cleaner ones, with another party and a claim."""
    content = {
        "description": factories.prose("Half of all ovens by 2020.", fr="La moitié des fours."),
        "targets": [
            factories.row("t1", "Ovens", factories.quantity("50", by=2020)),
            factories.row("t2", "Stoves"),
        ],
    }
    programme = make_programme(title="Clean ovens", content=content, submitters=["Ruritania"])
    workflow.open_working_version(programme=programme, by=None)
    working = Version.objects.working().get()
    items = working.content["items"]
    items["description"]["texts"]["en"]["text"] = "Two thirds of all ovens by 2020."
    items["targets"][0]["quantities"] = [factories.quantity("67", by=2025)]
    items["targets"][1] = factories.row("t3", "Kilns")
    working.save()
    factories.make_party(programme, "Freedonia")
    factories.make_placement(programme, "waste", "legal")
    factories.publish(programme, notes={"en": "They aim higher."})
    return programme


def found(page):
    """Every change with its words, those included that are only spoken."""
    return [(words(change.find("dt")), words(change.find("dd"))) for change in page.having("div", "change")]


def test_every_passage_party_and_placement_that_changed_is_shown(read, changed):
    assert found(read(CHANGES)) == [
        ("Parties", "added: Freedonia · Freedonia · co-submitter · TEST/2011/1, para. 7"),
        (
            "Placements",
            "added: Submitter (primary cell), TEST/2011/1, para. 7: Integrated waste management × Laws and "
            "regulations",
        ),
        (
            "Possible specific targets: amounts row 1",
            "removed: 50 · per cent · by 2020 added: 67 · per cent · by 2025",
        ),
        ("Possible specific targets row 2 English", "added: Kilns"),
        ("Possible specific targets: source row 2", "added: TEST/2011/1, para. 7"),
        ("Possible specific targets row 2 English", "removed: Stoves"),
        ("Possible specific targets: source row 2", "removed: TEST/2011/1, para. 7"),
        ("Programme description English", "removed: Halfadded: Two thirds of all ovens by 2020."),
    ]


def test_what_is_marked_is_marked_by_elements_of_its_own(read, changed):
    page = read(CHANGES)
    (passage,) = [each for each in page.having("div", "change") if "description" in words(each.find("dt"))]
    text = passage.find("dd/p")
    assert (text.get("lang"), text.get("dir")) == ("en", "ltr")
    assert [each.tag for each in text] == ["del", "ins"]


def test_it_says_which_versions_and_why(read, changed):
    page = read(CHANGES)
    assert words(page.one(".//h1")) == "What changed from version 1 to version 2"
    assert [words(each) for each in page.all(".//dl[@class='facts']/dd")][::3] == [
        "Clean ovens",
        "They aim higher.",
    ]
    links = page.links()
    assert (links["10YFP-001"], links["Version 2"]) == (
        "/en/programmes/10YFP-001/",
        "/en/programmes/10YFP-001/v/2/",
    )


def test_versions_lead_to_the_changes_before_and_after(read, changed):
    workflow.correct_record(programme=changed, notes={"en": "No change."}, by=None, reason="A try.")
    assert read(CHANGES).links()["What changed in version 3"] == "/en/programmes/10YFP-001/v/3/changes/"
    last = read("/en/programmes/10YFP-001/v/3/changes/")
    assert last.links()["What changed in version 2"] == CHANGES
    assert "Both versions say the same." in last.words()


def test_the_page_of_a_version_leads_to_its_changes(read, changed):
    assert read("/en/programmes/10YFP-001/v/2/").links()["What changed since version 1"] == CHANGES
    assert "changes/" not in str(read("/en/programmes/10YFP-001/v/1/").links())


@pytest.mark.parametrize("number", [1, 2])
def test_nothing_is_shown_while_either_version_is_withheld(read, changed, number):
    version = Version.objects.get(programme=changed, number=number)
    if number == 2:
        # The current version is never withheld: another has to take its place first.
        workflow.correct_record(programme=changed, notes={"en": "Again."}, by=None, reason="So.")
    workflow.withhold(version=version, notes={"en": "A name of a person."}, by=None, reason="A letter.")
    page = read(CHANGES)
    assert page.status == 200
    assert "One of the two versions is withheld" in page.words()
    assert page.having("div", "change") == []
    for said in ("Clean ovens", "Two thirds", "Half", "They aim higher.", "Freedonia"):
        assert said not in page.words("body")


@pytest.mark.parametrize("number", ["0", "1", "3", "999999999999999999999999999999", "x"])
def test_there_is_no_such_page_of_a_first_or_unknown_version(client, changed, number):
    assert client.get(f"/en/programmes/10YFP-001/v/{number}/changes/").status_code == 404


def test_a_prepared_programme_and_a_working_version_have_none(client, changed):
    workflow.open_working_version(programme=changed, by=None)
    assert client.get("/en/programmes/10YFP-001/v/3/changes/").status_code == 404
    assert client.get("/en/programmes/10YFP-002/v/2/changes/").status_code == 404


def test_it_asks_as_often_however_much_changed(client, changed):
    with CaptureQueriesContext(connection) as asked:
        client.get(CHANGES)
    assert len(asked) == 3

"""Who submits: the list by kind, and one submitter with everything it is part of."""

from programmes import workflow
from programmes.models import Submitter
from tests import factories
from tests.page import words


def names(page):
    """The submitters of the list, by heading."""
    return {
        words(section.find("h2")): [words(item.find("span/a")) for item in section.findall("ul/li")]
        for section in page.all(".//section")
        if section.get("aria-labelledby", "").startswith("kind-")
    }


def test_everybody_is_listed_under_one_kind(read, registry):
    kinds = names(read("/en/submitters/"))
    assert {heading: len(members) for heading, members in kinds.items()} == {
        "Member State 5": 5,
        "United Nations entity 2": 2,
        "Regional organization 2": 2,
        "Partnership 2": 2,
        "Major group 13": 13,
    }


def test_names_stand_in_the_reader_s_language_and_alphabet(read, registry):
    assert names(read("/en/submitters/"))["Member State 5"] == [
        "Finland",
        "France",
        "Germany",
        "Sweden",
        "Switzerland",
    ]
    french = next(iter(names(read("/fr/submitters/")).values()))
    assert french == ["Allemagne", "Finlande", "France", "Suède", "Suisse"]


def test_a_submitter_shows_its_programmes_and_names_as_printed(read, registry):
    page = read("/en/submitters/european-union/")
    assert words(page.one(".//h1")) == "European Union"
    assert [words(span) for span in page.all(".//article/span")] == ["10YFP-009", "10YFP-030"]
    printed = [(words(name), name.get("lang")) for name in page.all(".//dl[@class='facts']/dd/bdi")]
    assert printed == [("欧盟", "zh-Hans"), ("欧洲联盟", "zh-Hans")]


def test_a_programme_that_left_the_list_stays_on_the_submitter_s_page(read, make_programme):
    programme = make_programme(submitters=["Ruritania"])
    workflow.change_status(
        programme=programme, kind="retired", notes={"en": "Done."}, by=None, reason="Done."
    )
    assert "Retired" in read("/en/submitters/ruritania/").words(".//article")
    assert names(read("/en/submitters/")) == {}


def test_a_parent_and_a_successor_are_linked_both_ways(read, make_programme):
    make_programme(submitters=["Division of Ovens"])
    parent, successor = factories.make_submitter("Department"), factories.make_submitter("Bureau of Ovens")
    Submitter.objects.filter(slug="division-of-ovens").update(parent=parent, successor=successor)
    links = read("/en/submitters/division-of-ovens/").links()
    assert links["Department"] == "/en/submitters/department/"
    assert links["Bureau of Ovens"] == "/en/submitters/bureau-of-ovens/"
    assert "Division of Ovens" in read("/en/submitters/department/").links()
    assert "Division of Ovens" in read("/en/submitters/bureau-of-ovens/").links()


def test_who_stands_in_prepared_programmes_alone_has_no_page(read, make_programme):
    make_programme(submitters=["Secretive"], published=False)
    assert read("/en/submitters/secretive/").status == 404
    assert "Secretive" not in read("/en/submitters/").words()

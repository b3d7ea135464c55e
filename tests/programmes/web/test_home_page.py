"""The entrance: what there is, in numbers that come from the data, and what changed last."""

import pytest

from programmes import workflow
from tests.page import words

ADDRESS = "/en/"


def numbers(page):
    return [
        [words(cell.find("a")) for cell in row.findall("td")]
        for row in page.all(".//table[@class='glance']/tbody/tr")
    ]


def test_the_matrix_at_a_glance_is_counted_from_the_data(read, registry):
    assert numbers(read(ADDRESS)) == [
        ["1", "1", "3", "1", "4", "1"],
        ["none", "none", "3", "1", "1", "none"],
        ["none", "none", "none", "none", "1", "none"],
        ["none", "none", "4", "3", "2", "none"],
        ["none"] * 6,
        ["none", "none", "1", "7", "2", "1"],
    ]


def test_a_number_says_to_a_screen_reader_what_it_counts(read, registry):
    links = [link.get("aria-label") for link in read(ADDRESS).all(".//table[@class='glance']/tbody//td/a")]
    assert links[0] == "Production processes, Laws and regulations: 1 programme"
    assert links[6] == "Improving products and services, Laws and regulations: No programme"


def test_many_publications_of_one_day_are_one_line(read, registry):
    changes = [words(row) for row in read(ADDRESS).all(".//section/table[@class='table stacks']/tbody/tr")]
    assert len(changes) == 1
    assert changes[0].endswith("37 programmes Listed")


def test_a_change_shows_with_its_public_note_and_never_with_the_internal_reason(read, make_programme):
    programme = make_programme(title="Clean ovens")
    workflow.change_status(
        programme=programme, kind="retired", notes={"en": "It ended."}, by=None, reason="Money ran out."
    )
    page = read(ADDRESS)
    changes = [words(row) for row in page.all(".//section/table[@class='table stacks']/tbody/tr")]
    assert changes[0].endswith("10YFP-001 Clean ovens Version 2, Retired: It ended.")
    assert "Money ran out" not in page.words("body")


def test_it_says_how_much_there_is_in_each_language(read, registry):
    rows = [words(row) for row in read(ADDRESS).all(".//table[@class='table langtable']/tbody/tr")]
    assert rows == [
        "العربية 37 of 37 unofficial",
        "中文 37 of 37 source text",
        "English 37 of 37 unofficial",
        "Français 37 of 37 unofficial",
        "Русский 37 of 37 unofficial",
        "Español 37 of 37 unofficial",
    ]


def test_the_search_field_leads_to_the_list(read, registry):
    form = read(ADDRESS).one(".//form[@role='search']")
    assert (form.get("action"), form.get("method")) == ("/en/programmes/", "get")
    assert form.find("input").get("name") == "q"


def test_an_empty_registry_has_an_entrance(read, taxonomy):
    assert "Nothing has been published yet." in read(ADDRESS).words()


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["", "matrix/", "programmes/", "gaps/", "sources/", "submitters/"])
def test_a_registry_that_was_never_seeded_answers_without_an_error(client, page):
    assert client.get(f"/en/{page}").status_code in (200, 404)

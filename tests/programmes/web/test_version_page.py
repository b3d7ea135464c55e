"""One version, for ever: the text and the record as they were."""

import pytest

from programmes import workflow
from programmes.models import Submitter, Version
from tests.page import words


@pytest.fixture
def corrected(make_programme):
    """A programme whose submitter was renamed, and then published again."""
    programme = make_programme(title="Clean ovens", submitters=["Ruritania"])
    Submitter.objects.update(name_en="Kingdom of Ruritania", short_name_en="Kingdom of Ruritania")
    workflow.correct_record(programme=programme, notes={"en": "The new name."}, by=None, reason="Asked for.")
    return programme


def test_an_old_version_says_that_it_is_not_the_current_one(read, corrected):
    page = read("/en/programmes/10YFP-001/v/1/")
    (banner,) = page.having("div", "gone")
    assert words(banner).startswith("This version is not the current one. It was replaced; version 2, of ")
    assert page.links()["To the current version"] == "/en/programmes/10YFP-001/"


def test_the_current_version_carries_no_warning(read, corrected):
    assert read("/en/programmes/10YFP-001/v/2/").having("div", "gone") == []


def test_names_are_those_of_the_version(read, corrected):
    first, second = read("/en/programmes/10YFP-001/v/1/"), read("/en/programmes/10YFP-001/v/2/")
    assert words(first.all(".//dl[@class='facts']/dd")[0]) == "Ruritania"
    assert words(second.all(".//dl[@class='facts']/dd")[0]) == "Kingdom of Ruritania"
    assert "Kingdom of Ruritania" in read("/en/programmes/10YFP-001/").words(".//dl[@class='facts']/dd[1]")


def test_the_hashes_are_shown_and_chain(read, corrected):
    first, second = Version.objects.published().order_by("number")
    page = read("/en/programmes/10YFP-001/v/2/")
    assert [words(code) for code in page.all(".//dl[@class='hashes']//code")] == [second.sha256, first.sha256]
    assert [
        words(code) for code in read("/en/programmes/10YFP-001/v/1/").all(".//dl[@class='hashes']//code")
    ] == [first.sha256]


def test_the_working_version_has_no_page(read, make_programme):
    programme = make_programme()
    workflow.open_working_version(programme=programme, by=None)
    assert read("/en/programmes/10YFP-001/v/2/").status == 404


@pytest.mark.parametrize("number", ["0", "01", "2", "999999999999999999999999999999", "-1", "x"])
def test_an_unknown_version_is_not_found(client, make_programme, number):
    make_programme()
    assert client.get(f"/en/programmes/10YFP-001/v/{number}/").status_code == 404
    assert client.get(f"/id/10YFP-001/v/{number}").status_code == 404


def test_the_address_free_of_language_leads_to_the_version(client, make_programme):
    make_programme()
    answer = client.get("/id/10YFP-001/v/1", headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer["Location"]) == (302, "/fr/programmes/10YFP-001/v/1/")

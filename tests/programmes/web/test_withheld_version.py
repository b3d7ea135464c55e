"""A withheld version on the pages: that it is, since when and why, and not a word of what it said."""

import pytest

from languages.dates import long_date
from programmes import workflow
from programmes.models import Version
from tests.factories import make_withheld
from tests.page import words

OLD = "/en/programmes/10YFP-001/v/1/"


@pytest.fixture
def programme(taxonomy):
    return make_withheld(title="Ovens of Mr Smith", now="Clean ovens")


def test_its_page_says_that_it_is_withheld_since_when_and_why(read, programme):
    page = read(OLD)
    (banner,) = page.having("div", "gone")
    since = long_date(programme.versions.get(number=1).withheld.since)
    assert page.status == 200
    assert words(banner) == (
        f"This version has been withheld since {since}: its words cannot be read. "
        "It named a person. To the current version"
    )
    assert page.links()["To the current version"] == "/en/programmes/10YFP-001/"


def test_its_number_date_kind_and_hash_stay(read, programme):
    page, version = read(OLD), programme.versions.get(number=1)
    assert page.words(".//h1") == "10YFP-001 · Version 1"
    assert [words(each) for each in page.all(".//dl[@class='facts']/dd")] == [
        long_date(version.published_at),
        "Listed",
    ]
    assert [words(code) for code in page.all(".//dl[@class='hashes']//code")] == [version.sha256]


def test_nothing_of_what_it_said_is_on_any_page(client, programme):
    for address in (
        OLD,
        "/en/",
        "/en/programmes/10YFP-001/",
        "/en/programmes/10YFP-001/v/2/",
        "/en/feed.atom",
    ):
        answer = client.get(address, follow=True).content.decode()
        assert "Mr Smith" not in answer, address
        assert "letter of 3 May" not in answer, address


def test_search_engines_are_asked_to_forget_it(read, programme):
    assert read(OLD).one(".//meta[@name='robots']").get("content") == "noindex"
    assert read("/en/programmes/10YFP-001/v/2/").all(".//meta[@name='robots']") == []


def test_the_address_for_citing_leads_to_the_notice(client, programme):
    answer = client.get("/id/10YFP-001/v/1", headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer["Location"]) == (302, "/fr/programmes/10YFP-001/v/1/")


def test_the_list_of_versions_says_which_is_withheld_and_why(read, programme):
    rows = [
        words(row) for row in read("/en/programmes/10YFP-001/").all(".//section[@id='versions']//tbody/tr")
    ]
    assert rows[1].startswith("Version 1 withheld ")
    assert rows[1].endswith("It named a person.")
    assert "First listed." not in rows[1]
    assert "withheld" not in rows[0]


def test_the_newest_changes_say_so_too(read, programme):
    new = [words(row) for row in read("/en/").all(".//section[@aria-labelledby='new']//tbody/tr")]
    assert new[1].endswith("10YFP-001 Clean ovens Version 1, Listed withheld: It named a person.")


def test_a_note_in_another_language_is_marked(read, programme):
    note = read("/ar/programmes/10YFP-001/v/1/").one(".//div[@class='note warm gone']//bdi")
    assert (note.get("lang"), note.get("dir"), words(note)) == ("en", "ltr", "It named a person.")


def test_when_it_is_lifted_the_page_is_what_it_was(client, programme):
    workflow.lift_withholding(version=programme.versions.get(number=1), by=None, reason="A mistake.")
    lifted = client.get(OLD).content
    assert b"Mr Smith" in lifted
    assert b"withheld" not in lifted
    assert Version.objects.readable().count() == 2


def test_it_costs_one_query(client, programme, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(OLD)

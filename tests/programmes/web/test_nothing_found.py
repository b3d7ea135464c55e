"""An empty result that helps, on the list and on the matrix."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.page import words


def offers(page):
    """Where each line of help leads, by its words; empty where it leads nowhere."""
    found = {}
    for line in page.all(".//ul[@class='plain drop']/li"):
        link = line.find("a")
        found[words(line)] = "" if link is None else link.get("href")
    return found


@pytest.mark.parametrize("name", ["programmes", "matrix"])
def test_a_misspelt_word_leads_to_what_was_meant(read, registry, name):
    page = read(f"/en/{name}/", q="labeling")
    assert "Did you mean:" in page.words()
    assert offers(page) == {"labelling 1 programme": f"/en/{name}/?q=labelling"}
    assert "10YFP-030" in read(f"/en/{name}/?q=labelling").words() or name == "matrix"


def test_a_spelling_keeps_the_filters_where_it_finds_something_with_them(read, registry):
    page = read("/en/programmes/", q="tursim", kind="un_entity")
    assert offers(page)["tourism 1 programme"] == "/en/programmes/?q=tourism&kind=un_entity"
    page = read("/en/programmes/", q="tursim", kind="major_group")
    assert offers(page)["tourism 1 programme"] == "/en/programmes/?q=tourism"


def test_words_that_never_meet_are_offered_one_by_one(read, registry):
    page = read("/en/programmes/", q="tourism Feasta xyzzy")
    assert offers(page) == {
        "tourism 1 programme": "/en/programmes/?q=tourism",
        "Feasta 1 programme": "/en/programmes/?q=Feasta",
        "xyzzy 0 programmes": "",
    }


def test_words_that_never_meet_are_spelt_rightly(read, registry):
    assert offers(read("/en/programmes/", q="tursim Feasta")) == {
        "turismo 1 programme": "/en/programmes/?q=turismo",
        "Feasta 1 programme": "/en/programmes/?q=Feasta",
    }


def test_the_only_filter_is_not_offered_to_be_dropped_where_it_is_a_word(read, registry):
    page = read("/en/programmes/", q="xyzzy")
    assert offers(page) == {}
    assert "Try fewer words, or another language." in page.words()


def test_a_filter_with_two_values_is_dropped_whole(read, registry):
    page = read("/en/programmes/", stage=["waste", "distribution"], instrument="legal")
    assert offers(page) == {
        "Remove Stage: Integrated waste management, Distribution and marketing 1 programme": (
            "/en/programmes/?instrument=legal"
        ),
        "Remove Instrument: Laws and regulations 1 programme": (
            "/en/programmes/?stage=waste&stage=distribution"
        ),
    }


@pytest.mark.parametrize("typed", ["관광", "ツーリズム", "τουρισμός", "पर्यटन"])
def test_a_script_of_none_of_the_six_languages_is_said_to_be_so(read, registry, typed):
    assert "A word in another script is in none of them." in read("/en/programmes/", q=typed).words()


@pytest.mark.parametrize("typed", ["xyzzy", "ыыы", "ظظظ", "ＸＹＺＺＹ", "龘龘"])
def test_a_script_of_the_six_languages_is_no_reason(read, registry, typed):
    assert "A word in another script" not in read("/en/programmes/", q=typed).words()


def test_hostile_words_are_shown_as_text(client, registry):
    page = client.get("/en/programmes/", {"q": "<script>alert(1)</script> tourism"}).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("name", ["programmes", "matrix"])
def test_help_costs_no_more_queries_than_results(client, three_hundred, name):
    for query in ("progamme", "progamme&kind=major_group&language=ru", "one two three four five six seven"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/fr/{name}/?q={query}").status_code == 200
        assert len(asked) == 4

"""The gaps page: what is missing, by which rule, and what is nearest."""

import pytest

ADDRESS = "/en/gaps/"


def test_it_lists_every_empty_cell_and_says_how_gaps_are_found(client, registry):
    page = client.get(ADDRESS).content.decode()
    assert page.count('id="gap-') == 19
    assert "How gaps are found" in page
    assert "19 of 36 cells of the matrix shown here are empty." in page


def test_one_empty_cell_shows_the_nearest_programmes_and_who_proposed_them(client, registry):
    page = client.get(ADDRESS, {"row": "waste", "column": "legal"}).content.decode()
    assert page.count('id="gap-') == 1
    assert "Cap and share" in page
    assert "Feasta Climate Group" in page


def test_htmx_gets_the_cell_alone(client, registry):
    answer = client.get(ADDRESS, {"row": "waste", "column": "legal"}, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize(
    "query",
    [
        {"lens": "nonsense"},
        {"row": "waste"},
        {"row": "waste", "column": "nonsense"},
        {"row": "production", "column": "legal"},
        {"row": "\x00", "column": "legal"},
        {"row": "x" * 5000, "column": "legal"},
    ],
)
def test_a_cell_that_is_no_gap_is_not_found(client, registry, query):
    assert client.get(ADDRESS, query).status_code == 404


@pytest.mark.parametrize("lens", ["report", "eu", "marrakech"])
def test_every_lens_has_its_gaps(client, registry, lens, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert client.get(ADDRESS, {"lens": lens}).status_code == 200


def test_an_empty_registry_says_that_nothing_is_near(client, taxonomy):
    page = client.get(ADDRESS).content.decode()
    assert page.count("Nothing stands on the same row or in the same column.") == 36


def test_an_empty_cell_of_the_matrix_leads_to_what_is_nearest(client, registry):
    page = client.get("/en/matrix/").content.decode()
    assert "/en/gaps/?lens=report&amp;row=waste&amp;column=legal" in page

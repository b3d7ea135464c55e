"""Stages, instruments, lenses, and the matrix through each lens."""

from __future__ import annotations

import pytest

from tests import annex

pytestmark = pytest.mark.django_db

LENSES = ["report", "eu", "marrakech"]


def cells_of(matrix):
    return {(cell["row"], cell["column"]): cell["count"] for cell in matrix["cells"]}


@pytest.mark.parametrize(
    ("path", "kind"), [("lifecycle-stages/", "lifecycle_stage"), ("instrument-types/", "instrument_type")]
)
def test_both_axes_are_the_sources_own_in_every_language(registry, ask, path, kind):
    rows = annex.taxonomy(kind)
    answer = ask(path, lang="all")
    assert (answer["count"], answer["next"]) == (len(rows), None)
    assert [each["code"] for each in answer["results"]] == [row["code"] for row in rows]
    assert [each["name"] for each in answer["results"]] == [
        {code: row[f"name_{suffix}"] for code, suffix in annex.SUFFIXES.items()} for row in rows
    ]


def test_every_lens_says_which_base_codes_each_line_holds(registry, ask):
    lenses = ask("lenses/")["results"]
    assert [lens["code"] for lens in lenses] == LENSES
    for lens in lenses:
        for axis, name in (("row", "rows"), ("column", "columns")):
            expected = annex.lines(lens["code"], axis)
            assert {line["code"]: line["base_codes"] for line in lens[name]} == expected


@pytest.mark.parametrize("lens", LENSES)
def test_the_matrix_counts_what_the_annex_counts(registry, ask, lens):
    matrix = ask("matrix/", lens=lens)
    assert cells_of(matrix) == annex.counts(lens)
    assert (matrix["lens"], matrix["count"]) == (lens, 37)
    for name, axis in (("rows", 0), ("columns", 1)):
        totals = annex.totals(annex.counts(lens), axis)
        assert {line["code"]: line["count"] for line in matrix[name]} == totals


def test_without_a_lens_it_is_the_reports_own(registry, ask):
    matrix = ask("matrix/")
    assert matrix["lens"] == "report"
    assert len(matrix["cells"]) == 36
    assert sum(cell["count"] > 0 for cell in matrix["cells"]) == 17


def test_an_empty_cell_is_there_and_empty(registry, ask):
    cell = next(
        cell for cell in ask("matrix/")["cells"] if (cell["row"], cell["column"]) == ("waste", "legal")
    )
    assert (cell["count"], cell["programmes"]) == (0, [])


def test_a_cell_names_its_programmes_in_order_of_reference(registry, ask):
    for cell in ask("matrix/", lens="eu", lang="fr")["cells"]:
        references = [programme["reference"] for programme in cell["programmes"]]
        assert len(references) == cell["count"]
        assert references == sorted(references)
        assert all(programme["title"] for programme in cell["programmes"])


def test_a_line_says_what_the_mapping_loses(registry, ask):
    eu = ask("matrix/", lens="eu")
    losses = {line["code"]: line["losses"] for line in [*eu["rows"], *eu["columns"]]}
    folded = losses["eu_stage_products"]
    assert "distribution" in {loss["code"] for loss in folded}
    assert all(loss["loss"] and loss["basis"] for loss in folded)
    assert losses["outside"] != []
    report = ask("matrix/")
    assert all(line["losses"] == [] for line in [*report["rows"], *report["columns"]])


def test_the_filters_of_the_list_narrow_the_matrix(registry, ask):
    matrix = ask("matrix/", stage=["production", "consumption"], instrument="planning")
    assert (
        matrix["count"]
        == ask("programmes/", stage=["production", "consumption"], instrument="planning")["count"]
    )
    assert len(matrix["cells"]) == 36


@pytest.mark.parametrize("lens", LENSES)
def test_a_cell_leads_to_the_list_of_just_its_programmes(registry, ask, client, lens):
    for cell in ask("matrix/", lens=lens, kind="member_state")["cells"]:
        answer = client.get(f"{cell['api_url']}&page_size=100").json()
        assert {each["reference"] for each in answer["results"]} == {
            each["reference"] for each in cell["programmes"]
        }


def test_a_full_cell_names_a_hundred_and_counts_all(make_programme, ask):
    for number in range(103):
        make_programme(title=f"Programme {number}")
    cell = next(cell for cell in ask("matrix/")["cells"] if cell["count"])
    assert (cell["count"], len(cell["programmes"])) == (103, 100)


def test_folded_base_cells_keep_the_first_hundred_of_both(make_programme, ask):
    for number in range(103):
        make_programme(title=f"Programme {number}", stage=("products", "distribution")[number % 2])
    cell = next(cell for cell in ask("matrix/", lens="eu")["cells"] if cell["count"])
    assert cell["count"] == 103
    assert [each["reference"] for each in cell["programmes"]] == [
        f"10YFP-{number:03d}" for number in range(1, 101)
    ]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"lens": "monocle"}, ["lens"]),
        ({"lens": "eu\0"}, ["lens"]),
        ({"row": "waste"}, ["row"]),
        ({"page": "2"}, ["page"]),
        ({"colour": "red"}, ["colour"]),
    ],
)
def test_what_the_matrix_does_not_understand_is_refused_by_name(registry, refused, query, named):
    assert sorted(refused("matrix/", **query)) == named

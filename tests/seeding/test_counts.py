"""Counts by cell in every lens, computed from the source and written out once more by hand."""

import pytest

from lifecycle.scheme import load_scheme
from programmes.matrix import PER_CELL, build
from programmes.models import Programme
from tests import annex

pytestmark = pytest.mark.usefixtures("registry")

STAGES = {"production": 11, "products": 5, "distribution": 1, "consumption": 9, "waste": 0, "cross_stage": 11}
INSTRUMENTS = {"legal": 1, "fiscal": 1, "planning": 11, "information": 12, "voluntary": 10, "mixed": 2}
BY_HAND = {
    "report": (STAGES, INSTRUMENTS),
    "eu": (
        {
            "eu_stage_production": 11,
            "eu_stage_products": 6,
            "eu_stage_consumption": 9,
            "eu_stage_strategies": 11,
        },
        {
            "eu_tool_admin": 1,
            "eu_tool_fiscal": 1,
            "eu_tool_information": 12,
            "eu_tool_voluntary": 10,
            "eu_tool_mixed": 2,
            "outside": 11,
        },
    ),
    "marrakech": (
        {"production": 11, "products": 5, "distribution": 1, "consumption": 9, "waste": 0, "outside": 11},
        {"mp_policies": 2, "mp_education": 12, "mp_infrastructure": 11, "outside": 12},
    ),
}


def matrix_of(lens):
    return build(load_scheme().lenses[lens], Programme.objects.counted().for_matrix(per_cell=PER_CELL))


def by_cell(matrix):
    return {(cell.row.code, cell.column.code): cell.count for cell in matrix.cells}


@pytest.mark.parametrize("lens", BY_HAND)
def test_every_cell_counts_what_the_annex_lists(lens):
    assert by_cell(matrix_of(lens)) == annex.counts(lens)


@pytest.mark.parametrize("lens", BY_HAND)
def test_rows_and_columns_total_as_counted_by_hand(lens):
    matrix = matrix_of(lens)
    rows = {row.line.code: row.total for row in matrix.rows}
    columns = {column.line.code: column.total for column in matrix.columns}
    assert (rows, columns) == BY_HAND[lens]
    # In order, too: a dict compares without it.
    assert [list(rows), list(columns)] == [list(totals) for totals in BY_HAND[lens]]
    assert matrix.total == 37


@pytest.mark.parametrize("lens", BY_HAND)
def test_the_source_agrees_with_what_was_counted_by_hand(lens):
    cells = annex.counts(lens)
    assert (annex.totals(cells, 0), annex.totals(cells, 1)) == BY_HAND[lens]


def test_17_of_36_cells_are_filled():
    matrix = matrix_of("report")
    assert (matrix.filled, matrix.gaps, len(matrix.cells)) == (17, 19, 36)


@pytest.mark.parametrize("lens", BY_HAND)
def test_a_cell_lists_the_references_of_its_annex_rows_in_order(lens):
    row_of = {base: line for line, bases in annex.lines(lens, "row").items() for base in bases}
    column_of = {base: line for line, bases in annex.lines(lens, "column").items() for base in bases}
    expected = {}
    for row in annex.programmes():
        cell = row_of[row["stage_code"]], column_of[row["instrument_code"]]
        expected.setdefault(cell, []).append(annex.reference(row))
    found = {
        (cell.row.code, cell.column.code): [programme.reference for programme in cell.programmes]
        for cell in matrix_of(lens).cells
        if cell.count
    }
    assert found == expected

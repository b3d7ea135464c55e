"""Annex against table, cell by cell."""

import pytest

from programmes.reconciliation.cells import Agreement, compare
from tests.programmes.reconciliation.printed import axes, line, numbers

ROW = line(1, 1)


@pytest.mark.parametrize(
    ("annex", "table", "agreement", "same"),
    [
        ([], [], Agreement.EMPTY, True),
        ([ROW], [line(1, 1, part="table")], Agreement.AGREES, True),
        ([ROW], [line(1, 2, part="table")], Agreement.SWAPPED, False),
        ([ROW], [line(1, part="table")], Agreement.SWAPPED, False),
        ([ROW], [], Agreement.DIFFERS, False),
        ([ROW, line(2, 2)], [line(1, 1, 2, part="table")], Agreement.DIFFERS, True),
    ],
)
def test_two_lists_agree_in_number_and_in_programmes(annex, table, agreement, same):
    grid = compare(annex, table, *axes())
    cell = grid.rows[0][1][0]
    assert (cell.agreement, cell.is_for_same_programmes) == (agreement, same)
    assert grid.disagreeing == ([cell] if agreement in {"swapped", "differs"} else [])


def test_totals_are_the_sums_of_their_cells():
    grid = compare([ROW, line(2, 2, cell=("waste", "legal"))], [line(1, 1, part="table")], *axes())
    assert [(len(total.annex), len(total.table)) for _stage, _cells, total in grid.rows] == [
        (1, 1), (0, 0), (0, 0), (0, 0), (1, 0), (0, 0),
    ]  # fmt: skip
    assert (len(grid.columns[0][1].annex), len(grid.columns[0][1].table)) == (2, 1)
    assert (len(grid.total.annex), len(grid.total.table)) == (2, 1)


@pytest.mark.parametrize("cell", [(None, "legal"), ("production", None), ("production", "unheard_of")])
def test_a_line_in_no_cell_is_said_and_not_counted(cell):
    grid = compare([ROW, line(2, 2, cell=cell)], [], *axes())
    assert (numbers(grid.unplaced), len(grid.total.annex)) == ([2], 1)

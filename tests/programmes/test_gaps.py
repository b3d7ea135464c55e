"""Gaps are found by stated rules, and the nearest programmes are near by the same rule for everyone."""

from lifecycle.scheme import load_scheme
from programmes import gaps
from programmes.matrix import PER_CELL, build
from programmes.models import Programme


def matrix(lens: str = "report"):
    programmes = Programme.objects.counted().for_matrix(per_cell=PER_CELL)
    return build(load_scheme().lenses[lens], programmes)


def gap_at(row: str, column: str) -> gaps.CellGap:
    return next(
        gap for gap in gaps.cell_gaps(matrix()) if (gap.cell.row.code, gap.cell.column.code) == (row, column)
    )


def references(gap: gaps.CellGap) -> list[str | None]:
    return [near.programme.reference for near in gap.nearest]


def test_the_annex_leaves_nineteen_of_thirty_six_cells_empty(registry):
    assert len(gaps.cell_gaps(matrix())) == 19


def test_the_report_lacks_waste_and_has_one_programme_each_on_three_other_lines(registry):
    found = [(gap.rule, gap.line.code) for gap in gaps.line_gaps(matrix())]
    assert found == [
        (gaps.Rule.EMPTY_LINE, "waste"),
        (gaps.Rule.THIN_LINE, "distribution"),
        (gaps.Rule.THIN_LINE, "legal"),
        (gaps.Rule.THIN_LINE, "fiscal"),
    ]


def test_a_line_outside_a_lens_is_no_gap(registry):
    for lens in ("eu", "marrakech"):
        for gap in gaps.cell_gaps(matrix(lens)):
            assert "outside" not in (gap.cell.row.code, gap.cell.column.code)


def test_waste_by_law_is_nearest_to_the_one_law_there_is(registry):
    gap = gap_at("waste", "legal")
    assert references(gap) == ["10YFP-001"]
    assert not gap.nearest[0].is_same_row


def test_the_same_stage_comes_first_and_leaves_room_for_the_same_instrument(registry):
    # products: planning 6, 7, 8 (two columns from legal), information 15, voluntary 30; legal: 1.
    gap = gap_at("products", "legal")
    assert references(gap) == ["10YFP-006", "10YFP-007", "10YFP-008", "10YFP-001"]


def test_where_both_ways_have_plenty_each_gets_half(make_programme):
    for _number in range(5):
        make_programme(stage="production", instrument="fiscal")
        make_programme(stage="products", instrument="legal")
    gap = gap_at("production", "legal")
    assert [near.is_same_row for near in gap.nearest] == [True, True, False, False]


def test_an_empty_registry_has_thirty_six_gaps_with_nothing_near(taxonomy):
    found = gaps.cell_gaps(matrix())
    assert len(found) == 36
    assert not any(gap.nearest for gap in found)

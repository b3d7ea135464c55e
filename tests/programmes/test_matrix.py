"""Rows into cells: how many are counted, how many are shown."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.models import Axis, Lens, LensLine
from lifecycle.scheme import LensScheme, Line, load_scheme
from programmes.matrix import PER_CELL, build
from programmes.models import Programme
from tests import annex
from tests.factories import make_placement

LENSES = ("report", "eu", "marrakech")
STAGES = list(annex.lines("report", "row"))
INSTRUMENTS = list(annex.lines("report", "column"))


def scheme_of(lens):
    """A lens as the source describes it, without a database."""
    lines = {
        axis: [
            Line(LensLine(axis=axis, code=code), list(bases))
            for code, bases in annex.lines(lens, axis).items()
        ]
        for axis in Axis.values
    }
    return LensScheme(Lens(code=lens), lines[Axis.ROW], lines[Axis.COLUMN])


def rows(cells):
    """Programmes in the given base cells, in reference order, as ``for_matrix`` gives them."""
    return [
        SimpleNamespace(serial=serial, stage_id=stage, instrument_id=instrument, in_cell=cells.count(cell))
        for serial, cell in enumerate(cells, start=1)
        for stage, instrument in [cell]
    ]


base_cells = st.lists(st.tuples(st.sampled_from(STAGES), st.sampled_from(INSTRUMENTS)), max_size=60)


@given(base_cells)
def test_every_lens_totals_the_same_number_of_programmes(cells):
    programmes = rows(cells)
    matrices = [build(scheme_of(lens), programmes) for lens in LENSES]
    assert [matrix.total for matrix in matrices] == [len(cells)] * 3
    for matrix in matrices:
        assert sum(column.total for column in matrix.columns) == len(cells)
        assert matrix.filled + matrix.gaps == len(matrix.cells)


@given(base_cells)
def test_no_programme_is_lost_or_shown_twice_and_references_ascend(cells):
    for lens in LENSES:
        matrix = build(scheme_of(lens), rows(cells))
        shown = [programme.serial for cell in matrix.cells for programme in cell.programmes]
        assert sorted(shown) == list(range(1, len(cells) + 1))
        for cell in matrix.cells:
            assert [each.serial for each in cell.programmes] == sorted(
                each.serial for each in cell.programmes
            )


@pytest.mark.parametrize(
    ("number", "shown", "folded", "link_only"),
    [
        (0, 0, 0, False),
        (1, 1, 0, False),
        (4, 4, 0, False),
        (5, 3, 2, False),
        (20, 3, 17, False),
        (21, 0, 0, True),
        (22, 0, 0, True),
    ],
)
def test_a_cell_shows_four_then_three_and_the_rest_folded_then_only_a_link(
    number, shown, folded, link_only, make_programme, django_assert_num_queries
):
    for each in range(number):
        make_programme(title=f"Programme {each}", stage="waste", instrument="legal", submitters=[])
    lens = load_scheme().lenses["report"]
    with django_assert_num_queries(1):
        programmes = list(Programme.objects.counted().for_matrix(per_cell=PER_CELL))
    (cell,) = [
        cell
        for cell in build(lens, programmes).cells
        if cell.row.code == "waste" and cell.column.code == "legal"
    ]
    assert len(programmes) == min(number, 21)
    assert (cell.count, len(cell.shown), len(cell.folded), cell.is_link_only) == (
        number,
        shown,
        folded,
        link_only,
    )
    references = [f"10YFP-{n + 1:03d}" for n in range(number)]
    assert [each.reference for each in cell.shown] == references[:shown]
    assert [each.reference for each in cell.folded] == references[shown : shown + folded]


def test_a_line_that_holds_two_full_base_cells_counts_both_and_shows_the_first(make_programme):
    for each in range(44):
        stage = ("products", "distribution")[each % 2]
        make_programme(title=f"Programme {each}", stage=stage, instrument="legal", submitters=[])
    matrix = build(load_scheme().lenses["eu"], Programme.objects.counted().for_matrix(per_cell=PER_CELL))
    (cell,) = [cell for cell in matrix.cells if cell.count]
    assert (cell.row.code, cell.column.code, cell.count) == ("eu_stage_products", "eu_tool_admin", 44)
    assert cell.is_link_only


def test_a_line_that_holds_two_base_cells_shows_them_in_one_order_of_reference(make_programme):
    for each in range(6):
        stage = ("distribution", "products")[each % 2]
        make_programme(title=f"Programme {each}", stage=stage, instrument="legal", submitters=[])
    matrix = build(load_scheme().lenses["eu"], Programme.objects.counted().for_matrix(per_cell=PER_CELL))
    (cell,) = [cell for cell in matrix.cells if cell.count]
    assert [each.serial for each in cell.shown] == [1, 2, 3]
    assert [each.serial for each in cell.folded] == [4, 5, 6]


@pytest.mark.parametrize(
    ("count", "shade", "is_gap", "is_thin"),
    [
        (0, "n2", True, False),
        (1, "n2", False, True),
        (2, "n3", False, False),
        (3, "n3", False, False),
        (4, "n4", False, False),
    ],
)
def test_a_cell_says_how_full_it_is(count, shade, is_gap, is_thin):
    matrix = build(scheme_of("report"), rows([("waste", "legal")] * count))
    (cell,) = [cell for cell in matrix.cells if cell.row.code == "waste" and cell.column.code == "legal"]
    assert (cell.shade, cell.is_gap, cell.is_thin) == (shade, is_gap, is_thin)


def test_lines_with_nothing_are_named_but_for_those_outside():
    matrix = build(scheme_of("eu"), rows([("waste", "legal"), ("production", "fiscal")]))
    assert [line.code for line in matrix.lines_with(0)] == [
        "eu_stage_products",
        "eu_stage_consumption",
        "eu_tool_information",
        "eu_tool_voluntary",
        "eu_tool_mixed",
    ]


def test_a_cell_that_others_place_elsewhere_is_marked(make_programme):
    same = make_programme(title="Same")
    make_placement(same, "production", "planning")
    make_placement(same, "waste", "legal", scope="also")
    other = make_programme(title="Other")
    make_placement(other, "production", "legal")
    programmes = Programme.objects.counted().for_matrix(per_cell=PER_CELL)
    assert {each.title_en: each.differs for each in programmes} == {"Same": False, "Other": True}


def test_only_counted_programmes_are_in_the_matrix(make_programme):
    make_programme(title="Public")
    make_programme(title="Unfinished", published=False)
    matrix = build(load_scheme().lenses["report"], Programme.objects.counted().for_matrix(per_cell=PER_CELL))
    assert matrix.total == 1


def test_the_matrix_of_three_hundred_is_one_query_with_at_most_21_a_cell(
    three_hundred, django_assert_num_queries
):
    with django_assert_num_queries(1):
        programmes = list(Programme.objects.counted().for_matrix(per_cell=2))
    matrix = build(load_scheme().lenses["report"], programmes)
    assert (matrix.total, matrix.filled, len(programmes)) == (300, 36, 72)

"""Each reading from the figures it follows from."""

import pytest

from programmes.reconciliation.counts import count
from programmes.reconciliation.likeliest import Kind, likeliest
from tests.programmes.reconciliation.printed import line, numbers, stated


def reading(*, whole, states, agencies, of_states, of_agencies, of_none=0):
    """The reading where the text states the first three numbers and the annex prints the others."""
    groups = [("all", "states")] * of_states + [("all", "agencies")] * of_agencies + [()] * of_none
    rows = [line(number, under=under) for number, under in enumerate(groups, start=1)]
    return likeliest(
        count([stated("all", whole), stated("states", states), stated("agencies", agencies)], rows)
    )


CASES = {
    Kind.AGREES: {"whole": 5, "states": 2, "agencies": 3, "of_states": 2, "of_agencies": 3},
    Kind.GROUPED_OTHERWISE: {"whole": 5, "states": 1, "agencies": 4, "of_states": 2, "of_agencies": 3},
    Kind.INCLUDES: {"whole": 6, "states": 2, "agencies": 3, "of_states": 2, "of_agencies": 3, "of_none": 1},
    Kind.LEAVES_OUT: {
        "whole": 5, "states": 2, "agencies": 3, "of_states": 2, "of_agencies": 3, "of_none": 2,
    },
    Kind.LEAVES_OUT_SOME: {
        "whole": 6, "states": 2, "agencies": 4, "of_states": 2, "of_agencies": 3, "of_none": 2,
    },
    Kind.COUNTS_FEWER: {"whole": 5, "states": 2, "agencies": 3, "of_states": 2, "of_agencies": 4},
    Kind.LEAVES_OUT_AND_COUNTS_FEWER: {
        "whole": 5, "states": 2, "agencies": 3, "of_states": 2, "of_agencies": 4, "of_none": 1,
    },
    Kind.NOT_PRINTED: {"whole": 5, "states": 2, "agencies": 3, "of_states": 2, "of_agencies": 2},
    Kind.OPEN: {"whole": 9, "states": 2, "agencies": 3, "of_states": 2, "of_agencies": 3},
}  # fmt: skip


@pytest.mark.parametrize("kind", CASES)
def test_the_figures_lead_to_the_reading(kind):
    assert reading(**CASES[kind]).kind == kind


def test_every_kind_of_reading_has_its_case():
    assert set(CASES) | {Kind.INCOMPARABLE} == set(Kind)


def test_where_no_line_falls_under_a_count_nothing_can_be_compared():
    found = likeliest(count([stated("all", 5)], [line(1)]))
    assert (found.kind, numbers(found.lines)) == (Kind.INCOMPARABLE, [1])


def test_a_total_that_its_own_parts_do_not_reach_is_left_open():
    assert reading(whole=5, states=1, agencies=3, of_states=2, of_agencies=3).kind == Kind.OPEN


def test_a_reading_names_the_lines_and_counts_it_rests_on():
    found = reading(**CASES[Kind.LEAVES_OUT_AND_COUNTS_FEWER])
    assert numbers(found.lines) == [7]
    assert [(tally.stated.key, tally.surplus) for tally in found.tallies] == [("agencies", 1)]


def test_the_parts_add_up_only_where_each_agrees_and_their_sum_is_the_whole():
    assert reading(**CASES[Kind.LEAVES_OUT]).adds_up
    assert not reading(**CASES[Kind.GROUPED_OTHERWISE]).adds_up
    assert not reading(**CASES[Kind.INCLUDES]).adds_up

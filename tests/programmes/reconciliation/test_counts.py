"""Stated counts against printed lines: what is a part of what, and what falls under nothing."""

import pytest

from programmes.reconciliation.counts import count
from tests.programmes.reconciliation.printed import line, numbers, stated


def keys(tallies):
    return [tally.stated.key for tally in tallies]


ROWS = [
    line(1, under=("all", "states")),
    line(2, under=("all", "states", "joint")),
    line(3, under=("all", "agencies")),
]


def test_a_larger_count_came_before_the_whole_and_smaller_ones_are_its_parts():
    counts = count([stated("first", 5), stated("all", 3), stated("states", 2), stated("agencies", 1)], ROWS)
    assert (keys(counts.before), counts.whole.stated.key) == (["first"], "all")
    assert keys(counts.whole.parts) == ["states", "agencies"]


def test_a_count_within_a_part_is_not_added_twice():
    counts = count([stated("all", 3), stated("states", 2), stated("joint", 1), stated("agencies", 1)], ROWS)
    assert [(tally.stated.key, depth) for tally, depth in counts.rows()] == [
        ("states", 0),
        ("joint", 1),
        ("agencies", 0),
    ]
    assert counts.sum_of_parts == 3


def test_a_part_that_lost_its_only_line_is_still_a_part():
    counts = count([stated("all", 3), stated("states", 2), stated("agencies", 1)], ROWS[:2])
    assert keys(counts.whole.parts) == ["states", "agencies"]
    assert [(tally.difference, tally.shortfall) for tally in counts.whole.parts] == [(0, 0), (-1, 1)]


def test_a_line_that_somebody_forgot_to_put_under_the_whole_turns_nothing_over():
    forgotten = line(4, under=("states",))
    counts = count([stated("all", 3), stated("states", 2), stated("agencies", 1)], [*ROWS, forgotten])
    assert keys(counts.whole.parts) == ["states", "agencies"]
    assert (counts.difference, counts.uncounted) == (1, [])


def test_a_line_under_the_whole_alone_has_no_submitter_counted():
    alone = line(4, under=("all",))
    counts = count([stated("all", 4), stated("states", 2), stated("agencies", 1)], [*ROWS, alone])
    assert numbers(counts.unattributed) == [4]


def test_a_key_that_no_count_has_covers_nothing():
    counts = count([stated("all", 3)], [*ROWS, line(4, under=("misspelt",))])
    assert numbers(counts.uncounted) == [4]


@pytest.mark.parametrize("junk", [None, "all", 3, {"all": True}, [["all"], {}, None, 3]])
def test_what_is_no_list_of_keys_covers_nothing(junk):
    assert numbers(count([stated("all", 3)], [*ROWS, line(4, under=junk)]).uncounted) == [4]


def test_counts_that_no_line_falls_under_have_no_whole():
    counts = count([stated("first", 5), stated("all", 3)], [line(1)])
    assert (counts.whole, keys(counts.before)) == (None, ["first", "all"])
    assert (counts.difference, counts.sum_of_parts, counts.unattributed) == (0, 0, [])
    assert list(counts.rows()) == []


def test_a_text_without_counts_has_none():
    counts = count([], ROWS)
    assert (counts.whole, counts.before, numbers(counts.uncounted)) == (None, [], [1, 2, 3])

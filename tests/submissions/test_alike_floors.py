"""How well entries that look alike are found: the floors that no change may go below.

``make bench`` prints the same figures. The report's own table stands for people who name a programme in other
words; its titles in six languages for people who write in another one.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from benchmarks.likeness import (
    Remembering,
    by_meaning,
    by_words,
    likest_unrelated,
    related_within,
    table_within,
    titles_within,
)
from languages.alike.finder import SHOWN_FROM
from languages.official import CODES
from tests.proposals import RELATED, UNRELATED

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def encoder():
    return Remembering()


def test_in_the_words_of_the_reports_table_the_programme_is_among_the_first_five(registry, encoder):
    hits, links = table_within(by_meaning(encoder), 5)
    assert links == 25
    assert hits >= 24


def test_a_title_finds_its_programme_in_another_language_among_the_first_three(registry, encoder):
    found = {pair: titles_within(encoder, *pair, most=3) for pair in permutations(CODES, 2)}
    assert found["zh-hans", "en"] >= 36
    assert {pair: hits for pair, hits in found.items() if hits < 35} == {}


def test_no_unrelated_proposal_is_hinted_at(registry, encoder):
    assert len(UNRELATED) == 20
    assert likest_unrelated(by_meaning(encoder)) < SHOWN_FROM
    assert likest_unrelated(by_words()) < SHOWN_FROM


def test_whole_proposals_in_other_words_and_languages_are_hinted_at(registry, encoder):
    assert len(RELATED) == 20
    assert related_within(by_meaning(encoder), 5) >= 19


def test_without_the_optional_packages_it_works_within_one_language(registry):
    hits, _links = table_within(by_words(), 5)
    assert hits >= 22
    assert related_within(by_words(), 5) >= 10

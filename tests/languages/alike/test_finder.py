"""What is compared of an entry, and who comes first: pure functions, no model."""

from __future__ import annotations

import pytest

from languages.alike.finder import (
    KEPT,
    MOST_PIECES,
    PIECE_LENGTH,
    Near,
    Passage,
    Traits,
    confidence,
    cut,
    ranked,
    sought_in,
)

TITLE = Passage("title", "en", "Less food waste")
NOTHING = Traits(None, frozenset())


def near(key, score):
    return Near(key, score, TITLE, 0)


def test_a_text_is_cut_between_sentences():
    first, second = "A" * 200 + ".", "B" * 200 + "."
    assert cut(f"{first} {second}") == [first, second]
    assert cut("One. Two.\n\nThree.") == ["One. Two. Three."]


@pytest.mark.parametrize("end", ["。", "！", "？"])
def test_chinese_sentences_end_without_a_space(end):
    first, second = "减" * 200 + end, "少" * 200 + end
    assert cut(first + second) == [first, second]


def test_a_sentence_without_an_end_is_cut_off():
    assert cut("x" * 5000) == ["x" * PIECE_LENGTH]
    assert cut(" \n ") == []


def test_a_title_alone_has_no_gist():
    assert sought_in([TITLE]).gist is None
    assert sought_in([TITLE, Passage("description", "en", "  ")]).gist is None
    assert sought_in([]).pieces == []


def test_the_gist_is_the_title_and_what_comes_next():
    sought = sought_in(
        [TITLE, Passage("overall_objective", "en", "Half."), Passage("description", "en", "Much.")]
    )
    assert sought.gist.text == "Less food waste Half."
    assert [(each.item, each.text) for each in sought.pieces] == [
        ("title", "Less food waste"),
        ("overall_objective", "Half."),
        ("description", "Much."),
    ]


def test_however_much_is_written_so_many_pieces_are_compared():
    long = " ".join(f"{'word ' * 50}{number}." for number in range(100))
    assert len(sought_in([TITLE, Passage("description", "en", long)]).pieces) == MOST_PIECES


def test_a_whole_that_bears_out_the_best_passage_lifts_it_and_one_that_does_not_lowers_it():
    assert confidence(0.6, 0.3) == pytest.approx(0.6)
    assert confidence(0.6, 0.5) == pytest.approx(0.68)
    assert confidence(0.6, 0.1) == pytest.approx(0.52)


def test_the_likest_comes_first_and_twenty_are_kept():
    found = ranked([near(number, number / 100) for number in range(30)], NOTHING, lambda _key: NOTHING)
    assert [each.key for each in found] == list(range(29, 29 - KEPT, -1))


def test_among_equals_the_cell_and_the_parties_decide_but_make_nothing_alike():
    own = Traits(("waste", "legal"), frozenset({1, 2}))
    others = {
        "neither": Traits(("waste", "fiscal"), frozenset({3})),
        "cell": Traits(("waste", "legal"), frozenset()),
        "both": Traits(("waste", "legal"), frozenset({2, 3})),
        "likest": NOTHING,
    }
    found = ranked(
        [near("neither", 0.5), near("cell", 0.5), near("both", 0.5), near("likest", 0.7)],
        own,
        others.__getitem__,
    )
    assert [(each.key, each.confidence) for each in found] == [
        ("likest", 0.7),
        ("both", 0.5),
        ("cell", 0.5),
        ("neither", 0.5),
    ]


def test_who_has_no_cell_yet_shares_none():
    found = ranked([near("a", 0.5), near("b", 0.51)], NOTHING, lambda _key: NOTHING)
    assert [each.key for each in found] == ["b", "a"]

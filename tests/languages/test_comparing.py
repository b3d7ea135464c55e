"""Two texts in one: what stayed stays, and the two texts can be read out of it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages.comparing import Piece, marked


def drawn(before, after):
    """``[-gone-]``, ``[+come+]``, and what stayed as it is."""
    return "".join(
        f"[-{piece.text}-]" if piece.is_removed else f"[+{piece.text}+]" if piece.is_added else piece.text
        for piece in marked(before, after)
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Half by 2020.", "Two thirds by 2025.", "[-Half-][+Two thirds+] by [-2020-][+2025+]."),
        ("The red cat sat.", "The blue dog sat.", "The [-red cat-][+blue dog+] sat."),
        ("Ovens.", "Ovens, stoves.", "Ovens[+, stoves+]."),
        ("清洁炉灶的使用", "清洁烤箱的广泛使用", "清洁[-炉灶-][+烤箱+]的[+广泛+]使用"),
        ("أفران نظيفة", "مواقد نظيفة", "[-أفران-][+مواقد+] نظيفة"),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.\n\n[-Two.\n\n-]Three."),
        ("Café", "Cafe", "[-Café-][+Cafe+]"),
        ("Same.", "Same.", "Same."),
        ("", "New.", "[+New.+]"),
        ("Old.", "", "[-Old.-]"),
        ("", "", ""),
    ],
)
def test_the_words_that_differ_are_marked(before, after, expected):
    assert drawn(before, after) == expected


def test_paragraphs_that_were_both_rewritten_stay_two():
    assert drawn("Red.\n\nBig.", "Blue.\n\nTiny.") == "[-Red-][+Blue+].\n\n[-Big-][+Tiny+]."


def test_a_long_text_is_still_marked_word_by_word():
    before = " ".join(f"word{number}" for number in range(40_000))
    after = before.replace("word20000 ", "").replace("word39000", "another")
    marks = [piece for piece in marked(before, after) if piece.is_removed or piece.is_added]
    assert marks == [
        Piece("word20000 ", is_removed=True),
        Piece("word39000", is_removed=True),
        Piece("another", is_added=True),
    ]


def test_a_long_stretch_without_a_word_to_hold_on_to_counts_as_replaced():
    # Two hundred of one word against as many of another and itself: exact comparing has no end here.
    before, after = "ha " * 200_000, "ha ho " * 100_000
    assert marked(f"Said: {before}.", f"Said: {after}.") == [
        Piece("Said: ha "),
        Piece(("ha " * 199_999).removesuffix(" "), is_removed=True),
        Piece(("ho " + "ha ho " * 99_999).removesuffix(" "), is_added=True),
        Piece(" ."),
    ]


words = st.lists(st.sampled_from(["red ", "big ", "cat ", ". ", "\n\n", "清", "洁", "أ "]), max_size=300).map(
    "".join
)


@given(words, words)
def test_both_texts_can_be_read_out_again(before, after):
    pieces = marked(before, after)
    assert "".join(piece.text for piece in pieces if not piece.is_added) == before
    assert "".join(piece.text for piece in pieces if not piece.is_removed) == after

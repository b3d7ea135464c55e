import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages.cleaning import UncleanText, clean

NO_CHARACTERS = {"\ufffd", *map(chr, range(0xFDD0, 0xFDF0))} | {
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
}
STORABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=NO_CHARACTERS)
    | st.sampled_from("\n\t\r")
)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x0b", "U+000B"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\ud800", "U+D800"),
        ("\udfff", "U+DFFF"),
        ("\ufffd", "U+FFFD"),
        ("\ufffe", "U+FFFE"),
        ("\ufdd0", "U+FDD0"),
        ("\U0010ffff", "U+10FFFF"),
    ],
)
def test_a_character_that_cannot_be_stored_is_refused_by_name(character, name):
    with pytest.raises(UncleanText, match=rf"^{name.replace('+', '[+]')}$"):
        clean(f"before {character} after")


@pytest.mark.parametrize(
    "text",
    [
        "a\tb",
        "two\nlines",
        "emoji 🌱",
        "حقوق",
        "可持续",
        "e\N{LATIN SMALL LETTER E WITH ACUTE}",
        "\N{ZERO WIDTH JOINER}",
    ],
)
def test_text_of_any_script_stays(text):
    assert clean(text) == text


def test_line_ends_become_plain():
    assert clean("one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


def test_letters_are_composed():
    assert clean("cafe\N{COMBINING ACUTE ACCENT}") == "café"


@given(STORABLE)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@given(STORABLE)
def test_what_was_cleaned_is_composed_and_can_be_written_as_utf_8(text):
    cleaned = clean(text)
    cleaned.encode()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\r" not in cleaned

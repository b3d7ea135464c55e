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
    | st.sampled_from("\n\t\r\u202a\u202c\u202e\u2066\u2069e\u0301")
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


LRE, RLE, PDF, LRO, RLO = "\u202a\u202b\u202c\u202d\u202e"
LRI, RLI, FSI, PDI = "\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("text", [f"a {RLI}b{PDI} c", f"{LRE}a {RLO}b{PDF}{PDF} c", f"{FSI}a {RLE}b{PDI} c"])
def test_a_turn_of_direction_that_ends_stays(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (f"a {RLO}b", f"a {RLO}b{PDF}"),
        (f"a {LRO}b\nc", f"a {LRO}b{PDF}\nc"),
        (f"{RLI}a {LRE}b", f"{RLI}a {LRE}b{PDF}{PDI}"),
        (f"{RLI}a\n\n{LRI}b\u2029c", f"{RLI}a{PDI}\n\n{LRI}b{PDI}\u2029c"),
        (f"{LRE}a{PDI}{PDF} b", f"{LRE}a{PDF} b"),
        (f"{RLI}a{PDF}{PDI} b", f"{RLI}a{PDI} b"),
        (f"a{PDF} b{PDI} c", "a b c"),
        (f"cafe{PDF}\N{COMBINING ACUTE ACCENT}", "café"),
    ],
)
def test_one_that_does_not_ends_with_its_line_and_what_ends_none_goes(text, cleaned):
    assert clean(text) == cleaned


@given(STORABLE)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@given(STORABLE)
def test_what_was_cleaned_is_composed_and_can_be_written_as_utf_8(text):
    cleaned = clean(text)
    cleaned.encode()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\r" not in cleaned

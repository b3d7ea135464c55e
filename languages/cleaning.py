"""What may be stored of a text from outside, and in which form."""

from __future__ import annotations

import unicodedata

# Line breaks and tabs are text; every other control character is not.
_ALLOWED_CONTROLS = "\n\t"
# What stands where a character was lost on the way: browsers and servers put it in the place of half a pair.
_LOST = "\ufffd"


class UncleanText(ValueError):
    """A text holds what cannot be stored: NUL, another control character, half a pair, or what is none."""


def clean(text: str) -> str:
    """``text`` in Unicode NFC with plain line ends.

    Raises ``UncleanText`` for NUL, other control characters and lone surrogates: PostgreSQL refuses some
    of them in JSON and SQLite stores them, so neither database is asked. So it does for what was put in
    the place of a lost character, and for code points that never are one, which no XML may hold.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in text:
        category = unicodedata.category(character)
        if (
            category == "Cs"
            or (category == "Cc" and character not in _ALLOWED_CONTROLS)
            or character == _LOST
            or (category == "Cn" and _is_never_one(ord(character)))
        ):
            raise UncleanText(f"U+{ord(character):04X}")
    return unicodedata.normalize("NFC", text)


def _is_never_one(point: int) -> bool:
    """Whether Unicode keeps a code point from ever being a character."""
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF

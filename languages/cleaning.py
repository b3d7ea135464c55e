"""What may be stored of a text from outside, and in which form."""

from __future__ import annotations

import unicodedata

# Line breaks and tabs are text; every other control character is not.
_ALLOWED_CONTROLS = "\n\t"


class UncleanText(ValueError):
    """A text holds a character that cannot be stored: NUL, another control character or half a pair."""


def clean(text: str) -> str:
    """``text`` in Unicode NFC with plain line ends.

    Raises ``UncleanText`` for NUL, other control characters and lone surrogates: PostgreSQL refuses some
    of them in JSON and SQLite stores them, so neither database is asked.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in text:
        category = unicodedata.category(character)
        if category == "Cs" or (category == "Cc" and character not in _ALLOWED_CONTROLS):
            raise UncleanText(f"U+{ord(character):04X}")
    return unicodedata.normalize("NFC", text)

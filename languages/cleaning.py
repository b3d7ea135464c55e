"""What may be stored of a text from outside, and in which form."""

from __future__ import annotations

import re
import unicodedata

# Line breaks and tabs are text; every other control character is not.
_ALLOWED_CONTROLS = "\n\t"
# What stands where a character was lost on the way: browsers and servers put it in the place of half a pair.
_LOST = "\ufffd"
# Signs that turn the direction of what follows, each with the one that ends it. A new paragraph ends all.
_END, _END_APART = "\u202c", "\u2069"
_ENDS = dict.fromkeys("\u202a\u202b\u202d\u202e", _END) | dict.fromkeys("\u2066\u2067\u2068", _END_APART)
_PARAGRAPH = re.compile(r"[^\n\u2029]+")


class UncleanText(ValueError):
    """A text holds what cannot be stored: NUL, another control character, half a pair, or what is none."""


def clean(text: str) -> str:
    """``text`` in Unicode NFC with plain line ends, and every turn of direction ended where its line ends.

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
    # Composed last: a sign that goes may have stood between a letter and its accent.
    return unicodedata.normalize("NFC", _PARAGRAPH.sub(_turned_back, text))


def _turned_back(paragraph: re.Match[str]) -> str:
    """The paragraph with each sign that turns its direction paired, so that nothing beside it is turned."""
    kept, due, apart = [], [], 0
    for character in paragraph[0]:
        if character in _ENDS:
            due.append(_ENDS[character])
            apart += due[-1] == _END_APART
        elif character == _END_APART and apart:
            # It ends what was begun since, too.
            apart -= 1
            while due.pop() != _END_APART:
                pass
        elif character == _END and due[-1:] == [_END]:
            due.pop()
        elif character in (_END, _END_APART):
            continue  # ends nothing
        kept.append(character)
    return "".join([*kept, *reversed(due)])


def _is_never_one(point: int) -> bool:
    """Whether Unicode keeps a code point from ever being a character."""
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF

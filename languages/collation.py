"""Sort keys: titles in alphabetical order of the reader's language, whatever the database's collation.

A key is text in hexadecimal digits only, which every database orders alike, so that SQLite and
PostgreSQL (in any locale) show the same list.
"""

from __future__ import annotations

import re
import unicodedata

from languages.folding import fold

KEY_LENGTH = 120
# A leading article of Arabic, quotation marks and the like do not count in an alphabetical list.
_NOT_LEADING = re.compile(r"^[\W_]+")
_ARABIC_ARTICLE = re.compile(r"^ال(?=\w)")
# Letters that have a place of their own, right after the letter that folding makes of them.
_OWN_LETTERS = {"es": ("ñ", "n"), "ru": ("й", "и")}


def sort_key(text: str, language: str) -> str:
    """A key of at most ``KEY_LENGTH`` hexadecimal digits that orders ``text`` in ``language``.

    Chinese is ordered by its GB 18030 bytes, Spanish keeps n with tilde after n and Russian short i after
    i, Arabic passes over the article; the others compare without case and accents.
    """
    bare = _NOT_LEADING.sub("", unicodedata.normalize("NFC", text))
    if language == "zh-hans":
        return bare.encode("gb18030", errors="replace").hex()[:KEY_LENGTH]
    if language in _OWN_LETTERS:
        letter, before = _OWN_LETTERS[language]
        # The last code of its length stands after everything else that could follow the letter before.
        folded = f"{before}\uffff".join(fold(part) for part in bare.lower().split(letter))
    elif language == "ar":
        folded = _ARABIC_ARTICLE.sub("", fold(bare))
    else:
        folded = fold(bare)
    return folded.encode("utf-8", errors="replace").hex()[:KEY_LENGTH]

"""Words as they are compared: by search, and by anything that asks whether two texts say the same.

Case, accents, Arabic marks and the shapes of alef, ya and ta marbuta are folded away; Chinese is cut
into pairs of characters, since it has no spaces and its usual word has two.
"""

from __future__ import annotations

import re
import unicodedata

_ARABIC_FOLDS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None}
)
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PIECES = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_ARABIC_ARTICLE = re.compile(r"^(?:و|ف|ب|ك)?ال(?=\w{3})|^لل(?=\w{3})")


def fold(text: str) -> str:
    """``text`` without case, accents and marks, so that two spellings of a word are equal."""
    # Arabic letters with hamza decompose too, so they are folded before accents are dropped.
    folded = unicodedata.normalize("NFKC", text).translate(_ARABIC_FOLDS).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch)).replace("ё", "е")


def tokens(text: str) -> list[str]:
    """The words of ``text`` as search compares them, in order, repeats kept.

    Chinese runs become overlapping pairs (and a single character stays one); an Arabic word with the
    article is followed by the word without it.
    """
    found = []
    for piece in _PIECES.findall(fold(text)):
        if _IS_HAN.match(piece):
            found += [piece[i : i + 2] for i in range(len(piece) - 1)] or [piece]
        else:
            found.append(piece)
            bare = _ARABIC_ARTICLE.sub("", piece)
            if bare != piece:
                found.append(bare)
    return found

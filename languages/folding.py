"""Words as they are compared: by search, and by anything that asks whether two texts say the same.

Case, accents, Arabic marks and the shapes of alef, ya and ta marbuta are folded away; Chinese is cut
into pairs of characters, since it has no spaces and its usual word has two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_ARABIC_FOLDS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None}
)
# Letters that no decomposition takes apart, though readers type them so.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
# Longer words are cut: nobody types them, and an index refuses very long ones.
WORD_LENGTH = 60
HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PIECES = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_IS_HAN = re.compile(rf"[{HAN}]")
_ARABIC_ARTICLE = re.compile(r"^(?:و|ف|ب|ك)?ال(?=\w{3})|^لل(?=\w{3})")


def fold(text: str) -> str:
    """``text`` without case, accents and marks, so that two spellings of a word are equal."""
    # Arabic letters with hamza decompose too, so they are folded before accents are dropped.
    folded = unicodedata.normalize("NFKC", text).translate(_ARABIC_FOLDS).casefold()
    decomposed = unicodedata.normalize("NFKD", folded.translate(_LIGATURES))
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


def tokens(text: str) -> list[str]:
    """The words of ``text`` as they are stored to be found, in order, repeats kept.

    Chinese runs become overlapping pairs and their last character, so that every character begins a
    word; an Arabic word with the article is followed by the word without it.
    """
    found: list[str] = []
    for run in _runs(text):
        if _IS_HAN.match(run):
            found += [run[i : i + 2] for i in range(len(run))]
        else:
            found += dict.fromkeys((run, _without_article(run)))
    return found


def query_words(text: str) -> list[str]:
    """The words to look for when a reader types ``text``, each once.

    As ``tokens``, but for Chinese pairs alone, and an Arabic word without its article alone: stored words
    have both forms, so it is found whether the text has the article or not.
    """
    wanted: list[str] = []
    for run in _runs(text):
        if _IS_HAN.match(run):
            wanted += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        else:
            wanted.append(_without_article(run))
    return list(dict.fromkeys(wanted))


def _runs(text: str) -> Iterator[str]:
    """Chinese runs in full, and words of all other scripts."""
    for piece in _PIECES.findall(fold(text)):
        yield piece if _IS_HAN.match(piece) else piece[:WORD_LENGTH]


def _without_article(word: str) -> str:
    return _ARABIC_ARTICLE.sub("", word)

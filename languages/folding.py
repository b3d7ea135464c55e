"""Words as they are compared: by search, and by anything that asks whether two texts say the same.

Case, accents, Arabic marks and the shapes of alef, ya and ta marbuta are folded away; Chinese is cut
into pairs of characters, since it has no spaces and its usual word has two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from languages.inflection import bare

_FOLDS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None}
    # Persian keyboards have a ya and a kaf of their own, Arabic ones two sets of figures.
    | {"ی": "ي", "ک": "ك"}
    | {figure: str(value) for figures in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, figure in enumerate(figures)}
)
# Letters that no decomposition takes apart, though readers type them so.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
# Longer words are cut: nobody types them, and an index refuses very long ones.
WORD_LENGTH = 60
HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Accents and vowel marks that stand by themselves in a text that is not folded: part of the word.
_MARKS = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d\u00ad"
# A run of Chinese, or a word of any other script.
WORDS = re.compile(rf"[{HAN}]+|(?:[^\W_{HAN}][{_MARKS}]*)+")
# Of these, those that a printed word goes without.
_UNWRITTEN = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d\u00ad]")
_IS_HAN = re.compile(rf"[{HAN}]")
_HYPHENS = frozenset("-\u2010\u2013")


def fold(text: str) -> str:
    """``text`` without case, accents and marks, so that two spellings of a word are equal."""
    # Arabic letters with hamza decompose too, so they are folded before accents are dropped.
    folded = unicodedata.normalize("NFKC", text).translate(_FOLDS).casefold()
    decomposed = unicodedata.normalize("NFKD", folded.translate(_LIGATURES))
    # With the marks go signs that nobody sees: soft hyphens, joiners, marks of direction.
    return "".join(
        ch for ch in decomposed if not unicodedata.combining(ch) and unicodedata.category(ch) != "Cf"
    )


def is_han(word: str) -> bool:
    """Whether a word, or a run of them, is Chinese."""
    return bool(_IS_HAN.match(word))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Every word of ``text``, folded, with what stands between it and the word before.

    A Chinese run is a word here.
    """
    folded = fold(text)
    end = 0
    for match in WORDS.finditer(folded):
        yield match.group()[: None if is_han(match.group()) else WORD_LENGTH], folded[end : match.start()]
        end = match.end()


def spellings(text: str, *, is_name: bool = False) -> Iterator[str]:
    """The words of ``text`` as they are written, but for marks of Arabic vowels.

    The first word of what is no name begins with a small letter: its capital is the sentence's.
    """
    for at, match in enumerate(WORDS.finditer(unicodedata.normalize("NFC", text))):
        word = _UNWRITTEN.sub("", match.group())
        if len(word) <= WORD_LENGTH:
            yield word.lower() if at == 0 and not is_name and word[1:].islower() else word


def tokens(text: str) -> list[str]:
    """The words of ``text`` as they are stored to be found, in order, repeats kept.

    Chinese runs become overlapping pairs and their last character, so that every character begins a
    word; an Arabic word with the article, or with a particle, is followed by the word without it, and two
    words that belong together by both as one.
    """
    found: list[str] = []
    before = ""
    for word, between in runs(text):
        if is_han(word):
            found += [word[i : i + 2] for i in range(len(word))]
            before = ""
        else:
            found += dict.fromkeys((word, bare(word)))
            if _belong_together(before, between, word):
                found.append((before + word)[:WORD_LENGTH])
            before = word
    return found


def _belong_together(one: str, between: str, other: str) -> bool:
    """Whether two words are often written as one: eco-innovation, or a name and its number, as ISO 26000."""
    is_name = one.isalpha() and other.isdecimal()
    return bool(one) and (between in _HYPHENS or (between == " " and is_name))

"""Other forms of a word that a reader may have typed, as beginnings of words: plurals, cases, particles.

Much less than a stemmer: a beginning finds every longer form by itself, so all that is needed is to take
off the ending that the reader typed and the text does not have. Words are folded already (see
``languages.folding``). A form that finds too much costs little, since better matches come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LATIN, _CYRILLIC, _ARABIC = re.compile(r"[a-z]+"), re.compile(r"[а-я]+"), re.compile(r"[ء-ي]+")

# Plurals of English, French and Spanish, both ways: an ending and what stands in its place.
_LATIN_FORMS = (
    (re.compile(r"(?<=\w[^aeiouy])ies$"), "y"),
    (re.compile(r"(?<=\w[^aeiouy])y$"), "ies"),
    (re.compile(r"(?<=\w\w[^isu])s$"), ""),
    (re.compile(r"(?<=\w{3}[dhlnrsxz])(?<!ll)(?<!nn)(?<!rr)es$"), ""),
    (re.compile(r"(?<=\w{3})aux$"), "al"),
    (re.compile(r"(?<=\w{3})al$"), "aux"),
    (re.compile(r"(?<=\w[ae]u)x$"), ""),
)
# Endings of nouns and adjectives, the longest that leaves a word; folding has made i of the short i.
_RUSSIAN_ENDING = re.compile(
    r"(?<=\w{4})(?:иями|ами|ями|ими|ыми|иях|иям|ием|иеи|его|ого|ему|ому|ах|ях|ам|ям|ем|ом|им|ым|их|ых|ев|ов"
    r"|еи|ии|ои|ыи|ая|яя|ее|ое|ие|ые|ия|ию|ую|ью|юю)$|(?<=\w{3})[аеиоуыьюя]$"
)
# In рынок and закупок stands a vowel that the other cases do not have.
_RUSSIAN_FLEETING = re.compile(r"(?<=\w{3})[ео]к$")
_ARABIC_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{3})")
_ARABIC_PARTICLE = re.compile(r"^(?:[وف][بكل]?|[بكل])(?=\w{4})")
_ARABIC_ENDING = re.compile(r"(?<=\w{3})(?:يات|ات|ان|ين|ون|يه|ه|ي)$")


def bare(word: str) -> str:
    """An Arabic word without its article, or else without a particle written with it; others as they are."""
    without_article = _ARABIC_ARTICLE.sub("", word)
    return without_article if without_article != word else _ARABIC_PARTICLE.sub("", word)


def without_article(word: str) -> str:
    """An Arabic word without its article and the particles before that; any other word as it is."""
    return _ARABIC_ARTICLE.sub("", word)


def beginnings(word: str) -> tuple[str, ...]:
    """What a stored word may begin with to count as a form of ``word``."""
    found = [word]
    if _LATIN.fullmatch(word):
        found += [ending.sub(other, word) for ending, other in _LATIN_FORMS]
    elif _CYRILLIC.fullmatch(word):
        found += [_RUSSIAN_FLEETING.sub("к", word), _RUSSIAN_ENDING.sub("", word)]
    elif _ARABIC.fullmatch(word):
        found = [
            form
            for each in (without_article(word), bare(word))
            for form in (each, _ARABIC_ENDING.sub("", each))
        ]
    return shortest(found)


def shortest(words: Iterable[str]) -> tuple[str, ...]:
    """Of ``words`` those that none of the others begins: what the others would find, they find too."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not word.startswith(tuple(kept)):
            kept.append(word)
    return tuple(kept)

"""Alike by their words: within one language, and without the optional packages."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz import fuzz, process

from languages.alike.finder import Near, Passage, Sought, confidence
from languages.folding import tokens
from languages.terms import EMPTY_WORDS

# Two texts without a word in common still share letters: below this they share nothing else.
_CHANCE = 0.42
# A piece is compared closely with so many entries, and only with those of so many percent.
_CLOSELY, _AT_LEAST = 200, 50


@dataclass(frozen=True)
class _Text:
    key: Hashable
    number: int


class WordIndex:
    """The words of every passage, by language."""

    def __init__(self, entries: Iterable[tuple[Hashable, Sequence[Passage]]]) -> None:
        self._words: dict[str, dict[_Text, str]] = {}
        for key, passages in entries:
            for number, passage in enumerate(passages):
                self._words.setdefault(passage.language, {})[_Text(key, number)] = words(passage.text)

    def nearest(self, sought: Sought, most: int) -> list[Near]:
        found: dict[Hashable, tuple[float, Passage, int]] = {}
        for piece in sought.pieces:
            for text, alike in self._alike(piece).items():
                if alike > found.get(text.key, (0.0,))[0]:
                    found[text.key] = (alike, piece, text.number)
        gists: dict[Hashable, float] = {}
        for text, alike in self._alike(sought.gist).items() if sought.gist else ():
            gists[text.key] = max(alike, gists.get(text.key, 0.0))
        near = [
            Near(
                key,
                min(confidence(best, gists.get(key, 0.0)) if sought.gist else best, 1.0),
                piece,
                number,
            )
            for key, (best, piece, number) in found.items()
        ]
        return nlargest(most, near, key=lambda each: each.confidence)

    def _alike(self, passage: Passage) -> dict[_Text, float]:
        own = words(passage.text)
        others = self._words.get(passage.language, {})
        near = process.extract(
            own, others, scorer=fuzz.token_set_ratio, processor=None, limit=_CLOSELY, score_cutoff=_AT_LEAST
        )
        return {text: likeness(own, theirs) for theirs, _score, text in near}


def words(text: str) -> str:
    """The telling words of ``text`` as search folds them, each once; of Chinese the pairs."""
    telling = (word for word in tokens(text) if word not in EMPTY_WORDS)
    return " ".join(dict.fromkeys(telling))


def likeness(one: str, other: str) -> float:
    """How alike two rows of ``words`` are, from 0 to 1; what one says beyond the other counts half."""
    score = (fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 200
    return max(0.0, (score - _CHANCE) / (1 - _CHANCE))

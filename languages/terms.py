"""What a reader types into a search, as terms that can be looked for among the stored words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from languages.folding import is_han, runs
from languages.inflection import beginnings, shortest, without_article

# Words that say nothing of what is looked for, folded: left out where others remain.
_EMPTY_WORDS = (
    "a an and are at by for from in is not of on or that the to with"
    " au aux avec ce d dans de des du en est et l la le les ou par pour qu que sur un une"
    " al con del e el las los o para por se su una y"
    " в во для до за и из или к ко на не о об от по при с со у"
    " في من علي الي عن مع او و"
)
EMPTY_WORDS = frozenset(_EMPTY_WORDS.split())
# Words between two Chinese words: “consumption and production” reads 消费和生产 or 消费与生产.
_BETWEEN_HAN = re.compile("[和与及或的之暨]")
# What is left of an article before an apostrophe (l’eau), or of a possessive after it (the world’s).
_ELIDED = re.compile(r"(?<!\w)(?:[cdjlmnst]|qu)['’ʼ＇](?=\w)|(?<=\w)['’ʼ＇]s(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Term:
    """One word to look for: as typed and folded, and what a stored word has to begin with to match it."""

    word: str
    beginnings: tuple[str, ...]

    def matches(self, words: Iterable[str]) -> bool:
        """Whether one of the stored ``words`` does."""
        return any(word.startswith(self.beginnings) for word in words)


def terms(text: str) -> list[Term]:
    """What to look for when a reader types ``text``: every term has to occur. Each once, in order."""
    # Where nothing is left without them, the little words are what is looked for.
    found = list(_terms(_ELIDED.sub(" ", text))) or list(_terms(text))
    telling = [term for term in found if term.word not in EMPTY_WORDS]
    return list({term.word: term for term in telling or found}.values())


def _terms(text: str) -> Iterator[Term]:
    words = [word for word, _between in runs(text)]
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if is_han(word):
            yield from (Term(each, (each,)) for each in _han_words(word))
        else:
            # What is two words to one writer is one to another: life-style, lifestyle.
            as_one = [pair for pair in (before + word, word + after) if pair != word]
            yield Term(without_article(word), shortest([*beginnings(word), *as_one]))


def _han_words(run: str) -> Iterator[str]:
    parts = [part for part in _BETWEEN_HAN.split(run) if part] if len(run) > 2 else [run]
    for part in parts or [run]:
        yield from [part[i : i + 2] for i in range(len(part) - 1)] or [part]

"""What may help a reader who found nothing: other spellings, single words, a filter less.

All of it is drawn from the counted programmes alone and counted before it is offered, in two queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from operator import ne

from languages.folding import WORDS, fold, is_han, tokens
from languages.inflection import beginnings
from languages.terms import terms
from programmes.facets import count_each
from programmes.filters import Q_LENGTH, ProgrammeFilter
from programmes.models import Programme

# So many programmes lend their words; in a larger registry a misspelt word is still found among these.
MOST_PROGRAMMES = 1000
# More spellings, or more words looked for one by one, would be a list to search through.
MOST_SPELLINGS, MOST_WORDS = 3, 6
# Of the words that are near, so many are looked at, since some are forms of one.
MOST_FORMS = 12
# How alike two words have to be, from 0 to 1, and how much longer or shorter one may be.
LIKENESS, LENGTHS = 0.75, 2
# Of shorter words too many are alike; Chinese words have fewer characters.
SHORTEST, SHORTEST_HAN = 4, 3


@dataclass(frozen=True)
class Suggestion:
    """Words to look for, and how many programmes they find: with the other filters, or without them."""

    words: str
    count: int
    keeps_filters: bool


@dataclass(frozen=True)
class Suggestions:
    """``spellings`` to look for instead; each of the words in ``single``, with 0 where it is nowhere; and how
    many programmes there would be ``without`` each filter, by its name.
    """

    spellings: list[Suggestion]
    single: list[Suggestion]
    without: dict[str, int]


def suggest(filters: ProgrammeFilter) -> Suggestions:
    """What would help where ``filters`` find nothing."""
    typed = filters.value("q")
    respelt, single = _searches(typed) if typed else ([], [])
    asked = {("without", name): filters.without(name) for name in filters.in_use}
    asked |= {("kept", words): filters.searching(words) for words in respelt}
    asked |= {("alone", words): filters.searching(words, alone=True) for words in (*respelt, *single)}
    counts = count_each(asked)
    return Suggestions(
        [found for words in respelt if (found := _better(words, counts)).count],
        [Suggestion(words, counts["alone", words], keeps_filters=False) for words in single],
        {name: counts["without", name] for name in filters.in_use},
    )


def _searches(typed: str) -> tuple[list[str], list[str]]:
    vocabulary = _Vocabulary()
    respelt = [words for words in _respelt(typed, vocabulary) if len(words) <= Q_LENGTH]
    # Words that never meet are looked for one by one, rightly spelt.
    single = dict.fromkeys(_single(next(iter(respelt), typed), vocabulary))
    return list(dict.fromkeys(respelt)), list(single)[:MOST_WORDS]


def _better(words: str, counts: dict[tuple[str, str], int]) -> Suggestion:
    if counts["kept", words]:
        return Suggestion(words, counts["kept", words], keeps_filters=True)
    return Suggestion(words, counts["alone", words], keeps_filters=False)


class _Vocabulary:
    """The words of the counted programmes: as they are stored to be found, and as they are written."""

    def __init__(self) -> None:
        entries = Programme.objects.counted().order_by("serial")
        written = entries.values_list("search_entry__spellings", flat=True)[:MOST_PROGRAMMES]
        words = dict.fromkeys(word for entry in written for word in (entry or "").split())
        # Without the capital of a sentence, where the word stands somewhere without it.
        words = {word: None for word in words if word == word.lower() or word.lower() not in words}
        self._written: dict[str, str] = {}
        for word in words:
            if not is_han(word):
                for token in tokens(word):
                    self._written.setdefault(token, word)
        self._han = [word for word in words if is_han(word)]

    def has(self, word: str) -> bool:
        """Whether ``word``, or a form of it, is a word of some programme."""
        if is_han(word):
            return any(word in run for run in self._han)
        return all(term.matches(self._written) for term in terms(word))

    def near(self, word: str) -> list[str]:
        """Words as they are written that are spelt much like ``word``, the nearest first."""
        if is_han(word):
            return self._near_han(word)
        folded = fold(word)
        if len(folded) < SHORTEST or not folded.isalpha():
            return []
        near: dict[str, str] = {}
        for each in get_close_matches(folded, self._as_long_as(folded), MOST_FORMS, LIKENESS):
            # One form of a word stands for the others.
            if not each.startswith(tuple(near)):
                near |= dict.fromkeys(beginnings(each), self._written[each])
        return list(dict.fromkeys(near.values()))[:MOST_SPELLINGS]

    def _as_long_as(self, word: str) -> list[str]:
        lengths = range(max(len(word) - LENGTHS, SHORTEST), len(word) + LENGTHS + 1)
        return [each for each in self._written if len(each) in lengths]

    def parts(self, run: str) -> Iterator[str]:
        """The longest stretches of a Chinese ``run`` that some programme has, of two characters or more."""
        start = 0
        while start < len(run) - 1:
            ends = range(len(run), start + 1, -1)
            end = next((end for end in ends if self.has(run[start:end])), start + 1)
            if end > start + 1:
                yield run[start:end]
            start = end

    def _near_han(self, run: str) -> list[str]:
        # As long as ``run``, with one character in three another.
        length = len(run)
        if length < SHORTEST_HAN:
            return []
        stretches = {each[at : at + length] for each in self._han for at in range(len(each) - length + 1)}
        apart = {each: sum(map(ne, run, each)) for each in stretches}
        near = sorted((number, each) for each, number in apart.items() if number <= length // 3)
        return [each for _number, each in near[:MOST_SPELLINGS]]


def _respelt(typed: str, vocabulary: _Vocabulary) -> Iterator[str]:
    """``typed`` with near words in the place of those that nobody wrote, the nearest first.

    Where nothing is near, the word is left out, if another could be mended.
    """
    words = dict.fromkeys(match.group() for match in WORDS.finditer(typed))
    unknown = [word for word in words if not vocabulary.has(word)][:MOST_WORDS]
    near = {word: vocabulary.near(word) for word in unknown}
    for choice in range(MOST_SPELLINGS):
        if not any(len(others) > choice for others in near.values()):
            return
        chosen = {
            word: others[min(choice, len(others) - 1)] if others else "" for word, others in near.items()
        }
        yield _replaced(typed, chosen)


def _replaced(typed: str, chosen: dict[str, str]) -> str:
    return " ".join(WORDS.sub(lambda match: chosen.get(match.group(), match.group()), typed).split())


def _single(typed: str, vocabulary: _Vocabulary) -> Iterator[str]:
    """The words of ``typed`` that tell something, and the known parts of what is Chinese."""
    telling = {term.word for term in terms(typed)}
    for match in WORDS.finditer(typed):
        word = match.group()
        if is_han(word):
            yield from list(vocabulary.parts(word)) or [word]
        elif any(term.word in telling for term in terms(word)):
            yield word

"""An empty result that helps: searches to try instead, each with its address and what it finds."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Self

from programmes.suggestions import Suggestion, Suggestions
from programmes.web.addresses import Selection

# How the names of letters begin that the six languages are written in.
SCRIPTS = ("ARABIC", "CJK", "CYRILLIC", "LATIN")


@dataclass(frozen=True)
class Offer:
    """Words to look for, how many programmes have them, and where these are listed; nowhere if none has."""

    words: str
    count: int
    address: str


@dataclass(frozen=True)
class Help:
    """``spellings`` to look for instead, the ``single`` words, and whether one is in a script of its own."""

    spellings: list[Offer]
    single: list[Offer]
    is_foreign: bool

    @classmethod
    def of(cls, found: Suggestions, selection: Selection, page: str) -> Self:
        """``found`` with addresses of ``page``; ``selection`` is what found nothing."""
        typed = next(iter(selection.chosen.get("q", [])), "")
        single = found.single if _says_more(found, typed) else []
        return cls(
            [_offer(each, selection, page) for each in found.spellings],
            [_offer(each, selection, page) for each in single],
            any(_is_foreign(char) for char in unicodedata.normalize("NFKC", typed)),
        )


def _says_more(found: Suggestions, typed: str) -> bool:
    """Whether the single words say more than the spellings, and than each filter that could be dropped."""
    is_all_there_is = [each.words for each in found.single] == [typed] and len(found.without) < 3
    return any(each.count for each in found.single) and not found.spellings and not is_all_there_is


def _is_foreign(char: str) -> bool:
    is_letter = unicodedata.category(char) in ("Ll", "Lo", "Lu")
    return is_letter and not unicodedata.name(char, "").startswith(SCRIPTS)


def _offer(found: Suggestion, selection: Selection, page: str) -> Offer:
    kept = selection if found.keeps_filters else Selection()
    return Offer(found.words, found.count, kept.having(q=found.words).at(page) if found.count else "")

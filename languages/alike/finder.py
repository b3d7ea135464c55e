"""What is compared of an entry, and in which order the entries come that look like it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

# From here on a hint is shown. Related proposals lie above; of 851 texts on other matters one did.
SHOWN_FROM = 0.45
# So many are kept of one entry, chosen among so many that the index names.
KEPT, LOOKED_AT = 20, 100
# What is not text makes nothing alike, but among entries that are as alike it decides.
SAME_CELL, SHARED_PARTY = 0.03, 0.03
# A long text is compared piece by piece: in one vector its sentences would blur.
PIECE_LENGTH, MOST_PIECES = 300, 12
_SENTENCE_ENDS = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])|\n+")

Cell = tuple[str, str]


@dataclass(frozen=True)
class Passage:
    """One text of an entry: which item of the template it stands in, and its language."""

    item: str
    language: str
    text: str


@dataclass(frozen=True)
class Sought:
    """What others are compared with: pieces of what is written, and what it says on the whole.

    There is no ``gist`` where nothing stands beside the title.
    """

    pieces: Sequence[Passage]
    gist: Passage | None


@dataclass(frozen=True)
class Near:
    """An entry that an index found: how alike, which piece says so, and the number of its own passage."""

    key: Any
    confidence: float
    piece: Passage
    passage: int


@dataclass(frozen=True)
class Traits:
    """What else is known of an entry."""

    cell: Cell | None
    parties: frozenset[Any]


class Index(Protocol):
    """Entries with their passages, and how they are found."""

    def nearest(self, sought: Sought, most: int) -> list[Near]:
        """The ``most`` that are most alike, in any order."""


def sought_in(passages: Iterable[Passage]) -> Sought:
    """What to look for, from the ``passages`` of an entry: the title first, the most telling next."""
    written = [passage for passage in passages if passage.text.strip()]
    pieces = [
        Passage(passage.item, passage.language, piece) for passage in written for piece in cut(passage.text)
    ]
    said = " ".join(passage.text for passage in written[:2])[: 2 * PIECE_LENGTH]
    gist = Passage("", written[0].language, said) if len(written) > 1 else None
    return Sought(pieces[:MOST_PIECES], gist)


def cut(text: str) -> list[str]:
    """``text`` in pieces of whole sentences; a sentence that is longer by itself is cut off."""
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for sentence in filter(None, map(str.strip, _SENTENCE_ENDS.split(text))):
        if piece and len(piece) + len(sentence) >= PIECE_LENGTH:
            yield piece
            piece = ""
        piece = f"{piece} {sentence}".strip()[:PIECE_LENGTH]
    if piece:
        yield piece


def confidence(best: Any, gist: Any) -> Any:
    """How alike two entries are, from their likest passages and from what the one says on the whole.

    The whole is usually half as alike as the likest passage, and then changes nothing; two short titles that
    meet by chance have a whole that does not bear it out. Takes numbers, and arrays of them.
    """
    return best + 0.4 * (gist - 0.5 * best)


def ranked(near: Iterable[Near], own: Traits, traits_of: Callable[[Any], Traits]) -> list[Near]:
    """The first ``KEPT``, the most alike in front; what shares cell or party with ``own`` comes before its
    equals.
    """

    def order(each: Near) -> float:
        other = traits_of(each.key)
        same_cell = own.cell is not None and own.cell == other.cell
        return each.confidence + SAME_CELL * same_cell + SHARED_PARTY * bool(own.parties & other.parties)

    return sorted(near, key=order, reverse=True)[:KEPT]

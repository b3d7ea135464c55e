"""Why a programme was found: the words of its titles, submitters and texts that match, marked.

Pure functions over what a page has loaded. Which programmes are found, and in which order, is the business
of ``querysets``; both compare words as ``languages.folding`` folds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from languages.folding import WORDS, fold, is_han, tokens
from languages.official import Language, language_for
from languages.reading import all_texts
from languages.terms import Term, terms
from programmes.models import Programme
from programmes.template.content import passages

# A passage is shown from this many characters before the first match, and so many in all.
BEFORE, LENGTH = 60, 180
# More reasons than this do not help to choose.
MOST_REASONS = 2


class Where(StrEnum):
    TITLE = "title"
    SUBMITTER = "submitter"
    TEXT = "text"


@dataclass(frozen=True)
class Piece:
    """A stretch of text that matches, or one that does not."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Found:
    """One reason why a programme is a hit: where, in which language, and the words around it."""

    where: Where
    label: str
    language: Language
    pieces: list[Piece]


def mark(text: str, wanted: Sequence[Term]) -> list[Piece]:
    """``text`` cut into pieces, the words that match one of the ``wanted`` terms marked."""
    pieces: list[Piece] = []
    end = 0
    for start, stop in _spans(text, wanted):
        if start > end:
            pieces.append(Piece(text[end:start], is_match=False))
        pieces.append(Piece(text[start:stop], is_match=True))
        end = stop
    if end < len(text):
        pieces.append(Piece(text[end:], is_match=False))
    return pieces


def reasons(programme: Programme, words: str, shown: str) -> list[Found]:
    """Where ``words`` occur in ``programme``, beyond its title in the language ``shown``; the best first.

    ``programme`` comes with its parties and, for matches in the text, its current version.
    """
    wanted = terms(words)
    found: dict[tuple[Where, str], Found] = {}
    for where, label, code, text in _texts(programme, shown):
        pieces = mark(text, wanted)
        # The same words in a second language are no second reason.
        if (where, label) not in found and any(piece.is_match for piece in pieces):
            found[where, label] = Found(where, label, language_for(code), _around_first_match(pieces))
        if len(found) == MOST_REASONS:
            break
    return list(found.values())


def _texts(programme: Programme, shown: str) -> Iterator[tuple[Where, str, str, str]]:
    for code, title in all_texts(programme, "title").items():
        if code != shown:
            yield Where.TITLE, "", code, title
    for party in programme.parties.all():
        names = all_texts(party.submitter, "name")
        # The reader's own language first: one name is reason enough.
        for code in sorted(names, key=lambda each: each != shown):
            yield Where.SUBMITTER, "", code, names[code]
        yield Where.SUBMITTER, "", party.named_language, party.named_as
    content = programme.current.content if programme.current else None
    for passage in passages(content) if content else ():
        if passage.path != "title":
            for code in sorted(passage.texts, key=lambda each: each != shown):
                yield Where.TEXT, str(passage.item.label), code, passage.texts[code]["text"]


def _spans(text: str, wanted: Sequence[Term]) -> Iterator[tuple[int, int]]:
    end = 0
    before: re.Match[str] | None = None
    for match in WORDS.finditer(text):
        if is_han(match.group()):
            yield from _han_spans(match, wanted)
        elif any(term.matches(tokens(match.group())) for term in wanted):
            yield match.span()
            end = match.end()
        elif before and end <= before.start() and _is_joined_match(text, before, match, wanted):
            yield before.start(), match.end()
            end = match.end()
        before = match


def _is_joined_match(text: str, one: re.Match[str], other: re.Match[str], wanted: Sequence[Term]) -> bool:
    """Whether two words that match by neither are joined, and match as the one word they make."""
    if text[one.end() : other.start()] == " " and not other.group().isdecimal():
        return False  # most words: nothing has to be compared
    as_one = tokens(text[one.start() : other.end()])[-1:]
    return any(term.matches(as_one) for term in wanted)


def _han_spans(match: re.Match[str], wanted: Sequence[Term]) -> Iterator[tuple[int, int]]:
    # Folding keeps the number of Chinese characters, so positions stay true; overlapping pairs run together.
    run = fold(match.group())
    marked: set[int] = set()
    for term in wanted:
        for at in range(len(run)):
            if run.startswith(term.word, at):
                marked.update(range(at, at + len(term.word)))
    for at in sorted(marked):
        if at - 1 not in marked:
            stop = at
            while stop in marked:
                stop += 1
            yield match.start() + at, match.start() + stop


def _around_first_match(pieces: list[Piece]) -> list[Piece]:
    first = next(index for index, piece in enumerate(pieces) if piece.is_match)
    before = "".join(piece.text for piece in pieces[:first])
    shortened = f"… {before[-BEFORE:].partition(' ')[2]}" if len(before) > BEFORE else before
    kept = [Piece(shortened, is_match=False)] if shortened else []
    room = LENGTH
    for piece in pieces[first:]:
        kept.append(
            Piece(piece.text if len(piece.text) <= room else f"{piece.text[:room]} …", piece.is_match)
        )
        room -= len(piece.text)
        if room <= 0:
            break
    return kept

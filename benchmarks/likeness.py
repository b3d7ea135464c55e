"""How well entries that look alike are found, and what it costs among 120,000 texts."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from languages.alike.finder import (
    LOOKED_AT,
    SHOWN_FROM,
    Index,
    Near,
    Passage,
    Traits,
    ranked,
    sought_in,
)
from languages.alike.meaning import DIMENSIONS, Encoder, MeaningIndex
from languages.alike.words import WordIndex
from languages.official import CODES
from programmes.likeness import passages_of
from programmes.models import EntryLink, Programme
from programmes.status import EntryPart, LinkBasis
from tests.proposals import RELATED, UNRELATED, Proposal

TEXTS, OF_EACH, ROUNDS = 120_000, 6, 15


class Remembering(Encoder):
    """Encodes no text twice."""

    def __init__(self) -> None:
        self._known: dict[str, np.ndarray] = {}

    def vectors(self, passages: Sequence[Passage]) -> np.ndarray:
        new = {passage.text: passage for passage in passages if passage.text not in self._known}
        if new:
            self._known |= dict(zip(new, super().vectors(list(new.values())), strict=True))
        return np.stack([self._known[passage.text] for passage in passages])


def by_meaning(encoder: Encoder, *languages: str) -> Index:
    """The listed programmes by what they mean, as far as they say it in ``languages``."""
    entries = _entries(languages)
    return MeaningIndex(encoder, ((key, encoder.encode(passages)) for key, passages in entries))


def by_words(*languages: str) -> Index:
    """The listed programmes by their words."""
    return WordIndex(_entries(languages))


def _entries(languages: Sequence[str]) -> Iterator[tuple[int, list[Passage]]]:
    for programme in Programme.objects.counted().order_by("serial"):
        said = [passage for passage in passages_of(programme) if passage.language in (languages or CODES)]
        yield programme.serial, said


def found(index: Index, passages: Sequence[Passage]) -> list[Near]:
    """What the finder names, the likest first, with nothing known but the words."""
    nothing = Traits(None, frozenset())
    return ranked(index.nearest(sought_in(passages), LOOKED_AT), nothing, lambda _key: nothing)


# --- How well -------------------------------------------------------------------------------------


def table_within(index: Index, most: int) -> tuple[int, int]:
    """Of the links between the report's table and its annex that are worded differently: for how many the
    programme is among the first ``most``, and how many there are.
    """
    links = EntryLink.objects.filter(entry__part=EntryPart.TABLE).exclude(basis=LinkBasis.WORDING)
    hits = [
        link.programme.serial in [each.key for each in found(index, [_wording(link)])[:most]]
        for link in links.select_related("entry", "programme")
    ]
    return sum(hits), len(hits)


def _wording(link: EntryLink) -> Passage:
    return Passage("title", link.entry.wording_language, link.entry.wording)


def titles_within(encoder: Encoder, asked: str, listed: str, most: int) -> int:
    """How many titles in the language ``asked`` find their programme among the titles in ``listed``."""
    titles = {
        (programme.serial, passage.language): passage
        for programme in Programme.objects.counted()
        for passage in passages_of(programme)
        if passage.item == "title"
    }
    index = MeaningIndex(
        encoder, [(key, encoder.encode([title])) for (key, code), title in titles.items() if code == listed]
    )
    return sum(
        key in [each.key for each in found(index, [title])[:most]]
        for (key, code), title in titles.items()
        if code == asked
    )


def related_within(index: Index, most: int, proposals: Sequence[Proposal] = RELATED) -> int:
    """How many full proposals find a programme they are like among the first ``most`` hints shown."""
    return sum(
        any(
            each.key in proposal.like and each.confidence >= SHOWN_FROM
            for each in found(index, proposal.passages)[:most]
        )
        for proposal in proposals
    )


def likest_unrelated(index: Index, proposals: Sequence[Proposal] = UNRELATED) -> float:
    """The highest confidence that a proposal on other matters reaches, with its title alone too."""
    near = [
        found(index, passages)
        for proposal in proposals
        for passages in (proposal.passages, proposal.passages[:1])
    ]
    return max((each[0].confidence for each in near if each), default=0.0)


# --- At what cost ---------------------------------------------------------------------------------


def made_up_index(encoder: Encoder) -> MeaningIndex:
    """``TEXTS`` vectors that mean nothing."""
    chance = np.random.default_rng(7)

    def entries() -> Iterator[tuple[int, bytes]]:
        for key in range(TEXTS // OF_EACH):
            drawn = chance.standard_normal((OF_EACH, DIMENSIONS), dtype=np.float32)
            drawn *= 127 / np.linalg.norm(drawn, axis=1, keepdims=True)
            yield key, np.rint(drawn).astype(np.int8).tobytes()

    return MeaningIndex(encoder, entries())


def made_up_words() -> WordIndex:
    """``TEXTS`` texts of words that mean nothing, a sixth of them in each language."""
    chance = np.random.default_rng(7)

    def entries() -> Iterator[tuple[int, list[Passage]]]:
        for key in range(TEXTS // OF_EACH):
            numbers = chance.integers(5000, size=(OF_EACH, 7))
            yield (
                key,
                [
                    Passage("title", code, " ".join(f"word{each}" for each in row))
                    for code, row in zip(CODES, numbers, strict=True)
                ],
            )

    return WordIndex(entries())


def milliseconds(act: Callable[[], object]) -> tuple[float, float]:
    """Median of ``ROUNDS`` times: by the clock, and of a processor's own time."""
    clock, work = [], []
    for _round in range(ROUNDS):
        begun, worked = time.perf_counter(), time.process_time()
        act()
        clock.append((time.perf_counter() - begun) * 1000)
        work.append((time.process_time() - worked) * 1000)
    return statistics.median(clock), statistics.median(work)


def resident() -> float:
    """Megabytes this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def run() -> Iterator[tuple[str, str]]:
    """Every measure with its name."""
    encoder = Remembering()
    meaning, words = by_meaning(encoder), by_words()
    for name, index in (("meaning", meaning), ("words", words)):
        yield f"{name}: the report's table within five", "{} of {}".format(*table_within(index, 5))
        yield (
            f"{name}: related proposals hinted at within five",
            f"{related_within(index, 5)} of {len(RELATED)}",
        )
        yield f"{name}: likest unrelated (shown from {SHOWN_FROM})", f"{likest_unrelated(index):.2f}"
    worst = min(
        (titles_within(encoder, asked, listed, 3), f"{asked} in {listed}")
        for asked in CODES
        for listed in CODES
        if asked != listed
    )
    yield "meaning: titles in another language within three, the worst pair", f"{worst[0]} of 37 ({worst[1]})"
    sought = sought_in(RELATED[0].passages)
    for name, make in (("words", made_up_words), ("meaning", lambda: made_up_index(Encoder()))):
        index = None  # the one before goes first
        before = resident()
        index = make()
        index.nearest(sought, LOOKED_AT)
        loaded = resident()
        clock, work = milliseconds(lambda among=index: among.nearest(sought, LOOKED_AT))
        yield f"{name}: one proposal among {TEXTS} texts", f"{clock:.0f} ms, {work:.0f} of a processor"
        yield (
            f"{name}: memory for {TEXTS} texts, and more of it after {ROUNDS} searches",
            f"{loaded - before:.0f} MB, {resident() - loaded:.0f} MB",
        )

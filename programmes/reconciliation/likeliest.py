"""The likeliest reading of the difference between what a text counts and what its annex prints.

A reading follows from arithmetic alone and names the lines or counts it rests on. Where several readings
would do, or none, it says so: an open question is a finding too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from programmes.reconciliation.counts import Counts, Tally
from programmes.reconciliation.lines import Line


class Kind(StrEnum):
    """What the counts let one conclude."""

    INCOMPARABLE = "incomparable"
    """The text states no count that printed lines fall under."""
    AGREES = "agrees"
    """As many lines as counted, each under a count, every count as stated."""
    GROUPED_OTHERWISE = "grouped_otherwise"
    """As many lines as counted, but under some counts more and under others fewer than stated."""
    INCLUDES = "includes"
    """As many lines as counted, though some lines fall under no count: the total includes them."""
    LEAVES_OUT = "leaves_out"
    """Just as many lines too many as fall under no count: the text leaves these out."""
    LEAVES_OUT_SOME = "leaves_out_some"
    """Fewer lines too many than fall under no count: some are left out, the sources do not say which."""
    COUNTS_FEWER = "counts_fewer"
    """The lines too many all fall under counts that state fewer."""
    NOT_PRINTED = "not_printed"
    """The lines too few are all missed by counts that state more."""
    OPEN = "open"
    """No single reading explains the difference."""


@dataclass(frozen=True)
class Likeliest:
    """A reading: the ``lines`` under no count and the ``tallies`` at odds with their lines are its reason."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    adds_up: bool = False
    """Whether the parts as stated sum to the whole and each has just its lines."""


def likeliest(counts: Counts) -> Likeliest:
    """What ``counts`` let one conclude, and from what."""
    if counts.whole is None:
        return Likeliest(Kind.INCOMPARABLE, counts.uncounted)
    at_odds = list(_at_odds(counts))
    adds_up = not at_odds and bool(counts.whole.parts) and counts.sum_of_parts == counts.whole.number
    return Likeliest(_kind(counts, at_odds), counts.uncounted, at_odds, adds_up)


def _at_odds(counts: Counts) -> Iterator[Tally]:
    return (tally for tally, _depth in counts.rows() if tally.difference)


def _kind(counts: Counts, at_odds: list[Tally]) -> Kind:
    if counts.difference > 0:
        return _kind_of_surplus(counts, at_odds)
    if counts.difference < 0:
        missed = sum(tally.shortfall for tally in _direct(counts, at_odds))
        return Kind.NOT_PRINTED if not counts.uncounted and missed == -counts.difference else Kind.OPEN
    if counts.uncounted:
        return Kind.INCLUDES
    return Kind.GROUPED_OTHERWISE if at_odds else Kind.AGREES


def _kind_of_surplus(counts: Counts, at_odds: list[Tally]) -> Kind:
    uncounted = len(counts.uncounted)
    if uncounted == counts.difference:
        return Kind.LEAVES_OUT
    if uncounted > counts.difference:
        return Kind.LEAVES_OUT_SOME
    exceeded = sum(tally.surplus for tally in _direct(counts, at_odds))
    return Kind.COUNTS_FEWER if not uncounted and exceeded == counts.difference else Kind.OPEN


def _direct(counts: Counts, tallies: list[Tally]) -> list[Tally]:
    # A part of a part would be counted twice.
    return [tally for tally in tallies if counts.whole and tally in counts.whole.parts]

"""The likeliest reading of the difference between what a text counts and what its annex prints.

A reading follows from arithmetic alone and names the lines or counts it rests on. Where several readings
would do, or none, it says so: an open question is a finding too.
"""

from __future__ import annotations

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
    """As many lines as counted, but as many more under some counts as fewer under others."""
    INCLUDES = "includes"
    """As many lines as counted, though some lines fall under no count: the total includes them."""
    LEAVES_OUT = "leaves_out"
    """Just as many lines too many as fall under no count: the text leaves these out."""
    LEAVES_OUT_SOME = "leaves_out_some"
    """Fewer lines too many than fall under no count: some are left out, the sources do not say which."""
    COUNTS_FEWER = "counts_fewer"
    """The lines too many all fall under counts that state fewer."""
    LEAVES_OUT_AND_COUNTS_FEWER = "leaves_out_and_counts_fewer"
    """The lines too many fall under no count or under counts that state fewer."""
    NOT_PRINTED = "not_printed"
    """The lines too few are all missed by counts that state more."""
    OPEN = "open"
    """No single reading accounts for the figures."""


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
    at_odds = [tally for tally, _depth in counts.rows() if tally.difference]
    adds_up = not at_odds and bool(counts.whole.parts) and counts.sum_of_parts == counts.whole.number
    return Likeliest(_kind(counts, at_odds), counts.uncounted, at_odds, adds_up)


def _kind(counts: Counts, at_odds: list[Tally]) -> Kind:
    if counts.difference > 0:
        return _kind_of_surplus(counts)
    if counts.difference < 0:
        missed = sum(part.shortfall for part in _parts(counts))
        return Kind.NOT_PRINTED if not counts.uncounted and missed == counts.shortfall else Kind.OPEN
    if counts.uncounted:
        return Kind.INCLUDES
    if not at_odds:
        return Kind.AGREES
    return Kind.OPEN if sum(part.difference for part in _parts(counts)) else Kind.GROUPED_OTHERWISE


def _kind_of_surplus(counts: Counts) -> Kind:
    uncounted = len(counts.uncounted)
    if uncounted == counts.difference:
        return Kind.LEAVES_OUT
    if uncounted > counts.difference:
        return Kind.LEAVES_OUT_SOME
    if uncounted + sum(part.surplus for part in _parts(counts)) != counts.difference:
        return Kind.OPEN
    return Kind.LEAVES_OUT_AND_COUNTS_FEWER if uncounted else Kind.COUNTS_FEWER


def _parts(counts: Counts) -> list[Tally]:
    # Only the parts of the whole itself: what is within one of them would be counted twice.
    return counts.whole.parts if counts.whole else []

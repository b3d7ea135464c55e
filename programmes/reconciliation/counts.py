"""The counts that a text states against the printed lines that fall under each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from programmes.models import StatedCount
from programmes.reconciliation.lines import Line


@dataclass(eq=False)
class Tally:
    """A stated count, the lines that fall under it, and the counts that it is made up of."""

    stated: StatedCount
    lines: list[Line]
    parts: list[Tally] = field(default_factory=list)

    @property
    def number(self) -> int:
        """What the text states."""
        return self.stated.number

    @property
    def difference(self) -> int:
        """How many more lines are printed under it than the text states; fewer when negative."""
        return len(self.lines) - self.number

    @property
    def shortfall(self) -> int:
        """How many lines it lacks."""
        return max(-self.difference, 0)

    @property
    def surplus(self) -> int:
        """How many lines it has too many."""
        return max(self.difference, 0)


@dataclass(frozen=True)
class Counts:
    """The counts of one text.

    ``whole`` counts the programmes that the annex prints, and its parts by whom they were submitted;
    ``before`` are counts of something larger, from which the whole came about.
    """

    lines: list[Line]
    whole: Tally | None
    before: list[Tally]

    @cached_property
    def uncounted(self) -> list[Line]:
        """Lines that fall under no count of the text."""
        known = {tally.stated.key for tally in self._all()}
        return [line for line in self.lines if not line.counted_under & known]

    @cached_property
    def unattributed(self) -> list[Line]:
        """Lines that fall under the whole and under none of its parts."""
        if self.whole is None or not self.whole.parts:
            return []
        in_parts = {line for part in self.whole.parts for line in part.lines}
        return [line for line in self.whole.lines if line not in in_parts]

    @property
    def difference(self) -> int:
        """How many more lines the annex prints than the text counts."""
        return len(self.lines) - self.whole.number if self.whole else 0

    @property
    def shortfall(self) -> int:
        """How many lines the annex lacks."""
        return max(-self.difference, 0)

    @property
    def sum_of_parts(self) -> int:
        return sum(part.number for part in self.whole.parts) if self.whole else 0

    def rows(self) -> Iterator[tuple[Tally, int]]:
        """The parts of the whole, each followed by its own parts, with how deep it lies."""
        yield from _nested(self.whole.parts if self.whole else [], 0)

    def _all(self) -> Iterator[Tally]:
        yield from self.before
        if self.whole:
            yield self.whole
            yield from (tally for tally, _depth in self.rows())


def count(stated: Iterable[StatedCount], lines: list[Line]) -> Counts:
    """``stated`` counts put in order, against the ``lines`` of the annex.

    Nothing but the lines tells what is a part of what. The whole is the count that most lines fall under. A
    larger number came before it. Any other is a part of it, or of the part under which most of its lines
    fall too.
    """
    tallies = [Tally(each, [line for line in lines if each.key in line.counted_under]) for each in stated]
    whole = max(tallies, key=lambda tally: (len(tally.lines), tally.number), default=None)
    if whole is None or not whole.lines:
        return Counts(lines, None, tallies)
    before = [tally for tally in tallies if tally.number > whole.number]
    parts = [tally for tally in tallies if tally is not whole and tally not in before]
    for part in parts:
        holder = min(
            (other for other in parts if _is_within(part, other)),
            key=lambda other: len(other.lines),
            default=whole,
        )
        holder.parts.append(part)
    return Counts(lines, whole, before)


def _nested(tallies: list[Tally], depth: int) -> Iterator[tuple[Tally, int]]:
    for tally in tallies:
        yield tally, depth
        yield from _nested(tally.parts, depth + 1)


def _is_within(tally: Tally, other: Tally) -> bool:
    # Most of its lines, not all: one line forgotten under the larger count must not turn the sum over.
    shared = len(set(tally.lines) & set(other.lines))
    return len(tally.lines) < len(other.lines) and shared * 2 > len(tally.lines)

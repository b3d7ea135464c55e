"""What a writer is shown of entries that look like theirs, and why: read anew each time somebody looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language

from languages.alike.finder import KEPT
from languages.official import language_for
from languages.reading import Reading, read
from programmes.likeness import COLUMNS
from programmes.models import Programme, Submitter
from programmes.template.content import texts_at
from programmes.template.editions import EDITIONS
from submissions.models import Asking, Likeness, Round, Submission
from submissions.status import AskingWay, SubmissionStatus

# Beside the form stand so many at most.
BESIDE_THE_FORM = 5


@dataclass(frozen=True)
class Hint:
    """One entry that looks alike, with what makes it so. Whose a submission is, is never told.

    ``own_item`` names the passage of the writer's own, and ``says`` is what nearly says the same there; empty
    where that is the title. ``ways`` are those in which its submitters can be asked; ``asked`` is when they
    were.
    """

    entry: Programme | Submission
    title: Reading
    own_item: str | Promise
    says: Reading | None
    same_cell: bool
    shared: Sequence[Submitter]
    ways: Sequence[AskingWay]
    asked: Asking | None

    @property
    def is_listed(self) -> bool:
        """Whether it has a public page."""
        return isinstance(self.entry, Programme)


def hints_for(submission: Submission, user: Any, cell: Mapping[str, Any], *, most: int = KEPT) -> list[Hint]:
    """The entries that look like ``submission`` as ``user`` may see them, the likest first, ``most`` at most.

    ``cell`` is the place that is being chosen for it.
    """
    found = list(Likeness.objects.shown_to(user, submission).with_entries()[:most])
    if not found:
        return []
    asked = {asking.entry: asking for asking in submission.askings.select_related("programme", "other")}
    agreed = _agreed(submission, found)
    rounds = _last_rounds(found)
    own = {party.submitter for party in submission.standing_parties}
    hints = []
    for likeness in found:
        entry = likeness.entry
        seen = _of_round(rounds[entry.pk]) if likeness.other else _of_programme(entry)
        hints.append(
            Hint(
                entry=entry,
                title=seen.texts["title"],
                own_item=EDITIONS[submission.edition].items[likeness.own_item].label,
                says=seen.texts[likeness.item] if likeness.item != "title" else None,
                same_cell=seen.cell == (cell["stage"], cell["instrument"]),
                shared=[each for each in seen.submitters if each in own],
                ways=_ways(entry, seen, own, agreed),
                asked=asked.get(entry),
            )
        )
    return hints


@dataclass(frozen=True)
class _Seen:
    """What anybody who is shown the hint may see of an entry."""

    texts: Mapping[str, Reading]
    cell: tuple[str, str]
    submitters: Sequence[Submitter]


def _of_programme(programme: Programme) -> _Seen:
    return _Seen(
        {item: read(programme, column) for item, column in COLUMNS.items()},
        (programme.stage_id, programme.instrument_id),
        [party.submitter for party in programme.parties.all()],
    )


def _of_round(sent: Round) -> _Seen:
    language = language_for(sent.language)
    said = {item: texts_at(sent.content, item).get(sent.language, {}).get("text", "") for item in COLUMNS}
    texts = {
        item: Reading(text, language, is_fallback=sent.language != get_language())
        for item, text in said.items()
    }
    return _Seen(texts, (sent.cell["stage"], sent.cell["instrument"]), [])


def _last_rounds(found: Iterable[Likeness]) -> dict[int, Round]:
    others = Submission.objects.filter(pk__in=[each.other_id for each in found if each.other_id])
    return {sent.submission_id: sent for sent in Round.objects.filter(pk__in=others.last_rounds())}


def _agreed(submission: Submission, found: Iterable[Likeness]) -> set[Programme | Submission]:
    """The entries whose submitters agreed to be asked directly, if those of ``submission`` did."""
    if not submission.may_be_asked:
        return set()
    programmes = [each.programme_id for each in found if each.programme_id]
    came_from = Submission.objects.filter(
        programme__in=programmes, status=SubmissionStatus.ACCEPTED, may_be_asked=True
    )
    agreed: set[Programme | Submission] = {each.programme for each in came_from.select_related("programme")}
    return agreed | {each.other for each in found if each.other and each.other.may_be_asked}


def _ways(
    entry: Programme | Submission, seen: _Seen, own: set[Submitter], agreed: set[Programme | Submission]
) -> list[AskingWay]:
    if not own or (isinstance(entry, Programme) and own.issuperset(seen.submitters)):
        return []  # nobody to ask, or nobody who asks
    return [AskingWay.SECRETARIAT, *([AskingWay.DIRECT] if entry in agreed else [])]

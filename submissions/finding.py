"""Which entries look like what is being written: the worker's part.

The worker alone imports this: the model that reads six languages costs memory that no web process needs.
Without its packages entries are compared by their words, within one language.
"""

from __future__ import annotations

import functools
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Count, F, Max, Sum
from django.utils import timezone

from languages.alike.finder import LOOKED_AT, Cell, Index, Near, Passage, Traits, ranked, sought_in
from languages.alike.words import WordIndex
from programmes.likeness import COLUMNS, TELLING, TEXT_LENGTH, hash_of, passages_of, write_meanings
from programmes.models import Meaning, Party, Programme
from programmes.template.content import digest
from submissions.models import Likeness, Round, RoundMeaning, Section, Submission, SubmissionParty
from submissions.particulars import CELL
from submissions.querysets import COMPARED
from submissions.status import SubmissionStatus

try:
    from languages.alike import meaning
except ImportError:  # the packages are optional
    meaning = None  # type: ignore[assignment]

log = logging.getLogger(__name__)

# So many in one go; then the worker looks for letters again.
COMPARED_AT_ONCE, ENCODED_AT_ONCE = 20, 100
# Two kinds of keys in one index.
PROGRAMME, SUBMISSION = "programme", "submission"
Key = tuple[str, int]


@functools.cache
def finder() -> Finder:
    """The finder of this process, with the model where that is installed."""
    return Finder(meaning.Encoder() if meaning else None)


class Finder:
    """Compares what is due. It holds what all are compared with, and loads it anew when that has changed."""

    def __init__(self, encoder: Any = None) -> None:
        self._encoder = encoder
        self._index: Index = WordIndex([])
        self._stamp = ""

    def work(self) -> int:
        """Compare what is due, a batch at a time; how many submissions they were.

        Due is what its submitters or the secretariat still work on: first what was written on since it was
        compared, then what was compared with other entries than there are now. So whoever screens a
        submission sees what was listed after it was sent. Each is compared with everything once more: that
        takes some hundredths of a second, while letters wait for nothing longer than one batch, and whoever
        was compared longest ago comes first, so that nobody waits for ever while much is published.
        """
        if self._encoder and self._encode_some():
            return 0
        if (stamp := self._stamp_now()) != self._stamp:
            # The old one goes first: there is never room for two.
            self._index = WordIndex([])
            self._index, self._stamp = self._load(), stamp
        due = list(dict.fromkeys([*self._written_on(), *self._compared_with_others()]))[:COMPARED_AT_ONCE]
        for submission in Submission.objects.filter(pk__in=due):
            self.compare(submission)
        return len(due)

    def _written_on(self) -> Iterable[int]:
        """Submissions with text that was not compared yet, those that wait longest first."""
        due = Section.objects.to_compare().order_by("saved_at", "pk").values_list("submission", flat=True)
        return due[: COMPARED_AT_ONCE * len(COMPARED)]

    def _compared_with_others(self) -> Iterable[int]:
        """Submissions that were compared with other entries than there are now, or never."""
        due = Submission.objects.filter(status__in=SubmissionStatus.OPEN).exclude(compared_with=self._stamp)
        first = due.order_by(F("compared_at").asc(nulls_first=True), "pk")
        return first.values_list("pk", flat=True)[:COMPARED_AT_ONCE]

    def _stamp_now(self) -> str:
        """What changes whenever an entry is added, changed or taken away, or compared in another way."""
        listed = Programme.objects.counted().aggregate(Count("pk"), Max("changed_at"))
        hinted = Submission.objects.hinted().aggregate(Count("rounds"), Sum("rounds"))
        return digest(repr((self._encoder and self._encoder.maker, listed, hinted)))

    def compare(self, submission: Submission) -> None:
        """Write anew which entries look like ``submission``."""
        sections = list(submission.sections.filter(code__in=COMPARED))
        try:
            alike = self._alike(submission, sections)
        except DatabaseError:
            raise
        except Exception:  # whatever is wrong with one text must not hold up the others
            log.exception("submission %s cannot be compared", submission.pk)
            alike = []
        with transaction.atomic():
            # Whoever discards it meanwhile has the last word.
            if not Submission.objects.select_for_update().filter(pk=submission.pk).exists():
                return
            Likeness.objects.filter(submission=submission).delete()
            Likeness.objects.bulk_create(alike)
            for section in sections:
                section.compared = section.revision
            Section.objects.bulk_update(sections, ["compared"])
            submission.compared_at, submission.compared_with = timezone.now(), self._stamp
            submission.save(update_fields=["compared_at", "compared_with"])

    # --- What is compared -------------------------------------------------------------------------

    def _alike(self, submission: Submission, sections: Sequence[Section]) -> list[Likeness]:
        written: dict[str, Any] = {}
        for section in sections:
            written |= section.content.get("items", {})
        near = self._index.nearest(sought_in(_passages(written, submission.language)), LOOKED_AT)
        own = {(SUBMISSION, submission.pk)}
        own |= {(PROGRAMME, pk) for pk in (submission.updates_id, submission.programme_id) if pk}
        near = [each for each in near if each.key not in own]
        others = _Others(near)
        cell = next(section.content for section in sections if section.code == CELL)
        parties = frozenset(submission.parties.standing().values_list("submitter", flat=True))
        best = ranked(near, Traits(_cell(cell), parties), others.traits)
        return [_likeness(submission, at, each, others.item(each)) for at, each in enumerate(best)]

    # --- With what --------------------------------------------------------------------------------

    def _load(self) -> Index:
        """Every entry that may be shown to somebody, in one index."""
        if not self._encoder:
            return WordIndex([*_programme_passages(), *_round_passages()])
        meanings = Meaning.objects.filter(
            programme__in=Programme.objects.counted(), maker=self._encoder.maker
        )
        rounds = RoundMeaning.objects.filter(round__in=Submission.objects.hinted().last_rounds())
        found = [
            (PROGRAMME, meanings.values_list("programme", "vectors")),
            (
                SUBMISSION,
                rounds.filter(maker=self._encoder.maker).values_list("round__submission", "vectors"),
            ),
        ]
        entries = (((kind, key), bytes(vectors)) for kind, rows in found for key, vectors in rows.iterator())
        return meaning.MeaningIndex(self._encoder, entries)

    def _encode_some(self) -> bool:
        """Make vectors of entries that have none yet; whether there were any."""
        return bool(
            write_meanings(encoder=self._encoder, most=ENCODED_AT_ONCE)
            or _write_round_meanings(self._encoder)
        )


# --- Steps ----------------------------------------------------------------------------------------


def _programme_passages() -> Iterator[tuple[Key, list[Passage]]]:
    for programme in Programme.objects.counted().iterator():
        yield (PROGRAMME, programme.pk), passages_of(programme)


def _round_passages() -> Iterator[tuple[Key, list[Passage]]]:
    for sent in Round.objects.filter(pk__in=Submission.objects.hinted().last_rounds()).iterator():
        yield (SUBMISSION, sent.submission_id), _passages_of_round(sent)


def _write_round_meanings(encoder: Any) -> int:
    """Vectors of what was sent and others may be told of; those of anything else go."""
    hinted = Submission.objects.hinted().last_rounds()
    # Asked first: the worker comes by every second, and deleting nothing would lock out other writers too.
    gone = RoundMeaning.objects.exclude(round__in=hinted, maker=encoder.maker)
    if gone.exists():
        gone.delete()
    rounds = Round.objects.filter(pk__in=hinted, meaning=None)[:ENCODED_AT_ONCE]
    made = [
        RoundMeaning(round=sent, maker=encoder.maker, of=hash_of(passages), vectors=encoder.encode(passages))
        for sent in rounds
        for passages in [_passages_of_round(sent)]
    ]
    RoundMeaning.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _passages_of_round(sent: Round) -> list[Passage]:
    found = _passages(sent.content["items"], sent.language)
    return [passage for passage in found if passage.item in COLUMNS]


def _passages(items: Mapping[str, Any], language: str) -> list[Passage]:
    """The telling passages of a content in one language, the title first."""
    texts = ((item, items.get(item, {}).get("texts", {}).get(language)) for item in TELLING)
    return [Passage(item, language, text["text"][:TEXT_LENGTH]) for item, text in texts if text]


class _Others:
    """What else is known of the entries that an index found, in four queries."""

    def __init__(self, near: Iterable[Near]) -> None:
        keys: dict[str, list[int]] = {PROGRAMME: [], SUBMISSION: []}
        for kind, key in (each.key for each in near):
            keys[kind].append(key)
        self._programmes = Programme.objects.in_bulk(keys[PROGRAMME])
        last = Submission.objects.filter(pk__in=keys[SUBMISSION]).last_rounds()
        self._rounds = {sent.submission_id: sent for sent in Round.objects.filter(pk__in=last)}
        self._parties: defaultdict[Key, set[int]] = defaultdict(set)
        standing = SubmissionParty.objects.standing()
        for kind, table in ((PROGRAMME, Party.objects.all()), (SUBMISSION, standing)):
            parties = table.filter(**{f"{kind}__in": keys[kind]})
            for key, submitter in parties.values_list(kind, "submitter"):
                self._parties[kind, key].add(submitter)

    def traits(self, at: Key) -> Traits:
        kind, key = at
        if kind == PROGRAMME:
            programme = self._programmes[key]
            cell: Cell | None = (programme.stage_id, programme.instrument_id)
        else:
            cell = _cell(self._rounds[key].cell)
        return Traits(cell, frozenset(self._parties[at]))

    def item(self, near: Near) -> str:
        """In which item of its entry the passage stands that is alike."""
        kind, key = near.key
        passages = (
            passages_of(self._programmes[key]) if kind == PROGRAMME else _passages_of_round(self._rounds[key])
        )
        return passages[near.passage].item


def _cell(place: Mapping[str, Any]) -> Cell | None:
    return (place["stage"], place["instrument"]) if place["stage"] and place["instrument"] else None


def _likeness(submission: Submission, order: int, near: Near, item: str) -> Likeness:
    kind, key = near.key
    return Likeness(
        submission=submission,
        order=order,
        programme_id=key if kind == PROGRAMME else None,
        other_id=key if kind == SUBMISSION else None,
        confidence=near.confidence,
        own_item=near.piece.item,
        item=item,
    )

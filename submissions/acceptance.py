"""What accepting does in the registry: a round goes into a working version, cited to itself.

Everything is written through ``programmes.contributions``; nothing becomes public here. The texts of the
round become the original of each passage, or its translation where the original is in none of the six
languages; what was the original in another language becomes a translation that is out of date. A passage that
the submitters took out of an update goes; what they never saw in their language, and what the secretariat
wrote meanwhile elsewhere, stays. Who signs it and the cells they claim become rows once it is published; the
cell of the programme itself stays the secretariat's decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

from accounts.models import User
from languages.official import column
from programmes import contributions
from programmes import workflow as registry
from programmes.models import Document, Programme, Version
from programmes.status import DocumentKind, Locator, PlacementScope, TextStatus
from programmes.template.content import (
    Content,
    digest,
    edition_of,
    empty_content,
    passages,
    text_hash,
    texts_at,
)
from programmes.template.editions import MAX_CITES
from programmes.template.merge import CitesEdit, ContentEdit, RowsEdit, TextEdit
from submissions.drafting import standing_of_texts
from submissions.models import Round, Submission


def take_over(*, submission: Submission, sent: Round, by: User) -> Programme:
    """Merge the round ``sent`` into a new programme, or into the one that ``submission`` updates."""
    _deposit(sent)
    programme = submission.updates or _prepared(sent, by)
    working = registry.open_working_version(programme=programme, by=by).content
    base = submission.base.content if submission.base else empty_content()
    merging = Merging(working, base, sent.content, sent.language, standing_of_texts(sent), _cite(sent))
    contributions.contribute(
        programme=programme, contribution=_contribution(sent, programme), edits=merging.edits(), by=by
    )
    return programme


def give_back(*, submission: Submission, sent: Round, by: User) -> list[str]:
    """Undo ``take_over`` for a submission that was withdrawn before anything of it became public.

    Returned are the paths of passages on which the secretariat worked since, and which therefore stay.
    """
    programme, submission.programme = submission.programme, None
    assert programme is not None  # it was accepted
    submission.save(update_fields=["programme"])
    if submission.updates_id:
        return contributions.take_back(programme=programme, symbol=sent.symbol, by=by)
    registry.discard_prepared(programme=programme, by=by)
    return []


def is_public(submission: Submission, *, lock: bool = False) -> bool:
    """Whether a published version says anything of what was accepted.

    With ``lock`` it stays as answered until the transaction ends: nobody publishes meanwhile.
    """
    if lock:
        assert submission.programme_id is not None  # it was accepted
        Programme.objects.select_for_update().get(pk=submission.programme_id)
    return first_public(submission) is not None


def first_public(submission: Submission) -> Version | None:
    """The first published version that says anything of what was accepted."""
    published = Version.objects.published().filter(programme=submission.programme_id).order_by("number")
    symbols = [sent.symbol for sent in submission.rounds.defer("content")]
    found = [published.citing(symbol).defer("content", "record").first() for symbol in symbols]
    return min((version for version in found if version), key=attrgetter("published_at"), default=None)


def standing_parties(sent: Round) -> list[dict[str, Any]]:
    """Who signs it in their order, without those who left since it was sent."""
    gone = set(sent.submission.parties.exclude(left_at=None).values_list("submitter", flat=True))
    signing = [party for party in sent.parties if party["submitter"] not in gone]
    return sorted(signing, key=itemgetter("order"))


def _deposit(sent: Round) -> None:
    """Make the round a document, so that it is cited like any other."""
    title = texts_at(sent.content, "title")[sent.language]["text"]
    Document.objects.get_or_create(
        symbol=sent.symbol,
        defaults={
            "kind": DocumentKind.SUBMISSION,
            "date": sent.submitted_at.date(),
            column("title", sent.language): title,
        },
    )


def _cite(sent: Round) -> dict[str, str]:
    return {"document": sent.symbol, "part": Locator.ROUND.value, "position": str(sent.number)}


def _prepared(sent: Round, by: User) -> Programme:
    """A new programme in the cell that its submitters claim."""
    programme = registry.prepare(
        stage=sent.cell["stage"],
        instrument=sent.cell["instrument"],
        title=texts_at(sent.content, "title"),
        by=by,
    )
    if not sent.other_language:
        programme.original_language = sent.language
        programme.save(update_fields=["original_language"])
    return programme


def _contribution(sent: Round, programme: Programme) -> dict[str, Any]:
    """What the round says beside its text, as ``programmes.statements`` takes it."""
    cells = [
        (PlacementScope.PRIMARY, sent.cell),
        *((PlacementScope.ALSO, each) for each in sent.cell["also"]),
    ]
    return {
        "source": _cite(sent),
        "replaces": list(_replaced(sent, programme)),
        "parties": [
            {name: party[name] for name in ("submitter", "role", "named_as", "named_language")}
            for party in standing_parties(sent)
        ],
        "placements": [
            {
                "scope": scope.value,
                "stage": place["stage"],
                "instrument": place["instrument"],
                "note": {sent.language: place["reason"]} if place.get("reason") else {},
            }
            for scope, place in cells
        ],
    }


def _replaced(sent: Round, programme: Programme) -> Iterator[str]:
    """Rounds whose claims about the cell end with this one: all who signed them sign it too."""
    signing = {party["submitter"] for party in standing_parties(sent)}
    for earlier in Round.objects.filter(submission__programme=programme).select_related("submission"):
        if {party["submitter"] for party in earlier.parties} <= signing:
            yield earlier.symbol


@dataclass(frozen=True)
class Merging:
    """A round in ``language`` upon a working version: the edits that bring it there.

    ``base`` is the content that the submitters began from, ``status`` the standing that their texts get.
    """

    working: Content
    base: Content
    sent: Content
    language: str
    status: str
    cite: dict[str, str]

    def edits(self) -> Iterator[ContentEdit]:
        """Edits to be written one after the other."""
        if self.status == TextStatus.ORIGINAL:
            yield from self._other_originals()
        yield from self._taken_out()
        yield ContentEdit(
            language=self.language,
            status=self.status,
            # Confirmed: a text that stands there already is now theirs to the letter.
            texts=[
                TextEdit(path, text, text_hash(self._now(path)), confirmed=True)
                for path, text in self._texts(self.sent).items()
            ],
            rows=list(self._rows()),
            cites=[self._cites(path, text) for path, text in self._texts(self.sent).items()],
        )

    def _texts(self, content: Content) -> dict[str, str]:
        return {
            passage.path: passage.texts[self.language]["text"]
            for passage in passages(content)
            if self.language in passage.texts
        }

    def _now(self, path: str) -> str:
        return texts_at(self.working, path).get(self.language, {}).get("text", "")

    def _other_originals(self) -> Iterator[ContentEdit]:
        """What was the original in another language is a translation of what it said before."""
        ours = self._texts(self.sent)
        for passage in passages(self.working):
            for code, text in passage.texts.items():
                if passage.path in ours and code != self.language and text["status"] == TextStatus.ORIGINAL:
                    as_it_is = TextEdit(passage.path, text["text"], text_hash(text["text"]), confirmed=True)
                    yield ContentEdit(code, TextStatus.UNOFFICIAL.value, [as_it_is])

    def _taken_out(self) -> Iterator[ContentEdit]:
        """Prose that the submitters found and took out, in every language; rows go with their order."""
        gone = self._texts(self.base).keys() - self._texts(self.sent).keys()
        for passage in passages(self.working):
            if passage.path in gone and not passage.row_id:
                for code, text in passage.texts.items():
                    yield ContentEdit(code, "", [TextEdit(passage.path, "", text_hash(text["text"]))])

    def _rows(self) -> Iterator[RowsEdit]:
        gone = self._texts(self.base).keys() - self._texts(self.sent).keys()
        for code, item in edition_of(self.working).items.items():
            if not item.is_list:
                continue
            stored = {row["id"]: row for row in self.working["items"].get(code, [])}
            ours = {row["id"]: row for row in self.sent["items"].get(code, [])}
            stays = [each for each in stored if each not in ours and f"{code}/{each}" not in gone]
            yield RowsEdit(
                item=code,
                order=[*ours, *stays],
                seen_order=list(stored),
                quantities={
                    each: (row["quantities"], digest(stored.get(each, {}).get("quantities", [])))
                    for each, row in ours.items()
                },
            )

    def _cites(self, path: str, text: str) -> CitesEdit:
        now: list[dict[str, Any]] = next(
            (passage.cites for passage in passages(self.working) if passage.path == path), []
        )
        # The older sources still say what stands there only where it stands unchanged.
        kept = [cite for cite in now if cite != self.cite] if text == self._now(path) else []
        return CitesEdit(path, [*kept[-MAX_CITES + 1 :], self.cite], digest(now))

"""What a submission says, drawn alike while it is a draft and once it is frozen as a round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from languages.official import Language, language_for
from languages.reading import EMPTY, Reading, read
from lifecycle.scheme import Scheme, load_scheme
from programmes.web.reading import DrawnContent, drawn
from submissions.drafting import Draft
from submissions.models import Round, Submission
from submissions.particulars import authority_words
from submissions.status import AttachmentKind


@dataclass(frozen=True)
class Place:
    """One cell of the matrix, in the reader's words; empty where nothing was chosen."""

    stage: Reading
    instrument: Reading


@dataclass(frozen=True)
class Shown:
    """Everything that the secretariat gets to see."""

    language: Language
    other_language: str
    content: DrawnContent
    place: Place
    also: list[Place]
    reason: str
    authority: str
    parties: list[dict[str, Any]]
    attachments: list[dict[str, Any]]


def draft_shown(submission: Submission, draft: Draft, addresses: Callable[[str], str]) -> Shown:
    """The draft as it would be sent now."""
    attached = submission.attachments.present().values("kind", "name", "size", "key")
    parties = [
        {"named_as": party.named_as, "named_language": party.named_language, "role": party.role}
        for party in submission.standing_parties
    ]
    return _shown(submission, draft, parties, list(attached), addresses)


def round_shown(sent: Round, addresses: Callable[[str], str]) -> Shown:
    """What was sent."""
    return _shown(sent, sent, sent.parties, sent.attachments, addresses)


def _shown(
    head: Submission | Round,
    said: Draft | Round,
    parties: list[dict[str, Any]],
    attachments: list[dict[str, Any]],
    addresses: Callable[[str], str],
) -> Shown:
    scheme = load_scheme()
    return Shown(
        language=language_for(head.language),
        other_language=head.other_language,
        content=drawn(said.content, addresses),
        place=_place(scheme, said.cell),
        also=[_place(scheme, place) for place in said.cell["also"]],
        reason=said.cell["reason"],
        authority=authority_words(said.authority),
        parties=parties,
        attachments=[
            {**attached, "kind_label": AttachmentKind(attached["kind"]).label} for attached in attachments
        ],
    )


def _place(scheme: Scheme, place: dict[str, str]) -> Place:
    stage, instrument = scheme.stages.get(place["stage"]), scheme.instruments.get(place["instrument"])
    return Place(
        stage=read(stage, "name") if stage else EMPTY,
        instrument=read(instrument, "name") if instrument else EMPTY,
    )

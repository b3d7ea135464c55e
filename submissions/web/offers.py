"""What a Word file says beside what stands, section by section, as its uploader chooses from it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise

from programmes.changes import Change
from programmes.template.editions import EDITIONS, Edition
from submissions import drafting, particulars
from submissions.models import Section, Submission, Upload
from submissions.uploads import understood_of
from submissions.web.section import FORMS
from submissions.web.writing.template import SectionForm
from submissions.word.layout import FIELDS, ITEM, section_of
from submissions.word.reading import Piece, Understood
from submissions.word.reasons import REASONS

Label = str | Promise


@dataclass(frozen=True)
class Offer:
    """One section of which the file says something else than what stands; or why that cannot be stored."""

    section: Section
    label: Label
    changes: list[Change]
    faults: list[str]
    is_earlier: bool
    """Whether the file says what stood here once: somebody has written on it since it was taken away."""
    is_blank: bool

    @property
    def is_chosen(self) -> bool:
        """Whether taking it over is what was most likely meant."""
        return not (self.is_earlier or self.is_blank or self.faults)


@dataclass(frozen=True)
class Offered:
    """All that one file says: what can be chosen, what agrees, what it has not, and what has no place."""

    offers: list[Offer]
    alike: list[Label]
    absent: list[Label]
    pieces: list[tuple[Label, list[tuple[Label, str]]]]


def offered(submission: Submission, kept: Upload) -> Offered:
    """What the file that was ``kept`` says, beside what stands on ``submission`` now."""
    edition = EDITIONS[submission.edition]
    understood = understood_of(kept)
    stands = {section.code: section for section in submission.sections.select_related("saved_by")}
    found = Offered([], [], [], _pieces(submission, understood.pieces))
    for code, label in particulars.section_labels(submission.edition).items():
        says = understood.section(code, stands[code].content, edition)
        if says is None:
            found.absent.append(label)
            continue
        found.absent.extend(_absent(code, understood, edition))
        offer = _offer(submission, stands[code], label, says)
        if offer is None:
            found.alike.append(label)
        else:
            found.offers.append(offer)
    return found


def _offer(submission: Submission, section: Section, label: Label, says: dict[str, Any]) -> Offer | None:
    try:
        says = drafting.clean_section(submission, section.code, says)
    except ValidationError as fault:
        return Offer(section, label, [], fault.messages, is_earlier=False, is_blank=False)
    if says == section.content:
        return None
    form = FORMS.get(section.code, SectionForm)(submission, section.code, section.content)
    return Offer(
        section,
        label,
        form.changes(section.content, says),
        [],
        is_earlier=drafting.earlier_saves(submission, section.code).filter(content=says).exists(),
        is_blank=not says["items"] if "items" in says else says == particulars.empty(section.code),
    )


def _absent(code: str, understood: Understood, edition: Edition) -> list[Label]:
    items = edition.items
    return [
        FIELDS[anchor] if anchor in FIELDS else items[anchor.removeprefix(ITEM)].label
        for anchor in understood.absent
        if section_of(anchor, edition) == code
    ]


def _pieces(submission: Submission, pieces: list[Piece]) -> list[tuple[Label, list[tuple[Label, str]]]]:
    labels: dict[str, Label] = {"": "", **particulars.section_labels(submission.edition)}
    order = list(labels)
    in_order = sorted(pieces, key=lambda piece: order.index(piece.section))
    return [
        (labels[section], [(REASONS[piece.why], piece.text) for piece in group])
        for section, group in groupby(in_order, key=lambda piece: piece.section)
    ]

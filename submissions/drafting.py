"""Writing on a submission while it is its submitters' turn. The only writer of sections.

A section is saved by one ``UPDATE ... WHERE revision = seen``: people in different sections never meet, and
in the same one whoever saves second is shown both texts, with nothing overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from programmes.status import TextStatus
from programmes.template.content import Content, edition_of, empty_content
from programmes.template.editions import EDITIONS, Edition
from programmes.validators import clean_content
from submissions import letters, particulars
from submissions.models import Round, SavedSection, Section, Submission

SAVES_KEPT = 50
# A draft may be this many times too long; it is shortened before it is sent.
ROOM = 4


class DraftRefused(ValidationError):
    """This cannot be done with the draft now; the message says why."""


class StaleSection(Exception):
    """Somebody saved the section since it was read; nothing was written, and both texts are here."""

    def __init__(self, theirs: Section, mine: dict[str, Any]) -> None:
        super().__init__(f"{theirs.code} is at revision {theirs.revision}")
        self.theirs = theirs
        self.mine = mine


@dataclass(frozen=True)
class Draft:
    """All that stands on a submission's sections, put together."""

    content: Content
    cell: dict[str, Any]
    authority: dict[str, Any]
    revisions: dict[str, int]


# --- Reading --------------------------------------------------------------------------------------


def section_codes(edition: Edition) -> list[str]:
    """Every section of a draft in its order."""
    return list(particulars.section_labels(edition.code))


def assemble(submission: Submission) -> Draft:
    """Everything that stands on the sections of ``submission``, in one query."""
    sections = {section.code: section for section in submission.sections.all()}
    content = empty_content(EDITIONS[submission.edition])
    for code in section_codes(EDITIONS[submission.edition]):
        if code not in particulars.LABELS:
            content["items"].update(sections[code].content["items"])
    return Draft(
        content=content,
        cell=sections[particulars.CELL].content,
        authority=sections[particulars.AUTHORITY].content,
        revisions={code: section.revision for code, section in sections.items()},
    )


def earlier_saves(submission: Submission, code: str) -> QuerySet[SavedSection]:
    """The saves of a section that are kept, the latest first."""
    return submission.saves.filter(code=code).select_related("saved_by")


def draft_title(submission: Submission) -> str:
    """The title as it is being written; the one that was last sent where nothing stands there."""
    sections = getattr(submission, "title_sections", None)
    if sections is None:
        sections = submission.sections.filter(code="title")
    for section in sections:
        texts = section.content["items"].get("title", {}).get("texts", {})
        if submission.language in texts:
            return texts[submission.language]["text"]
    return submission.title


# --- Saving ---------------------------------------------------------------------------------------


def save_section(
    *, submission: Submission, code: str, content: Mapping[str, Any], seen: int, by: User
) -> Section:
    """Write ``content`` on a section that was read at revision ``seen``, with anything missing.

    For a section of the template ``content`` is a Content of its items in the submission's language; for
    the cell and the authority see ``particulars``. Raises ``StaleSection`` where somebody else has saved it
    since, ``DraftRefused`` where it is not the submitters' turn, and ``ValidationError`` by address where
    it cannot be stored; then nothing is written. A save that is sent twice is written once, and one that
    changes nothing is not written.
    """
    if code not in section_codes(EDITIONS[submission.edition]):
        raise DraftRefused(_("The template has no section “%(code)s”."), params={"code": code})
    mine = clean_section(submission, code, content)
    # The submission is locked in the same statement that looks at its status: nothing is written on what
    # somebody sends at this moment, and not without knowing whether somebody has just signed it off.
    turn = Submission.objects.editable().filter(pk=submission.pk, is_signed=submission.is_signed)
    turn = turn.select_for_update(no_key=True)
    now = timezone.now()
    with transaction.atomic():
        read = Section.objects.filter(submission__in=turn.values("pk"), code=code, revision=seen)
        # What changes nothing is no save: pages send what they show, which would fill the kept saves.
        written = read.exclude(content=mine).update(
            content=mine, revision=seen + 1, saved_by=by, saved_at=now
        )
        if written:
            if submission.is_signed and code != particulars.AUTHORITY:
                _end_signatures(submission, now)
            return _keep_save(submission, code, mine, seen + 1, by)
    section = Section.objects.select_related("submission", "saved_by").get(submission=submission, code=code)
    if not section.submission.is_editable:
        raise DraftRefused(_("It has been sent, and cannot be changed unless it is returned."))
    if section.submission.is_signed != submission.is_signed:
        return save_section(submission=section.submission, code=code, content=content, seen=seen, by=by)
    if section.content != mine:
        raise StaleSection(section, mine)
    return section


@transaction.atomic
def take_back(*, submission: Submission, code: str, revision: int, seen: int, by: User) -> Section:
    """Make an earlier save of a section the one that stands; it becomes a save of its own, none is lost."""
    earlier = earlier_saves(submission, code).filter(revision=revision).first()
    if earlier is None:
        raise DraftRefused(_("This save is not kept any more."))
    return save_section(submission=submission, code=code, content=earlier.content, seen=seen, by=by)


def _end_signatures(submission: Submission, now: datetime) -> None:
    """Tell each co-submitter once that what it signed off is no more what stands there."""
    Submission.objects.filter(pk=submission.pk).update(is_signed=False)
    submission.is_signed = False
    signed = submission.parties.standing().exclude(signed_hash="").filter(edited_at=None)
    for party in signed.select_related("submission", "submitter"):
        party.edited_at = now
        party.save(update_fields=["edited_at"])
        letters.about_edit(party)


def _keep_save(
    submission: Submission, code: str, content: dict[str, Any], revision: int, by: User
) -> Section:
    kept = {"content": content, "revision": revision, "saved_by": by, "saved_at": timezone.now()}
    saves = SavedSection.objects.filter(submission=submission, code=code)
    # The oldest of the fifty gives its row to the newest: one query either way.
    if revision <= SAVES_KEPT or not saves.filter(revision=revision - SAVES_KEPT).update(**kept):
        SavedSection.objects.create(submission=submission, code=code, **kept)
    return Section(submission=submission, code=code, **kept)


def clean_section(submission: Submission, code: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is ``given`` for a section in the form in which it is stored; raises as ``save_section`` does."""
    if code in particulars.LABELS:
        return particulars.clean(code, given)
    edition = EDITIONS[submission.edition]
    own = {item.code for section in edition.sections if section.code == code for item in section.items}
    items = given.get("items", {})
    if not set(items) <= own:
        raise DraftRefused(_("The template has no item “%(code)s”."), params={"code": min(set(items) - own)})
    cleaned = clean_content({"edition": edition.code, "items": items}, room=ROOM)
    return in_own_words(cleaned, submission)


def in_own_words(content: Content, submission: Submission) -> Content:
    """``content`` with texts in the submission's language only; whose they are is known, so none is cited."""
    status = standing_of_texts(submission)
    items: dict[str, Any] = {}
    for code, item in edition_of(content).items.items():
        written = content["items"].get(code)
        for holder in (written or []) if item.is_list else ([written] if written else []):
            own = holder["texts"].get(submission.language)
            holder["texts"] = (
                {submission.language: {"text": own["text"], "status": status, "of": None}} if own else {}
            )
            holder["cites"] = []
        if written and (item.is_list or written["texts"]):
            items[code] = written
    return {"edition": content["edition"], "items": items}


def standing_of_texts(submission: Submission | Round) -> str:
    """What the texts are worth: the original, or a translation where that is in none of the six languages."""
    return TextStatus.UNOFFICIAL.value if submission.other_language else TextStatus.ORIGINAL.value

"""A version frozen under the next number and made current: the one way in which anything becomes public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from languages.official import CODES, column
from languages.reading import all_texts
from programmes import derived
from programmes.models import Programme, Version
from programmes.records import frozen_record, hashed_form
from programmes.template.content import digest
from programmes.validators import clean_notes, clean_reason
from programmes.workflow.moves import MOVES, MoveRefused
from programmes.workflow.waiting import overtake

REFERENCE = "10YFP-{:03d}"


def release(
    programme: Programme, version: Version, kind: str, notes: Mapping[str, str], by: Any, reason: str
) -> Version:
    """Freeze ``version`` under the next number and make it current; the caller holds the lock."""
    told, reason = clean_told(notes), clean_reason(reason)
    if why := why_no_cell(programme):
        raise MoveRefused(why)
    overtake(programme, by=by)
    now = timezone.now()
    programme.status = MOVES[kind][1]
    programme.changed_at = now
    if programme.reference is None:
        _give_reference(programme)
    previous = programme.current
    version.number = previous.number + 1 if previous and previous.number else 1
    version.kind, version.reason, version.made_by, version.published_at = kind, reason, by, now
    for code in CODES:
        setattr(version, column("note", code), told.get(code))
    version.record = frozen_record(programme)
    version.previous_sha256 = previous.sha256 if previous else ""
    version.sha256 = version_hash(version)
    version.save()
    programme.current = version
    programme.save(update_fields=["status", "changed_at", "current", "superseded_by"])
    derived.refresh(programme)
    return version


def repeat_of(programme: Programme) -> Version:
    """A version that says what the current one says."""
    assert programme.current is not None  # every status but "prepared" has a current version
    return Version(programme=programme, content=programme.current.content, edition=programme.current.edition)


def clean_told(notes: Mapping[str, str]) -> dict[str, str]:
    """The public note as it is stored; refused where there is none in any language."""
    told = clean_notes(notes)
    if not told:
        raise MoveRefused(_("Give a public note that says what changed."))
    return told


def why_no_cell(programme: Programme) -> str:
    """Why ``programme`` cannot be public in its cell; empty where it can."""
    if all_texts(programme, "cell_reason"):
        return ""
    return _("Say why the programme is in its cell, then publish.")


def version_hash(version: Version) -> str:
    """SHA-256 over everything a version says, with the hash of the one before: the link of the chain."""
    return digest(hashed_form(version))


def _give_reference(programme: Programme) -> None:
    # Two first publications at once may choose the same number: the later one meets the constraint
    # after the earlier one has committed, and chooses again.
    while True:
        last = Programme.objects.aggregate(last=Max("serial"))["last"] or 0
        programme.serial = last + 1
        programme.reference = REFERENCE.format(programme.serial)
        try:
            with transaction.atomic():
                programme.save(update_fields=["serial", "reference"])
        except IntegrityError:
            continue
        return

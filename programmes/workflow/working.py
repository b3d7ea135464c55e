"""The private working version: begun, written on by several people at once, thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from programmes import derived
from programmes.models import Programme, Version
from programmes.status import ProgrammeStatus, WritingAct
from programmes.template.content import empty_content
from programmes.template.editions import CURRENT_EDITION
from programmes.template.merge import ContentEdit, merge
from programmes.validators import clean_content
from programmes.workflow.moves import MoveRefused, lock
from programmes.workflow.waiting import overtake
from programmes.workflow.writings import note_writing, public_content


@transaction.atomic
def prepare(*, stage: str, instrument: str, title: Mapping[str, dict[str, Any]], by: Any) -> Programme:
    """A new private programme in a cell; its working version holds ``title`` (texts by language)."""
    programme = Programme.objects.create(stage_id=stage, instrument_id=instrument)
    content = empty_content()
    content["items"]["title"] = {"texts": dict(title), "cites": []}
    working = Version.objects.create(
        programme=programme, content=clean_content(content), edition=CURRENT_EDITION.code, made_by=by
    )
    note_writing(programme, empty_content(), working.content, act=WritingAct.BEGUN, by=by)
    derived.refresh(programme)
    return programme


@transaction.atomic
def open_working_version(*, programme: Programme, by: Any) -> Version:
    """The private working version of ``programme``, begun from the current one where there is none."""
    locked = lock(programme)
    working = Version.objects.working().filter(programme=locked).first()
    if working is None:
        content = public_content(locked)
        working = Version.objects.create(
            programme=locked, content=content, edition=content["edition"], made_by=by
        )
        note_writing(locked, content, content, act=WritingAct.BEGUN, by=by)
    return working


@transaction.atomic
def edit_working_version(*, programme: Programme, edit: ContentEdit, by: Any) -> Version:
    """Write ``edit`` on the working version; what others wrote elsewhere meanwhile stays.

    Raises ``template.merge.StaleEdit`` where somebody else changed the same passage since it was read,
    and ``ValidationError`` where the text cannot be stored; then nothing is written.
    """
    return _write(programme, [edit], act=WritingAct.WRITTEN, by=by)


@transaction.atomic
def merge_into_working_version(*, programme: Programme, edits: Iterable[ContentEdit], by: Any) -> Version:
    """Write the ``edits`` of an accepted round one upon the other, as one change."""
    return _write(programme, edits, act=WritingAct.MERGED, by=by)


def _write(programme: Programme, edits: Iterable[ContentEdit], *, act: WritingAct, by: Any) -> Version:
    working = open_working_version(programme=programme, by=by)
    content = working.content
    for edit in edits:
        content = clean_content(merge(content, edit))
    if content != working.content:
        note_writing(working.programme, working.content, content, act=act, by=by)
        working.content = content
        working.made_by = by
        working.save(update_fields=["content", "made_by"])
        overtake(working.programme, by=by)
        if working.programme.current is None:
            derived.refresh(working.programme)
    return working


@transaction.atomic
def discard_working_version(*, programme: Programme, by: Any) -> None:
    """Throw away the working version of a public programme; what is public stays as it is."""
    locked = lock(programme)
    if locked.current is None:
        raise MoveRefused(_("A programme that was never public keeps its working version."))
    overtake(locked, by=by)
    _discard(locked, by)


@transaction.atomic
def discard_prepared(*, programme: Programme, by: Any) -> None:
    """Throw away a programme that was never public, with its parties, placements and working version.

    What was written on it, and when it was to become public, stays on record. What a submission became goes
    with the decision on that alone.
    """
    locked = lock(programme)
    if locked.status != ProgrammeStatus.PREPARED or locked.current is not None:
        raise MoveRefused(_("What has been public keeps its page; withdraw or retire it."))
    overtake(locked, by=by)
    for belonging in (locked.parties, locked.placements, locked.entry_links):
        belonging.all().delete()
    _discard(locked, by)
    try:
        locked.delete()
    except ProtectedError as held:
        raise MoveRefused(
            _("A submission was accepted into it. Open the decision on that again instead.")
        ) from held


def _discard(locked: Programme, by: Any) -> None:
    """Throw away the working version, where there is one."""
    for working in Version.objects.working().filter(programme=locked):
        note_writing(locked, working.content, public_content(locked), act=WritingAct.DISCARDED, by=by)
        working.delete()

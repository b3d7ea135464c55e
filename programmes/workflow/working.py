"""The private working version: begun, written on by several people at once, thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from programmes import derived
from programmes.models import Programme, Version
from programmes.status import ProgrammeStatus
from programmes.template.content import empty_content
from programmes.template.editions import CURRENT_EDITION
from programmes.template.merge import ContentEdit, merge
from programmes.validators import clean_content
from programmes.workflow.moves import MoveRefused, lock
from programmes.workflow.waiting import overtake


@transaction.atomic
def prepare(*, stage: str, instrument: str, title: Mapping[str, dict[str, Any]], by: Any) -> Programme:
    """A new private programme in a cell; its working version holds ``title`` (texts by language)."""
    programme = Programme.objects.create(stage_id=stage, instrument_id=instrument)
    content = empty_content()
    content["items"]["title"] = {"texts": dict(title), "cites": []}
    Version.objects.create(
        programme=programme, content=clean_content(content), edition=CURRENT_EDITION.code, made_by=by
    )
    derived.refresh(programme)
    return programme


@transaction.atomic
def open_working_version(*, programme: Programme, by: Any) -> Version:
    """The private working version of ``programme``, begun from the current one where there is none."""
    locked = lock(programme)
    working = Version.objects.working().filter(programme=locked).first()
    if working is None:
        current = locked.current
        content = current.content if current else empty_content()
        working = Version.objects.create(
            programme=locked, content=content, edition=content["edition"], made_by=by
        )
    return working


@transaction.atomic
def edit_working_version(*, programme: Programme, edit: ContentEdit, by: Any) -> Version:
    """Write ``edit`` on the working version; what others wrote elsewhere meanwhile stays.

    Raises ``template.merge.StaleEdit`` where somebody else changed the same passage since it was read,
    and ``ValidationError`` where the text cannot be stored; then nothing is written.
    """
    working = open_working_version(programme=programme, by=by)
    content = clean_content(merge(working.content, edit))
    if content != working.content:
        working.content = content
        working.made_by = by
        working.save(update_fields=["content", "made_by"])
        overtake(working.programme, by=by)
        if working.programme.current is None:
            derived.refresh(working.programme)
    return working


@transaction.atomic
def discard_working_version(*, programme: Programme, by: Any = None) -> None:
    """Throw away the working version of a public programme; what is public stays as it is."""
    locked = lock(programme)
    if locked.current is None:
        raise MoveRefused(_("A programme that was never public keeps its working version."))
    overtake(locked, by=by)
    Version.objects.working().filter(programme=locked).delete()


@transaction.atomic
def discard_prepared(*, programme: Programme) -> None:
    """Throw away a programme that was never public, with its parties, placements and working version."""
    locked = lock(programme)
    if locked.status != ProgrammeStatus.PREPARED or locked.current is not None:
        raise MoveRefused(_("What has been public keeps its page; withdraw or retire it."))
    overtake(locked, by=None)
    for belonging in (
        locked.parties,
        locked.placements,
        locked.entry_links,
        locked.schedulings,
        locked.versions,
    ):
        belonging.all().delete()
    locked.delete()

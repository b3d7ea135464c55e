"""An urgent correction: what is public is put right at once, and the working version where it can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from languages.official import CODES
from programmes.models import Programme, Version
from programmes.status import VersionKind, WritingAct
from programmes.template.content import Content, digest, passages
from programmes.template.merge import ContentEdit, merge
from programmes.template.undoing import carried
from programmes.validators import clean_content
from programmes.verbatim import Approval, approved
from programmes.workflow.moves import MOVES, MoveRefused, check, check_reason, lock
from programmes.workflow.publishing import why_uncited
from programmes.workflow.release import release
from programmes.workflow.writings import note_writing


def corrected(programme: Programme, edit: ContentEdit) -> Content:
    """What would be public once ``edit`` is written on it.

    Raises ``template.merge.StaleEdit`` and ``ValidationError`` as ``edit_working_version`` does.
    """
    assert programme.current is not None  # only what is public is corrected
    return clean_content(merge(programme.current.content, edit))


@transaction.atomic
def correct_text(
    *,
    programme: Programme,
    edit: ContentEdit,
    notes: Mapping[str, str],
    by: Any,
    reason: str,
    seen: str = "",
    approval: Approval | None = None,
) -> Version:
    """Publish ``edit`` of the current text of a listed programme at once, apart from unfinished work.

    On the working version it is written too where that says there what was public; where somebody wrote
    there meanwhile theirs stays, and the passage is kept in its ``corrections``. ``seen`` is the ``digest``
    of the content that was shown to become public.
    """
    locked = lock(programme)
    check(locked, VersionKind.CORRECTED, MOVES)
    check_reason(reason)
    assert locked.current is not None  # it is listed
    before, after = locked.current.content, corrected(locked, edit)
    if after == before:
        raise MoveRefused(_("Nothing was changed."))
    if seen and seen != digest(after):
        raise MoveRefused(_("What is public changed since you looked at it. Look again, then publish."))
    if why := why_uncited(after):
        raise MoveRefused(why)
    version = Version(programme=locked, content=after, edition=locked.current.edition)
    version.approval = approved(locked, after, [], approval)
    _carry_over(locked, before, after, by)
    return release(locked, version, VersionKind.CORRECTED, notes, by, reason)


def _carry_over(programme: Programme, before: Content, after: Content, by: Any) -> None:
    """Write on the working version what became of ``before``, where that stands there still."""
    working = Version.objects.working().filter(programme=programme).first()
    if working is None:
        return
    content = clean_content(carried(working.content, before, after))
    note_writing(programme, working.content, content, act=WritingAct.CORRECTED, by=by)
    working.content = content
    # What is taken back of a round later is told from what is public now.
    for contribution in working.contributions:
        for side in ("before", "after"):
            contribution[side] = carried(contribution[side], before, after)
    working.corrections = [*working.corrections, *_left(working.content, before, after)]
    working.save(update_fields=["content", "contributions", "corrections"])


def _left(working: Content, before: Content, after: Content) -> Iterator[dict[str, str]]:
    """Where ``working`` does not say what was put right: a text by its language, amounts without one."""
    was, now, stands = (
        {passage.path: passage for passage in passages(content)} for content in (before, after, working)
    )
    for path in dict.fromkeys([*was, *now]):
        old, new, own = (side.get(path) for side in (was, now, stands))
        for code in CODES:
            words = [side.texts.get(code, {}).get("text", "") if side else "" for side in (old, new, own)]
            if words[0] != words[1] != words[2]:
                yield {"path": path, "language": code}
        amounts = [side.quantities if side else [] for side in (old, new, own)]
        if amounts[0] != amounts[1] != amounts[2]:
            yield {"path": path, "language": ""}

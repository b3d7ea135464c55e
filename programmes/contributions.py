"""What one round contributes to a working version: written as one, and taken back as one.

Its text is written on the working version at once. What it says of parties and cell waits there too: see
``statements``. Each contribution keeps the text ``before`` and ``after`` it until the working version is
published or discarded, so that it can be told from what others wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from programmes import statements, workflow
from programmes.models import Programme, Version
from programmes.status import WritingAct
from programmes.template.merge import ContentEdit
from programmes.template.undoing import undone


@transaction.atomic
def contribute(
    *, programme: Programme, contribution: statements.Contribution, edits: Iterable[ContentEdit], by: Any
) -> None:
    """Write ``edits`` on the working version, with what waits beside them to be published.

    Of a programme that was never public its parties and claims become rows at once, and do not wait.
    """
    before = workflow.open_working_version(programme=programme, by=by).content
    working = workflow.merge_into_working_version(programme=programme, edits=edits, by=by)
    whole = {**contribution, "before": before, "after": working.content}
    if programme.current_id is None:
        statements.settle(programme, [contribution])
        whole |= {"replaces": [], "parties": [], "placements": []}
    working.contributions = [*working.contributions, whole]
    working.save(update_fields=["contributions"])
    workflow.overtake(programme, by=by)


@transaction.atomic
def take_back(*, programme: Programme, symbol: str, by: Any) -> list[str]:
    """Undo what the document ``symbol`` contributed to the working version of a public ``programme``.

    What anybody wrote before or since stays; returned are the paths of passages that were brought, and
    written on since. Where nothing is left to publish, the working version is discarded.
    """
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    working = Version.objects.working().filter(programme=locked).first()
    contributions = working.contributions if working else []
    index = next((i for i, each in enumerate(contributions) if each["source"]["document"] == symbol), None)
    if working is None or index is None:
        return []  # it was discarded meanwhile
    gone, later = contributions[index], contributions[index + 1 :]
    content, kept = undone(working.content, gone["before"], gone["after"], symbol)
    workflow.note_writing(locked, working.content, content, act=WritingAct.UNDONE, by=by)
    working.content = content
    # What came later is told from what stands without this one from now on.
    for each in later:
        for side in ("before", "after"):
            each[side], _kept = undone(each[side], gone["before"], gone["after"], symbol)
    working.contributions = [*contributions[:index], *later]
    assert locked.current is not None  # else the programme was discarded whole
    workflow.overtake(locked, by=by)
    working.save(update_fields=["content", "contributions"])
    if not working.contributions and working.content == locked.current.content:
        workflow.discard_working_version(programme=locked, by=by)
    return kept

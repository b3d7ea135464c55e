"""What is written on a working version leaves a record: the one writer of ``Writing``."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from programmes.models import Programme, Writing
from programmes.status import WritingAct
from programmes.template.content import Content, empty_content
from programmes.template.differences import differences


def note_writing(programme: Programme, before: Content, after: Content, *, act: WritingAct, by: Any) -> None:
    """Record what became of a working version by ``act``, in its transaction; nothing where nothing did.

    That one was begun or discarded is recorded though it says what is public.
    """
    changes = differences(before, after)
    if changes or act in (WritingAct.BEGUN, WritingAct.DISCARDED):
        Writing.objects.create(programme=programme, act=act, by=by, at=timezone.now(), changes=changes)


def public_content(programme: Programme) -> Content:
    """What ``programme`` says without a working version: nothing before it is public."""
    return programme.current.content if programme.current else empty_content()

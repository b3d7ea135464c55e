"""What is said on a submission as pages show it: who says it, and the fold beside each item of a form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.utils.functional import Promise

from programmes.template.editions import EDITIONS
from submissions import discussion
from submissions.letters import members_of
from submissions.models import Comment, Submission
from submissions.permissions import role_of
from submissions.status import Audience, RemarkKind

MOST_IN_A_FOLD = 20


@dataclass(frozen=True)
class Remark:
    """One comment as the reader sees it; ``who`` is empty where the secretariat speaks to the submitters."""

    comment: Comment
    who: str
    item: str | Promise
    """What it is about within its section; empty where that is the section as a whole."""

    @property
    def is_change(self) -> bool:
        return self.comment.kind == RemarkKind.CHANGE


@dataclass(frozen=True)
class Talk:
    """What is said about one item of a form, or without an ``item`` about its section; and what is typed."""

    section: str
    item: str
    audiences: Sequence[Audience]
    typed: Any
    remarks: list[Remark] = field(default_factory=list)

    @property
    def open(self) -> list[Remark]:
        """What waits to be dealt with."""
        return [each for each in self.remarks if each.comment.resolved_at is None]

    @property
    def shown(self) -> list[Remark]:
        """The latest of what is open; the rest stands in the discussion."""
        return self.open[-MOST_IN_A_FOLD:]

    @property
    def changes(self) -> int:
        """How many requests for change are open."""
        return sum(each.is_change for each in self.open)

    @property
    def name(self) -> str:
        return f"remark/{self.item}"

    @property
    def id(self) -> str:
        return f"remark-{self.item or 'section'}"

    @property
    def about(self) -> str:
        """What the remark is about, as the discussion names it."""
        return about(self.section, self.item)

    @property
    def text(self) -> str:
        return self.typed.get(self.name, "")

    @property
    def audience(self) -> str:
        return self.typed.get(f"{self.name}/for") or self.audiences[0]

    @property
    def asks_for_change(self) -> bool:
        return bool(self.typed.get(f"{self.name}/change"))


def about(section: str, item: str) -> str:
    """``section`` or ``section/item``, as forms send it."""
    return f"{section}/{item}" if item else section


def remarks_of(person: Any, submission: Submission, said: Iterable[Comment]) -> list[Remark]:
    """``said`` as ``person`` reads it: those of the secretariat are named to each other only."""
    said = list(said)
    staff = {each.by_id for each in said if each.by.is_staff}
    if staff and is_on_their_side(person, submission):
        staff -= set(members_of(submission).filter(pk__in=staff).values_list("pk", flat=True))
    else:
        staff = set()
    items = EDITIONS[submission.edition].items
    return [
        Remark(
            each,
            who="" if each.by_id in staff else each.by.name or each.by.email,
            item=items[each.item].label if each.item else "",
        )
        for each in said
    ]


def is_on_their_side(person: Any, submission: Submission) -> bool:
    """Whether ``person`` is of the submitters; whoever keys it in is of the secretariat."""
    return role_of(person, submission) is not None and submission.keyed_by_id != person.pk


def talks_on(person: Any, submission: Submission, section: str, typed: Any) -> dict[str, Talk]:
    """The folds of the form of ``section``, by item; the one about the section as a whole is without."""
    audiences = discussion.audiences(person, submission)
    items = ["", *discussion.items_of(submission, section)]
    talks = {item: Talk(section, item, audiences, typed) for item in items} if audiences else {}
    said = Comment.objects.visible_to(person, submission).filter(section=section)
    for remark in remarks_of(person, submission, said):
        if remark.comment.item in talks:
            talks[remark.comment.item].remarks.append(remark)
    return talks


def chosen_remark(person: Any, submission: Submission, number: str) -> Comment:
    """The comment that a button is about; 404 where the reader has none such."""
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    readable = Comment.objects.visible_to(person, submission)
    found = readable.filter(pk=number).first() if is_number else None
    if found is None:
        raise Http404
    return found

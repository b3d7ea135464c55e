"""May this person do this? Every answer says why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programmes.models import Programme
from programmes.status import ProgrammeStatus


@dataclass(frozen=True)
class Answer:
    """Yes, or no with the reason; true in a condition when yes."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(allowed=True)


def may_publish(user: Any) -> Answer:
    """Whether ``user`` may make something public: a publisher's act."""
    if user.is_active and user.is_staff and user.has_perm("programmes.publish_programme"):
        return YES
    return Answer(allowed=False, reason=_("Only a publisher may change what is public."))


def may_edit(user: Any) -> Answer:
    """Whether ``user`` may write on working versions: a translator's and a curator's act."""
    if user.is_active and user.is_staff and user.has_perm("programmes.change_programme"):
        return YES
    return Answer(allowed=False, reason=_("Only a translator or a curator may edit working versions."))


def may_prepare(user: Any) -> Answer:
    """Whether ``user`` may begin a programme: a curator's act."""
    if user.is_active and user.is_staff and user.has_perm("programmes.add_programme"):
        return YES
    return Answer(allowed=False, reason=_("Only a curator may begin a programme."))


def may_change_record(user: Any, programme: Programme) -> Answer:
    """Whether ``user`` may change cell, parties and placements of ``programme``.

    On a listed programme that publishes a correction, so it takes a publisher too; one that left the list
    keeps the record it left with.
    """
    curates = user.has_perms(["programmes.change_party", "programmes.change_placement"])
    if not (user.is_active and user.is_staff and curates):
        return Answer(allowed=False, reason=_("Only a curator may change cell, parties and placements."))
    if programme.status == ProgrammeStatus.LISTED:
        return may_publish(user)
    if programme.status != ProgrammeStatus.PREPARED:
        reason = _("A programme that has left the list keeps its cell, parties and placements.")
        return Answer(allowed=False, reason=reason)
    return YES

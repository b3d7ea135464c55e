"""May this person do this? Every answer says why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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
    """Whether ``user`` may write on working versions."""
    if user.is_active and user.is_staff and user.has_perm("programmes.change_programme"):
        return YES
    return Answer(allowed=False, reason=_("Only a curator may edit working versions."))

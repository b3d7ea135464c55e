"""What the page of a programme offers to do, each with whether this person may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes import workflow
from programmes.admin.acts import StatusView
from programmes.admin.correcting import CorrectView
from programmes.admin.discarding import DiscardPreparedView, DiscardView
from programmes.admin.walking import address_of
from programmes.permissions import Answer, may_edit, may_prepare, may_publish
from programmes.status import VersionKind

EDIT_MEANS = gettext_lazy("Writes on the working version, which nobody reads before it is published.")
PUBLISH_MEANS = gettext_lazy("Shows exactly what becomes public and in which languages, before it does.")
CORRECT_MEANS = gettext_lazy("Puts a mistake right in what is public, at once. The rest waits as it is.")
DISCARD_MEANS = gettext_lazy("Throws away what was written and accepted since the last publication.")
DISCARD_PREPARED_MEANS = gettext_lazy("Throws it away with all that was written for it. It was never public.")


@dataclass(frozen=True)
class Act:
    """Something that can be done to a programme now, by this person or not."""

    title: str | Promise
    address: str
    answer: Answer
    meaning: str | Promise = ""
    is_main: bool = False


def acts_on(model_admin: Any, request: HttpRequest, programme: Any) -> list[Act]:
    """What can be done to ``programme`` now."""

    def at(page: str, *args: Any) -> str:
        return address_of(model_admin, request, page, programme.pk, *args)

    publish, edit = may_publish(request.user), may_edit(request.user)
    found = [Act(_("Edit the text"), at("text"), edit, EDIT_MEANS, is_main=True)]
    if programme.has_working:
        found.append(Act(_("Publish"), at("publish"), publish, PUBLISH_MEANS, is_main=True))
    legal = workflow.legal_kinds(programme)
    if VersionKind.CORRECTED in legal:
        found.append(Act(CorrectView.title, at("correct"), publish, CORRECT_MEANS))
    for kind, title in StatusView.TITLES.items():
        if kind in legal:
            meaning = StatusView.MEANINGS[kind]
            found.append(Act(title, at("status", VersionKind(kind).value), publish, meaning))
    if programme.has_working and programme.current_id:
        found.append(Act(DiscardView.title, at("discard"), edit, DISCARD_MEANS))
    if not programme.current_id:
        prepare = may_prepare(request.user)
        found.append(Act(DiscardPreparedView.title, at("discard_prepared"), prepare, DISCARD_PREPARED_MEANS))
    return found

"""The words of a published version withheld from readers, and given back to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from languages.official import column
from programmes.models import Version, Withholding
from programmes.validators import clean_notes, clean_reason
from programmes.workflow.moves import MoveRefused, check_reason, lock


@transaction.atomic
def withhold(*, version: Version, notes: Mapping[str, str], by: Any, reason: str) -> Withholding:
    """Let nobody read the words of a published ``version`` any more; the row and its hash stay as they are.

    ``notes`` is what readers are told in their place, ``reason`` is internal. The current version is never
    withheld: its words stand in titles, lists and search, so a version without them is published first.
    """
    version = _lock_version(version)
    check_reason(reason)
    told, reason = clean_notes(notes), clean_reason(reason)
    if not told:
        raise MoveRefused(_("Give a public note that says why it is withheld."))
    if refused := why_not_withhold(version):
        raise MoveRefused(refused)
    withholding = Withholding.objects.create(
        version=version,
        reason=reason,
        made_by=by,
        since=timezone.now(),
        **{column("note", code): text for code, text in told.items()},
    )
    Version.objects.filter(pk=version.pk).mark_withheld(withholding)
    return withholding


@transaction.atomic
def lift_withholding(*, version: Version, by: Any, reason: str) -> None:
    """Let the words of a withheld ``version`` be read again; who withheld it, when and why is kept."""
    version = _lock_version(version)
    check_reason(reason)
    if refused := why_not_lift(version):
        raise MoveRefused(refused)
    of_it = Withholding.objects.filter(version=version)
    of_it.lift(at=timezone.now(), by=by, reason=clean_reason(reason))
    Version.objects.filter(pk=version.pk).mark_withheld(None)


def why_not_withhold(version: Version) -> str:
    """Why ``version`` cannot be withheld now; empty where it can."""
    if version.withheld_id:
        return _("This version is withheld already.")
    if version.number is None:
        return _("A working version is not public: there is nothing to withhold.")
    if version.pk == version.programme.current_id:
        return _("The current version cannot be withheld. Publish one without these words first.")
    return ""


def why_not_lift(version: Version) -> str:
    """Why the withholding of ``version`` cannot be lifted; empty where it can."""
    return "" if version.withheld_id else _("This version is not withheld.")


def _lock_version(version: Version) -> Version:
    locked = lock(version.programme)
    return locked.versions.get(pk=version.pk)

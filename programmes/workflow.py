"""The one writer of what is public.

``MOVES`` says which publications are legal from which status; ``_release`` is the one function that
writes a status, a reference, a number or ``current``. Every publication leaves a frozen version; one that
must not be read any more is withheld, which changes nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from languages.official import CODES, column
from languages.reading import all_texts
from programmes import citations, derived, statements
from programmes.models import Programme, Version, Withholding
from programmes.records import frozen_record, hashed_form
from programmes.status import ProgrammeStatus, VersionKind
from programmes.template.content import Content, digest, empty_content, passages, title_texts
from programmes.template.editions import CURRENT_EDITION
from programmes.template.merge import ContentEdit, merge
from programmes.validators import clean_content, clean_notes, clean_reason

# What may be published, from which statuses, and the status it leads to.
MOVES: dict[str, tuple[frozenset[str], str]] = {
    VersionKind.LISTED: (frozenset({ProgrammeStatus.PREPARED}), ProgrammeStatus.LISTED),
    VersionKind.UPDATED: (frozenset({ProgrammeStatus.LISTED}), ProgrammeStatus.LISTED),
    VersionKind.CORRECTED: (frozenset({ProgrammeStatus.LISTED}), ProgrammeStatus.LISTED),
    VersionKind.TRANSLATED: (frozenset({ProgrammeStatus.LISTED}), ProgrammeStatus.LISTED),
    VersionKind.WITHDRAWN: (frozenset({ProgrammeStatus.LISTED}), ProgrammeStatus.WITHDRAWN),
    VersionKind.RETIRED: (frozenset({ProgrammeStatus.LISTED}), ProgrammeStatus.RETIRED),
    VersionKind.RESTORED: (
        frozenset({ProgrammeStatus.WITHDRAWN, ProgrammeStatus.RETIRED}),
        ProgrammeStatus.LISTED,
    ),
}
# Kinds that publish the working version; the others leave it alone and repeat the current text.
FROM_WORKING = (VersionKind.LISTED, *VersionKind.EDITORIAL)
REFERENCE = "10YFP-{:03d}"


class MoveRefused(ValidationError):
    """This publication is not legal now; the message says why."""


def legal_kinds(programme: Programme) -> list[str]:
    """The kinds of publication that are legal from the programme's status."""
    return [kind for kind, (sources, _target) in MOVES.items() if programme.status in sources]


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
    locked = _lock(programme)
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
        if working.programme.current is None:
            derived.refresh(working.programme)
    return working


@transaction.atomic
def discard_working_version(*, programme: Programme) -> None:
    """Throw away the working version of a public programme; what is public stays as it is."""
    if _lock(programme).current is None:
        raise MoveRefused(_("A programme that was never public keeps its working version."))
    Version.objects.working().filter(programme=programme).delete()


@transaction.atomic
def discard_prepared(*, programme: Programme) -> None:
    """Throw away a programme that was never public, with its parties, placements and working version."""
    locked = _lock(programme)
    if locked.status != ProgrammeStatus.PREPARED or locked.current is not None:
        raise MoveRefused(_("What has been public keeps its page; withdraw or retire it."))
    for belonging in (locked.parties, locked.placements, locked.entry_links, locked.versions):
        belonging.all().delete()
    locked.delete()


@transaction.atomic
def publish(
    *, programme: Programme, kind: str, notes: Mapping[str, str], by: Any, reason: str = "", seen: str = ""
) -> Version:
    """Make the working version public under the next number.

    ``notes`` is the public note by language, ``reason`` the internal one. ``seen`` is the
    ``digest_of`` what was shown before publishing: where the working version changed since, or has been
    published by somebody else, or a text has no source, the act is refused with ``MoveRefused``.
    """
    locked = _lock(programme)
    _check(locked, kind, FROM_WORKING)
    working = Version.objects.working().filter(programme=locked).first()
    if working is None:
        raise MoveRefused(_("There is no working version: somebody published or discarded it."))
    if seen and seen != digest_of(working):
        raise MoveRefused(_("The working version changed since you looked at it. Look again, then publish."))
    if not title_texts(working.content):
        raise MoveRefused(_("A programme needs a title before it is published."))
    working.content = clean_content(working.content)
    _check_sources(working.content)
    statements.settle(locked, working.contributions)
    working.contributions = []
    return _release(locked, working, kind, notes, by, reason)


def digest_of(working: Version) -> str:
    """Everything that publishing ``working`` makes public, in one hash."""
    return digest([working.content, working.contributions])


@transaction.atomic
def correct_record(*, programme: Programme, notes: Mapping[str, str], by: Any, reason: str) -> Version:
    """Publish changed parties, placements or cell of a listed programme; text and unfinished work stay."""
    locked = _lock(programme)
    _check(locked, VersionKind.CORRECTED, MOVES)
    _check_reason(reason)
    return _release(locked, _repeat_of(locked), VersionKind.CORRECTED, notes, by, reason)


@transaction.atomic
def change_status(
    *, programme: Programme, kind: str, notes: Mapping[str, str], by: Any, reason: str
) -> Version:
    """Withdraw, retire or restore: a version that repeats the text and says what happened and why."""
    locked = _lock(programme)
    _check(locked, kind, [each for each in MOVES if each not in FROM_WORKING])
    _check_reason(reason)
    return _release(locked, _repeat_of(locked), kind, notes, by, reason)


@transaction.atomic
def withhold(*, version: Version, notes: Mapping[str, str], by: Any, reason: str) -> Withholding:
    """Let nobody read the words of a published ``version`` any more; the row and its hash stay as they are.

    ``notes`` is what readers are told in their place, ``reason`` is internal. The current version is never
    withheld: its words stand in titles, lists and search, so a version without them is published first.
    """
    version = _lock_version(version)
    _check_reason(reason)
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
    _check_reason(reason)
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


def _lock(programme: Programme) -> Programme:
    # PostgreSQL locks the row; on SQLite the immediate transaction has locked the database already. Nothing
    # is joined: whoever waited for the lock gets the row as it is now, but joined rows as they were before.
    return Programme.objects.select_for_update().get(pk=programme.pk)


def _lock_version(version: Version) -> Version:
    locked = _lock(version.programme)
    return locked.versions.get(pk=version.pk)


def _check(programme: Programme, kind: str, among: Any) -> None:
    if kind not in among or kind not in MOVES:
        raise MoveRefused(_("This is not a way to publish this change."))
    if programme.status not in MOVES[kind][0]:
        raise MoveRefused(
            _("A programme that is “%(status)s” cannot become “%(kind)s”."),
            params={"status": programme.get_status_display(), "kind": VersionKind(kind).label},
        )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise MoveRefused(_("Give the reason."))


def _check_sources(content: Content) -> None:
    uncited = [passage for passage in passages(content) if not citations.are_complete(passage.cites)]
    if uncited:
        items = dict.fromkeys(str(passage.item.label) for passage in uncited)
        raise MoveRefused(
            _("These texts have no source: %(items)s. Say where each comes from, then publish."),
            params={"items": ", ".join(items)},
        )


def _repeat_of(programme: Programme) -> Version:
    assert programme.current is not None  # every status but "prepared" has a current version
    return Version(programme=programme, content=programme.current.content, edition=programme.current.edition)


def _release(
    programme: Programme, version: Version, kind: str, notes: Mapping[str, str], by: Any, reason: str
) -> Version:
    """Freeze ``version`` under the next number and make it current; the caller holds the lock."""
    told, reason = clean_notes(notes), clean_reason(reason)
    if not told:
        raise MoveRefused(_("Give a public note that says what changed."))
    if not all_texts(programme, "cell_reason"):
        raise MoveRefused(_("Say why the programme is in its cell, then publish."))
    now = timezone.now()
    programme.status = MOVES[kind][1]
    programme.changed_at = now
    if programme.reference is None:
        _give_reference(programme)
    previous = programme.current
    version.number = previous.number + 1 if previous and previous.number else 1
    version.kind, version.reason, version.made_by, version.published_at = kind, reason, by, now
    for code in CODES:
        setattr(version, column("note", code), told.get(code))
    version.record = frozen_record(programme)
    version.previous_sha256 = previous.sha256 if previous else ""
    version.sha256 = version_hash(version)
    version.save()
    programme.current = version
    programme.save(update_fields=["status", "changed_at", "current"])
    derived.refresh(programme)
    return version


def _give_reference(programme: Programme) -> None:
    # Two first publications at once may choose the same number: the later one meets the constraint
    # after the earlier one has committed, and chooses again.
    while True:
        last = Programme.objects.aggregate(last=Max("serial"))["last"] or 0
        programme.serial = last + 1
        programme.reference = REFERENCE.format(programme.serial)
        try:
            with transaction.atomic():
                programme.save(update_fields=["serial", "reference"])
        except IntegrityError:
            continue
        return


def version_hash(version: Version) -> str:
    """SHA-256 over everything a version says, with the hash of the one before: the link of the chain."""
    return digest(hashed_form(version))

"""Beginning a submission and throwing a draft away: from nothing, or from what a listed programme says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from languages.official import BY_CODE
from languages.reading import read
from programmes.models import Party, Programme, Submitter
from programmes.status import PartyRole
from programmes.template.content import Content, empty_content
from programmes.template.editions import CURRENT_EDITION, EDITIONS
from programmes.validators import clean_content, clean_text
from submissions import letters, particulars
from submissions.attachments import forget
from submissions.drafting import ROOM, DraftRefused, draft_title, in_own_words, section_codes
from submissions.models import Call, Round, SavedSection, Section, Submission, SubmissionParty
from submissions.references import new_reference
from submissions.status import SubmissionStatus

OTHER_LANGUAGE_LENGTH = 60
# Two presses of one button come within this time of each other.
PRESSED_TWICE = timedelta(seconds=20)


@transaction.atomic
def open_draft(
    *,
    by: User,
    language: str,
    submitter: Submitter | None = None,
    call: Call | None = None,
    other_language: str = "",
    cell: Mapping[str, Any] | None = None,
    received: str = "",
) -> Submission:
    """A new draft in ``language``, empty but for the ``cell`` it was begun from.

    Without a ``submitter`` it is its author's alone until a membership is approved. ``other_language`` names
    the language of the original where that is none of the six; ``received`` how it came, where the
    secretariat keys it in.
    """
    edition = EDITIONS[call.template_edition] if call else CURRENT_EDITION
    draft = _begin(
        by=by,
        language=language,
        edition=edition.code,
        call=call,
        other_language=other_language,
        received=received,
        keyed_by=by if received else None,
    )
    if submitter is not None:
        add_party(submission=draft, submitter=submitter)
    _lay_sections(draft, {particulars.CELL: particulars.clean(particulars.CELL, cell)} if cell else {})
    return draft


@transaction.atomic
def open_once(*, by: User, language: str, submitter: Submitter | None = None, **options: Any) -> Submission:
    """As ``open_draft``; whoever presses twice gets the draft of the first time, while it is untouched."""
    User.objects.select_for_update().get(pk=by.pk)
    begun = Submission.objects.filter(
        created_by=by,
        status=SubmissionStatus.DRAFT,
        language=language,
        call=options.get("call"),
        parties__submitter=submitter,
        created_at__gte=timezone.now() - PRESSED_TWICE,
    ).exclude(sections__revision__gt=0)
    return begun.first() or open_draft(by=by, language=language, submitter=submitter, **options)


@transaction.atomic
def open_update(*, programme: Programme, submitter: Submitter, by: User, language: str) -> Submission:
    """A draft begun with what a listed ``programme`` says in ``language``; its page stays as it is."""
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    if locked.current is None:
        raise DraftRefused(_("Only a listed programme can be updated."))
    begun = Submission.objects.filter(
        updates=locked, parties__submitter=submitter, status__in=SubmissionStatus.OPEN
    ).first()
    if begun is not None:
        raise DraftRefused(
            _("An update of this programme is on its way already: %(reference)s."),
            params={"reference": begun.reference},
        )
    draft = _begin(
        by=by, language=language, edition=CURRENT_EDITION.code, updates=locked, base=locked.current
    )
    add_party(submission=draft, submitter=submitter)
    begun = {**_prefilled(locked.current.content, draft), particulars.CELL: _claimed(draft, submitter)}
    _lay_sections(draft, begun)
    _keep_as_first_saves(draft, begun)
    return draft


@transaction.atomic
def choose_submitter(*, submission: Submission, submitter: Submitter) -> None:
    """Make ``submitter`` the one in whose name a draft is written."""
    locked = _lock_editable(submission)
    if locked.rounds.exists():
        raise DraftRefused(_("What has been sent in one name cannot be sent again in another."))
    parts = Party.objects.filter(programme=locked.updates_id, submitter=submitter)
    if locked.updates_id and not parts.exists():
        raise DraftRefused(_("This submitter has no part in the programme."))
    if locked.parties.exclude(role=PartyRole.LEAD).exists():
        raise DraftRefused(_("Others write it with the submitter that leads it: it keeps that name."))
    locked.parties.all().delete()
    add_party(submission=locked, submitter=submitter)


@transaction.atomic
def choose_call(*, submission: Submission, call: Call) -> None:
    """Make ``call`` the one that a draft answers; what has been sent answers the call it was sent to."""
    locked = _lock_editable(submission)
    if locked.rounds.exists():
        raise DraftRefused(_("What has been sent to one call cannot be sent again to another."))
    if call.template_edition != locked.edition:
        raise DraftRefused(_("This call asks for another edition of the template: begin a new submission."))
    locked.call = call
    locked.save(update_fields=["call"])


@transaction.atomic
def discard(*, submission: Submission, by: User) -> None:
    """Throw away a draft that was never sent, with its files. What was sent is withdrawn instead.

    Those who write it with others are told, and those who have not answered an invitation to it.
    """
    locked = _lock_editable(submission)
    if locked.status != SubmissionStatus.DRAFT:
        raise DraftRefused(_("What has been sent is withdrawn, not discarded."))
    if len(locked.standing_parties) > 1 or locked.collaborators.exists():
        letters.about_discarding(locked, draft_title(locked), by)
    for invitation in locked.invitations.waiting(timezone.now()):
        letters.about_withdrawn_invitation(invitation)
    for attachment in locked.attachments.all():
        forget(attachment)
    locked.delete()


def add_party(
    *, submission: Submission, submitter: Submitter, role: str = PartyRole.LEAD, named_as: str = ""
) -> SubmissionParty:
    """Give ``submitter`` a part in ``submission``, after those who have one.

    It signs under ``named_as`` in the language of the submission, or under the name that the registry knows.
    """
    name = read(submitter, "name", submission.language)
    is_known = named_as in ("", name.text)
    last = submission.parties.last()
    return SubmissionParty.objects.create(
        submission=submission,
        submitter=submitter,
        role=role,
        order=last.order + 1 if last else 1,
        named_as=name.text if is_known else named_as,
        named_language=name.language.code if is_known else submission.language,
    )


# --- Steps ----------------------------------------------------------------------------------------


def _begin(*, by: User, language: str, other_language: str = "", **fields: Any) -> Submission:
    if language not in BY_CODE:
        raise ValidationError({"language": _("Choose one of the six languages.")})
    other = clean_text(other_language, limit=OTHER_LANGUAGE_LENGTH, label=_("Language"))
    now = timezone.now()
    begun = Submission(
        language=language, other_language=other, created_by=by, created_at=now, changed_at=now, **fields
    )
    while True:
        begun.reference = new_reference(now.year)
        try:
            with transaction.atomic():
                begun.save(force_insert=True)
        except IntegrityError:
            if not Submission.objects.filter(reference=begun.reference).exists():
                raise
            continue
        return begun


def _lay_sections(draft: Submission, begun: Mapping[str, dict[str, Any]]) -> None:
    """A row for every section, so that saving is one update."""
    edition = EDITIONS[draft.edition]

    def first(code: str) -> dict[str, Any]:
        if code in begun:
            return begun[code]
        return particulars.empty(code) if code in particulars.LABELS else empty_content(edition)

    Section.objects.bulk_create(
        Section(submission=draft, code=code, content=first(code)) for code in section_codes(edition)
    )


def _keep_as_first_saves(update: Submission, begun: Mapping[str, dict[str, Any]]) -> None:
    """What an update begins with is its first save, so that what is written then is told against it."""
    first = {"revision": 1, "saved_by": update.created_by, "saved_at": update.created_at}
    update.sections.filter(code__in=begun).update(**first)
    SavedSection.objects.bulk_create(
        SavedSection(submission=update, code=code, content=content, **first)
        for code, content in begun.items()
    )


def _prefilled(current: Content, draft: Submission) -> dict[str, Content]:
    """What ``current`` says in the draft's language, by section where it does; rows keep their ids."""
    edition = EDITIONS[draft.edition]
    begun = {}
    for section in edition.sections:
        items: dict[str, Any] = {}
        for item in section.items:
            written = current["items"].get(item.code)
            if written and item.is_list:
                written = [row for row in written if draft.language in row["texts"]]
            if written:
                items[item.code] = written
        cleaned = clean_content({"edition": edition.code, "items": items}, room=ROOM)
        own = in_own_words(cleaned, draft)
        if own["items"]:
            begun[section.code] = own
    return begun


def _claimed(update: Submission, submitter: Submitter) -> dict[str, Any]:
    """The cell that ``submitter`` last claimed for the programme, so that a change of words changes no claim.

    Until it has claimed one, that is the cell in which the programme is listed.
    """
    programme = update.updates
    assert programme is not None  # only a listed programme is updated
    own = Round.objects.filter(
        submission__programme=programme,
        submission__parties__in=SubmissionParty.objects.standing().filter(submitter=submitter),
    )
    last = own.order_by("submitted_at").last()
    if last is None:
        listed = {"stage": programme.stage_id, "instrument": programme.instrument_id}
        return particulars.empty(particulars.CELL) | listed
    return last.cell if last.language == update.language else {**last.cell, "reason": ""}


def _lock_editable(submission: Submission) -> Submission:
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if not locked.is_editable:
        raise DraftRefused(_("It has been sent, and cannot be changed unless it is returned."))
    return locked

"""Submissions on someone's behalf: received on paper or by e-mail, keyed in by the secretariat.

Whoever keys one in writes on the draft as an editor does. It is the submitters' own once a focal point of
theirs has compared it with what was received and submits it: that is the confirmation.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from programmes.models import Submitter
from programmes.template.content import digest
from submissions import letters
from submissions.drafting import DraftRefused, assemble, draft_title
from submissions.models import Submission
from submissions.opening import open_once
from submissions.permissions import may_open_for, may_send_to_confirm
from submissions.status import AttachmentKind, Received

WITHOUT_FOCAL_POINT = gettext_lazy(
    "This submitter has no focal point who could confirm it. Ask the person who sent it to sign up and to "
    "ask to act for this submitter, and approve that under Memberships."
)


def open_for(*, submitter: Submitter, received: str, by: User, language: str, **options: Any) -> Submission:
    """A draft in the name of ``submitter``, to be keyed in by one of the secretariat.

    ``options`` are those of ``opening.open_draft``.
    """
    allowed = may_open_for(by, submitter)
    if not allowed:
        raise DraftRefused(str(allowed.reason))
    if received not in Received.values:
        raise ValidationError({"received": _("Say how it was received.")})
    return open_once(by=by, language=language, submitter=submitter, received=received, **options)


@transaction.atomic
def send_to_confirm(*, submission: Submission, by: User) -> None:
    """Ask the submitters' focal points to look at what was keyed in, and to submit it.

    Needs what was received among the attachments, and somebody who can confirm. Asked again for the same
    text, nobody gets a second letter.
    """
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    allowed = may_send_to_confirm(by, locked)
    if not allowed:
        raise DraftRefused(str(allowed.reason))
    if not locked.attachments.present().filter(kind=AttachmentKind.RECEIVED).exists():
        raise DraftRefused(_("Attach what was received first, for the submitters to compare."))
    lead = locked.lead
    if lead is None or not has_focal_point(lead.submitter):
        raise DraftRefused(WITHOUT_FOCAL_POINT)
    draft = assemble(locked)
    locked.confirm_asked_at = timezone.now()
    locked.save(update_fields=["confirm_asked_at"])
    text = digest([draft.content, draft.cell, draft.authority])
    letters.about_confirming(lead, draft_title(locked), text)


def has_focal_point(submitter: Submitter | None) -> bool:
    """Whether anybody can confirm what was received from ``submitter``."""
    return submitter is not None and letters.focal_points_of(submitter.pk).exists()

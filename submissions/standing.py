"""Whether a submission may be sent now, by the call it answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from programmes.validators import clean_text
from submissions.models import Call, Submission
from submissions.permissions import may_handle
from submissions.status import LatePolicy, SubmissionStatus

REASON_LENGTH = 2000


class Standing(StrEnum):
    """How a submission stands to the times in which submissions are taken."""

    IN_TIME = "in_time"
    """Its call is open, or it needs none."""
    LATE = "late"
    """Its call has closed; late ones are taken and marked."""
    TOO_EARLY = "too_early"
    """Its call has not opened."""
    TOO_LATE = "too_late"
    """Its call has closed, and late ones are refused."""
    NO_CALL = "no_call"
    """It answers no call, and nobody has allowed that."""


HINDRANCES: dict[str, str | Promise] = {
    Standing.TOO_EARLY: gettext_lazy("The call for submissions has not opened yet."),
    Standing.TOO_LATE: gettext_lazy("The call for submissions has closed, and late ones are not taken."),
    Standing.NO_CALL: gettext_lazy(
        "Choose a call for submissions, or ask the secretariat to take it outside one."
    ),
}


def standing(submission: Submission, at: datetime) -> Standing:
    """How ``submission`` stands at ``at``.

    What was in time once stays so: an answer to what was returned is not late. An update of a listed
    programme needs no call, nor does anything while no call has ever been made.
    """
    first = submission.rounds.order_by("number").first()
    if first is not None:
        return Standing.LATE if first.is_late else Standing.IN_TIME
    if submission.outside_call_reason or submission.updates_id:
        return Standing.IN_TIME
    call = submission.call
    if call is None:
        return Standing.NO_CALL if Call.objects.exists() else Standing.IN_TIME
    if not call.has_opened(at):
        return Standing.TOO_EARLY
    if not call.has_closed(at):
        return Standing.IN_TIME
    return Standing.LATE if call.late == LatePolicy.MARK else Standing.TOO_LATE


@transaction.atomic
def allow_outside_call(*, reference: str, reason: str, by: User) -> Submission:
    """Take the draft called ``reference`` whatever the calls say, for a reason that stays with it.

    The secretariat's act. Nobody there sees drafts: its submitters ask for it and say which one it is, and
    nothing more of it is told here.

    Raises ``ValidationError`` where ``by`` may not, no such draft is there, or it is taken already.
    """
    reason = clean_text(reason, limit=REASON_LENGTH, label=_("Reason"))
    if not reason:
        raise ValidationError(_("Give the reason."))
    drafts = Submission.objects.select_for_update().filter(status=SubmissionStatus.DRAFT)
    locked = drafts.filter(reference=reference.strip().upper()).first()
    if locked is None:
        raise ValidationError(
            _("No draft has this reference. It stands on the page of the draft: ask those who write it.")
        )
    answer = may_handle(by, locked)
    if not answer:
        raise ValidationError(str(answer.reason))
    if locked.outside_call_reason:
        raise ValidationError(_("It is taken outside a call already."))
    locked.outside_call_reason, locked.outside_call_by = reason, by
    locked.outside_call_at = timezone.now()
    locked.save(update_fields=["outside_call_reason", "outside_call_by", "outside_call_at"])
    return locked

"""Who of the secretariat answers for a submission: the only writer of ``assigned_to``."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from submissions.letters import staff_who
from submissions.models import Submission
from submissions.permissions import may_handle, may_screen
from submissions.status import SubmissionStatus


class AssignmentRefused(ValidationError):
    """It cannot be given to this person, or by this one; the message says why."""


@transaction.atomic
def assign(*, submission: Submission, to: User | None, by: User) -> Submission:
    """Give ``submission`` to ``to``, who has to be able to decide on it; to nobody with ``None``."""
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    asking = may_screen(by)
    if not asking:
        raise AssignmentRefused(str(asking.reason))
    if locked.status == SubmissionStatus.DRAFT:
        raise AssignmentRefused(_("It has not been sent yet."))
    if to is not None and not may_handle(to, locked):
        raise AssignmentRefused(
            _("%(reference)s cannot be given to %(name)s: a screener who has no part in it decides on it."),
            params={"reference": locked.reference, "name": to.get_short_name()},
        )
    locked.assigned_to = to
    locked.save(update_fields=["assigned_to"])
    return locked


def screeners() -> QuerySet[User]:
    """Whom something can be given to, by name."""
    return staff_who("screen_submission").order_by("name", "email")

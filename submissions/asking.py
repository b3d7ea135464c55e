"""Asking the submitters of an entry that looks alike to join forces. The only writer of askings."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from programmes.models import Programme
from programmes.validators import clean_text
from submissions import letters
from submissions.drafting import draft_title
from submissions.hints import Hint
from submissions.models import Asking, Submission

MESSAGE_LENGTH = 2000


class AskingRefused(ValidationError):
    """This cannot be asked now; the message says why."""


@transaction.atomic
def ask_to_join(*, submission: Submission, hint: Hint, way: str, message: str, by: User) -> Asking:
    """Ask once, by one of the ways that ``hint`` names; who is asked gets a letter.

    What is asked again finds what was asked.
    """
    message = clean_text(message, limit=MESSAGE_LENGTH, label=_("Message"))
    if way not in hint.ways:
        raise AskingRefused(_("Choose how to ask."))
    is_programme = isinstance(hint.entry, Programme)
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    asking, is_new = Asking.objects.get_or_create(
        submission=locked,
        programme=hint.entry if is_programme else None,
        other=None if is_programme else hint.entry,
        defaults={"way": way, "message": message, "by": by, "at": timezone.now()},
    )
    if is_new:
        letters.about_asking(asking, draft_title(locked))
    return asking


@transaction.atomic
def choose_willing(*, submission: Submission, may_be_hinted: bool, may_be_asked: bool) -> None:
    """Say whether others may be told of ``submission``, and its focal points be asked directly."""
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    locked.may_be_hinted, locked.may_be_asked = may_be_hinted, may_be_asked
    locked.save(update_fields=["may_be_hinted", "may_be_asked"])

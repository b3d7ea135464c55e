"""Signing off: a co-submitter says that the text as it stands is its own too. The only writer of signatures.

A signature is the hash of the text that was signed, and holds while the text has that hash. The lead signs
by submitting; partners sign nothing.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from programmes.status import PartyRole
from programmes.template.content import digest
from submissions import letters
from submissions.drafting import Draft, assemble
from submissions.models import Submission, SubmissionParty


class SignatureRefused(ValidationError):
    """This cannot be signed off now; the message says why."""


def text_hash(draft: Draft) -> str:
    """What a co-submitter signs, in one hash: the text and its cell. The authority is the lead's own."""
    return digest([draft.content, draft.cell])


def holds(party: SubmissionParty, draft: Draft) -> bool:
    """Whether ``party`` has signed off the text as it stands."""
    return party.signed_hash == text_hash(draft)


def unsigned(submission: Submission, draft: Draft) -> list[SubmissionParty]:
    """The co-submitters that have not signed off the text as it stands."""
    co_submitters = [each for each in submission.standing_parties if each.role == PartyRole.CO_SUBMITTER]
    return [party for party in co_submitters if not holds(party, draft)]


@transaction.atomic
def sign_off(*, party: SubmissionParty, by: User, seen: str) -> SubmissionParty:
    """Sign off the text whose ``text_hash`` was ``seen``; refused where somebody saved since.

    Whoever presses twice has signed once.
    """
    submission = Submission.objects.select_for_update().get(pk=party.submission_id)
    if not submission.is_editable:
        raise SignatureRefused(_("It has been sent, and cannot be changed unless it is returned."))
    signing = submission.parties.standing().filter(pk=party.pk, role=PartyRole.CO_SUBMITTER).first()
    if signing is None:
        raise SignatureRefused(_("Only co-submitters sign off the text."))
    draft = assemble(submission)
    if seen != text_hash(draft):
        raise SignatureRefused(
            _("Somebody saved a section since you looked at it. Look again, then sign off.")
        )
    if not holds(signing, draft):
        signing.signed_hash, signing.signed_by, signing.signed_at = seen, by, timezone.now()
        signing.edited_at = None
        signing.save(update_fields=["signed_hash", "signed_by", "signed_at", "edited_at"])
        submission.is_signed = True
        submission.save(update_fields=["is_signed"])
        letters.about_signature(signing)
    return signing


def parties_as_sent(submission: Submission) -> list[dict[str, Any]]:
    """The parties as a round keeps them: who signs it in which part, and when it was signed off by whom."""
    return [
        {
            "submitter": party.submitter_id,
            "slug": party.submitter.slug,
            "kind": party.submitter.kind,
            "role": party.role,
            "order": party.order,
            "named_as": party.named_as,
            "named_language": party.named_language,
            "signed_by": party.signed_by_id,
            "signed_at": party.signed_at.isoformat() if party.signed_at else None,
        }
        for party in submission.parties.standing().select_related("submitter")
    ]

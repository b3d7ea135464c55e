"""Writing together: who is invited, what they answer, who leaves. The only writer of invitations.

The lead invites submitters until the submission is first sent; then its parties stand fast, and whoever does
not want to sign it any more leaves. Focal points of any party invite persons while there is something to
write. Every act locks the submission, so that nobody is invited, answers or leaves while it is being sent.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from programmes.models import Submitter
from programmes.status import PartyRole
from programmes.validators import clean_text
from submissions import letters
from submissions.drafting import draft_title
from submissions.models import Collaborator, Invitation, Submission, SubmissionParty
from submissions.opening import add_party
from submissions.status import CollaboratorRight, InvitationAnswer, SubmissionStatus

MESSAGE_LENGTH, NAME_LENGTH = 2000, 300
VALID_FOR, HOUR = timedelta(days=14), timedelta(hours=1)
# Enough for the largest joint submission; too few to send letters to the world.
PER_HOUR, MOST, MOST_OPEN = 20, 60, 20
INVITED_AS = (PartyRole.CO_SUBMITTER, PartyRole.PARTNER)

# A dot, since addresses carry no colon.
_SIGNER = Signer(sep=".", salt="submissions.invitation")


class InvitationRefused(ValidationError):
    """This cannot be done with an invitation now; the message says why."""


# --- Inviting -------------------------------------------------------------------------------------


@transaction.atomic
def invite_submitter(
    *, submission: Submission, submitter: Submitter, role: str, by: User, message: str = ""
) -> Invitation:
    """Ask ``submitter`` to become a party; those who act for it are told."""
    if role not in INVITED_AS:
        raise ValidationError({"role": _("Choose one of the roles offered.")})
    locked = _locked_for_inviting(submission, by)
    if locked.status != SubmissionStatus.DRAFT:
        raise InvitationRefused(_("It has been sent: its parties cannot be changed any more."))
    if locked.parties.filter(submitter=submitter).exists():
        raise InvitationRefused(_("This submitter takes part already."))
    return _invite(locked, by, message, submitter=submitter, role=role)


@transaction.atomic
def invite_person(
    *, submission: Submission, email: str, right: str, by: User, message: str = ""
) -> Invitation:
    """Ask whoever reads ``email`` to take part with ``right``, without acting for a submitter."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as invalid:
        raise ValidationError({"email": invalid}) from invalid
    if right not in CollaboratorRight.values:
        raise ValidationError({"right": _("Choose one of the rights offered.")})
    locked = _locked_for_inviting(submission, by)
    if not locked.is_editable:
        raise InvitationRefused(_("It has been sent, and cannot be changed unless it is returned."))
    return _invite(locked, by, message, email=email, right=right)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> Invitation:
    """Take an invitation back; whoever got the letter is told."""
    waiting = _waiting(invitation)
    _answer(waiting, InvitationAnswer.WITHDRAWN, by)
    letters.about_withdrawn_invitation(waiting)
    return waiting


# --- Answering ------------------------------------------------------------------------------------


def hash_of(token: str) -> str:
    """What is kept of a token; empty where it is none of ours."""
    try:
        return hashlib.sha256(_SIGNER.unsign(token).encode()).hexdigest()
    except BadSignature:
        return ""


def hindrance(invitation: Invitation) -> str:
    """Why an invitation cannot be answered any more; empty while it can."""
    if invitation.answer != InvitationAnswer.OPEN:
        return _("The invitation has been answered or withdrawn already.")
    if not invitation.is_waiting(timezone.now()):
        return _("The invitation has expired.")
    is_draft = invitation.submission.status == SubmissionStatus.DRAFT
    if is_draft or (invitation.submitter is None and invitation.submission.status in SubmissionStatus.OPEN):
        return ""
    return _("It has been sent or closed meanwhile: nobody can join any more.")


@transaction.atomic
def accept(*, invitation: Invitation, by: User, named_as: str = "") -> Invitation:
    """Say yes: the submitter is a party from now on, signing as ``named_as``, or the person takes part."""
    waiting = _waiting_for(invitation, by)
    submission = waiting.submission
    if waiting.submitter is None:
        Collaborator.objects.update_or_create(
            submission=submission, user=by, defaults={"right": waiting.right}
        )
    else:
        name = clean_text(named_as, limit=NAME_LENGTH, label=_("Name"))
        add_party(submission=submission, submitter=waiting.submitter, role=waiting.role, named_as=name)
    _answer(waiting, InvitationAnswer.ACCEPTED, by)
    letters.about_answer(waiting)
    return waiting


@transaction.atomic
def decline(*, invitation: Invitation, by: User, reply: str = "") -> Invitation:
    """Say no, with a word to those who invited; they may invite again."""
    waiting = _waiting_for(invitation, by)
    waiting.reply = clean_text(reply, limit=MESSAGE_LENGTH, label=_("Message"))
    _answer(waiting, InvitationAnswer.DECLINED, by)
    letters.about_answer(waiting)
    return waiting


# --- Parties and people -----------------------------------------------------------------------------


@transaction.atomic
def rename(*, party: SubmissionParty, named_as: str) -> None:
    """Change the name that a party signs under, until the submission is first sent."""
    locked = _lock(party.submission)
    if locked.status != SubmissionStatus.DRAFT:
        raise InvitationRefused(_("It has been sent: its parties cannot be changed any more."))
    name = clean_text(named_as, limit=NAME_LENGTH, label=_("Name"))
    if not name:
        raise InvitationRefused(_("Give the name to sign under."))
    if name != party.named_as:
        party.named_as, party.named_language = name, locked.language
        party.save(update_fields=["named_as", "named_language"])


@transaction.atomic
def leave(*, party: SubmissionParty, by: User, reason: str = "") -> None:
    """Give up the part of a submitter that does not lead; everybody is told.

    A part in what was never sent is simply gone. Afterwards it stays as one that was left, for a ``reason``:
    rounds stay as they were sent, and accepting leaves it out.
    """
    locked = _lock(party.submission)
    leaving = locked.parties.standing().filter(pk=party.pk).select_related("submission").first()
    if leaving is None:
        raise InvitationRefused(_("This submitter takes no part any more."))
    if leaving.role == PartyRole.LEAD:
        raise InvitationRefused(
            _("Who leads a submission does not leave it: withdraw the submission instead.")
        )
    if locked.status not in SubmissionStatus.OPEN:
        raise InvitationRefused(_("It is closed already."))
    leaving.left_reason = clean_text(reason, limit=MESSAGE_LENGTH, label=_("Reason"))
    if locked.status != SubmissionStatus.DRAFT and not leaving.left_reason:
        raise InvitationRefused(_("Give the reason."))
    leaving.left_by, leaving.left_at = by, timezone.now()
    letters.about_leaving(leaving)
    if locked.status == SubmissionStatus.DRAFT:
        leaving.delete()
    else:
        leaving.save(update_fields=["left_by", "left_at", "left_reason"])


@transaction.atomic
def remove_collaborator(*, collaborator: Collaborator, by: User) -> None:
    """End the part of a person who was invited; the person is told unless they left by themselves."""
    submission = _lock(collaborator.submission)
    ended, _rows = submission.collaborators.filter(pk=collaborator.pk).delete()
    if ended and collaborator.user != by:
        letters.about_ended_part(collaborator, draft_title(submission))


@transaction.atomic
def forget_addresses(*, at: datetime) -> int:
    """Forget the addresses of persons who are not to answer any more at ``at``; how many those were."""
    return Invitation.objects.with_needless_address(at).update(email="")


# --- Steps ------------------------------------------------------------------------------------------


def _lock(submission: Submission) -> Submission:
    return Submission.objects.select_for_update().get(pk=submission.pk)


def _locked_for_inviting(submission: Submission, by: User) -> Submission:
    """``submission`` as it stands now, where ``by`` may invite once more by number."""
    # The weaker lock: rows that name a person are written while somebody holds it.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    locked, now = _lock(submission), timezone.now()
    if locked.lead is None:
        raise InvitationRefused(_("Say in whose name you submit before you invite others."))
    if Invitation.objects.filter(created_by=by, created_at__gt=now - HOUR).count() >= PER_HOUR:
        raise InvitationRefused(
            _("You have invited %(number)d times within an hour. Try again later."),
            params={"number": PER_HOUR},
        )
    if locked.invitations.count() >= MOST:
        raise InvitationRefused(_("There have been too many invitations to this submission."))
    if locked.invitations.waiting(now).count() >= MOST_OPEN:
        raise InvitationRefused(_("Too many invitations wait for an answer: withdraw some of them first."))
    return locked


def _invite(submission: Submission, by: User, message: str, **whom: Any) -> Invitation:
    now, secret = timezone.now(), secrets.token_urlsafe(32)
    asked = {name: whom[name] for name in ("submitter", "email") if name in whom}
    if submission.invitations.waiting(now).filter(**asked).exists():
        raise InvitationRefused(_("This invitation waits for an answer already: withdraw it first."))
    token = _SIGNER.sign(secret)
    invitation = Invitation.objects.create(
        submission=submission,
        message=clean_text(message, limit=MESSAGE_LENGTH, label=_("Message")),
        token_hash=hash_of(token),
        created_by=by,
        created_at=now,
        expires_at=now + VALID_FOR,
        **whom,
    )
    letters.about_invitation(invitation, token, draft_title(submission))
    return invitation


def _waiting(invitation: Invitation) -> Invitation:
    """The invitation as it is now, where it can still be answered, its submission locked."""
    submission = _lock(invitation.submission)
    waiting = submission.invitations.select_related("submitter", "created_by").get(pk=invitation.pk)
    waiting.submission = submission
    reason = hindrance(waiting)
    if reason:
        raise InvitationRefused(reason)
    return waiting


def _waiting_for(invitation: Invitation, by: User) -> Invitation:
    """As ``_waiting``, where ``by`` is among the invited."""
    waiting = _waiting(invitation)
    if not Invitation.objects.to(by).filter(pk=waiting.pk).exists():
        raise InvitationRefused(_("Somebody else is invited."))
    return waiting


def _answer(invitation: Invitation, answer: str, by: User) -> None:
    invitation.answer, invitation.answered_by, invitation.answered_at = answer, by, timezone.now()
    invitation.save(update_fields=["answer", "answered_by", "answered_at", "reply"])

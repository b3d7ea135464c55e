"""Who acts for which submitter: asking, answering, handing over. The only writer of memberships.

A submitter that has a focal point never loses its last one, except that the secretariat puts another in the
place. Every act locks the submitter, so that two last focal points cannot leave at once.
"""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from languages.official import BY_CODE, column
from programmes.models import Submitter
from programmes.status import SubmitterKind
from programmes.validators import clean_text
from submissions import letters
from submissions.models import Membership, Submission
from submissions.opening import add_party
from submissions.permissions import is_last_focal_point
from submissions.status import MembershipRole, MembershipState, SubmissionStatus

MESSAGE_LENGTH, NAME_LENGTH, SHORT_NAME_LENGTH, SLUG_LENGTH = 2000, 300, 80, 80


class MembershipRefused(ValidationError):
    """This cannot be done with a membership now; the message says why."""


@transaction.atomic
def ask(
    *, user: User, submitter: Submitter, role: str = MembershipRole.FOCAL_POINT, message: str = ""
) -> Membership:
    """Ask to act for ``submitter``; its focal points are told, or the secretariat where there are none."""
    _check_role(role)
    _lock(submitter)
    membership = Membership.objects.filter(user=user, submitter=submitter).first()
    if membership is None:
        membership = Membership(user=user, submitter=submitter)
    elif membership.state == MembershipState.ACTIVE:
        raise MembershipRefused(_("You belong to this submitter already."))
    elif membership.state == MembershipState.ASKED:
        raise MembershipRefused(_("You have asked already; you will be told of the answer."))
    return _asked(membership, role, message)


@transaction.atomic
def propose(*, user: User, name: str, kind: str, language: str, message: str = "") -> Membership:
    """Ask to act for a submitter that is not in the registry, by its name in ``language``."""
    name = clean_text(name, limit=NAME_LENGTH, label=_("Name"))
    if not name:
        raise ValidationError({"name": _("Give the name of the state or organization.")})
    if kind not in SubmitterKind.values:
        raise ValidationError({"kind": _("Choose what kind of submitter it is.")})
    if language not in BY_CODE:
        raise ValidationError({"language": _("Choose the language of the name.")})
    # Whoever presses twice has asked once.
    User.objects.select_for_update().get(pk=user.pk)
    if Membership.objects.waiting().filter(user=user, submitter=None, proposed_name=name).exists():
        raise MembershipRefused(_("You have asked already; you will be told of the answer."))
    proposal = Membership(user=user, proposed_name=name, proposed_kind=kind, proposed_language=language)
    return _asked(proposal, MembershipRole.FOCAL_POINT, message)


@transaction.atomic
def approve(
    *, membership: Membership, by: User, role: str = "", submitter: Submitter | None = None
) -> Membership:
    """Say yes, with ``role`` in the place of the one asked for where it is given.

    For a proposed submitter its row is made, unless ``submitter`` says that the registry has it already.
    Drafts that the person began meanwhile without a submitter become that submitter's.
    """
    waiting = _waiting(membership)
    _check_role(role or waiting.role)
    if waiting.submitter is None:
        waiting.submitter = submitter or _new_submitter(waiting)
        if Membership.objects.filter(user=waiting.user, submitter=waiting.submitter).exists():
            raise MembershipRefused(
                _("This person has a membership of that submitter already: decide on that one.")
            )
    elif submitter is not None and submitter != waiting.submitter:
        raise MembershipRefused(_("This person asked for another submitter."))
    waiting.role = role or waiting.role
    _decide(waiting, MembershipState.ACTIVE, by)
    if waiting.role in MembershipRole.WRITING:
        _give_drafts_a_submitter(waiting)
    letters.about_decision(waiting, "membership_approved")
    return waiting


@transaction.atomic
def decline(*, membership: Membership, by: User, reason: str) -> Membership:
    """Say no, with the reason, which the person is told."""
    waiting = _waiting(membership)
    _decide(waiting, MembershipState.DECLINED, by, _required(reason))
    letters.about_decision(waiting, "membership_declined")
    return waiting


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> Membership:
    """Give a member another role; the last focal point keeps theirs."""
    _check_role(role)
    member = _active(membership)
    if role == member.role:
        return member
    _keep_a_focal_point(member)
    member.role = role
    _decide(member, MembershipState.ACTIVE, by)
    letters.about_decision(member, "role_changed")
    return member


@transaction.atomic
def leave(*, membership: Membership) -> Membership:
    """Give up a membership, or take back a request, by the person's own will."""
    own = _locked(membership)
    if own.state not in (MembershipState.ACTIVE, MembershipState.ASKED):
        raise MembershipRefused(_("This membership has ended already."))
    _keep_a_focal_point(own)
    return _decide(own, MembershipState.ENDED, own.user)


@transaction.atomic
def remove(*, membership: Membership, by: User, reason: str) -> Membership:
    """End somebody else's membership, with the reason, which the person is told."""
    member = _active(membership)
    _keep_a_focal_point(member)
    _decide(member, MembershipState.ENDED, by, _required(reason))
    letters.about_decision(member, "membership_ended")
    return member


@transaction.atomic
def hand_over(*, membership: Membership, to: Membership) -> Membership:
    """Make another member of the same submitter the focal point and stay as an editor."""
    giver, taker = _active(membership), _active(to)
    if giver.role != MembershipRole.FOCAL_POINT:
        raise MembershipRefused(_("Only a focal point can hand over."))
    if taker.submitter_id != giver.submitter_id or taker.pk == giver.pk:
        raise MembershipRefused(_("Hand over to another member of the same submitter."))
    taker.role = MembershipRole.FOCAL_POINT
    _decide(taker, MembershipState.ACTIVE, giver.user)
    giver.role = MembershipRole.EDITOR
    _decide(giver, MembershipState.ACTIVE, giver.user)
    letters.about_decision(taker, "role_changed")
    return taker


@transaction.atomic
def replace_focal_point(*, membership: Membership, to: User, by: User, reason: str) -> Membership:
    """The secretariat puts ``to`` in the place of a focal point who is gone; both are told."""
    leaving = _active(membership)
    reason = _required(reason)
    if leaving.role != MembershipRole.FOCAL_POINT:
        raise MembershipRefused(_("This person is not a focal point."))
    if to.pk == leaving.user_id:
        raise MembershipRefused(_("Choose another person."))
    successor = Membership.objects.filter(user=to, submitter=leaving.submitter).first() or Membership(
        user=to, submitter=leaving.submitter, asked_at=timezone.now()
    )
    successor.role = MembershipRole.FOCAL_POINT
    _decide(successor, MembershipState.ACTIVE, by, reason)
    _give_drafts_a_submitter(successor)
    _decide(leaving, MembershipState.ENDED, by, reason)
    letters.about_decision(successor, "membership_approved")
    letters.about_decision(leaving, "membership_ended")
    return successor


# --- Steps ---------------------------------------------------------------------------------------


def _asked(membership: Membership, role: str, message: str) -> Membership:
    membership.role, membership.state = role, MembershipState.ASKED
    membership.message = clean_text(message, limit=MESSAGE_LENGTH, label=_("Message"))
    membership.asked_at, membership.decided_at = timezone.now(), None
    membership.approved_by, membership.reason = None, ""
    membership.save()
    letters.about_request(membership)
    return membership


def _decide(membership: Membership, state: str, by: User, reason: str = "") -> Membership:
    membership.state, membership.approved_by, membership.reason = state, by, reason
    membership.decided_at = timezone.now()
    membership.save()
    return membership


def _lock(submitter: Submitter | None) -> None:
    if submitter is not None:
        Submitter.objects.select_for_update().get(pk=submitter.pk)


def _locked(membership: Membership) -> Membership:
    """The membership as it is now, while nobody else decides on its submitter's members."""
    _lock(membership.submitter)
    return (
        Membership.objects.select_for_update(of=("self",))
        .select_related("user", "submitter")
        .get(pk=membership.pk)
    )


def _waiting(membership: Membership) -> Membership:
    locked = _locked(membership)
    if locked.state != MembershipState.ASKED:
        raise MembershipRefused(_("Somebody has answered this request already."))
    return locked


def _active(membership: Membership) -> Membership:
    locked = _locked(membership)
    if not locked.is_active:
        raise MembershipRefused(_("This person does not belong to the submitter now."))
    return locked


def _keep_a_focal_point(membership: Membership) -> None:
    if is_last_focal_point(membership):
        raise MembershipRefused(_("The last focal point cannot go: hand over to another member first."))


def _check_role(role: str) -> None:
    if role not in MembershipRole.values:
        raise ValidationError({"role": _("Choose one of the roles offered.")})


def _required(reason: str) -> str:
    reason = clean_text(reason, limit=MESSAGE_LENGTH, label=_("Reason"))
    if not reason:
        raise MembershipRefused(_("Give the reason."))
    return reason


def _new_submitter(proposal: Membership) -> Submitter:
    name, language = proposal.proposed_name, proposal.proposed_language
    slug = slugify(name)[:SLUG_LENGTH].strip("-")
    # A name in another script leaves nothing for an address, and two bodies may have one name.
    if not slug or Submitter.objects.filter(slug=slug).exists():
        slug = "-".join(part for part in (slug[: SLUG_LENGTH - 9], secrets.token_hex(4)) if part)
    return Submitter.objects.create(
        slug=slug,
        kind=proposal.proposed_kind,
        official_in=[language],
        **{
            column("name", language): name,
            column("short_name", language): name[:SHORT_NAME_LENGTH],
        },
    )


def _give_drafts_a_submitter(membership: Membership) -> None:
    assert membership.submitter is not None  # an active membership has one
    drafts = Submission.objects.filter(
        created_by=membership.user, status=SubmissionStatus.DRAFT, parties__isnull=True
    )
    for draft in drafts:
        add_party(submission=draft, submitter=membership.submitter)

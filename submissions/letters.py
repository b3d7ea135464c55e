"""Which event tells whom. Every letter is written in the transaction of its event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from accounts.letters import write, write_to_address
from accounts.models import Letter, User
from submissions.models import (
    Asking,
    Collaborator,
    Comment,
    Invitation,
    Membership,
    Move,
    Reminder,
    Submission,
    SubmissionParty,
)
from submissions.particulars import section_labels
from submissions.status import AskingWay, Audience, MembershipRole, MembershipState, SubmissionStatus

# The letter to the members when a submission has come to a status, and the one to the secretariat.
TO_MEMBERS = {
    SubmissionStatus.SUBMITTED: "receipt",
    SubmissionStatus.IN_SCREENING: "taken_into_screening",
    SubmissionStatus.RETURNED: "returned",
    SubmissionStatus.ACCEPTED: "accepted",
    SubmissionStatus.NOT_LISTED: "not_listed",
    SubmissionStatus.WITHDRAWN: "withdrawn",
}
TO_SCREENERS = {
    SubmissionStatus.SUBMITTED: "arrived",
    SubmissionStatus.WITHDRAWN: "was_withdrawn",
}


def about_move(move: Move) -> None:
    """Tell the members of the submission's submitters, and the secretariat where it is its turn."""
    submission, labels = move.submission, section_labels(move.submission.edition)
    context = {
        "submission": submission,
        "move": move,
        "round": move.round,
        "reasons": [(labels[code], reason) for code, reason in move.reasons.items()],
        "path": submission.permalink,
    }
    is_request = move.source == move.target
    to_members = "withdrawal_asked" if is_request else TO_MEMBERS[SubmissionStatus(move.target)]
    if move.is_way_back:
        to_members = "reconsidered"
    to_screeners = "withdrawal_wanted" if is_request else TO_SCREENERS.get(SubmissionStatus(move.target))
    members = list(members_of(submission))
    _write_all(members, key_of(move), to_members, context)
    if to_screeners:
        ours = staff_who("screen_submission").exclude(pk__in=[member.pk for member in members])
        _write_all(ours, key_of(move), to_screeners, context)


def written_about(event: Move | Reminder) -> QuerySet[Letter]:
    """The letters that an event sent, with whom they tell."""
    return Letter.objects.filter(key=key_of(event)).select_related("to").order_by("pk")


def key_of(event: Move | Reminder) -> str:
    """What the letters of an event are kept under."""
    return f"{event._meta.model_name}:{event.pk}"


def about_comment(comment: Comment, title: str) -> None:
    """Tell those who are to read it: the other side, or those who write and comment beside its author."""
    if comment.audience == Audience.INTERNAL:
        return
    submission = comment.submission
    told = members_of(submission, MembershipRole.DISCUSSING)
    is_members = told.filter(pk=comment.by_id).exists()
    if is_members and comment.audience == Audience.SECRETARIAT:
        told = _screening(submission)
    label = section_labels(submission.edition)[comment.section]
    context = {
        "submission": submission,
        "title": title,
        "comment": comment,
        "label": label,
        "path": submission.permalink,
    }
    _write_all(told.exclude(pk=comment.by_id), f"comment:{comment.pk}", "comment", context)


def about_publication(submission: Submission) -> None:
    """Tell the members that what they sent is public."""
    version = submission.public_in
    assert version is not None  # the worker has found it
    context = {"submission": submission, "version": version, "path": version.programme.permalink}
    _write_all(members_of(submission), f"public:{submission.pk}", "published", context)


def about_confirming(lead: SubmissionParty, title: str, text: str) -> None:
    """Ask the focal points to look at what was keyed in for them; once for the same ``text``, by its hash."""
    submission = lead.submission
    context = {"submission": submission, "title": title, "party": lead, "path": submission.permalink}
    told = focal_points_of(lead.submitter_id)
    _write_all(told, f"to_confirm:{submission.pk}:{text}", "to_confirm", context)


def about_asking(asking: Asking, title: str) -> None:
    """Tell whoever is asked to join forces: the secretariat, or the focal points of the other side.

    ``title`` is that of the submission for which somebody asks.
    """
    context = {
        "asking": asking,
        "title": title,
        "parties": asking.submission.standing_parties,
        "entry": asking.entry,
        "path": asking.entry.permalink,
    }
    direct = asking.way == AskingWay.DIRECT
    told = _focal_points_asked(asking) if direct else staff_who("screen_submission")
    _write_all(told, f"asking:{asking.pk}", "asked_directly" if direct else "asked_to_join", context)


def about_request(membership: Membership) -> None:
    """Tell who may answer: the submitter's focal points, or the secretariat where there is none."""
    focal_points = focal_points_of(membership.submitter_id)
    has_own = membership.submitter_id is not None and focal_points.exists()
    told = focal_points if has_own else staff_who("change_membership").exclude(pk=membership.user_id)
    _about_membership(told, membership, "membership_asked")


def about_decision(membership: Membership, event: str) -> None:
    """Tell the person what was decided on their membership; ``event`` names the letter."""
    _about_membership([membership.user], membership, event)


def _about_membership(told: Iterable[User], membership: Membership, event: str) -> None:
    # One membership is asked for, given, changed and asked for again: the time of the event tells them apart.
    at = membership.decided_at or membership.asked_at
    context = {"membership": membership, "path": "/submit/people/"}
    _write_all(told, f"{event}:{membership.pk}:{at.isoformat()}", event, context)


# --- Writing together -----------------------------------------------------------------------------


def about_invitation(invitation: Invitation, token: str, title: str) -> None:
    """Ask the invited, by a link that holds the ``token``; the secretariat where nobody answers for them."""
    submission, submitter = invitation.submission, invitation.submitter
    told: list[tuple[str, User | None]] = [(user.email, user) for user in _invited(invitation)]
    if submitter is None and not told:
        told = [(invitation.email, None)]
    context = {
        "invitation": invitation,
        "submission": submission,
        "title": title,
        "path": f"/invitations/{token}",
    }
    for address, user in told:
        write_to_address(
            key=f"invited:{invitation.pk}",
            address=address,
            to=user,
            language=user.language if user else submission.language,
            template="submissions/invited",
            context=context,
            holds_key=True,
        )
    if not told:
        # What is being written is nothing for the secretariat to read.
        unreached = {"invitation": invitation, "path": "/submit/people/"}
        _write_all(staff_who("change_membership"), f"unreached:{invitation.pk}", "unreached", unreached)


def about_withdrawn_invitation(invitation: Invitation) -> None:
    """Tell everybody who got a letter with the link."""
    for letter in Letter.objects.filter(key=f"invited:{invitation.pk}").select_related("to"):
        write_to_address(
            key=f"invitation_withdrawn:{invitation.pk}",
            address=letter.address,
            to=letter.to,
            language=letter.language,
            template="submissions/invitation_withdrawn",
            context={"invitation": invitation, "path": "/submit/"},
        )


def about_answer(invitation: Invitation) -> None:
    """Tell the focal points what the invited said."""
    told = members_of(invitation.submission, [MembershipRole.FOCAL_POINT]).exclude(
        Q(pk=invitation.answered_by_id)
    )
    context = {"invitation": invitation, "text": invitation.reply}
    _about_together(
        told, invitation.submission, f"invitation_{invitation.answer}", str(invitation.pk), context
    )


def about_signature(party: SubmissionParty) -> None:
    """Tell who writes that a co-submitter has signed off the text."""
    told = members_of(party.submission, MembershipRole.WRITING).exclude(Q(pk=party.signed_by_id))
    _about_together(told, party.submission, "signed_off", f"{party.pk}:{party.signed_at}", {"party": party})


def about_edit(party: SubmissionParty) -> None:
    """Tell the focal points of a co-submitter that the text is another one than they signed off."""
    told = focal_points_of(party.submitter_id)
    _about_together(told, party.submission, "edited_since", f"{party.pk}:{party.signed_at}", {"party": party})


def about_leaving(party: SubmissionParty) -> None:
    """Tell everybody that a party leaves, before it is gone; the secretariat too of what was sent."""
    submission = party.submission
    told = set(members_of(submission))
    if submission.status != SubmissionStatus.DRAFT:
        told |= set(_screening(submission))
    _about_together(
        told, submission, "party_left", str(party.pk), {"party": party, "text": party.left_reason}
    )


def about_ended_part(collaborator: Collaborator, title: str) -> None:
    """Tell a person who was invited that others have ended their part."""
    context = {"submission": collaborator.submission, "title": title, "path": "/submit/"}
    _write_all([collaborator.user], f"part_ended:{collaborator.pk}", "part_ended", context)


def about_discarding(submission: Submission, title: str, by: User) -> None:
    """Tell everybody else who takes part in a joint draft, before it is gone, that ``by`` discards it."""
    told = members_of(submission).exclude(pk=by.pk)
    context = {"submission": submission, "title": title, "path": "/submit/"}
    _write_all(told, f"discarded:{submission.pk}", "discarded", context)


def _about_together(
    told: Iterable[User], submission: Submission, event: str, which: str, context: dict[str, Any]
) -> None:
    context |= {"submission": submission, "path": submission.permalink}
    _write_all(told, f"{event}:{which}", event, context)


def _invited(invitation: Invitation) -> QuerySet[User]:
    """The accounts of those who may answer."""
    if invitation.submitter is not None:
        return focal_points_of(invitation.submitter_id)
    confirmed = {"emailaddress__email": invitation.email, "emailaddress__verified": True}
    return User.objects.filter(is_active=True, **confirmed)


# --- Who there is ----------------------------------------------------------------------------------


def members_of(submission: Submission, roles: Iterable[str] = MembershipRole.READING) -> QuerySet[User]:
    """People who take part now with one of ``roles``: of the submitters that have not left, or invited."""
    roles, standing = list(roles), submission.parties.standing()
    members = Membership.objects.active().filter(role__in=roles, submitter__submission_parties__in=standing)
    invited = submission.collaborators.filter(right__in=roles)
    takes_part = Q(memberships__in=members) | Q(collaborations__in=invited)
    return User.objects.filter(takes_part, is_active=True).distinct()


def focal_points_of(submitter_id: int | None) -> QuerySet[User]:
    """People who are focal points of a submitter now."""
    return User.objects.filter(
        is_active=True,
        memberships__submitter=submitter_id,
        memberships__role=MembershipRole.FOCAL_POINT,
        memberships__state=MembershipState.ACTIVE,
    ).distinct()


def _focal_points_asked(asking: Asking) -> QuerySet[User]:
    """Those of the other side; a submitter with a part in both does not ask itself."""
    if asking.other:
        return members_of(asking.other, [MembershipRole.FOCAL_POINT])
    theirs = Membership.objects.focal_points().filter(submitter__parties__programme=asking.programme)
    focal_points = theirs.exclude(submitter__in=asking.submission.parties.standing().values("submitter"))
    return User.objects.filter(is_active=True, memberships__in=focal_points).distinct()


def staff_who(codename: str) -> QuerySet[User]:
    """People of the staff who have a permission of this room."""
    permission = Permission.objects.filter(
        content_type__app_label=Submission._meta.app_label, codename=codename
    )
    has_it = Q(groups__permissions__in=permission) | Q(user_permissions__in=permission) | Q(is_superuser=True)
    return User.objects.filter(has_it, is_active=True, is_staff=True).distinct()


def _screening(submission: Submission) -> QuerySet[User]:
    """Those of the secretariat who moved or discussed the submission; while nobody has, all who may.

    Of a draft only whoever keys it in knows.
    """
    screeners = staff_who("screen_submission")
    if submission.status == SubmissionStatus.DRAFT:
        return screeners.filter(Q(pk=submission.keyed_by_id))
    said = submission.comments.exclude(audience=Audience.COAUTHORS)
    spoke = Q(pk__in=submission.moves.values("by")) | Q(pk__in=said.values("by"))
    involved = screeners.filter(spoke)
    return involved if involved.exists() else screeners


def _write_all(told: Iterable[User], key: str, template: str, context: dict[str, Any]) -> None:
    for user in told:
        write(key=key, to=user, template=f"submissions/{template}", context=context)

"""Which event tells whom. Every letter is written in the transaction of its event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from accounts.letters import write
from accounts.models import User
from submissions.models import Asking, Comment, Membership, Move, Submission
from submissions.particulars import section_labels
from submissions.status import AskingWay, MembershipRole, MembershipState, SubmissionStatus

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
    to_screeners = "withdrawal_wanted" if is_request else TO_SCREENERS.get(SubmissionStatus(move.target))
    members = list(members_of(submission))
    _write_all(members, f"move:{move.pk}", to_members, context)
    if to_screeners:
        ours = staff_who("screen_submission").exclude(pk__in=[member.pk for member in members])
        _write_all(ours, f"move:{move.pk}", to_screeners, context)


def about_comment(comment: Comment) -> None:
    """Tell the other side: members of what the secretariat says, and whoever screens it of an answer."""
    if comment.internal:
        return
    submission = comment.submission
    writers = members_of(submission, MembershipRole.WRITING)
    is_members = writers.filter(pk=comment.by_id).exists()
    told = _screening(submission) if is_members else writers
    label = section_labels(submission.edition)[comment.section]
    context = {"submission": submission, "comment": comment, "label": label, "path": submission.permalink}
    _write_all(told.exclude(pk=comment.by_id), f"comment:{comment.pk}", "comment", context)


def about_asking(asking: Asking, title: str) -> None:
    """Tell whoever is asked to join forces: the secretariat, or the focal points of the other side.

    ``title`` is that of the submission for which somebody asks.
    """
    context = {
        "asking": asking,
        "title": title,
        "parties": list(asking.submission.parties.all()),
        "entry": asking.entry,
        "path": asking.entry.permalink,
    }
    direct = asking.way == AskingWay.DIRECT
    told = _focal_points_asked(asking) if direct else staff_who("screen_submission")
    _write_all(told, f"asking:{asking.pk}", "asked_directly" if direct else "asked_to_join", context)


def about_request(membership: Membership) -> None:
    """Tell who may answer: the submitter's focal points, or the secretariat where there is none."""
    focal_points = User.objects.filter(
        memberships__submitter=membership.submitter_id,
        memberships__role=MembershipRole.FOCAL_POINT,
        memberships__state=MembershipState.ACTIVE,
    ).distinct()
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


def members_of(submission: Submission, roles: Iterable[str] = MembershipRole.values) -> QuerySet[User]:
    """People who belong to the submission's submitters now."""
    return User.objects.filter(
        is_active=True,
        memberships__in=Membership.objects.active().filter(
            role__in=list(roles), submitter__submission_parties__submission=submission
        ),
    ).distinct()


def _focal_points_asked(asking: Asking) -> QuerySet[User]:
    """Those of the other side; a submitter with a part in both does not ask itself."""
    if asking.other:
        return members_of(asking.other, [MembershipRole.FOCAL_POINT])
    theirs = Membership.objects.focal_points().filter(submitter__parties__programme=asking.programme)
    focal_points = theirs.exclude(submitter__in=asking.submission.parties.values("submitter"))
    return User.objects.filter(is_active=True, memberships__in=focal_points).distinct()


def staff_who(codename: str) -> QuerySet[User]:
    """People of the staff who have a permission of this room."""
    permission = Permission.objects.filter(
        content_type__app_label=Submission._meta.app_label, codename=codename
    )
    has_it = Q(groups__permissions__in=permission) | Q(user_permissions__in=permission) | Q(is_superuser=True)
    return User.objects.filter(has_it, is_active=True, is_staff=True).distinct()


def _screening(submission: Submission) -> QuerySet[User]:
    """Those of the secretariat who moved or discussed the submission; while nobody has, all who may."""
    spoke = Q(pk__in=submission.moves.values("by")) | Q(pk__in=submission.comments.values("by"))
    screeners = staff_who("screen_submission")
    involved = screeners.filter(spoke)
    return involved if involved.exists() else screeners


def _write_all(told: Iterable[User], key: str, template: str, context: dict[str, Any]) -> None:
    for user in told:
        write(key=key, to=user, template=f"submissions/{template}", context=context)

"""May this person do this with a submission or a membership? Every answer says why not."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from programmes.models import Programme, Submitter
from programmes.permissions import YES, Answer, may_edit, may_prepare, may_publish
from programmes.status import ProgrammeStatus
from submissions.models import Membership, Submission, SubmissionParty
from submissions.status import Actor, Audience, MembershipRole, MembershipState, SubmissionStatus

# --- Capacities ----------------------------------------------------------------------------------


def role_of(user: Any, submission: Submission) -> str | None:
    """What the submitters of ``submission`` let ``user`` do; ``None`` where ``user`` is none of them."""
    return Submission.objects.role_of(user, submission)


def leads(user: Any, submission: Submission) -> bool:
    """Whether ``user`` sends ``submission``: a focal point of its lead, or the author of nobody's draft."""
    return Submission.objects.leads(user, submission)


def actors(user: Any, submission: Submission) -> frozenset[str]:
    """In which capacities ``user`` moves ``submission``; who submits it or keyed it in does not screen it."""
    role = role_of(user, submission)
    if leads(user, submission):
        return frozenset({Actor.FOCAL_POINT.value})
    if role is not None or submission.keyed_by_id == user.pk:
        return frozenset()
    held = {Actor.SECRETARIAT.value: may_screen(user), Actor.PUBLISHER.value: may_publish(user)}
    return frozenset(actor for actor, answer in held.items() if answer)


def may_screen(user: Any) -> Answer:
    """Whether ``user`` decides on submissions: a screener's act."""
    if user.is_active and user.is_staff and user.has_perm("submissions.screen_submission"):
        return YES
    return Answer(allowed=False, reason=_("Only a screener of the secretariat may decide on submissions."))


# --- Submissions ---------------------------------------------------------------------------------


def may_write(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may write on the draft now."""
    if role_of(user, submission) not in MembershipRole.WRITING:
        return Answer(
            allowed=False, reason=_("Only focal points and editors of its submitters may write on it.")
        )
    if not submission.is_editable:
        return Answer(
            allowed=False, reason=_("It has been sent, and cannot be changed unless it is returned.")
        )
    return YES


def may_submit(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may send it to the secretariat now; what is missing is for ``completeness`` to say."""
    leading = _leading(user, submission, _("Only a focal point may submit."))
    return may_write(user, submission) if leading else leading


def may_withdraw(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may take it back; once it is public, ``ask_for_withdrawal`` is the way."""
    leading = _leading(user, submission, _("Only a focal point may withdraw a submission."))
    if not leading:
        return leading
    if submission.status == SubmissionStatus.DRAFT:
        return Answer(allowed=False, reason=_("A draft has not been sent: discard it instead."))
    if submission.status in (SubmissionStatus.WITHDRAWN, SubmissionStatus.NOT_LISTED):
        return Answer(allowed=False, reason=_("It is closed already."))
    return YES


def _leading(user: Any, submission: Submission, otherwise: Any) -> Answer:
    """Whether ``user`` leads; ``otherwise`` is said to who is no focal point of any of its submitters."""
    if leads(user, submission):
        return YES
    if role_of(user, submission) == MembershipRole.FOCAL_POINT:
        otherwise = _("Only a focal point of the submitter that leads it may do this.")
    return Answer(allowed=False, reason=otherwise)


def may_discard(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may throw away a draft that was never sent."""
    if submission.status != SubmissionStatus.DRAFT:
        return Answer(allowed=False, reason=_("What has been sent is withdrawn, not discarded."))
    if leads(user, submission):
        return YES
    is_own = submission.created_by_id == user.pk and may_write(user, submission)
    return (
        YES if is_own else Answer(allowed=False, reason=_("Only its author or a focal point may discard it."))
    )


def may_ask_to_join(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may ask others, for its submitters, to join forces."""
    if role_of(user, submission) != MembershipRole.FOCAL_POINT:
        return Answer(allowed=False, reason=_("Only a focal point may ask others to join forces."))
    return may_write(user, submission)


def may_say_willing(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may say if others are told of it, at any time."""
    if role_of(user, submission) == MembershipRole.FOCAL_POINT:
        return YES
    return Answer(allowed=False, reason=_("Only a focal point may say whether others are told of it."))


def may_handle(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` assesses it and decides on it: a screener who has no part in it."""
    return _without_part(user, submission) if may_screen(user) else may_screen(user)


def may_accept(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may merge it into a working version: a screener's act who may write there too."""
    handles = may_handle(user, submission)
    if not handles:
        return handles
    return may_edit(user) if submission.updates_id else may_prepare(user)


def may_reconsider(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may open a decision on it again: a publisher who has no part in it."""
    return _without_part(user, submission) if may_publish(user) else may_publish(user)


def _without_part(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` neither keyed it in nor belongs to its submitters."""
    if submission.keyed_by_id == user.pk:
        return Answer(allowed=False, reason=_("You keyed it in: a colleague of yours screens it."))
    if role_of(user, submission) is not None:
        return Answer(allowed=False, reason=_("You belong to a submitter of this submission."))
    return YES


def is_coauthor(user: Any, submission: Submission) -> bool:
    """Whether ``user`` is one of those who write it and talk about it; whoever keys it in is none of them."""
    return role_of(user, submission) in MembershipRole.DISCUSSING and submission.keyed_by_id != user.pk


def may_comment(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may take part in the discussion."""
    role = role_of(user, submission)
    if role in MembershipRole.DISCUSSING or (role is None and may_screen(user)):
        return YES
    return Answer(allowed=False, reason=_("Those who only read it take no part in its discussion."))


def may_address(user: Any, submission: Submission, audience: str) -> Answer:
    """Whether ``user`` may say something that ``audience`` reads."""
    if audience == Audience.INTERNAL:
        return may_note_internally(user, submission)
    if audience == Audience.COAUTHORS and not is_coauthor(user, submission):
        return Answer(allowed=False, reason=_("What submitters say among themselves is for them alone."))
    return may_comment(user, submission)


def may_note_internally(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may write notes that submitters never see."""
    if role_of(user, submission) is not None:
        return Answer(allowed=False, reason=_("You belong to a submitter of this submission."))
    return may_screen(user)


# --- Together --------------------------------------------------------------------------------------


def may_choose_submitter(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may say in whose name a draft is written: who leads it alone, or began it."""
    if len(submission.standing_parties) > 1:
        return Answer(
            allowed=False, reason=_("Others write it with the submitter that leads it: it keeps that name.")
        )
    if leads(user, submission) or submission.created_by_id == user.pk:
        return may_write(user, submission)
    return Answer(allowed=False, reason=_("Only its author or a focal point may do this."))


def may_invite_submitters(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may ask other submitters to join, or take that back: until it is first sent."""
    if submission.status != SubmissionStatus.DRAFT:
        return Answer(allowed=False, reason=_("It has been sent: its parties cannot be changed any more."))
    return _leading(user, submission, _("Only a focal point may invite others."))


def may_invite_people(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may ask persons to take part, take that back, or end it."""
    if role_of(user, submission) == MembershipRole.FOCAL_POINT:
        return may_write(user, submission)
    return Answer(allowed=False, reason=_("Only a focal point may invite others."))


def parties_of(user: Any, submission: Submission) -> list[SubmissionParty]:
    """The parties that ``user`` signs, names and leaves for: those whose focal point they are."""
    led = Membership.objects.focal_points().filter(user=user.pk).values_list("submitter", flat=True)
    own = set(led)
    return [party for party in submission.standing_parties if party.submitter_id in own]


# --- On a submitter's behalf -----------------------------------------------------------------------


def may_open_for(user: Any, submitter: Submitter) -> Answer:
    """Whether ``user`` may key in for ``submitter`` what was received on paper or by e-mail."""
    if Membership.objects.active().filter(user=user.pk, submitter=submitter).exists():
        return Answer(allowed=False, reason=_("You belong to this submitter: begin it on your own desk."))
    return may_screen(user)


def may_send_to_confirm(user: Any, submission: Submission) -> Answer:
    """Whether ``user`` may ask the submitters to confirm it: whoever keyed it in, while it is a draft."""
    if submission.keyed_by_id != user.pk or role_of(user, submission) is None:
        return Answer(allowed=False, reason=_("Only who keyed it in sends it to be confirmed."))
    return may_write(user, submission)


# --- People --------------------------------------------------------------------------------------


def is_focal_point(user: Any, submitter: Submitter | None) -> bool:
    """Whether ``user`` is a focal point of ``submitter`` now."""
    return Membership.objects.focal_points().filter(user=user.pk, submitter=submitter).exists()


def keeps_memberships(user: Any) -> bool:
    """Whether ``user`` decides for the secretariat who belongs to which submitter."""
    return bool(user.is_active and user.is_staff and user.has_perm("submissions.change_membership"))


def may_decide(user: Any, membership: Membership) -> Answer:
    """Whether ``user`` may say yes or no to a request, or give a member another role."""
    if membership.user_id == user.pk:
        return Answer(allowed=False, reason=_("Nobody decides on their own membership."))
    if keeps_memberships(user):
        return YES
    if membership.submitter_id is None:
        return Answer(allowed=False, reason=_("A new submitter is for the secretariat to decide on."))
    return may_manage(user, membership.submitter)


def may_manage(user: Any, submitter: Submitter | None) -> Answer:
    """Whether ``user`` may say who writes and reads for ``submitter``."""
    if keeps_memberships(user) or is_focal_point(user, submitter):
        return YES
    return Answer(
        allowed=False, reason=_("Only a focal point of this submitter or the secretariat may decide this.")
    )


def may_replace_focal_point(user: Any) -> Answer:
    """Whether ``user`` may put somebody else in the place of a focal point who is gone."""
    if keeps_memberships(user):
        return YES
    return Answer(allowed=False, reason=_("Only the secretariat may replace a focal point."))


def may_leave(user: Any, membership: Membership) -> Answer:
    """Whether ``user`` may give up this membership; the last focal point hands over first."""
    if membership.user_id != user.pk or membership.state not in (
        MembershipState.ACTIVE,
        MembershipState.ASKED,
    ):
        return Answer(allowed=False, reason=_("This is not a membership of yours."))
    if is_last_focal_point(membership):
        return Answer(
            allowed=False,
            reason=_("You are the last focal point: hand over to somebody first, or ask the secretariat."),
        )
    return YES


def is_last_focal_point(membership: Membership) -> bool:
    """Whether without this member nobody could submit for the submitter any more."""
    if not membership.is_active or membership.role != MembershipRole.FOCAL_POINT:
        return False
    others = Membership.objects.focal_points().filter(submitter=membership.submitter_id)
    return not others.exclude(pk=membership.pk).exists()


def may_draft_for(user: Any, submitter: Submitter) -> Answer:
    """Whether ``user`` may begin a submission in the name of ``submitter``."""
    held = Membership.objects.active().filter(user=user.pk, submitter=submitter)
    if held.filter(role__in=MembershipRole.WRITING).exists():
        return YES
    return Answer(allowed=False, reason=_("You do not write for this submitter yet."))


def may_update(user: Any, programme: Programme, submitter: Submitter) -> Answer:
    """Whether ``user`` may begin an update of ``programme`` in the name of one of its parties."""
    if programme.status != ProgrammeStatus.LISTED:
        return Answer(allowed=False, reason=_("Only a listed programme can be updated."))
    if not programme.parties.filter(submitter=submitter).exists():
        return Answer(allowed=False, reason=_("This submitter has no part in the programme."))
    return may_draft_for(user, submitter)

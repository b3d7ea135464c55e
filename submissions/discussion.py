"""What submitters say to each other and to the secretariat about a section: saying it, and resolving it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from programmes.template.content import digest
from programmes.template.editions import EDITIONS
from programmes.validators import clean_text
from submissions import letters
from submissions.drafting import draft_title
from submissions.models import Comment, Submission
from submissions.particulars import section_labels
from submissions.permissions import may_address
from submissions.status import Audience, RemarkKind, SubmissionStatus

TEXT_LENGTH, MAX_COMMENTS = 5000, 1000


class CommentRefused(ValidationError):
    """This cannot be said or resolved now; the message says why."""


def audiences(user: User, submission: Submission) -> list[Audience]:
    """For whom ``user`` may say something now, those whom most of it concerns first."""
    order = (Audience.COAUTHORS, Audience.SECRETARIAT, Audience.INTERNAL)
    if submission.status != SubmissionStatus.DRAFT:
        order = (Audience.SECRETARIAT, Audience.COAUTHORS, Audience.INTERNAL)
    return [each for each in order if has_begun(submission, each) and may_address(user, submission, each)]


def has_begun(submission: Submission, audience: str) -> bool:
    """Whether it is time to say something to ``audience``: the secretariat knows no drafts but its own."""
    is_known = submission.status != SubmissionStatus.DRAFT or submission.keyed_by_id is not None
    return is_known or audience == Audience.COAUTHORS


@transaction.atomic
def comment(
    *,
    submission: Submission,
    section: str,
    text: str,
    by: User,
    item: str = "",
    audience: str = Audience.SECRETARIAT,
    kind: str = RemarkKind.REMARK,
    nonce: str = "",
) -> Comment:
    """Say something about a section, or about one item of it, and tell those who are to read it.

    ``nonce`` came with the page: the same words posted again find the remark that is there.
    """
    if section not in section_labels(submission.edition):
        raise CommentRefused(_("The template has no section “%(code)s”."), params={"code": section})
    if item and item not in items_of(submission, section):
        raise CommentRefused(_("The template has no item “%(code)s”."), params={"code": item})
    if audience not in Audience.values or kind not in RemarkKind.values:
        raise CommentRefused(_("The page came back incomplete. Look at it again, then send."))
    text = clean_text(text, limit=TEXT_LENGTH, label=_("Comment"))
    if not text:
        raise CommentRefused(_("Write something first."))
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    posted = digest([nonce, by.pk, section, item, text, audience, kind]) if nonce else ""
    posted_before = locked.comments.filter(posted=posted).first() if posted else None
    if posted_before is not None:
        return posted_before
    if not has_begun(locked, audience):
        raise CommentRefused(
            _("The discussion with the secretariat begins once the submission has been sent.")
        )
    if locked.comments.count() >= MAX_COMMENTS:
        raise CommentRefused(_("There are too many comments on this submission."))
    said = Comment.objects.create(
        submission=locked,
        section=section,
        item=item,
        text=text,
        audience=audience,
        kind=kind,
        posted=posted,
        by=by,
        at=timezone.now(),
    )
    is_of_draft = audience == Audience.COAUTHORS
    letters.about_comment(said, draft_title(locked) if is_of_draft else locked.title)
    return said


def items_of(submission: Submission, section: str) -> list[str]:
    """The items of ``section`` by their codes; what stands beside the template has none."""
    sections = EDITIONS[submission.edition].sections
    return [item.code for each in sections if each.code == section for item in each.items]


@transaction.atomic
def resolve(*, comment: Comment, by: User) -> Comment:
    """Mark a comment as dealt with; it stays readable."""
    return _set_resolved(comment, by)


@transaction.atomic
def reopen(*, comment: Comment) -> Comment:
    """Mark a comment as open again."""
    return _set_resolved(comment, None)


def _set_resolved(comment: Comment, by: User | None) -> Comment:
    locked = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if (locked.resolved_at is None) == (by is not None):
        locked.resolved_at, locked.resolved_by = (timezone.now() if by else None), by
        locked.save(update_fields=["resolved_at", "resolved_by"])
    return locked

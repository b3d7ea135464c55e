"""What submitters and the secretariat say to each other about a section: saying it, and resolving it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from programmes.template.content import digest
from programmes.validators import clean_text
from submissions import letters
from submissions.models import Comment, Submission
from submissions.particulars import section_labels
from submissions.status import SubmissionStatus

TEXT_LENGTH, MAX_COMMENTS = 5000, 1000


class CommentRefused(ValidationError):
    """This cannot be said or resolved now; the message says why."""


@transaction.atomic
def comment(
    *,
    submission: Submission,
    section: str,
    text: str,
    by: User,
    item_id: str = "",
    internal: bool = False,
    nonce: str = "",
) -> Comment:
    """Say something about a section, or about one row of it, and tell the other side.

    An ``internal`` remark is a note of the secretariat's: its submitters never see it, nor are they told.
    ``nonce`` came with the page: the same words posted again find the remark that is there.
    """
    if section not in section_labels(submission.edition):
        raise CommentRefused(_("The template has no section “%(code)s”."), params={"code": section})
    text = clean_text(text, limit=TEXT_LENGTH, label=_("Comment"))
    if not text:
        raise CommentRefused(_("Write something first."))
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    posted = digest([nonce, by.pk, section, item_id, text, internal]) if nonce else ""
    posted_before = locked.comments.filter(posted=posted).first() if posted else None
    if posted_before is not None:
        return posted_before
    if locked.status == SubmissionStatus.DRAFT:
        raise CommentRefused(_("The discussion begins once the submission has been sent."))
    if locked.comments.count() >= MAX_COMMENTS:
        raise CommentRefused(_("There are too many comments on this submission."))
    said = Comment.objects.create(
        submission=locked,
        section=section,
        item_id=item_id[:40],
        text=text,
        internal=internal,
        posted=posted,
        by=by,
        at=timezone.now(),
    )
    letters.about_comment(said)
    return said


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

"""A draft frozen as a round: everything that is sent, copied where nothing changes it any more."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from accounts.models import User
from programmes.template.content import digest
from programmes.validators import clean_content
from submissions.drafting import Draft
from submissions.models import Round, Submission
from submissions.signing import parties_as_sent
from submissions.standing import Standing, standing

DECLARATION = gettext_lazy(
    "We submit this programme for possible inclusion in the 10-year framework of programmes on sustainable "
    "consumption and production. What it says is ours and may be published, with the names of its submitters."
)


def freeze(*, submission: Submission, draft: Draft, by: User, nonce: str) -> Round:
    """The next round of ``submission``; ``IntegrityError`` where ``nonce`` is that of a round already."""
    now, last = timezone.now(), last_round(submission)
    with override(submission.language):
        declaration = str(DECLARATION)
    sent = Round(
        submission=submission,
        number=last.number + 1 if last else 1,
        edition=submission.edition,
        language=submission.language,
        other_language=submission.other_language,
        content=clean_content(draft.content),
        cell=draft.cell,
        authority=draft.authority,
        parties=parties_as_sent(submission),
        attachments=list(
            submission.attachments.present().values("kind", "name", "content_type", "size", "sha256", "key")
        ),
        call=submission.call.code if submission.call else "",
        is_late=standing(submission, now) == Standing.LATE,
        received=submission.received,
        keyed_by=submission.keyed_by,
        declaration=declaration,
        nonce=nonce,
        submitted_by=by,
        submitted_at=now,
    )
    sent.sha256 = round_hash(sent)
    sent.save(force_insert=True)
    return sent


def last_round(submission: Submission) -> Round | None:
    """What was sent last, if anything was."""
    return submission.rounds.order_by("-number").first()


def digest_of(draft: Draft) -> str:
    """What a preview showed, in one hash."""
    return digest([draft.content, draft.cell, draft.authority])


def round_hash(sent: Round) -> str:
    """SHA-256 over everything that was sent; of rounds that nobody keyed in as it always was."""
    received = {"received": sent.received, "keyed_by": sent.keyed_by_id} if sent.received else {}
    return digest(
        {
            "symbol": sent.symbol,
            "edition": sent.edition,
            "language": sent.language,
            "other_language": sent.other_language,
            "content": sent.content,
            "cell": sent.cell,
            "authority": sent.authority,
            "parties": sent.parties,
            "attachments": sent.attachments,
            "call": sent.call,
            "is_late": sent.is_late,
            "declaration": sent.declaration,
            "submitted_at": sent.submitted_at.isoformat(),
            **received,
        }
    )

"""The one writer of a submission's status.

``MOVES`` says who may move a submission from where to where; ``_move`` is the one function that writes a
status. It leaves a ``Move`` and writes the letters of the event in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Letter, User
from programmes.status import ProgrammeStatus
from programmes.template.content import texts_at
from programmes.validators import REASON_LENGTH, clean_text
from submissions import acceptance, letters
from submissions.completeness import Missing, missing
from submissions.drafting import assemble
from submissions.freezing import digest_of, freeze, last_round
from submissions.models import Move, Reminder, Round, Submission
from submissions.particulars import section_labels
from submissions.permissions import actors
from submissions.status import Actor, SubmissionStatus

S = SubmissionStatus
FOCAL_POINT, SECRETARIAT, PUBLISHER = Actor.FOCAL_POINT, Actor.SECRETARIAT, Actor.PUBLISHER

# From where to where, and by whom. From a status to itself: a request that changes nothing yet.
MOVES: frozenset[tuple[str, str, str]] = frozenset(
    {
        (S.DRAFT, S.SUBMITTED, FOCAL_POINT),
        (S.RETURNED, S.SUBMITTED, FOCAL_POINT),
        (S.SUBMITTED, S.WITHDRAWN, FOCAL_POINT),
        (S.IN_SCREENING, S.WITHDRAWN, FOCAL_POINT),
        (S.RETURNED, S.WITHDRAWN, FOCAL_POINT),
        (S.ACCEPTED, S.WITHDRAWN, FOCAL_POINT),
        (S.ACCEPTED, S.ACCEPTED, FOCAL_POINT),
        (S.SUBMITTED, S.IN_SCREENING, SECRETARIAT),
        (S.IN_SCREENING, S.RETURNED, SECRETARIAT),
        (S.IN_SCREENING, S.ACCEPTED, SECRETARIAT),
        (S.IN_SCREENING, S.NOT_LISTED, SECRETARIAT),
        (S.ACCEPTED, S.IN_SCREENING, PUBLISHER),
        (S.NOT_LISTED, S.IN_SCREENING, PUBLISHER),
    }
)
NONCE_LENGTH = 64
# Who somebody would have to be, to be told so.
IN_WORDS = {
    FOCAL_POINT: gettext_lazy("a focal point of its submitters"),
    SECRETARIAT: gettext_lazy("a screener who is none of them"),
    PUBLISHER: gettext_lazy("a publisher who is none of them"),
}


class MoveRefused(ValidationError):
    """This move is not legal now; the message says why."""


class Overtaken(MoveRefused):
    """Somebody moved it since the page was shown on which this was decided."""


class Incomplete(MoveRefused):
    """Something required is missing; ``missing`` says what, item by item."""

    def __init__(self, found: list[Missing]) -> None:
        super().__init__([each.message for each in found])
        self.missing = found


def legal_moves(submission: Submission, user: Any) -> set[str]:
    """The statuses that ``user`` may move ``submission`` to now."""
    capacities = actors(user, submission)
    return {to for start, to, actor in MOVES if start == submission.status and actor in capacities}


# --- The submitters' moves ------------------------------------------------------------------------


@transaction.atomic
def submit(*, submission: Submission, by: User, nonce: str, declared: bool, seen: str = "") -> Round:
    """Freeze what stands on the draft as the next round, and hand it to the secretariat.

    ``nonce`` came with the page: what is posted again finds the round that is there. ``seen`` is the
    ``digest_of`` the draft as it was previewed; where somebody saved since, it is refused. Raises
    ``Incomplete`` where something is missing.
    """
    locked = _lock(submission)
    if not 0 < len(nonce) <= NONCE_LENGTH or "\0" in nonce:
        raise MoveRefused(_("The page came back incomplete. Look at it again, then submit."))
    posted_before = Round.objects.filter(nonce=nonce).select_related("submission").first()
    if posted_before is not None:
        if posted_before.submission_id != locked.pk:
            raise MoveRefused(_("The page came back incomplete. Look at it again, then submit."))
        _check_actor(locked, by, FOCAL_POINT)
        return posted_before
    _check(locked, S.SUBMITTED, by, FOCAL_POINT)
    draft, now = assemble(locked), timezone.now()
    if seen and seen != digest_of(draft):
        raise MoveRefused(_("Somebody saved a section since you looked at it. Look again, then submit."))
    found = missing(locked, draft, now)
    if not declared:
        found.append(Missing("declaration", "declared", _("Agree to the declaration.")))
    if found:
        raise Incomplete(found)
    try:
        with transaction.atomic():
            sent = freeze(submission=locked, draft=draft, by=by, nonce=nonce)
    except IntegrityError as taken:
        raise MoveRefused(_("The page came back incomplete. Look at it again, then submit.")) from taken
    locked.title = texts_at(sent.content, "title")[sent.language]["text"]
    _move(locked, S.SUBMITTED, by, round=sent)
    return sent


@transaction.atomic
def withdraw(*, submission: Submission, by: User, message: str = "") -> Move:
    """Take a submission back, at any time before anything of it is public."""
    locked = _lock(submission)
    _check(locked, S.WITHDRAWN, by, FOCAL_POINT)
    kept = _given_back(locked, by, _("It is public already: ask for its withdrawal."))
    return _move(locked, S.WITHDRAWN, by, message=_clean(message, _("Message")), kept=kept)


@transaction.atomic
def ask_for_withdrawal(*, submission: Submission, by: User, message: str) -> Move:
    """Ask the secretariat to withdraw what is public already; the status stays until it does."""
    locked = _lock(submission)
    _check(locked, S.ACCEPTED, by, FOCAL_POINT)
    if not acceptance.is_public(locked):
        raise MoveRefused(_("Nothing of it is public yet: withdraw it."))
    said, last = _required(message), locked.moves.select_related("by").order_by("-pk").first()
    if last and (last.source, last.by, last.message) == (S.ACCEPTED, by, said):
        return last  # the same request, sent twice
    return _move(locked, S.ACCEPTED, by, message=said)


# --- The secretariat's moves ----------------------------------------------------------------------


@transaction.atomic
def take_into_screening(*, submission: Submission, by: User) -> Move:
    """Say that somebody is looking at it now."""
    locked = _lock(submission)
    _check(locked, S.IN_SCREENING, by, SECRETARIAT)
    return _move(locked, S.IN_SCREENING, by)


@transaction.atomic
def return_with_reasons(
    *,
    submission: Submission,
    by: User,
    reasons: Mapping[str, str],
    reply_by: date,
    message: str = "",
    internal_reason: str = "",
    seen: int | None = None,
) -> Move:
    """Send it back to be answered in place, with reasons by section and a day to reply by."""
    locked = _lock(submission)
    _check(locked, S.RETURNED, by, SECRETARIAT, seen)
    labels = section_labels(locked.edition)
    unknown = set(reasons) - set(labels)
    if unknown:
        raise MoveRefused(_("The template has no section “%(code)s”."), params={"code": min(unknown)})
    told = {code: _clean(reasons.get(code, ""), str(label)) for code, label in labels.items()}
    told = {code: reason for code, reason in told.items() if reason}
    if not told:
        raise MoveRefused(_("Give the reason for at least one section."))
    if reply_by <= timezone.now().date():
        raise MoveRefused(_("Give a day to reply by that is still to come."))
    locked.reply_by = reply_by
    said = _said(message, internal_reason)
    return _move(locked, S.RETURNED, by, reasons=told, reply_by=reply_by, **said)


@transaction.atomic
def accept(
    *,
    submission: Submission,
    by: User,
    message: str = "",
    internal_reason: str = "",
    seen: int | None = None,
) -> Move:
    """Merge the last round into a programme's working version; publishing it is another act, by another role.

    A new programme is prepared in the cell that was asked for, or the programme that is updated gets a
    working version; its public page stays as it is.
    """
    locked = _lock(submission)
    _check(locked, S.ACCEPTED, by, SECRETARIAT, seen)
    if locked.updates is not None and locked.updates.status != ProgrammeStatus.LISTED:
        raise MoveRefused(_("The programme that it updates is not listed any more."))
    locked.programme = acceptance.take_over(submission=locked, sent=locked.rounds.latest("number"), by=by)
    return _move(locked, S.ACCEPTED, by, **_said(message, internal_reason))


@transaction.atomic
def not_list(
    *, submission: Submission, by: User, reason: str, internal_reason: str = "", seen: int | None = None
) -> Move:
    """Decide that it will not be listed, with the reason, which its submitters are told and nobody else."""
    locked = _lock(submission)
    _check(locked, S.NOT_LISTED, by, SECRETARIAT, seen)
    return _move(locked, S.NOT_LISTED, by, **_said(_required(reason), internal_reason))


@transaction.atomic
def reconsider(
    *, submission: Submission, by: User, reason: str, internal_reason: str = "", seen: int | None = None
) -> Move:
    """Open a decision again while nothing of it is public, with the reason, which its submitters are told.

    What was accepted leaves the working version as it does when it is withdrawn.
    """
    locked = _lock(submission)
    _check(locked, S.IN_SCREENING, by, PUBLISHER, seen)
    said = _said(_required(reason), internal_reason)
    kept = _given_back(locked, by, _("It is public already: the programme can be corrected or withdrawn."))
    return _move(locked, S.IN_SCREENING, by, kept=kept, **said)


def rehearse(decision: Callable[[], Move | Reminder]) -> list[Letter]:
    """The letters that ``decision`` would send, to those whom it would tell; nothing of it stays.

    It is refused as it would be.
    """
    with transaction.atomic():
        written = list(letters.written_about(decision()))
        transaction.set_rollback(True)
    return written


# --- Steps ----------------------------------------------------------------------------------------


def _lock(submission: Submission) -> Submission:
    return Submission.objects.select_for_update().get(pk=submission.pk)


def _check_actor(submission: Submission, by: User, actor: str) -> None:
    if actor not in actors(by, submission):
        raise MoveRefused(_("Only %(who)s may do this."), params={"who": IN_WORDS[Actor(actor)]})


def _check(submission: Submission, target: str, by: User, actor: str, seen: int | None = None) -> None:
    """Refuse what the table does not know, from where it stands now.

    ``seen`` is the key of the last move that a page showed: whoever decided on it decides on nothing newer.
    """
    _check_actor(submission, by, actor)
    if seen is not None and submission.moves.filter(pk__gt=seen).exists():
        raise Overtaken(_("Somebody moved it since this page was shown. See what happened, then decide."))
    if (submission.status, target, actor) not in MOVES:
        raise MoveRefused(
            _("A submission that is “%(source)s” cannot become “%(target)s”."),
            params={"source": submission.get_status_display(), "target": S(target).label},
        )


def _given_back(submission: Submission, by: User, if_public: str) -> list[str]:
    """Take what was accepted out of the working version; the paths of passages that stay there."""
    if submission.status != S.ACCEPTED:
        return []
    if acceptance.is_public(submission, lock=True):
        raise MoveRefused(if_public)
    return acceptance.give_back(submission=submission, sent=submission.rounds.latest("number"), by=by)


def _move(submission: Submission, target: str, by: User, **said: Any) -> Move:
    """Write the status, leave the move and write the letters; the caller holds the lock and has checked."""
    now = timezone.now()
    said.setdefault("round", last_round(submission))
    move = Move.objects.create(
        submission=submission, source=submission.status, target=target, by=by, at=now, **said
    )
    submission.status, submission.changed_at = target, now
    if target != S.RETURNED:
        submission.reply_by = None
    submission.save(update_fields=["status", "changed_at", "reply_by", "title", "programme"])
    letters.about_move(move)
    return move


def _clean(text: str, label: str) -> str:
    return clean_text(text, limit=REASON_LENGTH, label=label)


def _said(message: str, internal_reason: str) -> dict[str, str]:
    """What a decision tells the submitters, and what it notes for the staff."""
    return {
        "message": _clean(message, _("Message")),
        "internal_reason": _clean(internal_reason, _("Internal reason")),
    }


def _required(reason: str) -> str:
    reason = _clean(reason, _("Reason"))
    if not reason:
        raise MoveRefused(_("Give the reason."))
    return reason

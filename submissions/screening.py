"""Screening a round: each screener answers the criteria alone, then recommends. The one writer of it.

The criteria are those of the Panama meeting (UNEP/GC.26/7/Add.1) and of the framework as adopted
(A/CONF.216/5). What comes of it is a profile in words, never a score. While a round is being screened nobody
reads what a colleague answers before handing in their own; what is handed in stays as it is, until its author
takes it back, which leaves a trace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from lifecycle.models import Term, TermKind
from programmes.validators import REASON_LENGTH, clean_text
from submissions.letters import staff_who
from submissions.models import Assessment, Round, Screening, Submission, TakenBack
from submissions.permissions import may_handle, role_of
from submissions.status import CriterionAnswer, Recommendation, SubmissionStatus

KINDS = (TermKind.PROGRAMME_CRITERION_PANAMA, TermKind.PROGRAMME_CRITERION_ADOPTED)
NOTE_LENGTH = 2000


class ScreeningRefused(ValidationError):
    """This cannot be answered, handed in or taken back now; the message says why."""


@dataclass(frozen=True)
class Answered:
    """What one screener says to one criterion; both may be empty."""

    answer: str = ""
    note: str = ""


def criteria() -> list[Term]:
    """What every round is held against: Panama first, then the framework as adopted, each in its order."""
    return sorted(Term.objects.filter(kind__in=KINDS), key=lambda term: (KINDS.index(term.kind), term.order))


# --- Writing --------------------------------------------------------------------------------------


@transaction.atomic
def save(
    *,
    sent: Round,
    by: User,
    answers: Mapping[int, Answered],
    recommendation: str,
    reason: str,
    seen: int,
    hand_in: bool = False,
) -> Screening:
    """Keep what ``by`` answers so far, by the keys of the criteria; with ``hand_in`` it is final.

    ``seen`` is the revision that the page showed: what was saved since in another window is not overwritten.
    """
    _lock_open(sent, by)
    screening, _made = Screening.objects.get_or_create(
        round=sent, screener=by, defaults={"begun_at": timezone.now()}
    )
    if screening.handed_in_at:
        raise ScreeningRefused(_("You have handed it in. Take it back, then change it."))
    if screening.revision != seen:
        raise ScreeningRefused(
            _("You saved it in another window since. Save again to replace what you saved there.")
        )
    if recommendation not in ("", *Recommendation.values):
        raise ScreeningRefused(_("Choose one of the recommendations."))
    screening.recommendation = recommendation
    screening.reason = clean_text(reason, limit=REASON_LENGTH, label=_("Reason"))
    screening.revision += 1
    kept = {term: _clean(term, answers.get(term.pk, Answered())) for term in criteria()}
    if hand_in:
        _check_whole(screening, kept)
        screening.handed_in_at = timezone.now()
    screening.save()
    Assessment.objects.bulk_create(
        [Assessment(screening=screening, criterion=term, **vars(said)) for term, said in kept.items()],
        update_conflicts=True,
        unique_fields=["screening", "criterion"],
        update_fields=["answer", "note"],
    )
    return screening


@transaction.atomic
def take_back(*, sent: Round, by: User) -> Screening:
    """Open what one has handed in again; what it was is kept."""
    _lock_open(sent, by)
    screening = Screening.objects.filter(round=sent, screener=by).first()
    if screening is None or screening.handed_in_at is None:
        raise ScreeningRefused(_("You have not handed it in."))
    answers = screening.assessments.select_related("criterion")
    TakenBack.objects.create(
        screening=screening,
        handed_in_at=screening.handed_in_at,
        at=timezone.now(),
        recommendation=screening.recommendation,
        reason=screening.reason,
        answers={each.criterion.code: {"answer": each.answer, "note": each.note} for each in answers},
    )
    screening.handed_in_at = None
    screening.save(update_fields=["handed_in_at"])
    return screening


def _lock_open(sent: Round, by: User) -> None:
    """Hold the submission, so that nobody decides meanwhile; refuse where ``sent`` is not to be screened."""
    submission = Submission.objects.select_for_update().get(pk=sent.submission_id)
    allowed = may_handle(by, submission)
    if not allowed:
        raise ScreeningRefused(str(allowed.reason))
    is_last = not submission.rounds.filter(number__gt=sent.number).exists()
    if submission.status != SubmissionStatus.IN_SCREENING or not is_last:
        raise ScreeningRefused(_("This round is not being screened any more."))


def _clean(term: Term, said: Answered) -> Answered:
    if said.answer not in ("", *CriterionAnswer.values):
        raise ScreeningRefused(_("Choose one of the answers."))
    return Answered(said.answer, clean_text(said.note, limit=NOTE_LENGTH, label=str(term)))


def _check_whole(screening: Screening, kept: Mapping[Term, Answered]) -> None:
    unanswered = [str(term) for term, said in kept.items() if not said.answer]
    if unanswered:
        raise ScreeningRefused([_("Answer every criterion, then hand it in. Open:"), *unanswered])
    if not (screening.recommendation and screening.reason):
        raise ScreeningRefused(_("Say what you recommend and why, then hand it in."))


# --- Reading --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One criterion with what each screener answers, in the order of the panel."""

    criterion: Term
    answers: list[Assessment]

    @property
    def differs(self) -> bool:
        """Whether the screeners do not answer alike."""
        return len({each.answer for each in self.answers}) > 1


@dataclass(frozen=True)
class Panel:
    """The screenings of one round as one person may read them.

    ``own`` is that person's. ``shown`` are those handed in, side by side; none before one may read them.
    """

    round: Round
    is_open: bool
    own: Screening | None
    waiting_for: list[User]
    shown: list[Screening]
    lines: list[Line]

    @property
    def differs(self) -> bool:
        """Whether the screeners do not recommend the same."""
        return len({each.recommendation for each in self.shown}) > 1


def panels_of(submission: Submission, user: Any) -> list[Panel]:
    """What ``user`` may read of the screenings of each round, the last first; its submitters read nothing."""
    if role_of(user, submission) is not None:
        return []
    rounds = list(submission.rounds.select_related("submission").defer("content").order_by("-number"))
    found = Screening.objects.filter(round__in=rounds).select_related("screener")
    by_round: dict[int, list[Screening]] = {sent.pk: [] for sent in rounds}
    for each in found.prefetch_related("assessments", "taken_back__screening").order_by("handed_in_at", "pk"):
        by_round[each.round_id].append(each)
    being_screened, asked = submission.status == SubmissionStatus.IN_SCREENING, criteria()
    return [
        _panel(sent, by_round[sent.pk], submission, user, asked, is_open=being_screened and sent is rounds[0])
        for sent in rounds
    ]


def _panel(
    sent: Round,
    screenings: list[Screening],
    submission: Submission,
    user: Any,
    asked: list[Term],
    *,
    is_open: bool,
) -> Panel:
    own = next((each for each in screenings if each.screener_id == user.pk), None)
    waiting = _waiting_for(screenings, submission) if is_open else []
    has_had_a_say = own is not None and own.handed_in_at is not None
    may_read = not is_open or (not waiting and (has_had_a_say or not may_handle(user, submission)))
    shown = [each for each in screenings if each.handed_in_at] if may_read else []
    answers = [{each.criterion_id: each for each in screening.assessments.all()} for screening in shown]
    lines = [Line(term, [said[term.pk] for said in answers if term.pk in said]) for term in asked]
    return Panel(sent, is_open, own, waiting, shown, lines)


def _waiting_for(screenings: list[Screening], submission: Submission) -> list[User]:
    """Those who have begun or are to begin, and have not handed in; who screens no more is not waited for."""
    expected = {each.screener_id for each in screenings} | {submission.assigned_to_id}
    handed_in = {each.screener_id for each in screenings if each.handed_in_at}
    return list(staff_who("screen_submission").filter(pk__in=expected - handed_in - {None}).order_by("pk"))

"""The overview of one submission: how it stands, what to do next, and everything that happened to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import Submitter
from submissions import looks, on_behalf, opening
from submissions.looks import Look
from submissions.models import Membership, Move, SubmissionParty
from submissions.particulars import section_labels
from submissions.permissions import (
    leads,
    may_choose_submitter,
    may_comment,
    may_discard,
    may_draft_for,
    may_send_to_confirm,
    may_submit,
    may_withdraw,
    may_write,
    parties_of,
    role_of,
)
from submissions.signing import unsigned
from submissions.status import Actor, MembershipRole, RemarkKind, SubmissionStatus
from submissions.web.base import SubmissionPage
from submissions.web.calls import CallLine, call_lines
from submissions.workflow import MOVES


class SubmissionView(SubmissionPage):
    """What to do next stands first; what was, below. It takes the few acts that concern the whole draft."""

    template_name = "submissions/submission.html"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self._overview()

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        act = request.POST.get("act", "")
        asks = {"discard": may_discard, "submitter": may_choose_submitter}.get(act, may_write)
        allowed = asks(self.person, self.submission)
        if not allowed:
            return self.refuse(allowed.reason)
        try:
            match act:
                case "submitter":
                    self._choose_submitter()
                case "call":
                    self._choose_call()
                case "confirm":
                    on_behalf.send_to_confirm(submission=self.submission, by=self.person)
                case "discard":
                    opening.discard(submission=self.submission, by=self.person)
                    messages.success(request, _("The draft is discarded."))
                    return redirect("desk")
                case _:
                    raise ValidationError(_("Choose what to do."))
        except ValidationError as refused:
            return self._overview(faults=[(f"#{act}", told) for told in refused.messages], status=422)
        messages.success(request, _("Saved."))
        return redirect("submission", self.submission.reference)

    # --- Acts -------------------------------------------------------------------------------------

    def _choose_submitter(self) -> None:
        submitter = next((each for each in self._own_submitters() if str(each.pk) == self._posted()), None)
        if submitter is None:
            raise ValidationError(_("Choose in whose name you submit."))
        allowed = may_draft_for(self.person, submitter)
        if not allowed:
            raise ValidationError(str(allowed.reason))
        opening.choose_submitter(submission=self.submission, submitter=submitter)

    def _choose_call(self) -> None:
        call = next((each.call for each in self._calls() if str(each.call.pk) == self._posted()), None)
        if call is None:
            raise ValidationError(_("Choose one of the calls."))
        opening.choose_call(submission=self.submission, call=call)

    def _posted(self) -> str:
        return self.request.POST.get("chosen", "")

    # --- What is shown ----------------------------------------------------------------------------

    def _overview(self, *, status: int = 200, **context: Any) -> HttpResponse:
        submission, person = self.submission, self.person
        is_draft = submission.status == SubmissionStatus.DRAFT
        writes = bool(may_write(person, submission))
        chooses = bool(may_choose_submitter(person, submission))
        discussed = submission.comments.visible_to(person, submission)
        waiting = list(discussed.open().values_list("kind", flat=True))
        news = self._news()
        labels = section_labels(submission.edition)
        keys_in = bool(may_send_to_confirm(person, submission))
        moves = list(submission.moves.select_related("by", "round").order_by("-pk"))
        return self.page(
            writes=writes,
            may_submit=may_submit(person, submission),
            may_withdraw=bool(may_withdraw(person, submission)),
            may_discard=bool(may_discard(person, submission)),
            may_comment=bool(may_comment(person, submission)),
            is_member=role_of(person, submission) is not None,
            next_line=next((line for line in self.around.lines if not line.is_complete), None),
            rounds=_rounds(submission),
            moves=[(move, _is_ours(move)) for move in moves],
            returned=_reasons(submission, moves),
            open_comments=len(waiting),
            changes=waiting.count(RemarkKind.CHANGE),
            news=news,
            changed=[(each, labels[each.code]) for each in news.news] if news else [],
            keys_in=keys_in,
            has_focal_point=keys_in and on_behalf.has_focal_point(self.around.lead),
            without_focal_point=on_behalf.WITHOUT_FOCAL_POINT,
            call=CallLine.of(submission.call, timezone.now()) if submission.call else None,
            calls=self._calls() if is_draft and writes else [],
            submitters=self._own_submitters() if is_draft and chooses else [],
            to_sign=self._to_sign(),
            led_by=self._led_by(),
            is_nobodys=is_draft and self.around.lead is None,
            status=status,
            **context,
        )

    def _news(self) -> Look | None:
        """What others changed since one of the submitters last opened this page; opening it is a look."""
        draft = self.around.draft
        if draft is None or self.request.method != "GET":
            return None
        return looks.look(
            user=self.person, submission=self.submission, revisions=draft.revisions, at=timezone.now()
        )

    def _to_sign(self) -> list[SubmissionParty]:
        """The co-submitters that wait for the reader to sign the text off."""
        draft = self.around.draft
        if draft is None or not self.submission.is_editable:
            return []
        own, missing = parties_of(self.person, self.submission), unsigned(self.submission, draft)
        return [party for party in own if party in missing]

    def _led_by(self) -> SubmissionParty | None:
        """Who submits it and takes it back, told to focal points who might look for that here in vain."""
        is_focal_point = role_of(self.person, self.submission) == MembershipRole.FOCAL_POINT
        looks_for_it = is_focal_point and self.submission.status in SubmissionStatus.OPEN
        return None if leads(self.person, self.submission) or not looks_for_it else self.submission.lead

    def _own_submitters(self) -> list[Submitter]:
        held: QuerySet[Membership] = Membership.objects.active().filter(
            user=self.person, role__in=MembershipRole.WRITING
        )
        return [each.submitter for each in held.select_related("submitter") if each.submitter]

    def _calls(self) -> list[CallLine]:
        return [line for line in call_lines(timezone.now()) if line.may_be_chosen]


def _is_ours(move: Move) -> bool:
    """Whether the secretariat made the move: its members are named to each other only."""
    return (move.source, move.target, Actor.SECRETARIAT) in MOVES


def _rounds(submission: Any) -> Any:
    """Every round, the newest first, without its text."""
    return submission.rounds.select_related("submitted_by").defer("content").order_by("-number")


def _reasons(submission: Any, moves: list[Move]) -> dict[str, Any] | None:
    """Why it was returned, section by section, while that has not been answered."""
    if submission.status != SubmissionStatus.RETURNED:
        return None
    move = next(each for each in moves if each.target == SubmissionStatus.RETURNED)
    labels = section_labels(submission.edition)
    reasons = [(code, labels[code], said) for code, said in move.reasons.items()]
    return {"move": move, "reasons": reasons}


def permalink(request: HttpRequest, reference: str) -> HttpResponse:
    """To the submission's page in the reader's language; whether there is one is said there."""
    return redirect("submission", reference)

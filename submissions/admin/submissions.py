"""Submissions on the desk: what was sent, what happened to it, and the four decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from languages.official import language_for
from lifecycle.scheme import load_scheme
from programmes.admin.notes import PlainTextField
from programmes.permissions import Answer
from programmes.template.editions import EDITIONS
from programmes.validators import REASON_LENGTH
from submissions import workflow
from submissions.admin.acts import Act, LookedAt
from submissions.models import Submission
from submissions.particulars import place_words, section_labels
from submissions.permissions import actors, may_accept, may_screen
from submissions.status import Actor, SubmissionStatus


def _text(label: Any, *, required: bool = False, **attrs: Any) -> PlainTextField:
    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto", "class": "vLargeTextField"})
    return PlainTextField(limit=REASON_LENGTH, label=label, required=required, widget=widget, **attrs)


def _internal() -> PlainTextField:
    return _text(_("Internal reason"), help_text=_("For the staff; its submitters never see it."))


def nothing(row: Any, data: Any) -> forms.Form:
    """An act that asks nothing."""
    return forms.Form(data)


class ReturnForm(forms.Form):
    """A reason for each section concerned, and a day to reply by."""

    reply_by = forms.DateField(
        label=_("Reply by"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    message = _text(_("Message"))

    def __init__(self, submission: Submission, data: Any) -> None:
        super().__init__(data)
        self.codes = list(section_labels(submission.edition))
        for code, label in section_labels(submission.edition).items():
            self.fields[f"reason_{code}"] = _text(label)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return {**cleaned, "reasons": {code: cleaned.get(f"reason_{code}", "") for code in self.codes}}


class AcceptForm(forms.Form):
    message = _text(_("Message"))
    internal_reason = _internal()


class NotListForm(forms.Form):
    reason = _text(_("Reason"), required=True, help_text=_("Its submitters are told this."))
    internal_reason = _internal()


def _may_decide(user: Any, submission: Submission) -> Answer:
    screens = may_screen(user)
    if screens and Actor.SECRETARIAT not in actors(user, submission):
        return Answer(allowed=False, reason=_("You belong to a submitter of this submission."))
    return screens


def _may_accept(user: Any, submission: Submission) -> Answer:
    decides = _may_decide(user, submission)
    return may_accept(user, submission) if decides else decides


def _is_in_screening(submission: Submission) -> bool:
    return submission.status == SubmissionStatus.IN_SCREENING


def _what_is_claimed(submission: Submission) -> str:
    """What an update says of cell and parties that the programme does not: nobody accepts it unseen."""
    programme, scheme = submission.updates, load_scheme()
    if programme is None:
        return ""
    sent = submission.rounds.latest("number")
    cell = {"stage": programme.stage_id, "instrument": programme.instrument_id}
    parties = set(programme.parties.values_list("submitter", flat=True))
    page = {
        "differs": any(sent.cell[axis] != code for axis, code in cell.items()),
        "claimed": place_words(sent.cell, scheme),
        "cell": place_words(cell, scheme),
        "joining": [party for party in sent.parties if party["submitter"] not in parties],
    }
    return render_to_string("admin/submissions/claimed.html", page)


@admin.register(Submission)
class SubmissionAdmin(LookedAt):
    """What was sent at least once. Drafts are their submitters' own."""

    list_display = ("reference", "shown_title", "status", "language", "reply_by", "changed_at")
    list_filter = ("status", "language", "call")
    search_fields = ("reference", "title")
    ordering = ("-changed_at", "-pk")
    readonly_fields = (
        "reference",
        "shown_title",
        "status",
        "language",
        "other_language",
        "call",
        "updates",
        "programme",
        "reply_by",
        "shown_rounds",
        "shown_moves",
    )
    fields = readonly_fields
    acts = {
        "take": Act(
            title=_("Take into screening"),
            form=nothing,
            is_offered=lambda submission: submission.status == SubmissionStatus.SUBMITTED,
            answer=_may_decide,
            do=lambda submission, by, given: workflow.take_into_screening(submission=submission, by=by),
            meaning=_("Its submitters are told that somebody is looking at it."),
        ),
        "return": Act(
            title=_("Return with reasons"),
            form=ReturnForm,
            is_offered=_is_in_screening,
            answer=_may_decide,
            do=lambda submission, by, given: workflow.return_with_reasons(
                submission=submission,
                by=by,
                **{name: given[name] for name in ("reasons", "reply_by", "message")},
            ),
            meaning=_("Its submitters answer in place and submit again. Say why at each section concerned."),
        ),
        "accept": Act(
            title=_("Accept"),
            form=lambda submission, data: AcceptForm(data),
            is_offered=_is_in_screening,
            answer=_may_accept,
            do=lambda submission, by, given: workflow.accept(submission=submission, by=by, **given),
            meaning=_("The last round goes into a working version. Nothing becomes public by this."),
            about=_what_is_claimed,
        ),
        "not-list": Act(
            title=_("Decide not to list"),
            form=lambda submission, data: NotListForm(data),
            is_offered=_is_in_screening,
            answer=_may_decide,
            do=lambda submission, by, given: workflow.not_list(submission=submission, by=by, **given),
            meaning=_("The submission is closed, and stays readable to its submitters."),
        ),
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        sent = Submission.objects.visible_to(request.user).exclude(status=SubmissionStatus.DRAFT)
        return sent.select_related("call", "updates", "programme")

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, submission: Submission) -> SafeString:
        language = language_for(submission.language)
        return format_html(
            '<bdi lang="{}" dir="{}">{}</bdi>', language.tag, language.direction, submission.title
        )

    @admin.display(description=_("rounds"))
    def shown_rounds(self, submission: Submission) -> SafeString:
        links = [
            (reverse("admin:submissions_round_change", args=[sent.pk]), sent)
            for sent in submission.rounds.select_related("submission")
        ]
        return SafeString(render_to_string("admin/submissions/rounds.html", {"links": links}))

    @admin.display(description=_("what happened"))
    def shown_moves(self, submission: Submission) -> SafeString:
        moves = submission.moves.select_related("by", "round__submission")
        labels = section_labels(submission.edition)
        items = EDITIONS[submission.edition].items
        told = [
            (
                move,
                [(labels[code], reason) for code, reason in move.reasons.items()],
                dict.fromkeys(items[path.partition("/")[0]].label for path in move.kept),
            )
            for move in moves
        ]
        return SafeString(render_to_string("admin/submissions/moves.html", {"moves": told}))

"""The decisions on a submission, and the ways back: what each asks for, and whom it calls."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from lifecycle.scheme import load_scheme
from programmes.admin.notes import PlainTextField
from programmes.validators import REASON_LENGTH
from submissions import workflow
from submissions.acceptance import standing_parties
from submissions.admin.acts import Act
from submissions.freezing import last_round
from submissions.models import Submission
from submissions.particulars import place_words, section_labels
from submissions.permissions import may_accept, may_handle, may_reconsider
from submissions.status import SubmissionStatus


def text_field(
    label: Any, *, required: bool = False, limit: int = REASON_LENGTH, **attrs: Any
) -> PlainTextField:
    """A text of some lines, in any script."""
    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto", "class": "vLargeTextField"})
    return PlainTextField(limit=limit, label=label, required=required, widget=widget, **attrs)


def nothing(row: Any, data: Any) -> forms.Form:
    """An act that asks nothing."""
    return forms.Form(data)


def last_move(submission: Submission) -> int:
    """How far a page shows what happened to ``submission``: the key of its last move."""
    return submission.moves.order_by("-pk").values_list("pk", flat=True).first() or 0


class DecisionForm(forms.Form):
    """What is decided on what the page shows; ``seen`` is the last move that it showed."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": _("The page came back incomplete. Look at it again, then send.")},
    )
    internal_reason = text_field(
        _("Internal reason"), help_text=_("For the staff; its submitters never see it.")
    )

    def __init__(self, submission: Submission, data: Any) -> None:
        super().__init__(data)
        self.last_move = last_move(submission)


class ReturnForm(DecisionForm):
    """A reason for each section concerned, and a day to reply by."""

    reply_by = forms.DateField(
        label=_("Reply by"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    message = text_field(_("Message"))

    def __init__(self, submission: Submission, data: Any) -> None:
        super().__init__(submission, data)
        labels = section_labels(submission.edition)
        self.codes = list(labels)
        for code, label in labels.items():
            self.fields[f"reason_{code}"] = text_field(format_lazy("{} · {}", _("Reason"), label))
        self.order_fields(["reply_by", "message", *(f"reason_{code}" for code in labels), "internal_reason"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        reasons = {code: cleaned.pop(f"reason_{code}", "") for code in self.codes}
        return {**cleaned, "reasons": reasons}


class AcceptForm(DecisionForm):
    message = text_field(_("Message"))
    field_order = ("message",)


class ReasonForm(DecisionForm):
    """A decision that is told with its reason."""

    reason = text_field(_("Reason"), required=True, help_text=_("Its submitters are told this."))
    field_order = ("reason",)


def _is_in_screening(submission: Submission) -> bool:
    return submission.status == SubmissionStatus.IN_SCREENING


def _which_round(submission: Submission) -> str:
    return render_to_string("admin/submissions/which_round.html", {"round": last_round(submission)})


def _which_round_and_claims(submission: Submission) -> str:
    return format_html("{}{}", _which_round(submission), what_is_claimed(submission))


def what_is_claimed(submission: Submission) -> str:
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
        "joining": [party for party in standing_parties(sent) if party["submitter"] not in parties],
    }
    return render_to_string("admin/submissions/claimed.html", page)


DECISIONS = {
    "take": Act(
        title=_("Take into screening"),
        form=nothing,
        is_offered=lambda submission: submission.status == SubmissionStatus.SUBMITTED,
        answer=may_handle,
        do=lambda submission, by, given: workflow.take_into_screening(submission=submission, by=by),
        meaning=_("Its submitters are told that somebody is looking at it."),
    ),
    "return": Act(
        title=_("Return with reasons"),
        form=ReturnForm,
        is_offered=_is_in_screening,
        answer=may_handle,
        do=lambda submission, by, given: workflow.return_with_reasons(submission=submission, by=by, **given),
        meaning=_("Its submitters answer in place and submit again. Say why at each section concerned."),
        about=_which_round,
        is_letter=True,
    ),
    "accept": Act(
        title=_("Accept"),
        form=AcceptForm,
        is_offered=_is_in_screening,
        answer=may_accept,
        do=lambda submission, by, given: workflow.accept(submission=submission, by=by, **given),
        meaning=_("The last round goes into a working version. Nothing becomes public by this."),
        about=_which_round_and_claims,
        is_letter=True,
    ),
    "not-list": Act(
        title=_("Decide not to list"),
        form=ReasonForm,
        is_offered=_is_in_screening,
        answer=may_handle,
        do=lambda submission, by, given: workflow.not_list(submission=submission, by=by, **given),
        meaning=_(
            "A grave decision. The submission is closed, and stays readable to its submitters. They alone "
            "read the reason; nothing of it becomes public, and nothing counts it."
        ),
        about=_which_round,
        is_letter=True,
    ),
    "reconsider": Act(
        title=_("Open the decision again"),
        form=ReasonForm,
        is_offered=lambda submission: (
            submission.status in (SubmissionStatus.ACCEPTED, SubmissionStatus.NOT_LISTED)
        ),
        answer=may_reconsider,
        do=lambda submission, by, given: workflow.reconsider(submission=submission, by=by, **given),
        meaning=_(
            "It goes back into screening, as long as nothing of it is public. What was accepted leaves the "
            "working version; a programme that was prepared from it is discarded, with its translations."
        ),
        about=_which_round,
        is_letter=True,
    ),
}

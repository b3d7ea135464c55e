"""A screener's answers to the criteria: kept, handed in and taken back on the page of the submission."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lifecycle.models import Term, TermKind
from submissions import screening
from submissions.admin.acts import Act
from submissions.admin.decisions import nothing, text_field
from submissions.models import Round, Screening
from submissions.permissions import may_handle
from submissions.screening import Answered
from submissions.status import CriterionAnswer, Recommendation, SubmissionStatus

KINDS_IN_WORDS: dict[str, str | Promise] = {
    TermKind.PROGRAMME_CRITERION_PANAMA: gettext_lazy("Criteria of the Panama meeting"),
    TermKind.PROGRAMME_CRITERION_ADOPTED: gettext_lazy("Criteria of the framework as adopted"),
}


# The buttons; a form that is sent by none of them is saved.
SAVE, HAND_IN = "save", "hand_in"


@dataclass(frozen=True)
class Question:
    """One criterion with its two fields."""

    criterion: Term
    answer: forms.BoundField
    note: forms.BoundField


class AssessmentForm(forms.Form):
    """An answer and a note for each criterion, then what is recommended and why."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    recommendation = forms.ChoiceField(
        label=gettext_lazy("Recommendation"),
        required=False,
        choices=[("", gettext_lazy("not yet")), *Recommendation.choices],
    )
    reason = text_field(gettext_lazy("Reason"))

    def __init__(self, own: Screening | None, data: Any = None) -> None:
        super().__init__(data, auto_id="assess-%s")
        self.revision = own.revision if own else 0
        self.criteria = screening.criteria()
        said = {each.criterion_id: each for each in own.assessments.all()} if own else {}
        if own:
            self.initial = {"recommendation": own.recommendation, "reason": own.reason}
        for term in self.criteria:
            self.fields[f"answer_{term.pk}"] = forms.ChoiceField(
                label=str(term), required=False, choices=[("", "–"), *CriterionAnswer.choices]
            )
            note = text_field(_("Note"), limit=screening.NOTE_LENGTH)
            note.widget.attrs |= {"rows": 1, "class": "short"}
            self.fields[f"note_{term.pk}"] = note
            if term.pk in said:
                self.initial[f"answer_{term.pk}"] = said[term.pk].answer
                self.initial[f"note_{term.pk}"] = said[term.pk].note

    @property
    def groups(self) -> Iterator[tuple[str | Promise, list[Question]]]:
        """The criteria, those of each document together."""
        for kind in screening.KINDS:
            asked = [term for term in self.criteria if term.kind == kind]
            yield (
                KINDS_IN_WORDS[kind],
                [Question(term, self[f"answer_{term.pk}"], self[f"note_{term.pk}"]) for term in asked],
            )

    @property
    def answers(self) -> dict[int, Answered]:
        """What was answered, by the keys of the criteria."""
        given = self.cleaned_data
        return {
            term.pk: Answered(given[f"answer_{term.pk}"], given[f"note_{term.pk}"]) for term in self.criteria
        }

    def keep(self, sent: Round, by: Any, *, pressed: str) -> bool:
        """Save what is answered, or hand it in; what is refused stands at the form."""
        if not self.is_valid():
            return False
        if pressed not in (SAVE, HAND_IN):
            self.add_error(None, _("The page came back incomplete. Look at it again, then send."))
            return False
        given = {name: self.cleaned_data[name] for name in ("recommendation", "reason", "seen")}
        try:
            screening.save(sent=sent, by=by, answers=self.answers, hand_in=pressed == HAND_IN, **given)
        except ValidationError as refused:
            self.add_error(None, ValidationError(refused.messages))
            return False
        return True


TAKE_BACK = Act(
    title=gettext_lazy("Take back what you handed in"),
    form=nothing,
    is_offered=lambda submission: submission.status == SubmissionStatus.IN_SCREENING,
    answer=may_handle,
    do=lambda submission, by, given: screening.take_back(sent=submission.rounds.latest("number"), by=by),
    meaning=gettext_lazy("You answer it again and hand it in anew; what you had said is kept beside it."),
    is_in_page=True,
)

"""Who of the secretariat answers for a submission: given one by one on its page, or many from the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from submissions import assignment
from submissions.admin.acts import Act, LookedAt
from submissions.permissions import may_screen

MOST_AT_ONCE = 200


class AssignForm(forms.Form):
    """To whom; to nobody where nothing is chosen."""

    to: Any = forms.ModelChoiceField(
        assignment.screeners(), label=_("Assigned to"), required=False, empty_label=_("nobody")
    )


def _form(submission: Any, data: Any) -> AssignForm:
    return AssignForm(data, initial={"to": submission.assigned_to_id})


ASSIGN = Act(
    title=_("Assign"),
    form=_form,
    is_offered=lambda submission: True,
    answer=lambda user, submission: may_screen(user),
    do=lambda submission, by, given: assignment.assign(submission=submission, to=given["to"], by=by),
    meaning=_("Who is assigned answers for it, and screens it; its submitters are not told."),
    is_in_page=True,
)


class Assigning(LookedAt):
    """The one bulk action: it calls the writer for each row."""

    actions = ("assign_selected",)

    def has_assign_permission(self, request: HttpRequest) -> bool:
        return bool(may_screen(request.user))

    @admin.action(description=_("Assign the selected submissions"), permissions=["assign"])
    def assign_selected(self, request: HttpRequest, chosen: QuerySet) -> HttpResponse | None:
        """Asked which screener first; what cannot be given to them is said, row by row."""
        submissions = list(chosen[: MOST_AT_ONCE + 1])
        if len(submissions) > MOST_AT_ONCE:
            said = _("Choose at most %(most)d at once.") % {"most": MOST_AT_ONCE}
            messages.error(request, said)
            return None
        form = AssignForm(request.POST if "assign" in request.POST else None)
        if not form.is_valid():
            page = {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "list_url": self.address("changelist"),
                "title": ASSIGN.title,
                "act": ASSIGN,
                "submissions": submissions,
                "form": form,
            }
            return TemplateResponse(request, "admin/submissions/assign.html", page)
        given = 0
        for submission in submissions:
            try:
                ASSIGN.do(submission, request.user, form.cleaned_data)
            except ValidationError as refused:
                messages.warning(request, " ".join(refused.messages))
            else:
                self.log_change(request, submission, str(ASSIGN.title))
                given += 1
        if given:
            said = ngettext("%(number)d submission assigned.", "%(number)d submissions assigned.", given)
            messages.success(request, said % {"number": given})
        return None

"""Who of the secretariat answers for a submission: given one by one on its page, or many from the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from submissions import assignment
from submissions.admin.acts import Act, LookedAt
from submissions.permissions import may_screen


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
    meaning=_("Who is assigned answers for it, screens it, and gets a letter; its submitters are not told."),
    is_in_page=True,
)


class Assigning(LookedAt):
    """Many at once, from the list: the writer is called once for all of them."""

    def has_assign_permission(self, request: HttpRequest) -> bool:
        return bool(may_screen(request.user))

    @admin.action(description=_("Assign the selected submissions"), permissions=["assign"])
    def assign_selected(self, request: HttpRequest, chosen: QuerySet) -> HttpResponse | None:
        """Asked which screener first; what cannot be given to them is said, row by row."""
        submissions = self.few(request, chosen)
        if not submissions:
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
        by: Any = request.user
        given, refused = assignment.assign_all(submissions=submissions, to=form.cleaned_data["to"], by=by)
        for why in refused:
            messages.warning(request, " ".join(why.messages))
        for submission in given:
            self.log_change(request, submission, str(ASSIGN.title))
        if number := len(given):
            said = ngettext("%(number)d submission assigned.", "%(number)d submissions assigned.", number)
            messages.success(request, said % {"number": number})
        return None

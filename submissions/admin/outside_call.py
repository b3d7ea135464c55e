"""Taking a draft outside a call: its submitters ask for it, and name it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from submissions.admin.acts import Act, Asked, LookedAt
from submissions.admin.decisions import text_field
from submissions.permissions import may_screen
from submissions.standing import REASON_LENGTH, allow_outside_call


class OutsideCallForm(forms.Form):
    """Which draft, and why."""

    reference = forms.CharField(
        label=_("Reference"), max_length=20, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    reason = text_field(_("Reason"), required=True, limit=REASON_LENGTH)


TAKE_OUTSIDE = Act(
    title=_("Take a draft outside a call"),
    form=lambda row, data: OutsideCallForm(data),
    is_offered=lambda row: True,
    answer=lambda user, row: may_screen(user),
    do=lambda row, by, given: allow_outside_call(by=by, **given),
    meaning=_(
        "Who writes it asks for this, and says the reference. It can then be submitted whatever the calls "
        "say; until it is, nobody of the secretariat sees it."
    ),
)


class OutsideCall(LookedAt):
    """A page beside the list, since no draft stands in it."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.outside_call_view)
        return [path("outside-call/", view, name=self.named("outside_call")), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        page = {"outside_call": TAKE_OUTSIDE if may_screen(request.user) else None, **(extra_context or {})}
        return super().changelist_view(request, page)

    def outside_call_view(self, request: HttpRequest) -> HttpResponse:
        """Asked on GET; on POST the draft is taken, and the list is shown again."""
        if not may_screen(request.user):
            raise PermissionDenied
        form = TAKE_OUTSIDE.form(None, request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                draft = TAKE_OUTSIDE.do(None, request.user, form.cleaned_data)
            except ValidationError as refused:
                form.add_error(None, ValidationError(refused.messages))
            else:
                self.log_change(request, draft, str(TAKE_OUTSIDE.title))
                messages.success(request, _("Done: %(act)s.") % {"act": TAKE_OUTSIDE.title})
                return redirect(self.address("changelist"))
        return self.act_page(request, Asked(None, TAKE_OUTSIDE, form, status=422 if form.is_bound else 200))

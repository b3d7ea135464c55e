"""Memberships on the desk: who acts for which submitter, and who asks to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programmes.admin.notes import PlainTextField
from programmes.models import Submitter
from submissions import membership
from submissions.admin.acts import Act, LookedAt
from submissions.membership import MESSAGE_LENGTH
from submissions.models import Membership
from submissions.permissions import may_decide, may_replace_focal_point
from submissions.status import MembershipRole, MembershipState


def _reason(**options: Any) -> PlainTextField:
    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto", "class": "vLargeTextField"})
    return PlainTextField(limit=MESSAGE_LENGTH, label=_("Reason"), widget=widget, **options)


class ApproveForm(forms.Form):
    """In which role, and for a proposed submitter whether the registry has it already."""

    role = forms.ChoiceField(label=_("Role"), choices=MembershipRole.choices)
    submitter: Any = forms.ModelChoiceField(
        Submitter.objects.none(),
        label=_("Submitter"),
        required=False,
        empty_label=_("a new submitter, as proposed"),
        help_text=_("Choose one only where the registry has it already, under this or another name."),
    )

    def __init__(self, asked: Membership, data: Any) -> None:
        super().__init__(data, initial={"role": asked.role})
        if asked.submitter_id is None:
            self.fields["submitter"].queryset = Submitter.objects.all()  # type: ignore[attr-defined]
        else:
            del self.fields["submitter"]


class DeclineForm(forms.Form):
    reason = _reason(help_text=_("The person is told this."))


class ReplaceForm(forms.Form):
    """Who takes the place: by the address of their account."""

    email = forms.EmailField(label=_("E-mail address of the successor"))
    reason = _reason(help_text=_("Both are told this."))

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if not User.objects.filter(email=email, is_active=True).exists():
            raise forms.ValidationError(_("Nobody has an account with this address yet."))
        return email


def _is_asked(row: Membership) -> bool:
    return row.state == MembershipState.ASKED


@admin.register(Membership)
class MembershipAdmin(LookedAt):
    """Nobody is made a member here without asking, except in the place of a focal point who is gone."""

    object_history_template = "admin/audited_history.html"
    list_display = ("user", "submitter_name", "role", "state", "asked_at", "decided_at")
    list_filter = ("state", "role")
    list_select_related = ("user", "submitter")
    search_fields = ("user__email", "user__name", "submitter__slug", "proposed_name")
    ordering = ("-asked_at",)
    readonly_fields = (
        "user",
        "submitter",
        "proposed_name",
        "proposed_kind",
        "proposed_language",
        "role",
        "state",
        "message",
        "asked_at",
        "decided_at",
        "approved_by",
        "reason",
    )
    fields = readonly_fields
    acts = {
        "approve": Act(
            title=_("Approve"),
            form=ApproveForm,
            is_offered=_is_asked,
            answer=may_decide,
            do=lambda row, by, given: membership.approve(
                membership=row, by=by, role=given["role"], submitter=given.get("submitter")
            ),
            meaning=_("From now on this person acts for the submitter, and is told so."),
        ),
        "decline": Act(
            title=_("Decline"),
            form=lambda row, data: DeclineForm(data),
            is_offered=_is_asked,
            answer=may_decide,
            do=lambda row, by, given: membership.decline(membership=row, by=by, reason=given["reason"]),
        ),
        "replace": Act(
            title=_("Replace the focal point"),
            form=lambda row, data: ReplaceForm(data),
            is_offered=lambda row: row.is_active and row.role == MembershipRole.FOCAL_POINT,
            answer=lambda user, row: may_replace_focal_point(user),
            do=lambda row, by, given: membership.replace_focal_point(
                membership=row,
                to=User.objects.get(email=given["email"]),
                by=by,
                reason=given["reason"],
            ),
            meaning=_("For a focal point who is gone and cannot hand over."),
        ),
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("user", "submitter", "approved_by")

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: Django's log would keep the person's name; the history keeps their number."""

    @admin.display(description=_("submitter"), ordering="submitter__slug")
    def submitter_name(self, row: Membership) -> str:
        return row.submitter_name

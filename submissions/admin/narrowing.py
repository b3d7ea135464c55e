"""What the list of submissions on the desk is narrowed by, beyond columns of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from submissions.models import Round
from submissions.status import Age, SubmissionStatus


class StandsSince(admin.SimpleListFilter):
    """By how long a submission has stood where it stands."""

    title = _("stands there for")
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Age.choices)

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        return queryset.aged(self.value(), timezone.now()) if self.value() in Age.values else queryset


class AssignedTo(admin.SimpleListFilter):
    """Mine, and those that nobody answers for."""

    title = _("assigned to")
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("me", pgettext_lazy("assigned to", "me")),
            ("nobody", pgettext_lazy("assigned to", "nobody")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "me":
                return queryset.filter(assigned_to=request.user.pk)
            case "nobody":
                return queryset.filter(assigned_to=None)
        return queryset


class Turn(admin.SimpleListFilter):
    """Those with the secretariat, in whatever status."""

    title = pgettext_lazy("submission", "turn")
    parameter_name = "turn"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ours", _("with the secretariat"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        ours = SubmissionStatus.WITH_THE_SECRETARIAT
        return queryset.filter(status__in=ours) if self.value() == "ours" else queryset


class Overdue(admin.SimpleListFilter):
    """Returned ones whose day to reply by has passed."""

    title = _("reply by")
    parameter_name = "reply"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("overdue", pgettext_lazy("reply", "overdue"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        return queryset.overdue(timezone.now()) if self.value() == "overdue" else queryset


class CameLate(admin.SimpleListFilter):
    """Those of which a round came after its call had closed."""

    title = pgettext_lazy("submission", "late")
    parameter_name = "late"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("came late"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        late = Round.objects.filter(is_late=True)
        return queryset.filter(pk__in=late.values("submission")) if self.value() == "yes" else queryset

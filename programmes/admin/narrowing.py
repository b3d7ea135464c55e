"""What the list of programmes on the desk is narrowed by, beyond columns of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.official import CODES, OFFICIAL, column
from programmes.models import Scheduling


class UnpublishedWork(admin.SimpleListFilter):
    """Programmes with a working version."""

    title = gettext_lazy("unpublished work")
    parameter_name = "working"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        scheduled = _("is to be published at a stated time")
        return [("yes", _("waits to be published")), ("scheduled", scheduled), ("no", _("none"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "scheduled":
            return queryset.filter(pk__in=Scheduling.objects.waiting().order_by().values("programme"))
        wanted = {"yes": True, "no": False}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(has_working=wanted)


class TitleMissing(admin.SimpleListFilter):
    """Programmes without a title in a language."""

    title = gettext_lazy("title missing in")
    parameter_name = "no_title_in"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(language.code, language.own_name) for language in OFFICIAL]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        code = self.value()
        return queryset.filter(**{f"{column('title', code)}__isnull": True}) if code in CODES else queryset

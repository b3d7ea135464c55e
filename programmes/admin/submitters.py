"""Submitters on the desk, under the names they have today."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from languages.official import columns
from lifecycle.curation import CuratedAdmin, LanguagesField, shown
from programmes import derived
from programmes.models import Submitter


class SubmitterForm(forms.ModelForm):
    """A submitter, with the languages its name is official in as ticks."""

    official_in = LanguagesField(
        label=_("Official in"),
        required=False,
        help_text=_("The languages in which the name stands in a source document or is the body's own."),
    )


@admin.register(Submitter)
class SubmitterAdmin(CuratedAdmin):
    """Names, kinds, and what became of whom. Names as printed stand on each party, and do not change here."""

    form = SubmitterForm
    list_display = ("shown_name", "slug", "kind", "group", "programme_count", "parent", "successor")
    list_filter = ("kind", "group")
    list_select_related = ("parent", "successor")
    search_fields = ("slug", *columns("name"), *columns("short_name"))
    autocomplete_fields = ("parent", "successor")
    prepopulated_fields = {"slug": ("name",)}
    fields = (
        "name",
        "short_name",
        "slug",
        "kind",
        "group",
        "official_in",
        "parent",
        "successor",
        "since",
        "until",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).counting_programmes()  # type: ignore[attr-defined]

    def get_readonly_fields(self, request: HttpRequest, obj: Submitter | None = None) -> Any:
        # Addresses and frozen versions name a submitter by its slug.
        return ("slug",) if obj is not None else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Submitter | None = None) -> Any:
        return super().get_prepopulated_fields(request, obj) if obj is None else {}

    def save_model(self, request: HttpRequest, obj: Submitter, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        # Programmes are found by the names of their submitters.
        derived.refresh_submitter(obj)

    @admin.display(description=_("name"), ordering="name")
    def shown_name(self, submitter: Submitter) -> SafeString:
        return shown(submitter, "name")

    @admin.display(description=_("listed programmes"), ordering="programme_count")
    def programme_count(self, submitter: Any) -> int:
        return submitter.programme_count

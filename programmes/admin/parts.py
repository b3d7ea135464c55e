"""Parties and placements on the page of their programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from lifecycle.curation import PlainRelations
from programmes.admin.notes import has_notes, note_fields
from programmes.models import Party, Placement
from programmes.permissions import may_change_record
from programmes.status import ProgrammeStatus

NEEDS_NOTES = _(
    "This changes what is public. Give the internal reason and a public note, under “Publish the correction”."
)


def notes_sent(data: Any) -> bool:
    """Whether reason and note came with the page, read as the page of the programme reads them."""
    form = type("Notes", (forms.Form,), note_fields())(data)
    return form.is_valid() and has_notes(form.cleaned_data)


class PartsFormSet(forms.BaseInlineFormSet):
    """Rows of a programme: on a listed one a change needs a reason and a public note."""

    def clean(self) -> None:
        super().clean()
        listed = self.instance.status == ProgrammeStatus.LISTED
        if listed and self.has_changed() and not notes_sent(self.data):
            raise ValidationError(NEEDS_NOTES)


class PartsInline(PlainRelations, InlineModelAdmin):
    """Who may change the programme's record may change its parts: asked once, of the programme."""

    formset = PartsFormSet
    extra = 0

    def _may(self, request: HttpRequest, programme: Any) -> bool:
        return programme is not None and bool(may_change_record(request.user, programme))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)


class PartyInline(PartsInline, admin.StackedInline):
    """Who submits, with the name as printed and where it is printed."""

    model = Party
    autocomplete_fields = ("submitter", "entry")
    fields = (
        ("submitter", "role", "order"),
        ("named_as", "named_language"),
        ("entry",),
        ("document", "locator", "position"),
    )
    verbose_name_plural = _("Parties")


class PlacementInline(PartsInline, TranslationStackedInline):
    """What others say of the cell, each with its source."""

    model = Placement
    autocomplete_fields = ("entry",)
    fields = (
        ("claimant", "scope"),
        ("stage", "instrument"),
        ("entry",),
        ("document", "locator", "position"),
        "note",
    )
    verbose_name_plural = _("Placements")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("stage", "instrument")

"""Parties and placements on the page of their programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from lifecycle.choosing import KnownRow
from lifecycle.curation import PlainInline
from programmes.admin.notes import has_notes, note_fields
from programmes.models import Party, Placement
from programmes.permissions import may_change_record
from programmes.status import ProgrammeStatus

NEEDS_NOTES = _(
    "This changes what is public. Give the internal reason and a public note, under “Publish the correction”."
)


def notes_sent(data: Any) -> bool:
    """Whether reason and note came with the page, read as the page of the programme reads them.

    Which words are said again is for that page to judge.
    """
    form = type("Notes", (forms.Form,), note_fields())(data)
    return bool(data.get("again")) or (form.is_valid() and has_notes(form.cleaned_data))


class PartsFormSet(forms.BaseInlineFormSet):
    """Rows of a programme: on a listed one a change needs a reason and a public note."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._choices: dict[str, list[Any]] = {}

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for name in self.form.base_fields:
            field = form.fields[name]
            if isinstance(field, KnownRow):
                field.chosen = form.instance._state.fields_cache.get(name)
            elif isinstance(field, forms.ModelChoiceField):
                # What there is to choose from is the same on every row, and is asked for once.
                if name not in self._choices:
                    self._choices[name] = list(field.iterator(field))
                field.choices = self._choices[name]

    def clean(self) -> None:
        super().clean()
        listed = self.instance.status == ProgrammeStatus.LISTED
        if listed and self.has_changed() and not notes_sent(self.data):
            raise ValidationError(NEEDS_NOTES)


class PartsInline(PlainInline):
    """Who may change the programme's record may change its parts: asked once, of the programme."""

    formset = PartsFormSet

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        # Folded, so that the cell and the reason for changing it stand beside each other; open where the page
        # came back with something to put right, or where it is asked for a further row.
        self.classes = () if request.method == "POST" or "add" in request.GET else ("collapse",)
        return super().get_formset(request, obj, **options)

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

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("submitter", "entry__document")


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
        return super().get_queryset(request).select_related("stage", "instrument", "entry__document")

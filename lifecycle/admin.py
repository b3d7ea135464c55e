"""The taxonomy in the admin: names and notes are corrected here, codes and lines stay as they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from languages.official import columns
from lifecycle.curation import CuratedAdmin, FixedRows, LanguagesField, shown
from lifecycle.models import Instrument, Lens, LensLine, LensMapping, Stage, Term


class NamedForm(forms.ModelForm):
    """A row of the taxonomy, with the languages its wording is official in as ticks."""

    official_in = LanguagesField(
        label=_("Official in"),
        required=False,
        help_text=_("The languages whose wording stands in a source document."),
    )


class TaxonomyAdmin(FixedRows, CuratedAdmin):
    """What every page of the taxonomy shows."""

    search_fields = ("code", *columns("name"))

    @admin.display(description=_("name"), ordering="name")
    def shown_name(self, row: Any) -> SafeString:
        return shown(row, "name")


@admin.register(Stage, Instrument)
class BaseCodeAdmin(TaxonomyAdmin):
    """Stages and instruments: the two axes."""

    form = NamedForm
    list_display = ("code", "shown_name", "order", "source")
    list_display_links = ("code", "shown_name")
    readonly_fields = ("code", "order")
    fields = ("code", "order", "name", "short_name", "source", "official_in", "note")


@admin.register(Term)
class TermAdmin(TaxonomyAdmin):
    """Criteria, functions and models, as the documents list them."""

    form = NamedForm
    list_display = ("code", "shown_name", "kind", "order", "source")
    list_display_links = ("code", "shown_name")
    list_filter = ("kind",)
    readonly_fields = ("kind", "code", "order")
    fields = ("kind", "code", "order", "name", "source", "official_in", "note")


@admin.register(Lens)
class LensAdmin(TaxonomyAdmin):
    """Ways to cut the same programmes."""

    list_display = ("code", "shown_name", "order")
    list_display_links = ("code", "shown_name")
    readonly_fields = ("code", "order")
    fields = ("code", "order", "name", "note")


@admin.register(LensLine)
class LensLineAdmin(TaxonomyAdmin):
    """Rows and columns of the lenses."""

    list_display = ("shown_name", "code", "lens", "axis", "order")
    list_filter = ("lens", "axis")
    list_select_related = ("lens",)
    readonly_fields = ("lens", "axis", "code", "order")
    fields = ("lens", "axis", "code", "order", "name", "short_name")


@admin.register(LensMapping)
class LensMappingAdmin(FixedRows, CuratedAdmin):
    """Where each base code goes in each lens, on what ground, and what is lost."""

    list_display = ("base_code", "lens", "line", "basis")
    list_filter = ("lens",)
    list_select_related = ("lens", "line", "stage", "instrument")
    search_fields = ("stage__code", "instrument__code", "basis")
    readonly_fields = ("lens", "stage", "instrument")
    fields = ("lens", "stage", "instrument", "line", "basis", "loss")

    @admin.display(description=_("base code"))
    def base_code(self, mapping: LensMapping) -> str:
        return str(mapping.stage_id or mapping.instrument_id)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **options: Any
    ) -> forms.ModelChoiceField | None:
        if db_field.name == "line":
            options["queryset"] = self._lines_for(request)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def _lines_for(self, request: HttpRequest) -> Any:
        """A base code can only go to a line of the same lens and axis."""
        mapping = self.get_object(request, _id_in(request))
        if mapping is None:
            return LensLine.objects.none()
        return LensLine.objects.filter(lens=mapping.lens_id, axis=mapping.line.axis)


def _id_in(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs.get("object_id", "")) if request.resolver_match else ""

"""Documents, what they count, and every line they print: source data, which publishes nothing by itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from languages.official import columns, language_for
from languages.reading import read
from lifecycle.curation import CuratedAdmin, PlainInline, shown
from programmes.models import Document, EntryLink, SourceEntry, StatedCount, Version


class StatedCountInline(PlainInline, TranslationStackedInline):
    """The numbers of programmes that a document states."""

    model = StatedCount
    fields = (("key", "number", "paragraph"), "label", "note")


@admin.register(Document)
class DocumentAdmin(CuratedAdmin):
    """What statements are cited to. A document that anything is cited to stays."""

    inlines = (StatedCountInline,)
    list_display = ("symbol", "kind", "shown_title", "date", "entry_count")
    list_filter = ("kind",)
    search_fields = ("symbol", *columns("title"))
    fields = ("symbol", "kind", "title", "date", "url", "holding")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(entry_count=Count("entries"))

    def get_readonly_fields(self, request: HttpRequest, obj: Document | None = None) -> Any:
        # Texts cite a document by its symbol, frozen ones too.
        return ("symbol",) if obj is not None else ()

    def has_delete_permission(self, request: HttpRequest, obj: Document | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not Version.objects.citing(obj.symbol).exists())

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, document: Document) -> SafeString:
        return shown(document, "title")

    @admin.display(description=_("source entries"), ordering="entry_count")
    def entry_count(self, document: Any) -> int:
        return document.entry_count


class EntryLinkInline(PlainInline, admin.StackedInline):
    """The programmes that a printed line means."""

    model = EntryLink
    autocomplete_fields = ("programme",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("programme")


class Linked(admin.SimpleListFilter):
    """Lines that mean some programme, or none."""

    title = _("programme")
    parameter_name = "linked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("linked")), ("no", _("linked to none"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        wanted = {"yes": False, "no": True}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(links__isnull=wanted).distinct()


class SourceEntryForm(forms.ModelForm):
    """A printed line, with the stated counts that cover it as ticks."""

    counted_under = forms.MultipleChoiceField(
        label=_("Counted under"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The stated counts of the same document that cover this line."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        counts = StatedCount.objects.all()
        if self.instance.document_id:
            counts = counts.filter(document=self.instance.document_id)
        counted = self.fields.get("counted_under")
        if isinstance(counted, forms.MultipleChoiceField):
            counted.choices = [(count.key, str(count)) for count in counts]


@admin.register(SourceEntry)
class SourceEntryAdmin(CuratedAdmin):
    """Printed lines, nothing corrected."""

    form = SourceEntryForm
    autocomplete_fields = ("supersedes",)
    inlines = (EntryLinkInline,)
    list_display = (
        "position",
        "part",
        "document",
        "shown_wording",
        "short_stage",
        "short_instrument",
        "submitters_printed",
        "link_count",
    )
    list_display_links = ("position", "shown_wording")
    list_filter = ("document", "part", Linked, "stage", "instrument")
    list_select_related = ("document", "stage", "instrument")
    search_fields = ("wording", "submitters_printed", "document__symbol")
    fieldsets = (
        (None, {"fields": ("document", "part", "position", "wording", "wording_language")}),
        (
            _("As printed"),
            {"fields": ("stage_printed", "instrument_printed", "submitters_printed", "counted_under")},
        ),
        (_("As understood"), {"fields": ("stage", "instrument", "note", "supersedes")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("document").annotate(link_count=Count("links"))

    def get_readonly_fields(self, request: HttpRequest, obj: SourceEntry | None = None) -> Any:
        # Where a line is printed is what it is cited by.
        return ("document", "part", "position") if obj is not None else ()

    @admin.display(description=_("wording"), ordering="wording")
    def shown_wording(self, entry: SourceEntry) -> SafeString:
        language = language_for(entry.wording_language)
        return format_html(
            '<bdi lang="{}" dir="{}">{}</bdi>', language.tag, language.direction, entry.wording
        )

    @admin.display(description=_("stage"), ordering="stage__order")
    def short_stage(self, entry: SourceEntry) -> str:
        return read(entry.stage, "short_name").text if entry.stage else "–"

    @admin.display(description=_("instrument"), ordering="instrument__order")
    def short_instrument(self, entry: SourceEntry) -> str:
        return read(entry.instrument, "short_name").text if entry.instrument else "–"

    @admin.display(description=_("programmes"), ordering="link_count")
    def link_count(self, entry: Any) -> int:
        return entry.link_count

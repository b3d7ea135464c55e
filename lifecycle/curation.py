"""How curated rows are kept in the admin: tabs for the six languages, a history nobody can turn back.

The lowest room that has rows to curate, so that the admins of the rooms above build on it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TabbedTranslationAdmin
from simple_history.admin import SimpleHistoryAdmin

from languages.official import OFFICIAL
from languages.reading import Reading, read
from lifecycle.choosing import KnownRow, KnownRows

# Of those that somebody searches a list by.
MOST_WORDS = 30


class NamedMoment(AdminSplitDateTime):
    """A day and a time of day, each named for those who hear the page as well."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], (_("Date"), _("Time")), strict=True):
            part["attrs"]["aria-label"] = label
        return context


class PlainRelations(BaseModelAdmin):
    """Choosing a row never offers to change or delete it on the way: that has a page of its own.

    Longer texts start with a few lines; they can be pulled larger.
    """

    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3, "dir": "auto"})},
        models.URLField: {"assume_scheme": "https"},
        models.DateTimeField: {"widget": NamedMoment},
    }

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            options["widget"] = KnownRows(db_field, self.admin_site)
            options |= {"form_class": KnownRow, "find": self._finding(db_field, request)}
        return super().formfield_for_foreignkey(db_field, request, **options)

    def _finding(self, db_field: Any, request: HttpRequest) -> Callable[[str], models.QuerySet]:
        """The search of the list that ``db_field`` is chosen from."""
        table = self.admin_site.get_model_admin(db_field.remote_field.model)

        def find(words: str) -> models.QuerySet:
            found, may_repeat = table.get_search_results(request, table.get_queryset(request), words)
            return found.distinct() if may_repeat else found

        return find

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = False
        return field


class PlainInline(PlainRelations, InlineModelAdmin):
    """Rows on the page of another row. A script adds empty ones; without it, ``?add=`` asks for one."""

    def get_extra(self, request: HttpRequest, obj: Any = None, **options: Any) -> int:
        return int(request.GET.get("add") == self.opts.model_name)


class RegistryAdmin(PlainRelations, admin.ModelAdmin):
    """What every admin page of the registry keeps to: one row at a time, through the page of that row.

    Without bulk actions and list editing nothing passes by the page that knows the rules of its rows.
    """

    actions: tuple[str, ...] | None = None
    list_per_page = 50
    list_max_show_all = 500
    save_on_top = False

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        # Of a whole page that is pasted the first words say enough; SQLite breaks off at a thousand.
        words = " ".join(search_term.split()[:MOST_WORDS])
        return super().get_search_results(request, queryset, words)


class CuratedAdmin(SimpleHistoryAdmin, TabbedTranslationAdmin, RegistryAdmin):
    """Curated rows with a tab per language and their history.

    The history is read, never reverted to: reverting would write a row past every rule of its page.
    """

    object_history_template = "admin/registry_history.html"
    object_history_list_template = "admin/registry_history_list.html"

    def get_urls(self) -> list[Any]:
        # Past SimpleHistoryAdmin, whose one address more is the form that reverts.
        return super(SimpleHistoryAdmin, self).get_urls()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


class FixedRows:
    """Rows whose codes are part of the contract: names are corrected, rows neither added nor deleted."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LanguagesField(forms.TypedMultipleChoiceField):
    """A list of language codes as ticks, in the order of the language bar."""

    def __init__(self, **options: Any) -> None:
        choices = [(language.code, language.own_name) for language in OFFICIAL]
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, **options)

    def has_changed(self, initial: Iterable[str] | None, data: Iterable[str] | None) -> bool:
        return set(initial or []) != set(data or [])


def shown(row: Any, field: str) -> SafeString:
    """A translated field of ``row`` in the reader's language, or marked as being in another."""
    return in_own_language(read(row, field))


def in_own_language(reading: Reading) -> SafeString:
    """``reading`` with its language and direction said, so that fonts, voices and bidi get it right."""
    language = reading.language
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language.tag, language.direction, reading.text)

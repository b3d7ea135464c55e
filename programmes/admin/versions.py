"""Versions on the desk: looked at, never written. What was published is frozen, the rest has its own page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.dates import long_date
from languages.official import columns
from languages.reading import all_texts
from lifecycle.curation import RegistryAdmin, shown
from programmes.changes import Change, content_changes, record_changes, text_changes
from programmes.models import Version
from programmes.permissions import may_publish
from programmes.template.editions import EDITIONS
from programmes.verbatim import Approval


class Published(admin.SimpleListFilter):
    """Published versions, those of them that are withheld, or working ones."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("published", _("published")),
            ("withheld", pgettext_lazy("version", "withheld")),
            ("working", _("working version")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = {
            "published": {"number__isnull": False},
            "withheld": {"withheld__isnull": False},
            "working": {"number__isnull": True},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))


@admin.register(Version)
class VersionAdmin(RegistryAdmin):
    """What was public under every number, with who published it and why; and what waits."""

    list_display = ("shown_number", "shown_programme", "kind", "shown_note", "published_at", "made_by")
    list_display_links = ("shown_number",)
    list_filter = (Published, "kind", "published_at")
    list_select_related = ("programme", "made_by")
    search_fields = ("programme__reference", *columns("programme__title"), *columns("note"), "reason")
    ordering = ("-published_at", "-pk")
    readonly_fields = (
        "programme_link",
        "shown_number",
        "kind",
        "published_at",
        "made_by",
        "shown_notes",
        "reason",
        "shown_approval",
        "shown_edition",
        "shown_sha256",
        "shown_previous_sha256",
        "shown_withholdings",
        "shown_record",
        "shown_text",
    )
    fields = readonly_fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("content", "record").select_related("programme")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> Any:
        context["may_publish"] = may_publish(request.user)
        return super().render_change_form(request, context, *args, **options)

    def view_on_site(self, version: Version) -> str | None:
        return version.get_absolute_url() if version.number else None

    @admin.display(description=_("number"), ordering="number")
    def shown_number(self, version: Version) -> str:
        return str(version.number or _("working version"))

    @admin.display(description=_("programme"), ordering="programme__serial")
    def shown_programme(self, version: Version) -> SafeString:
        reference = version.programme.reference or "–"
        return format_html("{} {}", reference, shown(version.programme, "title"))

    @admin.display(description=_("programme"))
    def programme_link(self, version: Version) -> SafeString:
        address = reverse("admin:programmes_programme_change", args=[version.programme_id])
        return format_html('<a href="{}">{}</a>', address, self.shown_programme(version))

    @admin.display(description=_("public note"))
    def shown_note(self, version: Version) -> SafeString:
        return shown(version, "note")

    @admin.display(description=_("public note"))
    def shown_notes(self, version: Version) -> SafeString:
        return _drawn(text_changes(str(_("Public note")), {}, all_texts(version, "note")))

    @admin.display(description=_("approved by the submitters"))
    def shown_approval(self, version: Version) -> str:
        """Who approved that the words of a Member State differ from those it sent."""
        approval = Approval.stored(version.approval)
        return f"{approval.by}, {long_date(approval.on)}" if approval else "–"

    @admin.display(description=_("edition of the template"))
    def shown_edition(self, version: Version) -> str:
        return str(EDITIONS[version.edition].label)

    @admin.display(description="SHA-256")
    def shown_sha256(self, version: Version) -> SafeString:
        return format_html('<code dir="ltr">{}</code>', version.sha256 or "–")

    @admin.display(description=_("Version before"))
    def shown_previous_sha256(self, version: Version) -> SafeString:
        return format_html('<code dir="ltr">{}</code>', version.previous_sha256 or "–")

    @admin.display(description=_("withheld"))
    def shown_withholdings(self, version: Version) -> SafeString | str:
        """Every time its words were withheld, the last first, with who did it and why."""
        withholdings = list(version.withholdings.select_related("made_by", "lifted_by"))
        if not withholdings:
            return "–"
        return render_to_string("admin/programmes/version/withholdings.html", {"withholdings": withholdings})

    @admin.display(description=_("record"))
    def shown_record(self, version: Version) -> SafeString:
        return _drawn(record_changes({}, version.record) if version.record else [])

    @admin.display(description=_("text"))
    def shown_text(self, version: Version) -> SafeString:
        return _drawn(content_changes(None, version.content))


def _drawn(changes: Iterable[Change]) -> SafeString:
    """Everything a version says, drawn as what it says beyond nothing."""
    return render_to_string("programmes/_changes.html", {"changes": list(changes), "is_first": True})

"""Programmes on the desk: found, shown, their record changed; text and acts have pages of their own."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.official import CODES, columns
from languages.reading import read
from lifecycle.curation import CuratedAdmin, shown
from programmes import workflow
from programmes.admin.acts import StatusView
from programmes.admin.correcting import CorrectView
from programmes.admin.discarding import DiscardPreparedView, DiscardView
from programmes.admin.narrowing import TitleMissing, UnpublishedWork
from programmes.admin.notes import note_fields, notes_of
from programmes.admin.offers import acts_on
from programmes.admin.parts import PartyInline, PlacementInline
from programmes.admin.publishing import PublishView, UnscheduleView
from programmes.admin.records import BeginForm, RecordForm
from programmes.admin.texts import TextView
from programmes.admin.walking import place_of
from programmes.admin.withholding import LiftView, WithholdView
from programmes.models import Party, Placement, Programme, Scheduling, Version
from programmes.permissions import may_change_record, may_prepare, may_publish
from programmes.records import frozen_record
from programmes.status import ProgrammeStatus

LONGEST_HISTORY = 200


@admin.register(Programme)
class ProgrammeAdmin(CuratedAdmin):
    """The entries of the registry. Nothing here writes what is public but through the workflow."""

    form = RecordForm
    inlines = (PartyInline, PlacementInline)
    list_display = (
        "shown_reference",
        "shown_title",
        "status",
        "short_stage",
        "short_instrument",
        "version_number",
        "title_languages",
        "shown_working",
    )
    list_display_links = ("shown_reference", "shown_title")
    list_filter = ("status", UnpublishedWork, "stage", "instrument", "original_language", TitleMissing)
    list_select_related = ("stage", "instrument")
    # The stubs know names alone; prepared programmes, which have no number, come last on both databases.
    ordering = (F("serial").asc(nulls_last=True), "pk")  # type: ignore[assignment]
    search_fields = ("reference", *columns("title"))
    search_help_text = gettext_lazy("Words of titles, texts and submitters in any language, or a reference")
    readonly_fields = ("shown_reference", "shown_title", "status", "shown_version", "changed_at")
    fieldsets = (
        (
            None,
            {"fields": ("shown_reference", "shown_title", "status", "shown_version", "changed_at", "seen")},
        ),
        (gettext_lazy("Cell"), {"fields": ("stage", "instrument", "cell_reason", "original_language")}),
    )
    add_fieldsets = (
        (None, {"fields": ("given_title", "given_language", "given_status", "stage", "instrument")}),
    )

    # --- Who may ---------------------------------------------------------------------------------

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(may_prepare(request.user))

    def has_change_permission(self, request: HttpRequest, obj: Programme | None = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return bool(may_change_record(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # --- The list --------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        working = Version.objects.working().filter(programme=OuterRef("pk"))
        # Not by a join: what is not joined need not be counted.
        current = Version.objects.filter(pk=OuterRef("current")).order_by().values("number")
        found = super().get_queryset(request)
        return found.annotate(has_working=Exists(working), version_number=Subquery(current))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        # What is public is found as readers find it; prepared programmes, without a number, by title alone.
        named = reduce(or_, (Q(**{f"{name}__icontains": term}) for name in columns("title")))
        prepared = Programme.objects.filter(named, serial=None)
        found = prepared.order_by().values("pk").union(Programme.objects.search(term).order_by().values("pk"))
        return queryset.filter(pk__in=found), False

    @admin.display(description=gettext_lazy("reference"), ordering="serial")
    def shown_reference(self, programme: Programme) -> str:
        return programme.reference or "–"

    @admin.display(description=gettext_lazy("title"), ordering="sort_key")
    def shown_title(self, programme: Programme) -> SafeString:
        return shown(programme, "title")

    @admin.display(description=gettext_lazy("stage"), ordering="stage__order")
    def short_stage(self, programme: Programme) -> str:
        return read(programme.stage, "short_name").text

    @admin.display(description=gettext_lazy("instrument"), ordering="instrument__order")
    def short_instrument(self, programme: Programme) -> str:
        return read(programme.instrument, "short_name").text

    @admin.display(description=gettext_lazy("version"), ordering="current__number")
    def version_number(self, programme: Any) -> str:
        return str(programme.version_number or "–")

    @admin.display(description=gettext_lazy("languages"))
    def title_languages(self, programme: Programme) -> str:
        written = [code for code in CODES if code in programme.title_status]
        return _("all six") if len(written) == len(CODES) else ", ".join(written)

    @admin.display(description=gettext_lazy("unpublished work"), ordering="has_working")
    def shown_working(self, programme: Any) -> str:
        return _("waits to be published") if programme.has_working else "–"

    @admin.display(description=gettext_lazy("version"))
    def shown_version(self, programme: Any) -> str:
        if programme.has_working:
            told = _("%(number)s public, and a working version that waits to be published")
        else:
            told = _("%(number)s public")
        if not programme.version_number:
            told = _("none yet: the working version has never been published")
        return told % {"number": programme.version_number}

    # --- The page --------------------------------------------------------------------------------

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        programme = super().get_object(request, object_id, from_field)
        if programme is not None and request.method == "POST" and connection.in_atomic_block:
            # What this page is about to change is compared with what it showed: nobody else may write now.
            Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
            programme.refresh_from_db()
            # Asked before the change, which may take the programme off the list.
            if "_next" in request.POST:
                request.place = place_of(self, request, programme.pk)  # type: ignore[attr-defined]
        return programme

    def get_fieldsets(self, request: HttpRequest, obj: Programme | None = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is not None and not may_change_record(request.user, obj):
            fieldsets[0] = (None, {"fields": self.readonly_fields})
        if obj is not None and obj.status == ProgrammeStatus.LISTED and may_change_record(request.user, obj):
            told = _(
                "This programme is public: a change of cell, parties or placements is published at once as a "
                "correction. Its text, and a working version of it, stay as they are."
            )
            asked = ["again", *note_fields()]
            fields: Any = {"fields": asked, "description": told, "classes": ["correction"]}
            fieldsets.append((_("Publish the correction"), fields))
        return fieldsets

    def get_form(
        self, request: HttpRequest, obj: Programme | None = None, change: bool = False, **options: Any
    ) -> type[forms.ModelForm]:
        chosen = BeginForm if obj is None else RecordForm
        form = super().get_form(request, obj, **{"form": chosen, "change": change, **options})
        form.refused = getattr(request, "refused", None)  # type: ignore[attr-defined]
        form.by = request.user  # type: ignore[attr-defined]
        return form

    def get_inlines(self, request: HttpRequest, obj: Programme | None) -> Any:
        return self.inlines if obj is not None else ()

    def get_readonly_fields(self, request: HttpRequest, obj: Programme | None = None) -> Any:
        return super().get_readonly_fields(request, obj) if obj is not None else ()

    def view_on_site(self, programme: Programme) -> str | None:
        public = programme.status in ProgrammeStatus.PUBLIC
        return programme.get_absolute_url() if public else None

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **options)
        except ValidationError as refused:
            # The workflow said no, and the transaction is undone: the same page again, with what was typed
            # and the reason.
            request.refused = refused  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **options)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        programme = context.get("original")
        if programme is not None:
            context["acts"] = acts_on(self, request, programme)
            context["place"] = place_of(self, request, programme.pk)
            context["show_save_and_add_another"] = False
            context["record_answer"] = may_change_record(request.user, programme)
            context["versions"] = programme.versions.published().defer("content", "record")
            context["may_publish"] = may_publish(request.user)
            context["scheduling"] = (
                Scheduling.objects.filter(version__number=None, programme=programme)
                .select_related("made_by")
                .first()
            )
        return super().render_change_form(request, context, *args, **options)

    # --- Writing ---------------------------------------------------------------------------------

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Programme:
        if change:
            return super().save_form(request, form, change)
        given = form.cleaned_data
        return workflow.prepare(
            stage=given["stage"].pk, instrument=given["instrument"].pk, title=form.title, by=request.user
        )

    def save_model(self, request: HttpRequest, obj: Programme, form: Any, change: bool) -> None:
        if change and form.changed_columns:
            obj._history_user = request.user  # type: ignore[attr-defined]
            obj.save(update_fields=form.changed_columns)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if not change:
            return
        super().save_related(request, form, formsets, change)
        programme = Programme.objects.get(pk=form.instance.pk)
        if programme.status == ProgrammeStatus.LISTED and frozen_record(programme) != form.record:
            version = workflow.correct_record(
                programme=programme,
                notes=notes_of(form.cleaned_data),
                by=request.user,
                reason=form.cleaned_data["reason"],
            )
            self.message_user(request, _("Version %(number)s is public.") % {"number": version.number})

    def response_change(self, request: HttpRequest, obj: Programme) -> HttpResponse:
        answer = super().response_change(request, obj)
        place = getattr(request, "place", None)
        return redirect(place.next.address) if place and place.next else answer

    # --- Addresses -------------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        def page(view: Any) -> Any:
            return self.admin_site.admin_view(view.as_view(model_admin=self))

        return [
            path("<int:pk>/text/", page(TextView), name="programmes_programme_text"),
            path("<int:pk>/publish/", page(PublishView), name="programmes_programme_publish"),
            path("<int:pk>/unschedule/", page(UnscheduleView), name="programmes_programme_unschedule"),
            path("<int:pk>/correct/", page(CorrectView), name="programmes_programme_correct"),
            path("<int:pk>/status/<str:kind>/", page(StatusView), name="programmes_programme_status"),
            path("<int:pk>/discard/", page(DiscardView), name="programmes_programme_discard"),
            path(
                "<int:pk>/discard-prepared/",
                page(DiscardPreparedView),
                name="programmes_programme_discard_prepared",
            ),
            path("<int:pk>/withhold/<int:number>/", page(WithholdView), name="programmes_programme_withhold"),
            path("<int:pk>/lift/<int:number>/", page(LiftView), name="programmes_programme_lift"),
            *super().get_urls(),
        ]

    def render_history_view(
        self, request: HttpRequest, template: str, context: dict[str, Any], **options: Any
    ) -> HttpResponse:
        # Parties and placements are changed on the page of their programme: their history is there too.
        tables = {Party: (), Placement: ("stage", "instrument")}
        context["parts"] = [
            (table._meta.verbose_name_plural, _history(table, context["object"], *named))
            for table, named in tables.items()
        ]
        return super().render_history_view(request, template, context, **options)


def _history(table: Any, programme: Programme, *named: str) -> list[tuple[Any, str]]:
    """Its records with what each was called, for which ``named`` are found with it."""
    records = table.history.filter(programme_id=programme.pk).select_related("history_user", *named)
    # Told by the record: the row that it would make looks up by itself what it is called by.
    return [(record, table.__str__(record)) for record in records[:LONGEST_HISTORY]]

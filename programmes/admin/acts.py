"""Explicit acts on a programme: withdraw, retire, restore, discard. Each asks, shows, and calls.

What is legal and what it does stands in ``workflow``; who may, in ``permissions``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views import View

from programmes import workflow
from programmes.admin.notes import ActForm
from programmes.changes import Change, content_changes, record_changes
from programmes.models import Programme, Version
from programmes.permissions import Answer, may_edit, may_publish
from programmes.records import frozen_record
from programmes.statements import expected
from programmes.status import VersionKind


class DeskView(View, ABC):
    """A page of the desk about one programme; who may not is told why, with nothing shown or done."""

    model_admin: ClassVar[admin.ModelAdmin] = None  # type: ignore[assignment]
    template_name = ""
    title: str | Promise = ""

    @abstractmethod
    def answer(self) -> Answer:
        """Whether the person may do this at all."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        answer = self.answer()
        if not answer:
            return self.refused(answer.reason, status=403)
        return super().dispatch(request, *args, **kwargs)

    def refused(self, reason: str | Promise, *, status: int) -> HttpResponse:
        """A page that says why nothing was done."""
        page = self.context(reason=reason)
        return TemplateResponse(self.request, "admin/programmes/programme/refused.html", page, status=status)

    @cached_property
    def programme(self) -> Programme:
        programmes = Programme.objects.select_related("current", "stage", "instrument")
        return get_object_or_404(programmes, pk=self.kwargs["pk"])

    def context(self, **more: Any) -> dict[str, Any]:
        """What every page of the desk shows around its own content."""
        return {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "programme": self.programme,
            "programme_url": self.programme_url,
            "title": self.title,
            "subtitle": str(self.programme),
            **more,
        }

    def page(self, *, status: int = 200, **more: Any) -> HttpResponse:
        """The page itself."""
        return TemplateResponse(self.request, self.template_name, self.context(**more), status=status)

    @property
    def programme_url(self) -> str:
        return reverse("admin:programmes_programme_change", args=[self.programme.pk])

    def done(self, message: str) -> HttpResponse:
        """Note the act in the log of the desk and go back to the programme."""
        self.model_admin.log_change(self.request, self.programme, message)
        messages.success(self.request, message)
        return redirect(self.programme_url)


class NotedView(DeskView):
    """An act with a reason and a public note: asked on GET, done on POST, refused in words."""

    form_class: type[forms.Form] = ActForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(form=self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            try:
                told = self.act(form)
            except ValidationError as refused:
                # A copy without the place of the fault: the workflow knows no fields of this form.
                form.add_error(None, ValidationError(refused.messages))
            else:
                return self.done(told)
        return self.page(form=form, status=422)

    def form(self, data: Any = None) -> forms.Form:
        return self.form_class(data)

    @abstractmethod
    def act(self, form: Any) -> str:
        """Do it and say so in a sentence; raises ``ValidationError`` where it is refused."""


def what_changes(programme: Programme, working: Version) -> list[Change]:
    """What publishing ``working`` would change of cell, parties and placements."""
    record = frozen_record(programme, expected(programme, working.contributions))
    return record_changes(programme.current.record if programme.current else {}, record)


def told_public(version: Version) -> str:
    """The sentence that a version is public now."""
    kind = VersionKind(version.kind).label
    return _("Version %(number)s is public: %(kind)s.") % {"number": version.number, "kind": kind}


class RetireForm(ActForm):
    """A programme that has ended may have been superseded by another one."""

    superseded_by = forms.CharField(
        label=pgettext_lazy("programme", "Superseded by"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("The reference of the programme that takes its place, if any: 10YFP-012."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )

    def clean_superseded_by(self) -> Programme | None:
        reference = self.cleaned_data["superseded_by"].strip()
        if not reference:
            return None
        programme = Programme.objects.public().filter(reference=reference).first()
        if programme is None:
            raise ValidationError(_("No programme has this reference."))
        return programme


class StatusView(NotedView):
    """Withdraw, retire or restore."""

    template_name = "admin/programmes/programme/status.html"
    TITLES: ClassVar[dict[str, Promise]] = {
        VersionKind.WITHDRAWN: gettext_lazy("Withdraw the programme"),
        VersionKind.RETIRED: gettext_lazy("Retire the programme"),
        VersionKind.RESTORED: gettext_lazy("Restore the programme"),
    }
    MEANINGS: ClassVar[dict[str, Promise]] = {
        VersionKind.WITHDRAWN: gettext_lazy(
            "Its submitters take it back. It leaves matrix, lists and counts; its page stays, with your note."
        ),
        VersionKind.RETIRED: gettext_lazy(
            "It has ended. It leaves matrix, lists and counts; its page stays, with your note."
        ),
        VersionKind.RESTORED: gettext_lazy(
            "It is listed again as it was when it left: in matrix, lists and counts."
        ),
    }

    def answer(self) -> Answer:
        if self.kwargs["kind"] not in self.TITLES:
            raise Http404
        return may_publish(self.request.user)

    def form(self, data: Any = None) -> forms.Form:
        return (RetireForm if self.kwargs["kind"] == VersionKind.RETIRED else ActForm)(data)

    def context(self, **more: Any) -> dict[str, Any]:
        kind = self.kwargs["kind"]
        legal = kind in workflow.legal_kinds(self.programme)
        title, meaning = self.TITLES[kind], self.MEANINGS[kind]
        return {**super().context(is_legal=legal, act=title, meaning=meaning, **more), "title": title}

    def act(self, form: Any) -> str:
        version = workflow.change_status(
            programme=self.programme,
            kind=self.kwargs["kind"],
            notes=form.notes,
            by=self.request.user,
            reason=form.cleaned_data["reason"],
            superseded_by=form.cleaned_data.get("superseded_by"),
        )
        return told_public(version)


class DiscardView(DeskView):
    """Throw away a working version, after seeing what it would have changed."""

    template_name = "admin/programmes/programme/discard.html"
    title = gettext_lazy("Discard the working version")

    def answer(self) -> Answer:
        return may_edit(self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            workflow.discard_working_version(programme=self.programme, by=self.request.user)
        except workflow.MoveRefused as refused:
            return self.page(refused=refused.messages, status=422)
        return self.done(_("The working version was discarded."))

    def context(self, **more: Any) -> dict[str, Any]:
        current = self.programme.current
        working = Version.objects.working().filter(programme=self.programme).first()
        if current is None or working is None:
            return super().context(working=working, **more)
        return super().context(
            working=working,
            changes=content_changes(current.content, working.content),
            record_changes=what_changes(self.programme, working),
            **more,
        )

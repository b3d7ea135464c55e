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
from django.utils.functional import Promise, cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views import View

from programmes import workflow
from programmes.admin.notes import ActForm
from programmes.admin.walking import Place, Step, address_of, place_of
from programmes.changes import Change, record_changes
from programmes.models import Programme, Version
from programmes.permissions import Answer, may_publish
from programmes.records import frozen_record
from programmes.statements import expected
from programmes.status import VersionKind

NEXT = "next"
"""What a button says that does something and then goes on to the next programme of the list."""


class DeskView(View, ABC):
    """A page of the desk about one programme; who may not is told why, with nothing shown or done."""

    model_admin: ClassVar[admin.ModelAdmin] = None  # type: ignore[assignment]
    template_name = ""
    title: str | Promise = ""
    following: Step | None = None

    @abstractmethod
    def answer(self) -> Answer:
        """Whether the person may do this at all."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        answer = self.answer()
        if not answer:
            return self.refused(answer.reason, status=403)
        if request.POST.get("press", "").endswith(f":{NEXT}") and self.place:
            # Asked before the act, which may take the programme off the list.
            self.following = self.place.next
        return super().dispatch(request, *args, **kwargs)

    def refused(self, reason: str | Promise, *, status: int) -> HttpResponse:
        """A page that says why nothing was done."""
        page = self.context(reason=reason)
        return TemplateResponse(self.request, "admin/programmes/programme/refused.html", page, status=status)

    @cached_property
    def programme(self) -> Programme:
        programmes = Programme.objects.select_related("current", "stage", "instrument")
        return get_object_or_404(programmes, pk=self.kwargs["pk"])

    @cached_property
    def place(self) -> Place | None:
        return place_of(self.model_admin, self.request, self.programme.pk)

    def context(self, **more: Any) -> dict[str, Any]:
        """What every page of the desk shows around its own content."""
        return {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "programme": self.programme,
            "programme_url": self.programme_url,
            "place": self.place,
            "preserved_filters": self.model_admin.get_preserved_filters(self.request),
            "title": self.title,
            "subtitle": str(self.programme),
            **more,
        }

    def page(self, *, status: int = 200, **more: Any) -> HttpResponse:
        """The page itself."""
        return TemplateResponse(self.request, self.template_name, self.context(**more), status=status)

    @property
    def programme_url(self) -> str:
        return self.address("change", self.programme.pk)

    def address(self, page: str, *args: Any) -> str:
        """Where ``page`` is, with what the list of programmes was narrowed by."""
        return address_of(self.model_admin, self.request, page, *args)

    def done(self, message: str) -> HttpResponse:
        """Note the act in the log of the desk and go back to the programme, or on to the next one."""
        self.model_admin.log_change(self.request, self.programme, message)
        return self.goes(message, self.programme_url)

    def goes(self, message: str, address: str) -> HttpResponse:
        """Say what was done and go to ``address``; or on to the next programme, and say there of which."""
        if self.following is None:
            messages.success(self.request, message)
            return redirect(address)
        done = format_html('<a href="{}"><bdi>{}</bdi></a> – {}', self.programme_url, self.programme, message)
        messages.success(self.request, done)
        return redirect(self.address_after(self.following))

    def address_after(self, following: Step) -> str:
        """Where to go on with the next programme: to the same page about that one."""
        return following.address


class NotedView(DeskView):
    """An act with a reason and a public note: asked on GET, done on POST, refused in words."""

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
        return ActForm(data, by=self.request.user)

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
        retires = self.kwargs["kind"] == VersionKind.RETIRED
        return (RetireForm if retires else ActForm)(data, by=self.request.user)

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

"""Explicit acts of the desk on one row: each asks for what it needs, and calls the one who may write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lifecycle.curation import RegistryAdmin
from programmes.permissions import Answer


@dataclass(frozen=True)
class Act:
    """Something that is done to a row: when it is on offer, who may, what it asks for and calls."""

    title: str | Promise
    form: Callable[[Any, Any], forms.Form]
    is_offered: Callable[[Any], bool]
    answer: Callable[[Any, Any], Answer]
    do: Callable[[Any, Any, Mapping[str, Any]], Any]
    meaning: str | Promise = ""
    about: Callable[[Any], str] = lambda row: ""
    """What is to be seen of the row before it is done, drawn."""


@dataclass(frozen=True)
class Offer:
    """An act as the page of its row shows it."""

    title: str | Promise
    address: str
    answer: Answer


class LookedAt(RegistryAdmin):
    """Rows that are looked at here, and changed by explicit acts alone."""

    acts: Mapping[str, Act] = {}
    change_form_template = "admin/submissions/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        row = context.get("original")
        if row is not None:
            context["acts"] = [
                Offer(act.title, self.address("act", row.pk, name), act.answer(request.user, row))
                for name, act in self.acts.items()
                if act.is_offered(row)
            ]
        return super().render_change_form(request, context, *args, **options)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.act_view)
        return [path("<int:pk>/act/<str:name>/", view, name=self.named("act")), *super().get_urls()]

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """The page of one act: asked on GET, done on POST, refused in words."""
        row, act = self.get_object(request, str(pk)), self.acts.get(name)
        if row is None or act is None:
            raise Http404
        answer = act.answer(request.user, row)
        if not answer or not act.is_offered(row):
            said = answer.reason or _("This cannot be done now: somebody decided meanwhile.")
            return self.act_page(request, row, act, None, reason=said, status=409 if answer else 403)
        form = act.form(row, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                act.do(row, request.user, form.cleaned_data)
            except ValidationError as refused:
                # A copy without the place of the fault: the writer knows no fields of this form.
                form.add_error(None, ValidationError(refused.messages))
            else:
                self.log_change(request, row, str(act.title))
                messages.success(request, _("Done: %(act)s.") % {"act": act.title})
                return redirect(self.after(request, row))
        return self.act_page(request, row, act, form, status=422 if form.is_bound else 200)

    def act_page(
        self, request: HttpRequest, row: Any, act: Act, form: Any, *, status: int, reason: Any = ""
    ) -> HttpResponse:
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": row,
            "row_url": self.address("change", row.pk),
            "list_url": self.address("changelist"),
            "act": act,
            "about": "" if reason else act.about(row),
            "form": form,
            "reason": reason,
            "title": act.title,
            "subtitle": str(row),
        }
        return TemplateResponse(request, "admin/submissions/act.html", page, status=status)

    def after(self, request: HttpRequest, row: Any) -> str:
        """Where to go once it is done: the row, or the list where the row is not to be seen any more."""
        is_there = self.get_queryset(request).filter(pk=row.pk).exists()
        return self.address("change", row.pk) if is_there else self.address("changelist")

    def named(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def address(self, page: str, *args: Any) -> str:
        return reverse(f"admin:{self.named(page)}", args=args)

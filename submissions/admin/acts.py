"""Explicit acts of the desk on one row: each asks for what it needs, and calls the one who may write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Letter
from languages.official import Language, language_for
from lifecycle.curation import RegistryAdmin
from programmes.permissions import Answer
from programmes.template.content import digest
from submissions import workflow

MOST_AT_ONCE = 200


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
    is_letter: bool = False
    """Whether its letter is shown as it will be read before it is sent."""
    is_in_page: bool = False
    """Whether the page of the row asks for it itself, where it belongs."""


@dataclass(frozen=True)
class Shown:
    """A letter as it will be read in one language, and who reads it."""

    language: Language
    subject: str
    text: str
    told: Sequence[str]


@dataclass
class Asked:
    """An act that somebody asks for, and how far it has come."""

    row: Any
    act: Act
    form: Any
    status: int = 200
    reason: str | Promise = ""
    """Why it cannot be done at all."""
    since: str = ""
    """What happened since the page was shown from which it was asked, drawn."""
    letters: list[Letter] = field(default_factory=list)
    is_previewed: bool = False

    @property
    def shown(self) -> list[Shown]:
        """Its letters, one for each language they are read in."""
        by_language = attrgetter("language")
        # That of the submission first.
        letters = sorted(self.letters, key=lambda each: (each.language != self.row.language, each.language))
        found = groupby(letters, by_language)
        return [
            Shown(language_for(code), first.subject, first.text, [str(each.to) for each in (first, *others)])
            for code, (first, *others) in found
        ]

    @property
    def digest(self) -> str:
        """What the preview showed, in one hash."""
        return digest(sorted([each.address, each.subject, each.text] for each in self.letters))


@dataclass(frozen=True)
class Offer:
    """An act as the page of its row shows it."""

    name: str
    title: str | Promise
    address: str
    answer: Answer
    meaning: str | Promise = ""


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
            context["acts"] = self.offers(request, row)
        return super().render_change_form(request, context, *args, **options)

    def offers(self, request: HttpRequest, row: Any, *, in_page: bool = False) -> list[Offer]:
        """What can be done to ``row`` now, and why not by this person."""
        return [
            Offer(
                name,
                act.title,
                self.address("act", row.pk, name),
                act.answer(request.user, row),
                act.meaning,
            )
            for name, act in self.acts.items()
            if act.is_in_page == in_page and act.is_offered(row)
        ]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.act_view)
        return [path("<int:pk>/act/<str:name>/", view, name=self.named("act")), *super().get_urls()]

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """The page of one act: asked on GET, done on POST, refused in words."""
        row, act = self.get_object(request, str(pk)), self.acts.get(name)
        if row is None or act is None:
            raise Http404
        is_sent = request.method == "POST"
        asked = Asked(row, act, act.form(row, request.POST if is_sent else None))
        if self.is_possible(request, asked) and is_sent and self.is_done(request, asked):
            self.log_change(request, row, str(act.title))
            messages.success(request, _("Done: %(act)s.") % {"act": act.title})
            return redirect(self.after(request, row))
        return self.act_page(request, asked)

    def is_possible(self, request: HttpRequest, asked: Asked) -> bool:
        """Whether it can be done now; if not, ``asked`` says why, and in any case what happened since."""
        row, act = asked.row, asked.act
        asked.since = self.happened_since(request, row)
        answer = act.answer(request.user, row)
        if answer and act.is_offered(row):
            return True
        asked.reason = answer.reason or _("This cannot be done now: somebody decided meanwhile.")
        asked.status = 409 if answer else 403
        return False

    def is_done(self, request: HttpRequest, asked: Asked) -> bool:
        """Do what was asked, or show its letter first; what is refused is said at the form."""
        act, form = asked.act, asked.form
        asked.status = 422
        if not form.is_valid():
            return False

        def decide() -> Any:
            return act.do(asked.row, request.user, form.cleaned_data)

        try:
            if act.is_letter:
                asked.letters, asked.is_previewed = workflow.rehearse(decide), True
                if request.POST.get("letters") != asked.digest:
                    asked.status = 200
                    return False
            decide()
        except ValidationError as refused:
            # A copy without the place of the fault: the writer knows no fields of this form.
            form.add_error(None, ValidationError(refused.messages))
            asked.is_previewed = False
            asked.row = self.get_object(request, str(asked.row.pk)) or asked.row
            self.is_possible(request, asked)
            return False
        return True

    def few(self, request: HttpRequest, chosen: QuerySet) -> list[Any]:
        """What was chosen in the list; nothing, and the person is told, where that is too much at once."""
        rows = list(chosen[: MOST_AT_ONCE + 1])
        if len(rows) <= MOST_AT_ONCE:
            return rows
        messages.error(request, _("Choose at most %(most)d at once.") % {"most": MOST_AT_ONCE})
        return []

    def happened_since(self, request: HttpRequest, row: Any) -> str:
        """What happened to ``row`` since the page was shown from which something is asked, drawn."""
        return ""

    def act_page(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """The page on which an act is asked for; without a row it begins one."""
        row, act = asked.row, asked.act
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": row,
            "row_url": self.address("change", row.pk) if row else self.address("changelist"),
            "list_url": self.address("changelist"),
            "act": act,
            "asked": asked,
            "about": act.about(row) if row and not asked.reason else "",
            "form": asked.form,
            "title": act.title,
            "subtitle": str(row) if row else "",
        }
        return TemplateResponse(request, "admin/submissions/act.html", page, status=asked.status)

    def after(self, request: HttpRequest, row: Any) -> str:
        """Where to go once it is done: the row, or the list where the row is not to be seen any more."""
        is_there = self.get_queryset(request).filter(pk=row.pk).exists()
        return self.address("change", row.pk) if is_there else self.address("changelist")

    def named(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def address(self, page: str, *args: Any) -> str:
        return reverse(f"admin:{self.named(page)}", args=args)

"""The template form on the desk: a working version's text, one language at a time."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from languages.official import BY_CODE, OFFICIAL, language_for
from programmes import workflow
from programmes.admin.acts import DeskView
from programmes.changes import uncorrected
from programmes.models import Document, Scheduling, Version
from programmes.permissions import Answer, may_edit, may_publish
from programmes.status import EntryPart, Locator
from programmes.template.content import Content, empty_content, languages_of
from programmes.template.editions import PERIODS, UNITS
from programmes.template.forms import SAVE, TemplateForm
from programmes.template.merge import StaleEdit
from programmes.verbatim import verbatim_texts


class TextView(DeskView):
    """Edits in one language; several people may write on one working version at once."""

    template_name = "admin/programmes/programme/text.html"
    title = gettext_lazy("Edit the text")

    def answer(self) -> Answer:
        return may_edit(self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(form=self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        act, _colon, code = form.pressed.partition(":")
        if act not in (SAVE, "interface"):
            form.press()
            return self.page(form=form)
        if not form.is_valid():
            return self.page(form=form, status=422)
        try:
            changed = self.save(form)
        except StaleEdit as stale:
            form.rebase(self.content(), stale)
            return self.page(form=form, status=409)
        except ValidationError as faults:
            form.add_faults(faults)
            return self.page(form=form, status=422)
        told = _("Saved.") if changed else _("Nothing was changed.")
        return self.goes(told, self.next_address(act, code))

    def save(self, form: TemplateForm) -> bool:
        """Write what was changed; whether anything was."""
        if not form.has_changed:
            return False
        workflow.edit_working_version(programme=self.programme, edit=form.edit(), by=self.request.user)
        told = _("Text edited: %(language)s.") % {"language": form.language.own_name}
        self.model_admin.log_change(self.request, self.programme, told)
        return True

    def next_address(self, act: str, code: str) -> str:
        """The same page, in the language of text or desk that the button says; or what becomes public."""
        if act == "interface":
            return translate_url(self.request.get_full_path(), language_for(code).code)
        if code == "publish":
            return self.address("publish", self.programme.pk)
        query = self.request.GET.copy()
        query["lang"] = code if code in BY_CODE else self.language
        return f"{self.request.path}?{query.urlencode()}"

    def form(self, data: Any = None) -> TemplateForm:
        return TemplateForm(self.content(), self.language, documents=self.documents, data=data)

    @property
    def language(self) -> str:
        """The language the text is written in: that of the address, else of the desk."""
        return language_for(self.request.GET.get("lang") or get_language()).code

    def content(self) -> Content:
        """What stands written now; the working version is begun when something is saved on it."""
        version = self.working() or self.programme.current
        return version.content if version else empty_content()

    def working(self) -> Version | None:
        """The working version as it is now, where there is one."""
        return Version.objects.working().filter(programme=self.programme).first()

    def verbatim(self) -> frozenset[str]:
        """The texts of this page that are a Member State's words."""
        working = self.working()
        return verbatim_texts(self.programme, working.contributions if working else [])

    @cached_property
    def documents(self) -> QuerySet:
        return Document.objects.values_list("symbol", flat=True)

    def context(self, **more: Any) -> dict[str, Any]:
        form: TemplateForm | None = more.get("form")
        written = languages_of(form.content) if form else []
        working, current = self.working(), self.programme.current
        if working and current:
            more["uncorrected"] = uncorrected(working.content, current.content, working.corrections)
        return super().context(
            scheduling=Scheduling.objects.waiting().filter(programme=self.programme).first(),
            verbatim=self.verbatim(),
            may_publish=may_publish(self.request.user),
            tabs=[(language, language.code in written) for language in OFFICIAL],
            units=[("", "–"), *UNITS.items()],
            periods=[("", "–"), *PERIODS.items()],
            parts=[("", "–"), *EntryPart.choices, *Locator.choices],
            **more,
        )

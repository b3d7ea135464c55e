"""Throwing away what nobody outside has seen: a working version, or a programme that was never public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes import workflow
from programmes.admin.acts import DeskView, what_changes
from programmes.changes import content_changes
from programmes.models import Version
from programmes.permissions import Answer, may_edit, may_prepare
from programmes.template.content import empty_content


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


class DiscardPreparedView(DeskView):
    """Throw away a programme that was never public, after seeing what was written for it."""

    template_name = "admin/programmes/programme/discard_prepared.html"
    title = gettext_lazy("Discard the programme")

    def answer(self) -> Answer:
        return may_prepare(self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            workflow.discard_prepared(programme=self.programme, by=request.user)
        except workflow.MoveRefused as refused:
            return self.page(refused=refused.messages, status=422)
        # Gone from the table by now; whatever can be counted and gone through does.
        self.model_admin.log_deletions(request, [self.programme])  # type: ignore[arg-type]
        messages.success(request, _("The programme was discarded."))
        return redirect(self.address("changelist"))

    def context(self, **more: Any) -> dict[str, Any]:
        working = Version.objects.working().filter(programme=self.programme).first()
        written = content_changes(empty_content(), working.content) if working else []
        return super().context(changes=written, is_new=self.programme.current is None, **more)

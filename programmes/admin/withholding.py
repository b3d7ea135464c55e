"""Explicit acts on one published version: withhold its words, and let them be read again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes import workflow
from programmes.admin.acts import NotedView
from programmes.admin.notes import ReasonForm
from programmes.models import Version
from programmes.permissions import Answer, may_publish


class VersionActView(NotedView):
    """An act on the version with the number in the address: a publisher's."""

    template_name = "admin/programmes/programme/withholding.html"

    def answer(self) -> Answer:
        return may_publish(self.request.user)

    @cached_property
    def version(self) -> Version:
        versions = Version.objects.published().select_related("programme")
        return get_object_or_404(versions, programme=self.programme, number=self.kwargs["number"])

    def context(self, **more: Any) -> dict[str, Any]:
        # The versions of other programmes are other ones.
        return super().context(version=self.version, **{"place": None, **more})


class WithholdView(VersionActView):
    """Asks why, and what readers are told in place of the words."""

    title = gettext_lazy("Withhold a version")

    def context(self, **more: Any) -> dict[str, Any]:
        refused = workflow.why_not_withhold(self.version)
        return super().context(refused=refused, act=_("Withhold this version"), **more)

    def act(self, form: Any) -> str:
        workflow.withhold(
            version=self.version,
            notes=form.notes,
            by=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        return _("Version %(number)s is withheld.") % {"number": self.version.number}


class LiftView(VersionActView):
    """Asks why the words may be read again."""

    title = gettext_lazy("Let a version be read again")

    def context(self, **more: Any) -> dict[str, Any]:
        refused = workflow.why_not_lift(self.version)
        return super().context(refused=refused, act=_("Let this version be read again"), **more)

    def form(self, data: Any = None) -> forms.Form:
        return ReasonForm(data)

    def act(self, form: Any) -> str:
        workflow.lift_withholding(
            version=self.version, by=self.request.user, reason=form.cleaned_data["reason"]
        )
        return _("Version %(number)s can be read again.") % {"number": self.version.number}

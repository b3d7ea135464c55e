"""The last saves of a section: which there were, what one of them changed, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from submissions import drafting
from submissions.models import SavedSection
from submissions.web.section import SectionPage, revision_sent


class SavesView(SectionPage):
    """The list; with ``?save=<revision>`` one save: what it changed, and all that stood there then.

    With ``?since=<revision>`` what stands now beside what stood there then.
    """

    template_name = "submissions/saves.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "since" in request.GET:
            return self.changes_since(revision_sent(request.GET["since"], 0))
        if "save" not in request.GET:
            return self.page(label=self.form(self.section.content).label, saves=self.saves)
        save = self.chosen(request.GET["save"])
        before = next((each.content for each in self.saves if each.revision < save.revision), self.nothing)
        form = self.form(save.content)
        return self.page(
            label=form.label,
            save=save,
            changed=form.changes(before, save.content),
            written=form.changes(self.nothing, save.content),
            differs=form.changes(self.section.content, save.content),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        save = self.chosen(request.POST.get("save", ""))
        try:
            drafting.take_back(
                submission=self.submission,
                code=self.code,
                revision=save.revision,
                seen=revision_sent(request.POST.get("revision", "")),
                by=self.person,
            )
        except drafting.StaleSection:
            said = _(
                "Somebody saved this section while you looked. Nothing was taken back; look at it again."
            )
            return self.refuse(said, status=409)
        except drafting.DraftRefused as refused:
            return self.refuse(" ".join(refused.messages), status=409)
        messages.success(request, _("The earlier save stands again. What it replaced is kept as well."))
        return redirect("section", self.submission.reference, self.code)

    def changes_since(self, revision: int) -> HttpResponse:
        """What changed since one saw the section at ``revision``, or since the earliest save that is kept."""
        kept = [each for each in self.saves if each.revision <= revision]
        earlier = kept[0] if kept else self.saves[-1] if self.saves and revision else None
        before = earlier.content if earlier else self.nothing
        form = self.form(self.section.content)
        return self.page(
            label=form.label,
            since=earlier,
            is_since=True,
            is_kept=earlier is None or earlier.revision == revision,
            changed=form.changes(before, self.section.content),
        )

    @cached_property
    def saves(self) -> list[SavedSection]:
        """The saves that are kept, the latest first."""
        self.look_up_code()
        return list(drafting.earlier_saves(self.submission, self.code))

    def chosen(self, number: str) -> SavedSection:
        """The save that was asked for; 404 where it is not kept."""
        for save in self.saves:
            if str(save.revision) == number:
                return save
        raise Http404

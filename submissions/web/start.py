"""Beginning a submission: for whom, in which language, for which call; or an update of a listed programme."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from lifecycle.models import Instrument, Stage
from programmes.models import Programme, Submitter
from programmes.status import ProgrammeStatus
from submissions.models import Call, Membership, Submission
from submissions.opening import open_once, open_update
from submissions.permissions import may_draft_for, may_update
from submissions.status import MembershipRole
from submissions.web.base import DeskPage
from submissions.web.calls import call_lines
from submissions.web.forms import StartForm

FIRST_SECTION = "title"


class StartView(DeskPage):
    """Three questions at most, each with an answer chosen beforehand, and the writing begins."""

    template_name = "submissions/start.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._answer(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if form.is_valid():
            try:
                begun = self._begin(form)
            except ValidationError as refused:
                form.refuse(refused)
            else:
                return redirect("section", begun.reference, FIRST_SECTION)
        return self._answer(form, status=422)

    # --- What it is about -------------------------------------------------------------------------

    @cached_property
    def programme(self) -> Programme | None:
        """The listed programme that is to be updated, where the address names one."""
        reference = self.request.GET.get("updates", "")
        listed = Programme.objects.filter(status=ProgrammeStatus.LISTED).select_related("current")
        return listed.filter(reference=reference).first() if reference and "\0" not in reference else None

    @cached_property
    def cell(self) -> dict[str, Any] | None:
        """The cell of the matrix that somebody came from, where the address names one."""
        chosen = [
            model.objects.filter(code=code).first()
            for model, code in ((Stage, self._named("stage")), (Instrument, self._named("instrument")))
        ]
        return dict(zip(("stage", "instrument"), chosen, strict=True)) if all(chosen) else None

    @cached_property
    def submitters(self) -> list[Submitter]:
        """Those in whose name the person may begin this."""
        held: QuerySet[Membership] = Membership.objects.active().filter(
            user=self.person, role__in=MembershipRole.WRITING
        )
        found = [each.submitter for each in held.select_related("submitter").order_by("pk") if each.submitter]
        if self.programme is None:
            return found
        parties = set(self.programme.parties.values_list("submitter", flat=True))
        return [each for each in found if each.pk in parties]

    # --- Steps ------------------------------------------------------------------------------------

    def _named(self, name: str) -> str:
        return self.request.GET.get(name, "").replace("\0", "")

    def _form(self, typed: Any = None) -> StartForm:
        return StartForm(
            typed,
            submitters=self.submitters,
            calls=[]
            if self.programme
            else [line for line in call_lines(timezone.now()) if line.may_be_chosen],
            updates=self.programme,
        )

    def _begin(self, form: StartForm) -> Submission:
        submitter, language = form.chosen_submitter, form.cleaned_data["language"]
        if self.programme is not None:
            if submitter is None:
                raise ValidationError({"submitter": _("Choose in whose name you propose the update.")})
            allowed = may_update(self.person, self.programme, submitter)
            _demand(allowed)
            return open_update(
                programme=self.programme, submitter=submitter, by=self.person, language=language
            )
        if submitter is not None:
            _demand(may_draft_for(self.person, submitter))
        return open_once(
            by=self.person,
            language=language,
            submitter=submitter,
            call=Call.objects.filter(pk=form.cleaned_data["call"] or 0).first(),
            other_language=form.cleaned_data["other_language"],
            cell={name: row.code for name, row in self.cell.items()} if self.cell else None,
        )

    def _answer(self, form: StartForm, *, status: int = 200) -> HttpResponse:
        return self.page(
            form=form,
            programme=self.programme,
            is_unknown=bool(self.request.GET.get("updates")) and self.programme is None,
            cell=self.cell,
            submitters=self.submitters,
            asked=Membership.objects.waiting().filter(user=self.person).select_related("submitter"),
            status=status,
        )


def _demand(allowed: Any) -> None:
    if not allowed:
        raise ValidationError(str(allowed.reason))

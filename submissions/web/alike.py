"""Entries that look alike and why, asking to join forces, and whether others are told of this one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from submissions import asking
from submissions.hints import Hint, hints_for
from submissions.permissions import may_ask_to_join, may_say_willing
from submissions.web.base import SubmissionPage


class AlikeView(SubmissionPage):
    """The page of the submitters; the secretariat has no draft to compare."""

    template_name = "submissions/alike.html"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self._show()

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        act = request.POST.get("act", "")
        allowed = (may_ask_to_join if act == "ask" else may_say_willing)(self.person, self.submission)
        if not allowed:
            return self.refuse(allowed.reason)
        try:
            match act:
                case "ask":
                    said = self._ask()
                case "willing":
                    said = self._say_willing()
                case _:
                    raise ValidationError(_("Choose what to do."))
        except ValidationError as refused:
            return self._show(faults=[("", told) for told in refused.messages], status=422)
        messages.success(request, said)
        return redirect("alike", reference)

    # --- Acts -------------------------------------------------------------------------------------

    def _ask(self) -> str:
        sent = self.request.POST
        hint = next((each for each in self._hints() if each.entry.reference == sent.get("to")), None)
        if hint is None:
            raise ValidationError(_("Choose whom to ask."))
        asking.ask_to_join(
            submission=self.submission,
            hint=hint,
            way=sent.get("way", ""),
            message=sent.get("message", ""),
            by=self.person,
        )
        return _("You have asked to join forces. The letter is on its way.")

    def _say_willing(self) -> str:
        sent = self.request.POST
        asking.choose_willing(
            submission=self.submission,
            may_be_hinted=bool(sent.get("may_be_hinted")),
            may_be_asked=bool(sent.get("may_be_asked")),
        )
        return _("Saved.")

    # --- What is shown ----------------------------------------------------------------------------

    def _hints(self) -> list[Hint]:
        draft = self.around.draft
        if draft is None:
            raise Http404
        return hints_for(self.submission, self.person, draft.cell) if self.submission.is_editable else []

    def _show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.page(
            hints=self._hints(),
            may_ask=may_ask_to_join(self.person, self.submission),
            may_say_willing=may_say_willing(self.person, self.submission),
            sent=self.request.POST,
            limit=asking.MESSAGE_LENGTH,
            status=status,
            **context,
        )

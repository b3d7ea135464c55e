"""Taking a submission back, or asking for that once it is public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from programmes.validators import REASON_LENGTH
from submissions import acceptance, workflow
from submissions.permissions import may_withdraw, role_of
from submissions.status import MembershipRole, SubmissionStatus
from submissions.web.base import SubmissionPage


class WithdrawView(SubmissionPage):
    """Says what follows from it before it asks."""

    template_name = "submissions/withdraw.html"
    asks = {"GET": may_withdraw}

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self._ask()

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        allowed = may_withdraw(self.person, self.submission)
        if not (allowed or self.is_withdrawn):
            return self.refuse(allowed.reason)
        message, said = request.POST.get("message", ""), _("The submission is withdrawn.")
        try:
            if self.is_public:
                workflow.ask_for_withdrawal(submission=self.submission, by=self.person, message=message)
                said = _("You have asked for its withdrawal. The secretariat has a letter about it.")
            else:
                workflow.withdraw(submission=self.submission, by=self.person, message=message)
        except ValidationError as refused:
            self.submission.refresh_from_db(fields=["status"])
            if not self.is_withdrawn:
                return self._ask(faults=[("#message", told) for told in refused.messages], status=422)
        messages.success(request, said)
        return redirect("submission", reference)

    @property
    def is_withdrawn(self) -> bool:
        """Whether what is asked for has been done already: the button was pressed twice."""
        is_focal_point = role_of(self.person, self.submission) == MembershipRole.FOCAL_POINT
        return is_focal_point and self.submission.status == SubmissionStatus.WITHDRAWN

    @cached_property
    def is_public(self) -> bool:
        """Whether only the secretariat can withdraw it now."""
        is_accepted = self.submission.status == SubmissionStatus.ACCEPTED
        return is_accepted and acceptance.is_public(self.submission)

    def _ask(self, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.page(
            is_public=self.is_public,
            message=self.request.POST.get("message", ""),
            limit=REASON_LENGTH,
            status=status,
            **context,
        )

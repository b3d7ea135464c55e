"""What was sent: the receipt with the frozen round, its PDF, and what changed since the one before."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from programmes.web.context import address_in
from submissions import comparing
from submissions.models import Round
from submissions.permissions import role_of
from submissions.printing.rounds import NotPrinted, print_round
from submissions.web.base import SubmissionPage
from submissions.web.sent import round_shown

log = logging.getLogger(__name__)


class RoundPage(SubmissionPage):
    """A page of one round, for everybody who may see the submission."""

    @cached_property
    def round(self) -> Round:
        """The round that was asked for, or 404."""
        rounds = Round.objects.select_related("submission__updates", "submitted_by")
        return get_object_or_404(rounds, submission=self.submission, number=self.kwargs["number"])

    def context(self, **given: Any) -> dict[str, Any]:
        return super().context(round=self.round, **given)


class RoundView(RoundPage):
    """The receipt, and everything that was sent."""

    template_name = "submissions/round.html"

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        return self.page(
            shown=round_shown(self.round, lambda code: address_in(request, code)),
            is_last=not self.submission.rounds.filter(number__gt=number).exists(),
            is_member=role_of(self.person, self.submission) is not None,
        )


class PrintView(RoundPage):
    """The round as PDF, its labels in the language of the address."""

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        try:
            pdf = print_round(self.round)
        except NotPrinted:
            log.exception("A round could not be printed")
            said = _(
                "The PDF could not be made now. Try again in a few minutes, or print the page of the round."
            )
            return self.refuse(said, status=503)
        name = self.round.symbol.replace("/", "-")
        return HttpResponse(
            pdf,
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
        )


class ChangesView(RoundPage):
    """A round beside the one before it, word by word; there is no such page of the first."""

    template_name = "submissions/round_changes.html"

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        before = get_object_or_404(Round, submission=self.submission, number=number - 1)
        return self.page(
            before=before,
            text_changes=comparing.text_changes(before, self.round),
            other_changes=comparing.other_changes(before, self.round),
        )

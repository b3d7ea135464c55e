"""The draft exactly as the secretariat will see it, and sending it."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from programmes.status import PartyRole
from programmes.web.context import address_in
from submissions import freezing, workflow
from submissions.completeness import Missing
from submissions.hints import BESIDE_THE_FORM, hints_for
from submissions.models import Comment, Round, SubmissionParty
from submissions.permissions import leads, may_submit, parties_of
from submissions.signing import SignatureRefused, holds, sign_off, text_hash
from submissions.web.base import SubmissionPage
from submissions.web.head import address_of
from submissions.web.sent import draft_shown

DECLARATION = "declaration"


class PreviewView(SubmissionPage):
    """What would be sent now, with the declaration below. The secretariat sees no draft."""

    template_name = "submissions/preview.html"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        if self.around.draft is None:
            raise Http404
        if not self.submission.is_editable:
            return redirect("submission", reference)
        return self.preview()

    def preview(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """The page; what it shows is held fast by its digest, and sent once by its nonce."""
        draft = self.around.draft
        assert draft is not None  # whoever comes here is one of the submitters
        return self.page(
            shown=draft_shown(self.submission, draft, lambda code: address_in(self.request, code)),
            hints=hints_for(self.submission, self.person, draft.cell, most=BESIDE_THE_FORM),
            may_submit=may_submit(self.person, self.submission),
            signing=[(party, holds(party, draft)) for party in self.signing],
            text_hash=text_hash(draft),
            declaration=freezing.DECLARATION,
            declared=bool(self.request.POST.get("declared")),
            nonce=secrets.token_urlsafe(24),
            seen=freezing.digest_of(draft),
            changes=Comment.objects.visible_to(self.person, self.submission).open().changes().count(),
            status=status,
            **context,
        )

    @cached_property
    def signing(self) -> list[SubmissionParty]:
        """The co-submitters for which the reader signs the text off."""
        own = parties_of(self.person, self.submission)
        return [party for party in own if party.role == PartyRole.CO_SUBMITTER]


class SignView(PreviewView):
    """Signing off what was previewed, in the name of a co-submitter."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return redirect("preview", reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        party = next((each for each in self.signing if str(each.pk) == request.POST.get("party")), None)
        if party is None:
            return self.refuse(_("Only a focal point of a co-submitter signs off the text."))
        try:
            sign_off(party=party, by=self.person, seen=request.POST.get("seen", ""))
        except SignatureRefused as refused:
            self.submission.refresh_from_db(fields=["status"])
            if not self.submission.is_editable:
                return self.refuse(refused.messages[0], status=409)
            return self.preview(faults=[("#sign", told) for told in refused.messages], status=409)
        messages.success(request, _("Signed off. The others are told by letter."))
        return redirect("together", reference)


class SendView(PreviewView):
    """Submitting. However often the same page is sent, it makes one round and leads to its receipt."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return redirect("preview", reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        # Asked by role alone: what was sent already is found again below.
        if not leads(self.person, self.submission):
            return self.refuse(may_submit(self.person, self.submission).reason)
        try:
            sent = self.submit()
        except workflow.Incomplete as refused:
            return self.preview(faults=[self.fault(each) for each in refused.missing], status=422)
        except workflow.MoveRefused as refused:
            self.submission.refresh_from_db(fields=["status"])
            if not self.submission.is_editable:
                return self.refuse(may_submit(self.person, self.submission).reason, status=409)
            return self.preview(faults=[("", told) for told in refused.messages], status=409)
        return redirect("round", reference, sent.number)

    def submit(self) -> Round:
        sent = self.request.POST
        return workflow.submit(
            submission=self.submission,
            by=self.person,
            nonce=sent.get("nonce", ""),
            declared=bool(sent.get("declared")),
            # Without it nobody could say what was looked at: then it agrees with nothing.
            seen=sent.get("seen") or "-",
        )

    def fault(self, lacking: Missing) -> tuple[str, str]:
        address = "#declared" if lacking.section == DECLARATION else address_of(self.submission, lacking)
        return address, lacking.message

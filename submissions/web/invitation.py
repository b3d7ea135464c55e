"""An invitation as the invited read it, and their answer. Reading never answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from languages.reading import read
from lifecycle.scheme import load_scheme
from submissions import invitations
from submissions.drafting import draft_title
from submissions.models import Invitation
from submissions.particulars import CELL, place_words
from submissions.status import InvitationAnswer
from submissions.web.base import DeskPage
from submissions.web.forms import PARTS_IN_WORDS, RIGHTS_IN_WORDS


class InvitationView(DeskPage):
    """Found by the link of its letter, or by its hash, as the desk of the invited has it.

    Whoever came by the link under another account is told who was invited, or once that is forgotten that it
    is over, and nothing else; whoever came by the hash finds nothing.
    """

    template_name = "submissions/invitation.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._answer()

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        invitation, said = self.invitation, request.POST.get
        if not self.is_mine:
            return self._answer()
        try:
            match said("act", ""):
                case "accept":
                    name = said("named_as", "")
                    invitations.accept(invitation=invitation, by=self.person, named_as=name)
                case "decline":
                    invitations.decline(invitation=invitation, by=self.person, reply=said("reply", ""))
                case _:
                    raise ValidationError(_("Choose what to do."))
        except ValidationError as refused:
            invitation.refresh_from_db()
            return self._answer(faults=[("", told) for told in refused.messages], status=422)
        if said("act") == "accept":
            messages.success(request, _("You take part now."))
            return redirect("submission", invitation.submission.reference)
        messages.success(request, _("Declined. Those who invited you are told by letter."))
        return redirect("desk")

    @cached_property
    def invitation(self) -> Invitation:
        """The one that the address names; 404 where it names none."""
        token = self.kwargs["token"]
        known = Invitation.objects.filter(token_hash=invitations.hash_of(token))
        handed = Invitation.objects.to(self.person).filter(token_hash=token)
        found = (known | handed).select_related("submission", "submitter", "created_by").first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def is_mine(self) -> bool:
        """Whether the reader is among the invited."""
        return Invitation.objects.to(self.person).filter(pk=self.invitation.pk).exists()

    def _answer(self, *, status: int = 200, **context: Any) -> HttpResponse:
        invitation, submission = self.invitation, self.invitation.submission
        if not self.is_mine and not invitation.is_forgotten:
            return self.page(invitation=invitation, status=403)
        if self.is_mine and invitation.answer == InvitationAnswer.ACCEPTED:
            return redirect("submission", submission.reference)
        over = invitations.hindrance(invitation)
        if over:
            return self.page(is_mine=True, over=over, status=410)
        cell = submission.sections.get(code=CELL).content
        return self.page(
            is_mine=True,
            invitation=invitation,
            submission=submission,
            draft_title=draft_title(submission),
            parties=submission.standing_parties,
            place=place_words(cell, load_scheme()),
            part={**PARTS_IN_WORDS, **RIGHTS_IN_WORDS}[invitation.role or invitation.right],
            named_as=self.request.POST.get("named_as") or self._own_name,
            reply=self.request.POST.get("reply", ""),
            limit=invitations.MESSAGE_LENGTH,
            status=status,
            **context,
        )

    @property
    def _own_name(self) -> str:
        """The name of the invited submitter in the language of the submission."""
        submitter = self.invitation.submitter
        return read(submitter, "name", self.invitation.submission.language).text if submitter else ""


def permalink(request: HttpRequest, token: str) -> HttpResponse:
    """To the invitation in the reader's language; whether there is one is said there."""
    return redirect("invitation", token)

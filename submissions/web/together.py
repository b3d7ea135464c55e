"""Writing together: the parties and what they signed, who is invited, who else takes part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _

from languages.dates import long_date
from programmes.permissions import YES, Answer
from programmes.status import PartyRole
from submissions import invitations
from submissions.models import Collaborator, Invitation, SubmissionParty
from submissions.permissions import may_invite_people, may_invite_submitters, parties_of
from submissions.querysets import SubmissionQuerySet
from submissions.signing import holds
from submissions.status import InvitationAnswer, SubmissionStatus
from submissions.web.base import SubmissionPage
from submissions.web.forms import InviteForm, InvitePersonForm, InviteSubmitterForm


@dataclass(frozen=True)
class PartyLine:
    """One party: how its signature stands in words, whether the reader acts for it, and what they typed."""

    party: SubmissionParty
    says: str
    is_own: bool
    to_sign: bool
    may_leave: bool
    named_as: str
    reason: str


@dataclass(frozen=True)
class InvitationLine:
    """One invitation: what is offered, what became of it, and whether the reader may take it back."""

    invitation: Invitation
    says: str | Promise
    may_withdraw: bool


class TogetherView(SubmissionPage):
    """Everything about who writes, on one page; each small form says by ``act`` what it does."""

    template_name = "submissions/together.html"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self._answer()

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        match request.POST.get("act", ""):
            case "invite_submitter":
                return self._invite(InviteSubmitterForm(request.POST), self._may_invite_submitters)
            case "invite_person":
                return self._invite(InvitePersonForm(request.POST), self._may_invite_people)
            case "withdraw":
                return self._withdraw()
            case "rename":
                return self._rename()
            case "leave":
                return self._leave()
            case "remove":
                return self._remove()
        return self._answer(faults=[("", _("Choose what to do."))], status=422)

    def submissions(self) -> SubmissionQuerySet:
        """Who writes is nothing for the secretariat."""
        return super().submissions().filter(own_role__isnull=False)

    # --- Acts -------------------------------------------------------------------------------------

    def _invite(self, form: InviteForm, allowed: Answer) -> HttpResponse:
        if not allowed:
            return self.refuse(allowed.reason)
        if form.is_valid():
            try:
                form.invite(submission=self.submission, by=self.person)
            except ValidationError as refused:
                form.refuse(refused)
            else:
                return self._done(_("Invited. You will be told by letter of the answer."))
        return self._answer(**{str(form.prefix): form}, faults=form.faults, status=422)

    def _withdraw(self) -> HttpResponse:
        chosen: Invitation = self._chosen("invitation", self._invitations)
        allowed = self._may_withdraw(chosen)
        return self._do(
            allowed,
            f"#invitation-{chosen.pk}",
            lambda: invitations.withdraw(invitation=chosen, by=self.person),
            _("Withdrawn. Whoever was invited is told by letter."),
        )

    def _rename(self) -> HttpResponse:
        party: SubmissionParty = self._chosen("party", self.submission.standing_parties)
        name = self.request.POST.get("named_as", "")
        return self._do(
            self._acts_for(party),
            f"#party-{party.pk}",
            lambda: invitations.rename(party=party, named_as=name),
            _("Saved."),
        )

    def _leave(self) -> HttpResponse:
        party: SubmissionParty = self._chosen("party", self.submission.standing_parties)
        reason = self.request.POST.get("reason", "")
        return self._do(
            self._acts_for(party),
            f"#party-{party.pk}",
            lambda: invitations.leave(party=party, by=self.person, reason=reason),
            _("You have left the submission. The others are told by letter."),
            to="desk",
        )

    def _remove(self) -> HttpResponse:
        chosen: Collaborator = self._chosen("collaborator", self._collaborators)
        is_own = chosen.user_id == self.person.pk
        return self._do(
            YES if is_own else self._may_invite_people,
            f"#collaborator-{chosen.pk}",
            lambda: invitations.remove_collaborator(collaborator=chosen, by=self.person),
            _("Ended: this person takes no part any more."),
            to="desk" if is_own else "",
        )

    def _do(
        self, allowed: Answer, address: str, act: Callable[[], Any], told: str, *, to: str = ""
    ) -> HttpResponse:
        if not allowed:
            return self.refuse(allowed.reason)
        try:
            act()
        except ValidationError as refused:
            return self._answer(faults=[(address, each) for each in refused.messages], status=422)
        return self._done(told, to=to)

    def _done(self, told: str, *, to: str = "") -> HttpResponse:
        messages.success(self.request, told)
        return redirect(to) if to else redirect("together", self.submission.reference)

    # --- Who may ----------------------------------------------------------------------------------

    @cached_property
    def _may_invite_submitters(self) -> Answer:
        return may_invite_submitters(self.person, self.submission)

    @cached_property
    def _may_invite_people(self) -> Answer:
        return may_invite_people(self.person, self.submission)

    @cached_property
    def _own(self) -> list[SubmissionParty]:
        return parties_of(self.person, self.submission)

    def _may_withdraw(self, invitation: Invitation) -> Answer:
        return self._may_invite_submitters if invitation.submitter else self._may_invite_people

    def _acts_for(self, party: SubmissionParty) -> Answer:
        if party in self._own:
            return YES
        return Answer(allowed=False, reason=_("Only a focal point of this submitter may do this."))

    # --- What is shown ----------------------------------------------------------------------------

    def _answer(self, *, status: int = 200, **context: Any) -> HttpResponse:
        if self._may_invite_submitters and self.submission.lead:
            context.setdefault("invite_submitter", InviteSubmitterForm())
        if self._may_invite_people and self.submission.lead:
            context.setdefault("invite_person", InvitePersonForm())
        return self.page(
            parties=[self._party_line(party) for party in self.submission.standing_parties],
            left=[party for party in self.submission.parties.all() if party.left_at],
            invitations=[self._invitation_line(each) for each in self._invitations],
            collaborators=self._collaborators,
            may_remove=bool(self._may_invite_people),
            is_draft=self.submission.status == SubmissionStatus.DRAFT,
            status=status,
            **context,
        )

    @cached_property
    def _invitations(self) -> list[Invitation]:
        """Those that are not accepted, those that wait for an answer first.

        Addresses of persons are for those alone who may invite them.
        """
        others = self.submission.invitations.exclude(answer=InvitationAnswer.ACCEPTED)
        if not self._may_invite_people:
            others = others.filter(submitter__isnull=False)
        newest_first, now = others.select_related("submitter", "created_by").order_by("-pk"), timezone.now()
        return sorted(newest_first, key=lambda each: not each.is_waiting(now))

    @cached_property
    def _collaborators(self) -> list[Collaborator]:
        return list(self.submission.collaborators.select_related("user"))

    def _chosen(self, name: str, among: Iterable[Any]) -> Any:
        """The row that a form is about; 404 where the reader knows of none such."""
        sent = self.request.POST.get(name, "")
        found = next((each for each in among if str(each.pk) == sent), None)
        if found is None:
            raise Http404
        return found

    def _party_line(self, party: SubmissionParty) -> PartyLine:
        draft = self.around.draft
        assert draft is not None  # whoever comes here is one of the submitters
        is_own, signs = party in self._own, party.role == PartyRole.CO_SUBMITTER
        sent = self.request.POST if self.request.POST.get("party") == str(party.pk) else {}
        to_sign = signs and not holds(party, draft)
        return PartyLine(
            party=party,
            says=_signature(party, stands=not to_sign) if signs else "",
            is_own=is_own,
            to_sign=to_sign and is_own and self.submission.is_editable,
            may_leave=is_own
            and party.role != PartyRole.LEAD
            and self.submission.status in SubmissionStatus.OPEN,
            named_as=sent.get("named_as", party.named_as),
            reason=sent.get("reason", ""),
        )

    def _invitation_line(self, invitation: Invitation) -> InvitationLine:
        is_waiting = invitation.is_waiting(timezone.now())
        return InvitationLine(
            invitation=invitation,
            says=_standing(invitation, is_waiting=is_waiting),
            may_withdraw=is_waiting and bool(self._may_withdraw(invitation)),
        )


def _signature(party: SubmissionParty, *, stands: bool) -> str:
    if party.signed_at is None:
        return _("Not signed off yet")
    told = _("Signed off on %(day)s") if stands else _("Signed off on %(day)s; the text has changed since")
    return told % {"day": long_date(party.signed_at)}


def _standing(invitation: Invitation, *, is_waiting: bool) -> str | Promise:
    if is_waiting:
        return _("Waits for an answer until %(day)s") % {"day": long_date(invitation.expires_at)}
    if invitation.answer == InvitationAnswer.OPEN:
        return _("Expired without an answer")
    return InvitationAnswer(invitation.answer).label

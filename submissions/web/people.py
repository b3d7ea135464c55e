"""Who acts for which submitter: asking, answering, changing roles, leaving and handing over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from programmes.models import Submitter
from programmes.permissions import Answer
from submissions import membership
from submissions.models import Membership
from submissions.permissions import keeps_memberships, may_decide, may_leave, may_manage
from submissions.status import MembershipRole, MembershipState
from submissions.web.base import DeskPage
from submissions.web.forms import AskForm, ProposeForm, by_kind


class PeopleView(DeskPage):
    """Everything about people on one page; each small form says by ``act`` what it does, and with whom."""

    template_name = "submissions/people.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._answer(AskForm(wanted=self._wanted()), ProposeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        act = request.POST.get("act", "")
        if act == "ask":
            return self._ask(AskForm(request.POST))
        if act == "propose":
            return self._propose(ProposeForm(request.POST))
        return self._decide(act)

    # --- Asking -----------------------------------------------------------------------------------

    def _ask(self, form: AskForm) -> HttpResponse:
        if form.is_valid():
            try:
                membership.ask(user=self.person, **form.cleaned_data)
            except ValidationError as refused:
                form.refuse(refused)
            else:
                return self._done(_("You have asked. You will be told by letter of the answer."))
        return self._answer(form, ProposeForm(), status=422)

    def _propose(self, form: ProposeForm) -> HttpResponse:
        if form.is_valid():
            try:
                membership.propose(user=self.person, **form.cleaned_data)
            except ValidationError as refused:
                form.refuse(refused)
            else:
                return self._done(
                    _("You have asked the secretariat. You will be told by letter of the answer.")
                )
        return self._answer(AskForm(), form, status=422)

    # --- Deciding ---------------------------------------------------------------------------------

    def _decide(self, act: str) -> HttpResponse:
        """One of the acts on a membership that there is; one that the person may not know of is not there."""
        sent = self.request.POST.get("membership", "")
        known = Membership.objects.known_to(self.person).select_related("user", "submitter")
        member = get_object_or_404(known, pk=sent if sent.isdecimal() and len(sent) < 12 else 0)
        acts: dict[str, tuple[Callable[[Membership], Answer], Callable[[Membership], Any], str]] = {
            "approve": (self._may_decide, self._approve, _("Approved. The person is told by letter.")),
            "decline": (self._may_decide, self._decline, _("Declined. The person is told by letter.")),
            "role": (
                self._may_decide,
                self._give_role,
                _("The role is changed. The person is told by letter."),
            ),
            "remove": (
                self._may_decide,
                self._remove,
                _("The membership has ended. The person is told by letter."),
            ),
            "leave": (self._may_leave, self._leave, _("You do not act for this submitter any more.")),
            "hand_over": (
                self._may_leave_to_another,
                self._hand_over,
                _("Handed over: you are an editor now. The new focal point is told by letter."),
            ),
        }
        if act not in acts:
            return self._answer(AskForm(), ProposeForm(), faults=[("", _("Choose what to do."))], status=422)
        may, do, done = acts[act]
        allowed = may(member)
        if not allowed:
            return self._refuse(member, allowed.reason, status=403)
        try:
            do(member)
        except ValidationError as refused:
            return self._refuse(member, " ".join(refused.messages), status=422)
        return self._done(done)

    def _may_decide(self, member: Membership) -> Answer:
        return may_decide(self.person, member)

    def _may_leave(self, member: Membership) -> Answer:
        return may_leave(self.person, member)

    def _may_leave_to_another(self, member: Membership) -> Answer:
        is_own = member.user_id == self.person.pk
        return Answer(allowed=is_own, reason="" if is_own else _("This is not a membership of yours."))

    def _approve(self, member: Membership) -> None:
        chosen = self._posted_submitter() if member.submitter is None else None
        membership.approve(membership=member, by=self.person, role=self._posted("role"), submitter=chosen)

    def _decline(self, member: Membership) -> None:
        membership.decline(membership=member, by=self.person, reason=self._posted("reason"))

    def _give_role(self, member: Membership) -> None:
        membership.change_role(membership=member, role=self._posted("role"), by=self.person)

    def _remove(self, member: Membership) -> None:
        membership.remove(membership=member, by=self.person, reason=self._posted("reason"))

    def _leave(self, member: Membership) -> None:
        membership.leave(membership=member)

    def _hand_over(self, member: Membership) -> None:
        to = self._posted("to")
        others = Membership.objects.active().filter(submitter=member.submitter).exclude(pk=member.pk)
        taker = others.filter(pk=to).first() if to.isdecimal() and len(to) < 12 else None
        if taker is None:
            raise ValidationError(_("Choose to whom you hand over."))
        membership.hand_over(membership=member, to=taker)

    # --- Answering --------------------------------------------------------------------------------

    def _posted(self, name: str) -> str:
        return self.request.POST.get(name, "")

    def _posted_submitter(self) -> Submitter | None:
        chosen = self._posted("submitter")
        if not chosen:
            return None
        found = (
            Submitter.objects.filter(pk=chosen).first() if chosen.isdecimal() and len(chosen) < 12 else None
        )
        if found is None:
            raise ValidationError(_("Choose the state or organization."))
        return found

    def _wanted(self) -> int | None:
        """The submitter that the address names, as the page of a submitter does."""
        slug = self.request.GET.get("for", "").replace("\0", "")
        return (
            Submitter.objects.public().filter(slug=slug).values_list("pk", flat=True).first()
            if slug
            else None
        )

    def _done(self, told: str) -> HttpResponse:
        messages.success(self.request, told)
        return redirect("people")

    def _refuse(self, member: Membership, reason: Any, *, status: int) -> HttpResponse:
        """The page again, the refusal leading to the form it is about, with what was typed in it."""
        faults = [(f"#member-{member.pk}", reason)]
        return self._answer(
            AskForm(), ProposeForm(), faults=faults, typed=self.request.POST, about=member, status=status
        )

    def _answer(
        self, ask: AskForm, propose: ProposeForm, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        known = list(
            Membership.objects.known_to(self.person)
            .select_related("user", "submitter")
            .order_by("submitter", "role", "pk")
        )
        own = [each for each in known if each.user_id == self.person.pk]
        requests = list(Membership.objects.to_decide_by(self.person).select_related("user", "submitter"))
        keeps = keeps_memberships(self.person)
        context.setdefault("faults", ask.faults + propose.faults)
        return self.page(
            ask=ask,
            propose=propose,
            groups=[self._group(each, known) for each in own if each.state == MembershipState.ACTIVE],
            waiting=[each for each in own if each.state == MembershipState.ASKED],
            over=[each for each in own if each.state in MembershipState.OVER and each.reason],
            requests=requests,
            roles=MembershipRole.choices,
            existing=by_kind(Submitter.objects.all()) if keeps and requests else [],
            status=status,
            **context,
        )

    def _group(self, own: Membership, known: list[Membership]) -> dict[str, Any]:
        """One submitter with everybody who acts for it, as ``own`` lets the person see and decide."""
        members = [
            each
            for each in known
            if each.submitter_id == own.submitter_id and each.state == MembershipState.ACTIVE
        ]
        focal_points = [each for each in members if each.role == MembershipRole.FOCAL_POINT]
        return {
            "own": own,
            "members": members,
            "manages": bool(may_manage(self.person, own.submitter)),
            "is_last": focal_points == [own],
            "others": [each for each in members if each.pk != own.pk],
        }

"""The desk: what I have to do; and to whoever is signed out, what this is and how it works."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise

from programmes.template.editions import CURRENT_EDITION
from submissions.drafting import draft_title
from submissions.models import Membership, Submission
from submissions.particulars import CELL, LABELS
from submissions.permissions import role_of
from submissions.querysets import SubmissionQuerySet
from submissions.status import MembershipRole, SubmissionStatus
from submissions.web.base import Private
from submissions.web.calls import call_lines
from submissions.web.head import whose_turn

PAGE = 50


class DeskView(Private):
    """One page for everything: what waits for me, what waits for others, the calls, and for whom I act."""

    template_name = "submissions/desk.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        calls = call_lines(timezone.now())
        if not self.person.is_authenticated:
            self.template_name = "submissions/welcome.html"
            return self.page(calls=calls, needed=_needed())
        visible = Submission.objects.visible_to(self.person)
        mine = visible.filter(own_role__isnull=False).exclude(
            own_role__in=MembershipRole.WRITING, status__in=SubmissionStatus.EDITABLE
        )
        others = Paginator(_with_titles(mine.in_order()), PAGE).get_page(request.GET.get("page"))
        memberships = Membership.objects.filter(user=self.person).select_related("submitter")
        return self.page(
            calls=calls,
            waiting=self._rows(_with_titles(Submission.objects.waiting_for(self.person))[:PAGE]),
            requests=Membership.objects.to_decide_by(self.person).count(),
            page=others,
            others=self._rows(others),
            memberships=memberships.filter(Q(state="active") | Q(state="asked")),
        )

    def _rows(self, submissions: Any) -> list[dict[str, Any]]:
        """Each with its title and whose turn it is; the secretariat sees the title that was sent."""
        return [
            {
                "submission": each,
                "title": draft_title(each) if role_of(self.person, each) else each.title,
                "turn": whose_turn(each, self.person),
            }
            for each in submissions
        ]


def _needed() -> list[str | Promise]:
    """What has to be written on every submission."""
    items = [item for section in CURRENT_EDITION.sections for item in section.items]
    return [*(item.label for item in items if item.required), LABELS[CELL]]


def _with_titles(submissions: SubmissionQuerySet) -> SubmissionQuerySet:
    return submissions.select_related("programme").with_parties().with_draft_titles()

"""What submitters and the secretariat say to each other, section by section."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from submissions import discussion
from submissions.letters import members_of
from submissions.models import Comment
from submissions.particulars import section_labels
from submissions.permissions import may_comment, may_note_internally, role_of
from submissions.status import SubmissionStatus
from submissions.web.base import SubmissionPage

PAGE = 50


@dataclass(frozen=True)
class Remark:
    """One comment as the reader sees it; ``who`` is empty where the secretariat speaks to the submitters."""

    comment: Comment
    who: str


@dataclass(frozen=True)
class Thread:
    """What was said about one section, as far as it stands on the page."""

    code: str
    label: str | Promise
    remarks: list[Remark]

    @property
    def open(self) -> list[Remark]:
        """What waits for an answer."""
        return [each for each in self.remarks if each.comment.resolved_at is None]

    @property
    def resolved(self) -> list[Remark]:
        """What has been dealt with."""
        return [each for each in self.remarks if each.comment.resolved_at is not None]


class DiscussionView(SubmissionPage):
    """Remarks by section, open ones in full and on the first pages, and a form to say something."""

    template_name = "submissions/discussion.html"
    asks = {"POST": may_comment}

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self._threads()

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        act = request.POST.get("act", "")
        if act in ("resolve", "reopen"):
            said = self._chosen()
            if act == "resolve":
                discussion.resolve(comment=said, by=self.person)
            else:
                discussion.reopen(comment=said)
            return self._back_to(said, page=request.GET.get("page", ""))
        internal = bool(request.POST.get("internal"))
        allowed = may_note_internally(self.person, self.submission)
        if internal and not allowed:
            return self.refuse(allowed.reason)
        try:
            said = discussion.comment(
                submission=self.submission,
                section=request.POST.get("section", ""),
                text=request.POST.get("text", ""),
                by=self.person,
                internal=internal,
                nonce=request.POST.get("nonce", ""),
            )
        except ValidationError as refused:
            return self._threads(faults=[("#text", told) for told in refused.messages], status=422)
        messages.success(
            request, _("Noted internally.") if internal else _("Said, and told to the other side.")
        )
        return self._back_to(said)

    def _chosen(self) -> Comment:
        """The comment that a button is about; 404 where the reader has none such."""
        number = self.request.POST.get("comment", "")
        is_number = number.isascii() and number.isdecimal() and len(number) < 10
        readable = Comment.objects.visible_to(self.person, self.submission)
        return get_object_or_404(readable, pk=number if is_number else None)

    def _back_to(self, said: Comment, *, page: str = "") -> HttpResponse:
        at = f"?{urlencode({'page': page})}" if page else ""
        return redirect(f"{reverse('discussion', args=[self.submission.reference])}{at}#about-{said.section}")

    def _threads(self, *, status: int = 200, **context: Any) -> HttpResponse:
        labels = section_labels(self.submission.edition)
        remarks: dict[str, list[Remark]] = {code: [] for code in labels}
        members = set(members_of(self.submission).values_list("pk", flat=True))
        is_member = role_of(self.person, self.submission) is not None
        readable = Comment.objects.visible_to(self.person, self.submission).open_first()
        page = Paginator(readable, PAGE).get_page(self.request.GET.get("page"))
        for said in sorted(page, key=attrgetter("pk")):
            is_ours = said.by.is_staff and said.by_id not in members
            remarks[said.section].append(
                Remark(said, "" if is_ours and is_member else said.by.name or said.by.email)
            )
        has_begun = self.submission.status != SubmissionStatus.DRAFT
        return self.page(
            threads=[Thread(code, label, remarks[code]) for code, label in labels.items() if remarks[code]],
            page=page,
            sections=labels.items(),
            chosen=self.request.POST.get("section") or self.request.GET.get("section", ""),
            text=self.request.POST.get("text", ""),
            is_internal=bool(self.request.POST.get("internal")),
            nonce=secrets.token_urlsafe(24),
            limit=discussion.TEXT_LENGTH,
            has_begun=has_begun,
            may_comment=may_comment(self.person, self.submission),
            may_note=bool(may_note_internally(self.person, self.submission)),
            status=status,
            **context,
        )

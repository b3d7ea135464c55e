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
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from programmes.template.editions import EDITIONS
from submissions import discussion
from submissions.models import Comment
from submissions.particulars import section_labels
from submissions.permissions import may_address, may_comment
from submissions.querysets import CommentQuerySet
from submissions.status import Audience, RemarkKind
from submissions.web.base import SubmissionPage
from submissions.web.remarks import Remark, about, chosen_remark, is_on_their_side, remarks_of

PAGE = 50
# What whoever said something is told.
TOLD = {
    Audience.SECRETARIAT: gettext_lazy("Said, and told to the other side."),
    Audience.INTERNAL: gettext_lazy("Noted internally."),
    Audience.COAUTHORS: gettext_lazy("Said, and told to those who write with you."),
}


class Filter(models.TextChoices):
    """Which part of the discussion is shown."""

    ALL = "", pgettext_lazy("discussion", "All")
    SECRETARIAT = Audience.SECRETARIAT.value, pgettext_lazy("discussion", "With the secretariat")
    COAUTHORS = Audience.COAUTHORS.value, pgettext_lazy("discussion", "Among the submitters")
    INTERNAL = Audience.INTERNAL.value, pgettext_lazy("discussion", "Internal notes")
    CHANGES = "changes", pgettext_lazy("discussion", "Open requests for change")


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
            said = chosen_remark(self.person, self.submission, request.POST.get("comment", ""))
            if act == "resolve":
                discussion.resolve(comment=said, by=self.person)
            else:
                discussion.reopen(comment=said)
            return self._back_to(said, page=request.GET.get("page", ""))
        audience = request.POST.get("audience") or Audience.SECRETARIAT
        allowed = may_address(self.person, self.submission, audience)
        if not allowed:
            return self.refuse(allowed.reason)
        section, _slash, item = request.POST.get("section", "").partition("/")
        try:
            said = discussion.comment(
                submission=self.submission,
                section=section,
                item=item,
                text=request.POST.get("text", ""),
                by=self.person,
                audience=audience,
                kind=RemarkKind.CHANGE if request.POST.get("change") else RemarkKind.REMARK,
                nonce=request.POST.get("nonce", ""),
            )
        except ValidationError as refused:
            return self._threads(faults=[("#text", told) for told in refused.messages], status=422)
        messages.success(request, TOLD[Audience(said.audience)])
        return self._back_to(said)

    def _back_to(self, said: Comment, *, page: str = "") -> HttpResponse:
        kept = {"show": self.request.GET.get("show", ""), "page": page}
        at = urlencode({name: value for name, value in kept.items() if value})
        address = reverse("discussion", args=[self.submission.reference])
        return redirect(f"{address}{'?' if at else ''}{at}#about-{said.section}")

    def _threads(self, *, status: int = 200, **context: Any) -> HttpResponse:
        labels = section_labels(self.submission.edition)
        shown, readable = self._filter()
        page = Paginator(readable.open_first(), PAGE).get_page(self.request.GET.get("page"))
        remarks: dict[str, list[Remark]] = {code: [] for code in labels}
        for remark in remarks_of(self.person, self.submission, sorted(page, key=attrgetter("pk"))):
            remarks[remark.comment.section].append(remark)
        audiences = discussion.audiences(self.person, self.submission)
        return self.page(
            threads=[Thread(code, label, remarks[code]) for code, label in labels.items() if remarks[code]],
            page=page,
            shown=shown,
            filters=self._filters(),
            sections=_subjects(self.submission.edition),
            chosen=self.request.POST.get("section") or self.request.GET.get("section", ""),
            text=self.request.POST.get("text", ""),
            audiences=audiences,
            audience=self.request.POST.get("audience") or (audiences[0] if audiences else ""),
            asks_for_change=bool(self.request.POST.get("change")),
            nonce=secrets.token_urlsafe(24),
            limit=discussion.TEXT_LENGTH,
            has_begun=discussion.has_begun(self.submission, Audience.SECRETARIAT),
            may_comment=may_comment(self.person, self.submission),
            status=status,
            **context,
        )

    def _filters(self) -> list[Filter]:
        """The filters that make a difference to the reader."""
        is_theirs = is_on_their_side(self.person, self.submission)
        other = Filter.INTERNAL if is_theirs else Filter.COAUTHORS
        return [each for each in Filter if each != other]

    def _filter(self) -> tuple[str, CommentQuerySet]:
        readable = Comment.objects.visible_to(self.person, self.submission)
        shown = self.request.GET.get("show", "")
        if shown == Filter.CHANGES:
            return shown, readable.open().changes()
        if shown in Audience.values:
            return shown, readable.filter(audience=shown)
        return "", readable


def _subjects(edition: str) -> list[tuple[str | Promise, list[tuple[str, str | Promise]]]]:
    """Everything a remark can be about: each section as a whole, then its items."""
    items = {each.code: each.items for each in EDITIONS[edition].sections}
    return [
        (label, [(code, label), *((about(code, item.code), item.label) for item in items.get(code, ()))])
        for code, label in section_labels(edition).items()
    ]

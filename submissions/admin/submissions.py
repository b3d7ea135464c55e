"""Submissions on the desk: the list of what was sent, and the page on which each is screened."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from languages.official import language_for
from submissions.admin.assessing import HAND_IN, SAVE, TAKE_BACK, AssessmentForm
from submissions.admin.assigning import ASSIGN, Assigning
from submissions.admin.decisions import DECISIONS, last_move
from submissions.admin.narrowing import AssignedTo, CameLate, Overdue, StandsSince, Turn
from submissions.admin.on_behalf import OnBehalf
from submissions.admin.outside_call import OutsideCall
from submissions.admin.reminding import REMIND, Reminding
from submissions.admin.saying import SAYING
from submissions.admin.screening import moves_told, page_of
from submissions.models import Submission
from submissions.permissions import may_handle
from submissions.status import SubmissionStatus

KEPT, HANDED_IN = _("Your answers are saved."), _("You have handed in your answers.")


@admin.register(Submission)
class SubmissionAdmin(Assigning, Reminding, OnBehalf, OutsideCall):
    """What was sent at least once. Drafts are their submitters' own, and of those who key them in."""

    list_display = ("reference", "shown_title", "status", "assigned_to", "language", "reply_by", "changed_at")
    list_filter = ("status", Turn, StandsSince, AssignedTo, Overdue, CameLate, "language", "call", "received")
    search_fields = ("reference", "title")
    ordering = ("-changed_at", "-pk")
    actions = ("assign_selected", "remind_selected")
    acts = {**DECISIONS, "remind": REMIND, "assign": ASSIGN, **SAYING, "take_back": TAKE_BACK}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        sent = Submission.objects.visible_to(request.user).exclude(status=SubmissionStatus.DRAFT)
        return sent.select_related("call", "updates", "programme", "keyed_by", "assigned_to")

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, submission: Submission) -> SafeString:
        language = language_for(submission.language)
        return format_html(
            '<bdi lang="{}" dir="{}">{}</bdi>', language.tag, language.direction, submission.title
        )

    # --- Its page ---------------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.assess_view)
        return [path("<int:pk>/assess/", view, name=self.named("assess")), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **options: Any) -> HttpResponse:
        """The page on which it is screened; nothing is written by it, and Django refuses what is posted."""
        submission = self.get_object(request, unquote(object_id))
        if submission is None or request.method == "POST":
            return super().change_view(request, object_id, *args, **options)
        if not self.has_view_permission(request, submission):
            raise PermissionDenied
        return self.screening_page(request, submission)

    def assess_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What a screener answers to the criteria; refused, the page shows it once more with the reason."""
        submission = self.get_object(request, str(pk))
        if submission is None:
            raise Http404
        if not may_handle(request.user, submission):
            raise PermissionDenied
        address = f"{self.address('change', pk)}#assessments"
        if request.method != "POST":
            return redirect(address)
        # The answers are about the round that the page showed, not about one that came since.
        sent = get_object_or_404(submission.rounds, number=_number(request.POST.get("round", "")))
        own = sent.screenings.filter(screener=request.user).prefetch_related("assessments").first()
        form, pressed = AssessmentForm(own, request.POST), request.POST.get("press", SAVE)
        if not form.keep(sent, request.user, pressed=pressed):
            return self.screening_page(request, submission, form)
        told = HANDED_IN if pressed == HAND_IN else KEPT
        self.log_change(request, submission, str(told))
        messages.success(request, told)
        return redirect(address)

    def screening_page(
        self, request: HttpRequest, submission: Submission, form: AssessmentForm | None = None
    ) -> HttpResponse:
        prefetch_related_objects([submission], "parties__submitter")
        in_page = {offer.name: offer for offer in self.offers(request, submission, in_page=True)}
        page = {
            **self.admin_site.each_context(request),
            **page_of(submission, request.user, form),
            "opts": self.opts,
            "title": submission.reference,
            "list_url": self.address("changelist"),
            "assess_url": self.address("assess", submission.pk),
            "acts": self.offers(request, submission),
            "in_page": in_page,
            "forms": {name: self.acts[name].form(submission, None) for name in in_page},
        }
        status = 422 if form else 200
        return TemplateResponse(request, "admin/submissions/screening.html", page, status=status)

    def happened_since(self, request: HttpRequest, row: Submission) -> str:
        seen = _number((request.POST if request.method == "POST" else request.GET).get("seen", ""))
        if not seen or seen >= last_move(row):
            return ""
        moves = moves_told(row, request.user, since=seen)
        return render_to_string("admin/submissions/moves.html", {"moves": moves})


def _number(sent: str) -> int:
    """What a page sent back as a number; 0 where it is none."""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0

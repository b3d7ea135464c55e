"""Reminding the submitters of what was returned: one on its page, or many from the list."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from submissions import reminders
from submissions.admin.acts import Act, LookedAt
from submissions.admin.decisions import nothing
from submissions.permissions import may_screen
from submissions.status import SubmissionStatus

REMIND = Act(
    title=_("Remind its submitters"),
    form=nothing,
    is_offered=lambda submission: submission.status == SubmissionStatus.RETURNED,
    answer=reminders.may_remind,
    do=lambda submission, by, given: reminders.remind(submission=submission, by=by),
    meaning=_(
        "Who may write on it gets a letter that asks for the reply: once a day at most, and not who wants no "
        "reminders."
    ),
    is_letter=True,
)


class Reminding(LookedAt):
    """Many at once, from the list: the writer is called for each row."""

    def has_remind_permission(self, request: HttpRequest) -> bool:
        return bool(may_screen(request.user))

    @admin.action(description=_("Remind the submitters of the selected submissions"), permissions=["remind"])
    def remind_selected(self, request: HttpRequest, chosen: QuerySet) -> HttpResponse | None:
        """Which they are and how many people get a letter is shown first, and why others are left out."""
        submissions = self.few(request, chosen)
        if not submissions:
            return None
        if "remind" not in request.POST:
            found = reminders.prospects(submissions)
            page = {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "list_url": self.address("changelist"),
                "title": REMIND.title,
                "act": REMIND,
                "told": [each for each in found if not each.refusal],
                "left_out": [each for each in found if each.refusal],
            }
            return TemplateResponse(request, "admin/submissions/remind.html", page)
        reminded = 0
        for submission in submissions:
            try:
                REMIND.do(submission, request.user, {})
            except ValidationError as refused:
                messages.warning(request, " ".join(refused.messages))
            else:
                self.log_change(request, submission, str(REMIND.title))
                reminded += 1
        if reminded:
            said = ngettext(
                "The submitters of %(number)d submission were reminded.",
                "The submitters of %(number)d submissions were reminded.",
                reminded,
            )
            messages.success(request, said % {"number": reminded})
        return None

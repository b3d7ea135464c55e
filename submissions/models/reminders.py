"""That its submitters were reminded of a submission by hand."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.freezing import Frozen
from submissions.models.submissions import Submission


class Reminder(Frozen):
    """That somebody of the secretariat had the submitters of what was returned reminded; never changed.

    ``told`` is how many people got a letter. What the clock reminds of leaves letters alone.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="reminders", verbose_name=_("submission")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    told = models.PositiveSmallIntegerField(_("people told"))

    class Meta:
        ordering = ["submission", "id"]
        base_manager_name = "objects"
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        indexes = [models.Index(fields=["at"], name="reminders_by_time")]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.at:%Y-%m-%d}"

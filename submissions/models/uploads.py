"""What was understood of a Word file, until its uploader has chosen what to take over."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models.submissions import Submission


class Upload(models.Model):
    """The last file that somebody uploaded for a draft, as it was understood; the file itself is not kept."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="uploads", verbose_name=_("submission")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("file name"), max_length=120)
    understood = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "by"], name="one_upload_per_person_and_draft"),
        ]

    def __str__(self) -> str:
        return self.name

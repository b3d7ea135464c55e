"""A file that belongs to a submission, stored privately."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models.submissions import Submission
from submissions.querysets import AttachmentQuerySet
from submissions.status import AttachmentKind


class Attachment(models.Model):
    """What was attached: its cleaned name, and under ``key`` the file as it came.

    One that a round names stays for ever; taken off the draft afterwards it has ``removed_at``.
    """

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="attachments", verbose_name=_("submission")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=AttachmentKind.choices)
    name = models.CharField(_("file name"), max_length=120)
    content_type = models.CharField(_("type"), max_length=40)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=40, unique=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"))
    removed_at = models.DateTimeField(_("taken off"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "id"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the file lies: outside everything that is served."""
        return Path(settings.PRIVATE_FILES) / self.key[:2] / self.key

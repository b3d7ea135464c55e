"""What submitters and the secretariat say to each other about a section."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models.submissions import Submission
from submissions.querysets import CommentQuerySet


class Comment(models.Model):
    """One remark on a section, or on one row of it; ``internal`` ones are the secretariat's own notes.

    ``posted`` is the hash of what was posted, with the nonce of its page: posted again, it is found again.
    """

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="comments", verbose_name=_("submission")
    )
    section = models.CharField(_("section"), max_length=40)
    item_id = models.CharField(_("row"), max_length=40, blank=True)
    text = models.TextField(_("text"))
    internal = models.BooleanField(_("internal"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    posted = models.CharField(max_length=64, blank=True, editable=False)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resolved by"),
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "id"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:60]}"

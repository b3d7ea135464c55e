"""What submitters say to each other and to the secretariat about a section."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models.submissions import Submission
from submissions.querysets import CommentQuerySet
from submissions.status import Audience, RemarkKind


class Comment(models.Model):
    """One remark on a section, or on one ``item`` of it by its code; ``audience`` says who reads it.

    ``posted`` is the hash of what was posted, with the nonce of its page: posted again, it is found again.
    """

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="comments", verbose_name=_("submission")
    )
    section = models.CharField(_("section"), max_length=40)
    item = models.CharField(_("item"), max_length=40, blank=True, default="")
    text = models.TextField(_("text"))
    audience = models.CharField(
        _("for whom"), max_length=12, choices=Audience.choices, default=Audience.SECRETARIAT
    )
    kind = models.CharField(_("kind"), max_length=8, choices=RemarkKind.choices, default=RemarkKind.REMARK)
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
        indexes = [
            models.Index(fields=["at"], name="comments_by_time"),
            models.Index(
                fields=["resolved_at"],
                condition=models.Q(resolved_at__isnull=False),
                name="comments_resolved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:60]}"

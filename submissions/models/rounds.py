"""The past of a submission: what was sent, who decided what, and who answered for it.

None of it is ever changed or deleted.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.freezing import Frozen
from languages.official import OFFICIAL
from submissions.models.submissions import Submission
from submissions.references import document_symbol
from submissions.status import Received, SubmissionStatus


class Round(Frozen):
    """One frozen copy of a submission, made each time it is submitted.

    ``sha256`` covers everything that was sent; ``nonce`` came with the page that submitted it, so that a
    double click, the back button or a repeated post find the round that is there.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="rounds", verbose_name=_("submission")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    edition = models.CharField(_("edition of the template"), max_length=40)
    language = models.CharField(
        _("language"), max_length=8, choices=[(language.code, language.own_name) for language in OFFICIAL]
    )
    other_language = models.CharField(_("written in another language"), max_length=60, blank=True)
    content = models.JSONField(_("content"))
    cell = models.JSONField(_("cell"))
    authority = models.JSONField(_("authority"), default=dict)
    parties = models.JSONField(_("parties"))
    attachments = models.JSONField(_("attachments"), default=list)
    call = models.CharField(_("call for submissions"), max_length=40, blank=True)
    is_late = models.BooleanField(_("late"), default=False)
    received = models.CharField(_("received"), max_length=8, choices=Received.choices, blank=True)
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("keyed in by"),
    )
    declaration = models.TextField(_("declaration"))
    sha256 = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64, unique=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("round", "sent by"),
    )
    submitted_at = models.DateTimeField(pgettext_lazy("round", "sent"))

    class Meta:
        ordering = ["submission", "number"]
        base_manager_name = "objects"
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="one_round_per_number"),
        ]
        indexes = [
            models.Index(fields=["submitted_at"], name="rounds_by_time"),
            models.Index(fields=["submission"], condition=models.Q(is_late=True), name="late_rounds"),
        ]

    def __str__(self) -> str:
        return self.symbol

    @property
    def symbol(self) -> str:
        """What the round is cited as: ``SUB-2026-7KM4QX/R2``."""
        return document_symbol(self.submission.reference, self.number)


class Move(Frozen):
    """One change of a submission's status: who decided it, when, and what was said.

    ``reasons`` says by section why a submission was returned; ``internal_reason`` is the secretariat's own,
    and so is ``kept``: the paths of passages that stayed in a working version, since it had worked on them
    before what was accepted was withdrawn. A move from a status to itself is a request: that a published
    programme be withdrawn.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="moves", verbose_name=_("submission")
    )
    source = models.CharField(_("from"), max_length=12, choices=SubmissionStatus.choices)
    target = models.CharField(pgettext_lazy("move", "to"), max_length=12, choices=SubmissionStatus.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="moves", verbose_name=_("round")
    )
    message = models.TextField(_("message"), blank=True)
    reasons = models.JSONField(_("reasons by section"), default=dict, blank=True)
    reply_by = models.DateField(_("reply by"), null=True, blank=True)
    internal_reason = models.TextField(_("internal reason"), blank=True)
    kept = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["submission", "id"]
        base_manager_name = "objects"
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        indexes = [models.Index(fields=["at"], name="moves_by_time")]

    def __str__(self) -> str:
        return f"{self.get_source_display()} → {self.get_target_display()}"

    @property
    def is_way_back(self) -> bool:
        """Whether it opens a decision again that was thought to be the last."""
        return self.source in SubmissionStatus.CLOSED and self.target == SubmissionStatus.IN_SCREENING


class Assignment(Frozen):
    """That somebody else of the secretariat answers for a submission from ``at`` on, or nobody."""

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="assignments", verbose_name=_("submission")
    )
    before = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("before")
    )
    after = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("after")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        ordering = ["submission", "id"]
        base_manager_name = "objects"
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.before_id or '–'} → {self.after_id or '–'}"

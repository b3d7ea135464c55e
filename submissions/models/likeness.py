"""Entries that look alike, and what came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.models import Programme, StoredMeaning
from submissions.models.rounds import Round
from submissions.models.submissions import Submission
from submissions.querysets import LikenessQuerySet
from submissions.status import AskingWay


def _names_one(name: str) -> models.CheckConstraint:
    one = models.Q(programme=None, other__isnull=False) | models.Q(programme__isnull=False, other=None)
    return models.CheckConstraint(name=name, condition=one)


class RoundMeaning(StoredMeaning):
    """What the last round of a submission means that others may be told of."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="meaning")

    def __str__(self) -> str:
        return f"{self.round_id} {self.maker}"


class Likeness(models.Model):
    """One of the entries that look like a submission: a programme, or an ``other`` submission.

    The worker writes them, the likest first. They name passages by their items and repeat no words: what is
    shown is what stands there when somebody looks, and may be seen by them.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="likenesses")
    order = models.PositiveSmallIntegerField()
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, related_name="+")
    other = models.ForeignKey(Submission, models.CASCADE, null=True, related_name="+")
    confidence = models.FloatField()
    own_item = models.CharField(max_length=40)
    item = models.CharField(max_length=40)

    objects = LikenessQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "order"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "order"], name="one_likeness_per_place"),
            _names_one("a_likeness_names_one_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} ~ {self.entry}"

    @property
    def entry(self) -> Any:
        """The programme or the submission that is alike."""
        return self.programme or self.other


class Asking(models.Model):
    """That the submitters of one entry asked those of another to join forces: once, and kept."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="askings", verbose_name=_("submission")
    )
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    other = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=12, choices=AskingWay.choices)
    message = models.TextField(_("message"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["submission", "id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "programme"], name="one_asking_per_programme"),
            models.UniqueConstraint(fields=["submission", "other"], name="one_asking_per_submission"),
            _names_one("an_asking_names_one_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} → {self.entry}"

    @property
    def entry(self) -> Any:
        """The programme or the submission whose submitters were asked."""
        return self.programme or self.other

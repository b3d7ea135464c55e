"""How the secretariat's screeners see a round: each by the criteria and alone, then what each recommends."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.freezing import Frozen
from lifecycle.models import Term
from submissions.models.rounds import Round
from submissions.status import CriterionAnswer, Recommendation


class Screening(models.Model):
    """One screener's reading of one round; ``submissions.screening`` alone writes it.

    Until it has ``handed_in_at`` it is its screener's own. ``revision`` counts the saves.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="screenings", verbose_name=_("round"))
    screener = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("screener")
    )
    recommendation = models.CharField(
        _("recommendation"), max_length=10, choices=Recommendation.choices, blank=True
    )
    reason = models.TextField(_("reason"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(pgettext_lazy("screening", "begun"))
    handed_in_at = models.DateTimeField(pgettext_lazy("screening", "handed in on"), null=True, blank=True)

    class Meta:
        ordering = ["round", "id"]
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        constraints = [
            models.UniqueConstraint(fields=["round", "screener"], name="one_screening_per_screener"),
            models.CheckConstraint(
                name="what_is_handed_in_recommends_something",
                condition=models.Q(handed_in_at=None) | ~models.Q(recommendation=""),
            ),
        ]
        indexes = [models.Index(fields=["handed_in_at"], name="screenings_by_time")]

    def __str__(self) -> str:
        return f"{self.round}: {self.screener}"


class Assessment(models.Model):
    """What a screener answers to one criterion: of the Panama meeting, or of the framework as adopted."""

    screening = models.ForeignKey(
        Screening, models.CASCADE, related_name="assessments", verbose_name=_("screening")
    )
    criterion = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("criterion"))
    answer = models.CharField(
        pgettext_lazy("criterion", "answer"), max_length=14, choices=CriterionAnswer.choices, blank=True
    )
    note = models.TextField(pgettext_lazy("criterion", "note"), blank=True)

    class Meta:
        ordering = ["screening", "criterion"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.UniqueConstraint(fields=["screening", "criterion"], name="one_answer_per_criterion"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion.code}: {self.get_answer_display()}"


class TakenBack(Frozen):
    """That a screener took back what they had handed in, and what that was; never changed or deleted.

    ``answers`` holds by the code of the criterion its answer and its note.
    """

    screening = models.ForeignKey(
        Screening, models.PROTECT, related_name="taken_back", verbose_name=_("screening")
    )
    handed_in_at = models.DateTimeField(pgettext_lazy("screening", "handed in on"))
    at = models.DateTimeField(pgettext_lazy("screening", "taken back on"))
    recommendation = models.CharField(_("recommendation"), max_length=10, choices=Recommendation.choices)
    reason = models.TextField(_("reason"), blank=True)
    answers = models.JSONField(pgettext_lazy("criterion", "answers"))

    class Meta:
        ordering = ["screening", "id"]
        base_manager_name = "objects"
        verbose_name = _("assessment taken back")
        verbose_name_plural = _("assessments taken back")
        indexes = [models.Index(fields=["at"], name="taken_back_by_time")]

    def __str__(self) -> str:
        return f"{self.screening_id}: {self.get_recommendation_display()}"

"""A call for submissions: from when to when, and what becomes of those that come later."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.reading import read
from programmes.template.editions import CURRENT_EDITION, EDITIONS
from submissions.querysets import CallQuerySet
from submissions.status import LatePolicy

TYPED_IN_UTC = _("In UTC, whatever the time zone below.")


class Call(models.Model):
    """A stated time in which submissions are asked for. Without a closing time it stands."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=300)
    opens_at = models.DateTimeField(_("opens"), help_text=TYPED_IN_UTC)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True, help_text=TYPED_IN_UTC)
    zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="UTC",
        help_text=_("In which the times are shown to submitters, such as America/New_York."),
    )
    late = models.CharField(
        _("late submissions"), max_length=8, choices=LatePolicy.choices, default=LatePolicy.REFUSE
    )
    template_edition = models.CharField(
        _("edition of the template"),
        max_length=40,
        default=CURRENT_EDITION.code,
        choices=[(edition.code, edition.label) for edition in EDITIONS.values()],
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at", "code"]
        verbose_name = _("call for submissions")
        verbose_name_plural = _("calls for submissions")
        constraints = [
            models.CheckConstraint(
                name="a_call_closes_after_it_opens",
                condition=models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=models.F("opens_at")),
            )
        ]

    def __str__(self) -> str:
        return read(self, "title").text or self.code

    def clean(self) -> None:
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("A call closes after it opens.")})
        if self.zone not in available_timezones():
            raise ValidationError({"zone": _("Give a time zone by its name, such as Africa/Nairobi.")})

    def has_opened(self, at: datetime) -> bool:
        """Whether submissions are asked for, or were."""
        return self.opens_at <= at

    def has_closed(self, at: datetime) -> bool:
        """Whether what comes at ``at`` comes late."""
        return self.closes_at is not None and self.closes_at <= at

    @property
    def opens_in_zone(self) -> datetime:
        """The opening time as a clock in the call's zone shows it."""
        return self.opens_at.astimezone(ZoneInfo(self.zone))

    @property
    def closes_in_zone(self) -> datetime | None:
        """The closing time as a clock in the call's zone shows it."""
        return self.closes_at.astimezone(ZoneInfo(self.zone)) if self.closes_at else None

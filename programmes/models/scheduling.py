"""That a working version becomes public at a stated time."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.freezing import FrozenError
from languages.official import CODES, column
from programmes.models.programmes import Programme
from programmes.models.versions import Version
from programmes.querysets import SchedulingQuerySet
from programmes.status import SchedulingOutcome, VersionKind


class Scheduling(models.Model):
    """A publication at a stated time: what was ``seen`` when it was asked for, or nothing.

    It waits until it has another ``outcome``, which ends it for good: then it is frozen, and kept whatever
    becomes of programme and version. Written by ``workflow`` alone.
    """

    # Either may be gone, which changes nothing of this row; null only so that it is found without them.
    programme = models.ForeignKey(
        Programme,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="schedulings",
        verbose_name=_("programme"),
    )
    # The working version that is scheduled, and the public one that it became.
    version = models.ForeignKey(
        Version,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="schedulings",
        verbose_name=_("version"),
    )
    publish_at = models.DateTimeField(_("to be published"))
    kind = models.CharField(_("kind"), max_length=12, choices=VersionKind.choices)
    note = models.TextField(_("public note"))
    reason = models.TextField(_("internal reason"))
    seen = models.CharField(max_length=64)
    approval = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("scheduled by")
    )
    made_at = models.DateTimeField(pgettext_lazy("publication", "scheduled"))
    outcome = models.CharField(
        _("outcome"),
        max_length=12,
        choices=SchedulingOutcome.choices,
        default=SchedulingOutcome.WAITING,
    )
    ended_at = models.DateTimeField(_("ended"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ended by")
    )

    objects = SchedulingQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        base_manager_name = "objects"
        verbose_name = _("scheduled publication")
        verbose_name_plural = _("scheduled publications")
        constraints = [
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(outcome=SchedulingOutcome.WAITING),
                name="scheduled_once_at_a_time",
            )
        ]
        indexes = [
            models.Index(fields=["made_at"], name="schedulings_by_time"),
            models.Index(fields=["ended_at"], name="schedulings_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.publish_at:%Y-%m-%d %H:%M} UTC"

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        # Asked of the database, not of this instance: a caller could have changed the outcome.
        if Scheduling.objects.frozen().filter(pk=self.pk).exists():
            raise FrozenError(SchedulingQuerySet.refusal)
        return super().delete(*args, **options)

    @property
    def notes(self) -> dict[str, str]:
        """The public note by language, as the workflow takes it."""
        return {code: getattr(self, column("note", code)) or "" for code in CODES}

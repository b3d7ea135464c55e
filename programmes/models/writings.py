"""What was written on working versions: the past of every text before it is public."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.freezing import Frozen
from programmes.models.programmes import Programme
from programmes.status import WritingAct


class Writing(Frozen):
    """One change of what a working version says: who made it, by which act, and what differs.

    ``changes`` holds the ``template.differences`` of both contents. Without a working version, what is public
    stands in its place: beginning one changes nothing, discarding it takes back what it said. Written by
    ``workflow`` alone, and kept when a programme that was never public is discarded.
    """

    # It may be gone, which changes nothing of this row; null only so that the row is found without it.
    programme = models.ForeignKey(
        Programme,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="writings",
        verbose_name=_("programme"),
    )
    act = models.CharField(_("act"), max_length=12, choices=WritingAct.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), db_index=True)
    changes = models.JSONField(_("what differs"))

    class Meta:
        ordering = ["-at", "-pk"]
        base_manager_name = "objects"
        verbose_name = _("writing")
        verbose_name_plural = _("writings")

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.act} {self.at:%Y-%m-%d}"

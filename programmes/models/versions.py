"""What was public under a number, frozen; and the private working version before it is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from languages.freezing import FrozenError
from programmes.models.programmes import Programme
from programmes.querysets import VersionQuerySet, WithholdingQuerySet
from programmes.status import VersionKind


class Version(models.Model):
    """One state of a programme's text and record.

    With a ``number`` it is public and frozen: ``content`` is what was written (see ``template.content``),
    ``record`` copies cell, names of parties and placements as they were, and ``sha256`` covers both and
    the hash of the version before. Without a number it is the programme's one working version; then
    ``contributions`` are what accepted rounds brought to it, some of which waits (see ``statements``), and
    ``corrections`` what was put right in public while somebody had written there (``workflow.correct_text``).
    ``approval`` says who approved that the words of a Member State differ from those it sent, and when.

    ``withheld`` says why nobody may read its words, where that is so: the one thing about a frozen version
    that changes. ``workflow`` alone writes it, and no hash covers it.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="versions", verbose_name=_("programme")
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=VersionKind.choices, blank=True)
    note = models.TextField(_("public note"), blank=True)
    reason = models.TextField(_("internal reason"), blank=True)
    content = models.JSONField(_("content"))
    record = models.JSONField(_("record"), default=dict)
    contributions = models.JSONField(default=list, editable=False)
    corrections = models.JSONField(default=list, editable=False)
    approval = models.JSONField(_("approved by the submitters"), default=dict, blank=True)
    edition = models.CharField(_("edition of the template"), max_length=40)
    sha256 = models.CharField(max_length=64, blank=True)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    withheld = models.ForeignKey(
        "programmes.Withholding",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("withheld"),
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "-number"]
        base_manager_name = "objects"
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(number__isnull=True),
                name="one_working_version_per_programme",
            ),
        ]
        indexes = [
            models.Index(
                fields=["published_at"],
                name="newest_published",
                condition=models.Q(number__isnull=False),
            ),
            models.Index(
                fields=["made_by", "published_at"],
                name="published_by_person",
                condition=models.Q(number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme.reference or '–'} v{self.number or '–'}"

    def get_absolute_url(self) -> str:
        return reverse("version", args=[self.programme.reference, self.number])

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        # Asked of the database, not of this instance: a caller could have emptied the number.
        if Version.objects.frozen().filter(pk=self.pk).exists():
            raise FrozenError(VersionQuerySet.refusal)
        return super().delete(*args, **options)

    @property
    def permalink(self) -> str:
        """The language-free address, for citing."""
        return reverse("version-id", args=[self.programme.reference, self.number])

    @property
    def told_by(self) -> Version | Withholding:
        """Whose public note readers are given: the version's own, or that of what withholds it."""
        return self.withheld or self


class Withholding(models.Model):
    """Why the words of a published version may not be read, from ``since`` until it is lifted.

    The version stays as it was published, and its hash with it. Written by ``workflow`` alone, and kept when
    it is lifted.
    """

    version = models.ForeignKey(
        Version, models.PROTECT, related_name="withholdings", verbose_name=_("version")
    )
    note = models.TextField(_("public note"))
    reason = models.TextField(_("internal reason"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    since = models.DateTimeField(_("withheld since"))
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("lifted by")
    )
    lift_reason = models.TextField(_("reason for lifting it"), blank=True)

    objects = WithholdingQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        base_manager_name = "objects"
        verbose_name = _("withholding")
        verbose_name_plural = _("withholdings")
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(lifted_at__isnull=True),
                name="withheld_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d}"

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError(WithholdingQuerySet.refusal)

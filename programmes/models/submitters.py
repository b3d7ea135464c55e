"""Who submits programmes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from languages.reading import read
from programmes.querysets import SubmitterQuerySet
from programmes.status import MajorGroup, SubmitterKind


class Submitter(models.Model):
    """A state or organization under the name it has today; names as printed stand on each party."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=SubmitterKind.choices)
    group = models.CharField(
        _("major group"),
        max_length=20,
        choices=MajorGroup.choices,
        blank=True,
        help_text=_("For a body of a major group, where the source tells which one."),
    )
    name = models.CharField(_("name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=80)
    official_in = models.JSONField(
        _("official in"),
        default=list,
        blank=True,
        help_text=_(
            "Codes of the languages in which the name stands in a source document or is the body's own."
        ),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="divisions", verbose_name=_("part of")
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("continued by"),
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = SubmitterQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("submitter")
        verbose_name_plural = _("submitters")
        constraints = [
            models.CheckConstraint(
                name="only_major_groups_have_a_group",
                condition=models.Q(group="") | models.Q(kind=SubmitterKind.MAJOR_GROUP),
            )
        ]

    def __str__(self) -> str:
        return read(self, "name").text or self.slug

    def get_absolute_url(self) -> str:
        return reverse("submitter", args=[self.slug])

    def clean(self) -> None:
        if self.group and self.kind != SubmitterKind.MAJOR_GROUP:
            raise ValidationError({"group": _("Only a body of a major group belongs to one.")})

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

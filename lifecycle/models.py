"""Stages, instruments, terms and lenses.

Codes are part of the contract (addresses, API, fixtures) and never change; names are translated and may
be corrected. Translated columns are declared in ``translation.py``.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.reading import read
from lifecycle.querysets import CodeManager, LensLineManager, TermManager


class Axis(models.TextChoices):
    ROW = "row", _("row")
    COLUMN = "column", _("column")


class Named(models.Model):
    """What every row of the taxonomy has: a place in its order, a name, and where the name comes from."""

    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=300)
    source = models.CharField(_("source"), max_length=300, blank=True)
    official_in = models.JSONField(
        _("official in"),
        default=list,
        blank=True,
        help_text=_("Codes of the languages whose wording stands in a source document."),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        abstract = True
        ordering = ["order"]

    def __str__(self) -> str:
        return read(self, "name").text


class BaseCode(Named):
    """One line of an axis of the report's own matrix (E/CN.17/2011/8, section IV)."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    short_name = models.CharField(
        _("short name"), max_length=60, help_text=_("For the narrow headers of the matrix.")
    )

    objects = CodeManager()

    class Meta(Named.Meta):
        abstract = True

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class Stage(BaseCode):
    """A life-cycle stage: a row of the matrix (E/CN.17/2011/8, para. 22 and section IV)."""

    class Meta(BaseCode.Meta):
        verbose_name = _("life-cycle stage")
        verbose_name_plural = _("life-cycle stages")


class Instrument(BaseCode):
    """A type of instrument: a column of the matrix (E/CN.17/2011/8, para. 22 and the annex table)."""

    class Meta(BaseCode.Meta):
        verbose_name = _("instrument type")
        verbose_name_plural = _("instrument types")


class TermKind(models.TextChoices):
    PERFORMANCE_CRITERION = "performance_criterion", _("performance criterion")
    INSTITUTIONAL_MODEL = "institutional_model", _("institutional model")
    FRAMEWORK_FUNCTION = "framework_function", _("function of the framework")
    VALUE_ADDED_CRITERION = "value_added_criterion", _("value-added criterion")
    PROGRAMME_CRITERION_PANAMA = "programme_criterion_panama", _("programme criterion (Panama)")
    PROGRAMME_CRITERION_ADOPTED = "programme_criterion_adopted", _("programme criterion (adopted)")


class Term(Named):
    """A criterion, function or model that the source documents list."""

    kind = models.CharField(_("kind"), max_length=40, choices=TermKind.choices)
    code = models.SlugField(_("code"), max_length=40)

    objects = TermManager()

    class Meta(Named.Meta):
        ordering = ["kind", "order"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="one_term_per_kind_and_code")]

    def natural_key(self) -> tuple[str, str]:
        return (self.kind, self.code)


class Lens(models.Model):
    """A way to cut the same programmes; every lens totals the same number of them."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=120)
    note = models.TextField(
        _("note"), blank=True, help_text=_("What this lens does to the report's own cells.")
    )

    objects = CodeManager()

    class Meta:
        ordering = ["order"]
        verbose_name = _("lens")
        verbose_name_plural = _("lenses")

    def __str__(self) -> str:
        return read(self, "name").text

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class LensLine(models.Model):
    """A row or column of a lens; the line ``outside`` holds what the lens cannot place."""

    OUTSIDE = "outside"

    lens = models.ForeignKey(Lens, models.PROTECT, related_name="lines", verbose_name=_("lens"))
    axis = models.CharField(_("axis"), max_length=6, choices=Axis.choices)
    code = models.SlugField(_("code"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=60)

    objects = LensLineManager()

    class Meta:
        ordering = ["lens", "-axis", "order"]
        verbose_name = _("line of a lens")
        verbose_name_plural = _("lines of lenses")
        constraints = [
            models.UniqueConstraint(fields=["lens", "axis", "code"], name="one_line_per_lens_axis_and_code")
        ]

    def __str__(self) -> str:
        return read(self, "name").text

    def natural_key(self) -> tuple[str, str, str]:
        return (self.lens_id, self.axis, self.code)

    natural_key.dependencies = ["lifecycle.lens"]  # type: ignore[attr-defined]


class LensMapping(models.Model):
    """Where one base code goes in a lens, on what ground, and what is lost on the way."""

    lens = models.ForeignKey(Lens, models.PROTECT, related_name="mappings", verbose_name=_("lens"))
    stage = models.ForeignKey(
        Stage, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("life-cycle stage")
    )
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("instrument type")
    )
    line = models.ForeignKey(
        LensLine, models.PROTECT, related_name="mappings", verbose_name=_("line of a lens")
    )
    basis = models.CharField(_("basis"), max_length=300)
    loss = models.TextField(_("loss"), blank=True, help_text=_("What this mapping loses or adds."))

    class Meta:
        ordering = ["lens", "id"]
        verbose_name = _("mapping of a lens")
        verbose_name_plural = _("mappings of lenses")
        constraints = [
            models.UniqueConstraint(fields=["lens", "stage"], name="one_line_per_lens_and_stage"),
            models.UniqueConstraint(fields=["lens", "instrument"], name="one_line_per_lens_and_instrument"),
            models.CheckConstraint(
                name="mapping_has_one_base_code",
                condition=models.Q(stage__isnull=True, instrument__isnull=False)
                | models.Q(stage__isnull=False, instrument__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lens}: {self.stage or self.instrument} → {self.line}"

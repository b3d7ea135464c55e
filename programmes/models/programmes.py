"""The programme: one entry of the registry."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from languages.collation import KEY_LENGTH
from languages.official import OFFICIAL
from languages.reading import read
from lifecycle.models import Instrument, Stage
from programmes.querysets import ProgrammeQuerySet
from programmes.status import ProgrammeStatus


class Programme(models.Model):
    """An entry of the registry: what it is asked about, as rows; what it says stands in its versions.

    ``title``, ``summary``, ``title_status`` and the sort keys are derived from the current version when it
    is published; before the first publication they follow the working version, so that the admin can find
    the programme. ``status``, ``reference``, ``current`` and ``superseded_by`` are written by
    ``workflow`` alone.
    """

    reference = models.CharField(
        _("reference"), max_length=20, unique=True, null=True, blank=True, editable=False
    )
    # The number in the reference: references are read as text and ordered as numbers.
    serial = models.PositiveIntegerField(unique=True, null=True, blank=True, editable=False)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ProgrammeStatus.choices,
        default=ProgrammeStatus.PREPARED,
        editable=False,
    )
    stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="programmes", verbose_name=_("life-cycle stage")
    )
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="programmes", verbose_name=_("instrument type")
    )
    cell_reason = models.TextField(
        _("reason for the cell"),
        blank=True,
        help_text=_("Why the secretariat chose this stage and instrument."),
    )
    original_language = models.CharField(
        _("original language"),
        max_length=8,
        blank=True,
        choices=[(language.code, language.own_name) for language in OFFICIAL],
        help_text=_("The language submitted in; for programmes of the annex, the language of the text held."),
    )
    current = models.ForeignKey(
        "programmes.Version", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    joined_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="originals", editable=False
    )
    superseded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded",
        editable=False,
        verbose_name=_("superseded by"),
    )
    changed_at = models.DateTimeField(_("last published"), null=True, blank=True, editable=False)

    title = models.CharField(_("title"), max_length=500, editable=False)
    summary = models.TextField(_("summary"), blank=True, editable=False)
    title_status = models.JSONField(default=dict, blank=True, editable=False)
    sort_key = models.CharField(max_length=KEY_LENGTH, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["serial", "id"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        permissions = [("publish_programme", _("Can publish, correct, withdraw, retire and restore"))]
        indexes = [
            models.Index(
                fields=["stage", "instrument", "serial"],
                name="listed_by_cell",
                condition=models.Q(status=ProgrammeStatus.LISTED),
            ),
            # What the desk narrows its list by, counted without reading a row.
            models.Index(fields=["stage", "instrument", "status", "id"], name="programmes_by_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.reference or ''} {read(self, 'title').text}".strip()

    def get_absolute_url(self) -> str:
        return reverse("programme", args=[self.reference])

    @property
    def status_means(self) -> str:
        """What its status means, in words for whoever asks."""
        return ProgrammeStatus(self.status).meaning

    @property
    def is_counted(self) -> bool:
        """Whether the programme is in the matrix and in every total."""
        return self.status in ProgrammeStatus.COUNTED

    @property
    def continued_as(self) -> Programme | None:
        """Where to go from a programme that left the list, where there is such a place."""
        return self.joined_into or self.superseded_by

    @property
    def permalink(self) -> str:
        """The language-free address, for citing."""
        return reverse("programme-id", args=[self.reference])

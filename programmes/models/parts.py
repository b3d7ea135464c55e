"""What belongs to one programme: parties, cells others claim for it, rows derived from its text."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.official import OFFICIAL
from lifecycle.models import Instrument, Stage
from programmes.models.programmes import Programme
from programmes.models.sources import Document, SourceEntry
from programmes.models.submitters import Submitter
from programmes.models.words import WordsField
from programmes.querysets import PartyQuerySet
from programmes.status import Claimant, Locator, PartyRole, PlacementScope


class Cited(models.Model):
    """A statement with its source: a printed line, or a document and a place in it."""

    entry = models.ForeignKey(
        SourceEntry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source entry"),
        help_text=_("The printed line that says so."),
    )
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
        help_text=_("Where no printed line says so: the document, and the place in it."),
    )
    locator = models.CharField(_("place counted in"), max_length=12, choices=Locator.choices, blank=True)
    position = models.CharField(_("place"), max_length=20, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not self.is_cited:
            raise ValidationError(
                {"entry": _("Say where this comes from: a source entry, or a document and a place.")}
            )

    @property
    def is_cited(self) -> bool:
        """Whether a reader can find where this is said."""
        return bool(self.entry_id or (self.document_id and self.locator and self.position))


class Party(Cited):
    """The part one submitter has in one programme, with its name as signed or printed then."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="parties", verbose_name=_("programme")
    )
    submitter = models.ForeignKey(
        Submitter, models.PROTECT, related_name="parties", verbose_name=_("submitter")
    )
    role = models.CharField(_("role"), max_length=12, choices=PartyRole.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    named_as = models.CharField(_("name as printed"), max_length=300)
    named_language = models.CharField(
        _("language of the name"),
        max_length=8,
        choices=[(language.code, language.own_name) for language in OFFICIAL],
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(fields=["programme", "submitter"], name="one_part_per_submitter")
        ]

    def __str__(self) -> str:
        return f"{self.named_as} ({self.get_role_display()})"


class Placement(Cited):
    """A cell that somebody claims for a programme. The secretariat's primary cell is the programme's own."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="placements", verbose_name=_("programme")
    )
    claimant = models.CharField(_("who says so"), max_length=12, choices=Claimant.choices)
    scope = models.CharField(
        _("scope"), max_length=8, choices=PlacementScope.choices, default=PlacementScope.PRIMARY
    )
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+", verbose_name=_("life-cycle stage"))
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="+", verbose_name=_("instrument type")
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [
            models.CheckConstraint(
                name="secretariat_cell_is_the_programmes_own",
                condition=~models.Q(claimant=Claimant.SECRETARIAT, scope=PlacementScope.PRIMARY),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_claimant_display()}: {self.stage} × {self.instrument}"

    def clean(self) -> None:
        super().clean()
        if self.claimant == Claimant.SECRETARIAT and self.scope == PlacementScope.PRIMARY:
            raise ValidationError(
                {"scope": _("The secretariat's primary cell is chosen on the programme itself.")}
            )


class Quantity(models.Model):
    """What one target or indicator counts, derived from the current version; ``value`` is null while open."""

    programme = models.ForeignKey(Programme, models.CASCADE)
    item = models.CharField(max_length=40)
    item_id = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    placeholder = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    by = models.PositiveSmallIntegerField(null=True)
    per = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["programme", "item", "order", "id"]

    def __str__(self) -> str:
        return f"{self.item}/{self.item_id}: {self.value if self.value is not None else self.placeholder}"


class SearchEntry(models.Model):
    """The words a programme is found by, derived: ``words`` holds them all, the first three by weight.

    Each is a text of folded words with a space on both ends, so that a space and a word find its beginning.
    ``spellings`` has the words as they are written, to be offered to somebody who misspelt one.
    """

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="search_entry")
    titles = models.TextField()
    names = models.TextField()
    texts = models.TextField()
    words = WordsField()
    spellings = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.programme_id)

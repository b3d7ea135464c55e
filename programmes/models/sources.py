"""Where statements come from: documents, what they count, and every line they print."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.official import OFFICIAL
from languages.reading import read
from lifecycle.models import Instrument, Stage
from programmes.querysets import EntryLinkQuerySet, NaturalKeyManager
from programmes.status import DocumentKind, EntryPart, LinkBasis


class Document(models.Model):
    """A document that something in the registry is cited to."""

    natural_fields = ("symbol",)

    symbol = models.CharField(_("document symbol"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind.choices)
    title = models.CharField(_("title"), max_length=500)
    date = models.DateField(_("date"), null=True, blank=True)
    url = models.URLField(_("where to find it"), max_length=500, blank=True)
    holding = models.TextField(_("what the registry holds of it"), blank=True)

    objects = NaturalKeyManager()

    class Meta:
        ordering = ["date", "symbol"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.symbol

    def natural_key(self) -> tuple[str]:
        return (self.symbol,)


class StatedCount(models.Model):
    """A number of programmes that a document states in its text."""

    natural_fields = ("document__symbol", "key")

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="stated_counts", verbose_name=_("document")
    )
    key = models.SlugField(_("key"), max_length=40)
    number = models.PositiveIntegerField(_("number stated"))
    paragraph = models.CharField(_("paragraph"), max_length=20)
    label = models.CharField(_("label"), max_length=300)
    note = models.TextField(_("note"), blank=True)

    objects = NaturalKeyManager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("stated count")
        verbose_name_plural = _("stated counts")
        constraints = [
            models.UniqueConstraint(fields=["document", "key"], name="one_stated_count_per_document_and_key")
        ]

    def __str__(self) -> str:
        return f"{self.number} · {read(self, 'label').text}"

    def natural_key(self) -> tuple[str, str]:
        return (self.document.symbol, self.key)

    natural_key.dependencies = ["programmes.document"]  # type: ignore[attr-defined]


class SourceEntry(models.Model):
    """One printed line of a document: wording, cell and submitters as printed, nothing corrected."""

    natural_fields = ("document__symbol", "part", "position")

    document = models.ForeignKey(Document, models.PROTECT, related_name="entries", verbose_name=_("document"))
    part = models.CharField(_("part"), max_length=10, choices=EntryPart.choices)
    position = models.PositiveSmallIntegerField(_("position"))
    wording = models.CharField(_("wording"), max_length=500)
    wording_language = models.CharField(
        _("language of the wording"),
        max_length=8,
        choices=[(language.code, language.own_name) for language in OFFICIAL],
    )
    stage = models.ForeignKey(
        Stage, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("life-cycle stage")
    )
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("instrument type")
    )
    stage_printed = models.CharField(_("stage as printed"), max_length=200, blank=True)
    instrument_printed = models.CharField(_("instrument as printed"), max_length=200, blank=True)
    submitters_printed = models.CharField(_("submitters as printed"), max_length=300, blank=True)
    counted_under = models.JSONField(
        _("counted under"),
        default=list,
        blank=True,
        help_text=_("Keys of the stated counts that cover this line."),
    )
    note = models.TextField(_("note"), blank=True)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
        help_text=_("For a line of a corrigendum: the line that it puts right. Both stay and are shown."),
    )
    programmes = models.ManyToManyField(
        "programmes.Programme", through="programmes.EntryLink", related_name="source_entries"
    )

    objects = NaturalKeyManager()

    class Meta:
        ordering = ["document", "part", "position"]
        verbose_name = _("source entry")
        verbose_name_plural = _("source entries")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "part", "position"], name="one_source_entry_per_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.position}: {self.wording}"

    def clean(self) -> None:
        super().clean()
        if self.supersedes and self.supersedes.document_id == self.document_id:
            raise ValidationError({"supersedes": _("Choose a line of another document.")})
        earlier, later = self.supersedes, {self.pk}
        while earlier:
            if earlier.pk in later:
                raise ValidationError({"supersedes": _("That line supersedes this one already.")})
            later.add(earlier.pk)
            earlier = earlier.supersedes

    def natural_key(self) -> tuple[str, str, int]:
        return (self.document.symbol, self.part, self.position)

    natural_key.dependencies = ["programmes.document"]  # type: ignore[attr-defined]


class EntryLink(models.Model):
    """That a printed line means a programme, and on what ground."""

    entry = models.ForeignKey(
        SourceEntry, models.CASCADE, related_name="links", verbose_name=_("source entry")
    )
    programme = models.ForeignKey(
        "programmes.Programme", models.PROTECT, related_name="entry_links", verbose_name=_("programme")
    )
    basis = models.CharField(_("basis"), max_length=10, choices=LinkBasis.choices)

    objects = EntryLinkQuerySet.as_manager()

    class Meta:
        ordering = ["entry", "programme"]
        verbose_name = _("link to a programme")
        verbose_name_plural = _("links to programmes")
        constraints = [
            models.UniqueConstraint(fields=["entry", "programme"], name="one_link_per_entry_and_programme")
        ]

    def __str__(self) -> str:
        return f"{self.programme.reference or '–'} ({self.get_basis_display()})"

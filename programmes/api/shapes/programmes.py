"""Programmes and versions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from programmes.api.shapes.texts import LANGUAGES, Source, Standing, Text, TextLanguage
from programmes.status import Claimant, PartyRole, PlacementScope, ProgrammeStatus, SubmitterKind, VersionKind
from programmes.template.editions import EDITIONS

PUBLIC = [(code, label) for code, label in ProgrammeStatus.choices if code in ProgrammeStatus.PUBLIC]


class Quantity(serializers.Serializer):
    value = serializers.CharField(
        allow_null=True, help_text=_("An exact decimal number. Null: the submitters left it open; never 0.")
    )
    placeholder = serializers.CharField(help_text=_("What stands in the blank, as printed: “xx”."))
    unit = serializers.CharField()
    by = serializers.IntegerField(allow_null=True, help_text=_("The year."))
    per = serializers.CharField(help_text=_("The period, such as year."))


class PlacedQuantity(Quantity):
    item = serializers.CharField(help_text=_("The item of the template."))
    id = serializers.CharField(help_text=_("The row of the item."))


class Passage(serializers.Serializer):
    id = serializers.CharField(required=False, help_text=_("Of a row of a list; kept through all versions."))
    text = Text()
    text_language = TextLanguage()
    status = Standing()
    quantities = Quantity(many=True, required=False)
    cites = Source(many=True)


# What is written on the template: a passage, or a list of them, for every item of every edition.
Content = type(
    "Content",
    (serializers.Serializer,),
    {
        code: Passage(many=item.is_list, required=False, help_text=item.label)  # type: ignore[arg-type]
        for edition in EDITIONS.values()
        for code, item in edition.items.items()
    },
)


class Party(serializers.Serializer):
    slug = serializers.CharField()
    name = Text(help_text=_("Today’s name; in a frozen version the name of then."))
    name_language = TextLanguage()
    kind = serializers.ChoiceField(SubmitterKind.choices)
    role = serializers.ChoiceField(PartyRole.choices)
    named_as = serializers.CharField(help_text=_("The name as signed or printed."))
    named_language = serializers.ChoiceField(LANGUAGES)


class CitedParty(Party):
    source = Source(allow_null=True)  # type: ignore[assignment]


class Placement(serializers.Serializer):
    claimant = serializers.ChoiceField(Claimant.choices)
    scope = serializers.ChoiceField(PlacementScope.choices)
    stage = serializers.CharField()
    instrument = serializers.CharField()
    note = Text()
    note_language = TextLanguage()
    wording = serializers.CharField(allow_null=True, help_text=_("The printed line, to the letter."))
    wording_language = serializers.ChoiceField(LANGUAGES, allow_null=True)
    source = Source()  # type: ignore[assignment]


class Programme(serializers.Serializer):
    reference = serializers.CharField()
    status = serializers.ChoiceField(PUBLIC)
    title = Text()
    title_language = TextLanguage()
    title_status = Standing()
    stage = serializers.CharField(help_text=_("A code of lifecycle-stages."))
    instrument = serializers.CharField(help_text=_("A code of instrument-types."))
    submitters = Party(many=True)
    languages = serializers.ListField(
        child=serializers.ChoiceField(LANGUAGES), help_text=_("Those in which it has a title.")
    )
    version = serializers.IntegerField(help_text=_("Number of the current version."))
    changed_at = serializers.DateTimeField()
    url = serializers.URLField(help_text=_("The language-free address of its page, for citing."))
    api_url = serializers.URLField(help_text=_("Its full record."))


class Withholding(serializers.Serializer):
    since = serializers.DateTimeField()
    note = Text(help_text=_("Why its words may not be read."))
    note_language = TextLanguage()


class Publication(serializers.Serializer):
    version = serializers.IntegerField()
    version_kind = serializers.ChoiceField(VersionKind.choices)
    note = Text(help_text=_("What changed and why, as published."))
    note_language = TextLanguage()
    published_at = serializers.DateTimeField()
    edition = serializers.CharField(help_text=_("The edition of the template it is written on."))
    sha256 = serializers.RegexField(r"^[0-9a-f]{64}$")
    previous_sha256 = serializers.RegexField(r"^[0-9a-f]{64}$", allow_null=True)
    version_url = serializers.URLField(help_text=_("The language-free address of the version’s page."))
    withheld = Withholding(
        allow_null=True,
        help_text=_("Since when and why its words, this note too, are withheld; mostly null."),
    )


class ListedVersion(Publication):
    api_url = serializers.URLField(help_text=_("The whole version."))


class FullText(Publication):
    cell_reason = Text()
    cell_reason_language = TextLanguage()
    original_language = serializers.ChoiceField(LANGUAGES, allow_null=True)
    content = Content()
    quantities = PlacedQuantity(many=True)
    placements = Placement(many=True, help_text=_("The cells that others claim for it."))


class FullProgramme(Programme, FullText):
    submitters = CitedParty(many=True)
    joined_into = serializers.CharField(
        allow_null=True, help_text=_("Reference of the joint programme it became part of.")
    )
    superseded_by = serializers.CharField(
        allow_null=True, help_text=_("Reference of the programme that takes its place.")
    )
    versions_url = serializers.URLField()


class FullVersion(FullText):
    reference = serializers.CharField()
    # What is withheld is null.
    status = serializers.ChoiceField(PUBLIC, allow_null=True)
    stage = serializers.CharField(allow_null=True)
    instrument = serializers.CharField(allow_null=True)
    submitters = CitedParty(many=True, allow_null=True)
    content = Content(allow_null=True)
    quantities = PlacedQuantity(many=True, allow_null=True)
    placements = Placement(many=True, allow_null=True, help_text=_("The cells that others claim for it."))
    hashed = serializers.DictField(
        required=False,
        help_text=_(
            "Under lang=all: what sha256 is the hash of, when written as JSON in UTF-8 with sorted keys and "
            "no spaces."
        ),
    )

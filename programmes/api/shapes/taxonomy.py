"""Axes, lenses and the matrix."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from programmes.api.shapes.texts import LANGUAGES, Text, TextLanguage


class BaseCode(serializers.Serializer):
    code = serializers.CharField()
    order = serializers.IntegerField()
    name = Text()
    name_language = TextLanguage()
    short_name = Text()
    short_name_language = TextLanguage()
    note = serializers.CharField(allow_null=True)
    source = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    official_in = serializers.ListField(
        child=serializers.ChoiceField(LANGUAGES), help_text=_("Languages whose wording stands in the source.")
    )


class Loss(serializers.Serializer):
    code = serializers.CharField(help_text=_("The base code."))
    basis = serializers.CharField(allow_null=True)
    loss = Text(help_text=_("What placing the code on this line loses or adds."))
    loss_language = TextLanguage()


class Line(serializers.Serializer):
    code = serializers.CharField()
    name = Text()
    name_language = TextLanguage()
    short_name = Text()
    short_name_language = TextLanguage()
    is_outside = serializers.BooleanField(help_text=_("Holds what the lens has no place for."))
    base_codes = serializers.ListField(child=serializers.CharField())
    losses = Loss(many=True)


class CountedLine(Line):
    count = serializers.IntegerField()


class Lens(serializers.Serializer):
    code = serializers.CharField()
    name = Text()
    name_language = TextLanguage()
    note = Text()
    note_language = TextLanguage()
    rows = Line(many=True)
    columns = Line(many=True)
    api_url = serializers.URLField(help_text=_("The matrix through this lens."))


class CellProgramme(serializers.Serializer):
    reference = serializers.CharField()
    title = Text()
    title_language = TextLanguage()


class Cell(serializers.Serializer):
    row = serializers.CharField()
    column = serializers.CharField()
    count = serializers.IntegerField()
    programmes = CellProgramme(many=True, help_text=_("The first 100, in order of reference."))
    api_url = serializers.URLField(help_text=_("All programmes of the cell, in pages."))


class Matrix(serializers.Serializer):
    lens = serializers.CharField()
    name = Text()
    name_language = TextLanguage()
    note = Text()
    note_language = TextLanguage()
    count = serializers.IntegerField(help_text=_("All programmes; the same through every lens."))
    rows = CountedLine(many=True)
    columns = CountedLine(many=True)
    cells = Cell(many=True, help_text=_("Every crossing, the empty ones too."))

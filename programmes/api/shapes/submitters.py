"""Submitters."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from programmes.api.shapes.programmes import PUBLIC
from programmes.api.shapes.texts import LANGUAGES, Text, TextLanguage
from programmes.status import MajorGroup, PartyRole, SubmitterKind


class Submitter(serializers.Serializer):
    slug = serializers.CharField()
    kind = serializers.ChoiceField(SubmitterKind.choices)
    group = serializers.ChoiceField(MajorGroup.choices, allow_null=True)
    name = Text()
    name_language = TextLanguage()
    short_name = Text()
    short_name_language = TextLanguage()
    part_of = serializers.CharField(allow_null=True, help_text=_("Slug of the submitter it belongs to."))
    continued_by = serializers.CharField(allow_null=True, help_text=_("Slug of its successor."))
    programme_count = serializers.IntegerField(help_text=_("Listed programmes it is part of."))
    url = serializers.URLField()
    api_url = serializers.URLField()


class Part(serializers.Serializer):
    reference = serializers.CharField()
    status = serializers.ChoiceField(PUBLIC)
    title = Text()
    title_language = TextLanguage()
    role = serializers.ChoiceField(PartyRole.choices)
    named_as = serializers.CharField()
    named_language = serializers.ChoiceField(LANGUAGES)
    url = serializers.URLField()
    api_url = serializers.URLField()


class FullSubmitter(Submitter):
    programmes = Part(many=True, help_text=_("The first 100, those no longer listed too."))
    programmes_url = serializers.URLField(help_text=_("All that are listed, in pages."))

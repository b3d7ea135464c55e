"""Texts, and what stands beside every one of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from languages.official import CODES, OFFICIAL
from programmes.status import TextStatus

LANGUAGES = [(each.code, each.own_name) for each in OFFICIAL]


IN_EVERY_LANGUAGE = {
    "type": "object",
    "properties": {code: {"type": "string"} for code in CODES},
    "additionalProperties": False,
}


@extend_schema_field(
    {"oneOf": [{"type": "string", "nullable": True}, IN_EVERY_LANGUAGE]}, component_name="Text"
)
class Text(serializers.Field):
    """A text in one language; under ``lang=all`` an object with the text in every language that has one."""


class TextLanguage(serializers.ChoiceField):
    """The language that a text is really in, where one language was asked for."""

    def __init__(self) -> None:
        super().__init__(
            LANGUAGES,
            required=False,
            allow_null=True,
            help_text=_("The language the text is in: another one where it is missing in yours."),
        )


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "enum": TextStatus.values, "nullable": True},
            {"type": "object", "additionalProperties": {"type": "string", "enum": TextStatus.values}},
        ]
    },
    component_name="Standing",
)
class Standing(serializers.Field):
    """What the text is worth as evidence; by language under ``lang=all``."""


class Source(serializers.Serializer):
    document = serializers.CharField(help_text=_("Symbol of the document."))
    part = serializers.CharField(help_text=_("What the position counts: annex, table, paragraph, ..."))
    position = serializers.CharField()

"""The answers of an address by status, pages of lists, and the one shape of errors."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema_serializer
from rest_framework import serializers

from programmes.api.errors import ERRORS


class Problem(serializers.Serializer):
    code = serializers.CharField()
    message = serializers.CharField(help_text=_("In the reader’s language."))
    fields = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()),
        help_text=_("What is wrong with each parameter."),
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "refused",
            {
                "error": {
                    "code": "invalid",
                    "message": ERRORS[400][1],
                    "fields": {"colour": ["There is no such parameter here."]},
                }
            },
        )
    ]
)
class Error(serializers.Serializer):
    error = Problem()


_PAGES: dict[str, type[serializers.Serializer]] = {}


def page_of(shape: type[serializers.Serializer]) -> type[serializers.Serializer]:
    """The shape of one page of a list of ``shape``."""
    name = f"{shape.__name__}Page"
    if name not in _PAGES:
        _PAGES[name] = type(
            name,
            (serializers.Serializer,),
            {
                "count": serializers.IntegerField(help_text=_("How many there are on all pages.")),
                "next": serializers.URLField(allow_null=True),
                "previous": serializers.URLField(allow_null=True),
                "results": shape(many=True),
            },
        )
    return _PAGES[name]


def answers(shape: Any, *, may_be_missing: bool = False) -> dict[int, Any]:
    """The answers of an address by status: ``shape``, or an error."""
    statuses = [400, *([404] if may_be_missing else []), 406, 429, 500]
    errors = {status: OpenApiResponse(Error, description=ERRORS[status][1]) for status in statuses}
    return {200: shape, **errors}

"""The filters of the pages as parameters of the API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter

from lifecycle.scheme import load_scheme
from programmes.api.base import Faults, ReadView
from programmes.filters import ProgrammeFilter

PARAMETERS = tuple(ProgrammeFilter.base_filters)
# Where the codes come from that the schema cannot list, since they are rows of tables.
_CODES_OF = {
    "stage": "/api/v1/lifecycle-stages/",
    "instrument": "/api/v1/instrument-types/",
    "submitter": "/api/v1/submitters/",
    "lens": "/api/v1/lenses/",
    "row": "/api/v1/lenses/",
    "column": "/api/v1/lenses/",
}


class NarrowedView(ReadView):
    """An address that answers about the programmes that its filters leave, and refuses bad filters."""

    parameters = PARAMETERS

    @cached_property
    def filters(self) -> ProgrammeFilter:
        return ProgrammeFilter(self.request.query_params, scheme=load_scheme())

    def faults(self) -> Faults:
        refused = {
            name: [str(message) for message in messages]
            for name, messages in self.filters.form.errors.items()
        }
        for name in sorted(set(self.filters.ignored) - set(self.filters.unknown) - set(refused)):
            refused[name] = [_("This lens has no such line.")]
        return super().faults() | refused


def filter_parameters() -> list[OpenApiParameter]:
    """Every filter as the schema documents it, read from the FilterSet."""
    return [_documented(name, each) for name, each in ProgrammeFilter.base_filters.items()]


def _documented(name: str, each: django_filters.Filter) -> OpenApiParameter:
    schema: dict[str, Any] = {"type": "string"}
    if choices := each.extra.get("choices"):
        schema["enum"] = [code for code, _label in choices]
    if longest := each.extra.get("max_length"):
        schema["maxLength"] = longest
    if isinstance(each, django_filters.MultipleChoiceFilter):
        schema = {"type": "array", "items": schema}
    return OpenApiParameter(
        name,
        schema,
        description=format_lazy("{}. Codes: {}", each.label, _CODES_OF[name])
        if name in _CODES_OF
        else each.label,
        explode=True if schema["type"] == "array" else None,
        style="form" if schema["type"] == "array" else None,
    )

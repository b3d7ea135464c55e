"""What the API has to offer: its index, its schema, and documentation to try it in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from languages.official import CODES
from programmes.api.base import ReadView
from programmes.api.shapes.answers import answers
from programmes.api.shapes.parameters import LANG

ENDPOINTS = {
    "programmes": "api-programmes",
    "submitters": "api-submitters",
    "lifecycle-stages": "api-stages",
    "instrument-types": "api-instruments",
    "lenses": "api-lenses",
    "matrix": "api-matrix",
    "schema": "api-schema",
    "docs": "api-docs",
}


class IndexView(ReadView):
    """The addresses of the API by name."""

    @extend_schema(
        operation_id="index",
        parameters=[LANG],
        responses=answers(
            {
                "type": "object",
                "properties": {name: {"type": "string", "format": "uri"} for name in ENDPOINTS},
                "required": [*ENDPOINTS],
            }
        ),
    )
    def get(self, request: Request) -> Response:
        return Response({name: self.absolute(reverse(view)) for name, view in ENDPOINTS.items()})


class SchemaView(ReadView, SpectacularAPIView):
    """The OpenAPI schema, as JSON unless YAML is asked for."""

    has_all_languages = False
    renderer_classes = [OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer, OpenApiYamlRenderer2]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        assert self.language is not None  # there is no schema in all languages
        return Response(_schema(self.language))


class DocsView(ReadView, SpectacularSwaggerSplitView):
    """The schema drawn for reading and trying, without inline scripts or styles."""

    has_all_languages = False
    parameters = ("script",)
    url_name = "api-schema"
    template_name = "api/docs.html"
    template_name_js = "api/docs.js"

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


@lru_cache(maxsize=len(CODES))
def _schema(language: str) -> dict[str, Any]:
    # Made once for each language: it follows from the code alone, and takes a thousand times a list's time.
    with translation.override(language):
        return SchemaGenerator().get_schema(public=True)

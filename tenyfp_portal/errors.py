"""Which door answers when no view does: the API in JSON, everything else with a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from programmes.api import errors as api
from programmes.web import errors as web


def _door(request: HttpRequest) -> Any:
    return api if request.path_info.startswith("/api/") else web


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _door(request).bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _door(request).permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _door(request).not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    return _door(request).server_error(request)

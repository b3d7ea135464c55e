"""Which door answers when no view does: the API in JSON, everything else with a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from programmes.api import errors as api
from programmes.web import errors as web
from submissions.web import again


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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token, or with an old one; what was typed at the desk is not lost by that.

    One sent in pieces, without its length, comes without anything: Django reads no such body.
    """
    if "Transfer-Encoding" in request.headers:
        return web.length_required(request)
    if again.is_of_the_desk(request) and again.is_from_here(request):
        return again.ask_again(request)
    return web.csrf_failure(request, reason)

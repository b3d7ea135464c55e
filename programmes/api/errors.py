"""One shape for every error under ``/api/``, whoever notices it::

    {"error": {"code": "invalid", "message": "...", "fields": {"stage": ["..."]}}}

``fields`` names the parameters that were refused, and is empty for every other error.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.request import Request

from languages.official import BY_CODE
from programmes.api.language import reader_language

ERRORS: dict[int, tuple[str, Promise]] = {
    400: ("invalid", _("The request has parameters that are unknown here, or values that mean nothing.")),
    403: ("forbidden", _("This is not open to you.")),
    404: ("not_found", _("There is nothing at this address.")),
    405: ("method_not_allowed", _("The API can only be read: use GET, HEAD or OPTIONS.")),
    406: ("not_acceptable", _("This address does not answer in any of the formats you accept.")),
    429: ("throttled", _("There were too many requests from your address. Wait, then go on more slowly.")),
    500: ("server_error", _("Something went wrong on our side. It has been noted.")),
}
FAILURE = 500


def exception_handler(exception: Exception, context: Mapping[str, Any]) -> JsonResponse | None:
    """The answer to an exception of a view; ``None`` for what nobody foresaw: ``server_error`` is next."""
    known: exceptions.APIException
    match exception:
        case exceptions.APIException():
            known = exception
        case Http404():
            known = exceptions.NotFound()
        case PermissionDenied():
            known = exceptions.PermissionDenied()
        case _:
            return None
    answer = error(
        context["request"],
        known.status_code,
        fields=known.detail if isinstance(known, exceptions.ValidationError) else {},
    )
    if seconds := getattr(known, "wait", None):
        answer["Retry-After"] = str(seconds)
    return answer


def error(request: HttpRequest | Request, status: int, *, fields: Any = None) -> JsonResponse:
    """An error in the reader's language; it looks the same whatever the request asked for."""
    language = reader_language(request)
    code, message = ERRORS.get(status, ERRORS[FAILURE])
    with translation.override(language):
        body = {"error": {"code": code, "message": str(message), "fields": fields or {}}}
    answer = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Content-Language"] = BY_CODE[language].tag
    answer["Cache-Control"] = "no-store"
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    return error(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    return error(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    return error(request, 404)


def server_error(request: HttpRequest) -> JsonResponse:
    return error(request, FAILURE)

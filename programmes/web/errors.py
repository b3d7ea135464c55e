"""Pages for what went wrong, in the reader's language, each saying what to do next."""

from __future__ import annotations

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import translation

from languages.official import language_for

STYLE = "css/registry.css"
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request cannot be understood; what the reader sent may be broken in any way."""
    if request.method == "POST" and isinstance(exception, TOO_MUCH):
        return _without_context(request, "errors/413.html", status=413)
    return _without_context(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token, or with an old one; ``reason`` is for the log alone."""
    return permission_denied(request)


def length_required(request: HttpRequest) -> HttpResponse:
    """A form came without its length, so that nothing of it was read."""
    return _without_context(request, "errors/411.html", status=411)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _without_context(request, "errors/500.html", status=500)


def _without_context(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    """A page that needs no database, session or context processor: what broke must not break it too."""
    language = language_for(translation.get_language_from_request(request, check_path=True))
    with translation.override(language.code):
        text = get_template(template).render({"language": language, "style": _style_address()})
    return HttpResponse(text, status=status)


def _style_address() -> str:
    try:
        return staticfiles_storage.url(STYLE)
    except ValueError:  # static files were not collected, or only half
        return ""

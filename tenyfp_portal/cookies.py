"""Cookies as the rest of the portal may take them: text that could be stored."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class CookieMiddleware:
    """Takes no notice of a cookie that holds NUL, where PostgreSQL breaks off: sessions are looked up by one.

    To refuse the request would lock out a browser that sends it, until somebody deletes the cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return self.get_response(request)

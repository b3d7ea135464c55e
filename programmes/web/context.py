"""What every page of the site shows around its own content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from languages.official import BY_CODE, OFFICIAL, language_for

# Signing out leaves a message in a cookie of its own, after the session is gone.
_MESSAGES_COOKIE = "messages"


def site(request: HttpRequest) -> dict[str, Any]:
    """The page's language, the same page with the same filters in each of the six, and who may be there.

    ``has_session`` is false for everyone who is not signed in: then no template may touch the user or the
    messages, so that such a page costs no query and sets no cookie.
    """
    return {
        "language": language_for(get_language()),
        "languages": [(each, address_in(request, each.code)) for each in OFFICIAL],
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES or _MESSAGES_COOKIE in request.COOKIES,
    }


def address_in(request: HttpRequest, code: str) -> str:
    """The address of this page in language ``code``, filters included; the entrance where it has none.

    The prefix is exchanged as text, so that a page that was not found keeps its address too.
    """
    address = request.get_full_path()
    prefix, slash, rest = address.lstrip("/").partition("/")
    return f"/{code}/{rest}" if slash and prefix in BY_CODE else f"/{code}/"

"""What every page of the site shows around its own content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from languages.official import OFFICIAL, language_for


def site(request: HttpRequest) -> dict[str, Any]:
    """The page's language, and the same page with the same filters in each of the six."""
    address = request.get_full_path()
    return {
        "language": language_for(get_language()),
        "languages": [(each, translate_url(address, each.code)) for each in OFFICIAL],
    }

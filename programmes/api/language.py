"""In which language the API answers: the one asked for, else the best the reader's program accepts."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.request import Request

from languages.official import CODES, DEFAULT

ALL = "all"


def given_language(request: HttpRequest | Request) -> str:
    """What ``?lang=`` says, in small letters; empty where it says nothing."""
    return request.GET.get("lang", "").lower()


def reader_language(request: HttpRequest | Request) -> str:
    """The language of messages, and of texts where no other is asked for.

    A cookie has no say: two readers who ask alike are answered alike, so that a cache may keep the answer.
    """
    given = given_language(request)
    return given if given in CODES else _accepted(request.headers.get("Accept-Language", ""))


def _accepted(header: str) -> str:
    for code, _quality in parse_accept_lang_header(header):
        if code == "*":
            break
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return DEFAULT

"""A form that came too late: shown once more with everything that was typed, to be sent again.

Nothing is kept on the server meanwhile: what was typed travels in the page itself.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of the field
# Codes, numbers and ids, which mean nothing to whoever typed the rest.
_TECHNICAL = re.compile(r"[\w./:-]*", re.ASCII)


def ask_again(request: HttpRequest) -> HttpResponse:
    """The page that keeps what was typed while somebody signs in, or gets a fresh form."""
    get_token(request)
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != TOKEN]
    context = {"fields": fields, "typed": typed_texts(request.POST), "had_files": bool(request.FILES)}
    response = render(request, "submissions/again.html", context, status=403)
    patch_cache_control(response, private=True, no_store=True)
    return response


def typed_texts(sent: QueryDict) -> list[str]:
    """What somebody wrote into a form, without the codes that went along."""
    values = [value for name, values in sent.lists() for value in values if name != TOKEN]
    return [value for value in values if not _TECHNICAL.fullmatch(value)]


def is_of_the_desk(request: HttpRequest) -> bool:
    """Whether the form was sent to a page of the desk."""
    return request.path_info.startswith(reverse("desk"))


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the form.

    Another site's form is not shown for confirmation: its words would look like the reader's own.
    """
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"

"""What every public page sends along with its text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic.base import View


def read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A ``view`` that can be read and nothing else: a form sent to it is told so, not asked for its token."""
    return csrf_exempt(require_safe(view))


@method_decorator(csrf_exempt, "dispatch")
class PublicPage(View):
    """A page anyone may keep but has to ask for again, so that an edit shows at once; 304 if nothing changed.

    Whoever is signed in gets a page with their own menu, which no shared cache may keep. It can be read and
    nothing else: a form sent to it is told so, not asked for its token.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True, no_cache=True)
        else:
            patch_cache_control(response, public=True, no_cache=True)
        patch_vary_headers(response, ["Cookie"])
        return response

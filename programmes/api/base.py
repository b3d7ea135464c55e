"""What every address of the API does alike: its language, the parameters it refuses, its headers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from languages.official import BY_CODE, CODES, OFFICIAL
from programmes.api.language import ALL, given_language, reader_language

# What is wrong with each parameter, by its name.
Faults = dict[str, list[str]]
# A request full of nonsense is not repeated to its sender in full.
MOST_FAULTS, LONGEST_NAME = 20, 60


class ReadView(APIView):
    """One address that can be read, and refuses every parameter it does not know.

    ``parameters`` names those it knows beside ``lang``. Views add what else can be wrong to ``faults``, so
    that one answer names everything.
    """

    parameters: tuple[str, ...] = ()
    has_all_languages = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        translation.activate(reader_language(request))
        super().initial(request, *args, **kwargs)
        if request.method in ("GET", "HEAD") and (faults := self.faults()):
            raise ValidationError(faults)

    def faults(self) -> Faults:
        """What is wrong with the parameters."""
        unknown = sorted(set(self.request.query_params) - {"lang", *self.parameters})[:MOST_FAULTS]
        faults = {name[:LONGEST_NAME]: [_("There is no such parameter here.")] for name in unknown}
        choices = (*CODES, ALL) if self.has_all_languages else CODES
        given = given_language(self.request)
        if given and given not in choices:
            faults["lang"] = [_("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)}]
        return faults

    @cached_property
    def language(self) -> str | None:
        """The language of texts in the answer; ``None`` for all six at once."""
        return None if given_language(self.request) == ALL else reader_language(self.request)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Nothing but the header ``Allow``; the schema says the rest."""
        return Response(status=204)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Accept-Language"])
        if response.status_code < 400:
            said = OFFICIAL if self.language is None else (BY_CODE[self.language],)
            response["Content-Language"] = ", ".join(each.tag for each in said)
            # Kept by whoever wants to, and asked for anew each time, which an ETag makes cheap: what is
            # published or withdrawn shows at once.
            patch_cache_control(response, public=True, no_cache=True)
        return response

    def absolute(self, path: str) -> str:
        """The full address of a path of this portal."""
        return self._origin + path

    @cached_property
    def _origin(self) -> str:
        return self.request.build_absolute_uri("/").rstrip("/")

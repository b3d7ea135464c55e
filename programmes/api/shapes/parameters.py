"""What an address may be asked with, beside the filters."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from languages.official import CODES
from programmes.api import paging
from programmes.api.language import ALL

LANG = OpenApiParameter(
    "lang",
    {"type": "string", "enum": [*CODES, ALL]},
    description=_(
        "The language of texts and messages; without it the header Accept-Language decides. With “all” every "
        "text is an object of language codes."
    ),
)


PAGING = [
    OpenApiParameter(
        "page",
        {"type": "integer", "minimum": 1, "maximum": paging.MAX_PAGE, "default": 1},
        description=_("The number of the page; “next” of an answer leads to the one after it."),
    ),
    OpenApiParameter(
        "page_size",
        {"type": "integer", "minimum": 1, "maximum": paging.MAX_PAGE_SIZE, "default": paging.PAGE_SIZE},
        description=_("How many there are on a page."),
    ),
]


REFERENCE = OpenApiParameter(
    "reference", OpenApiTypes.STR, OpenApiParameter.PATH, description=_("Such as 10YFP-009.")
)

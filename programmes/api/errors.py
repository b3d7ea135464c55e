"""One shape for every error of the API."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler as default_handler


def exception_handler(exception: Exception, context: dict[str, Any]) -> Response | None:
    return default_handler(exception, context)

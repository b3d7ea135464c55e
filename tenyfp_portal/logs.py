"""Log lines as JSON, each with the id of the request it belongs to."""

from __future__ import annotations

import json
import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

_request_id: ContextVar[str] = ContextVar("request_id", default="")
_ACCEPTED_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# JSON leaves these as they are, and some readers of logs take them for the end of a line.
_LINE_ENDS = str.maketrans({end: f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"})
# What follows in an address opens something; so does an address to go on to, where a slash may be spelt out.
_KEY = re.compile(
    r"((?:/|%2F)(?:invitations|confirm-email|password(?:/|%2F)reset(?:/|%2F)key)(?:/|%2F))"
    r"(?:(?!%2F)[^/?&#\s\"\\])+",
    re.IGNORECASE,
)


class RequestIdMiddleware:
    """Gives every request an id, taken from a proxy's ``X-Request-ID`` where it looks like one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _ACCEPTED_ID.fullmatch(given) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        token = _request_id.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            _request_id.reset(token)
        response["X-Request-ID"] = request_id
        return response


class RequestIdFilter(logging.Filter):
    """Puts the id of the current request on every log record."""

    def filter(self, record: logging.LogRecord) -> bool:
        # Django notes refusals once every middleware is through, and names the request on the record.
        request = getattr(record, "request", None)
        record.request_id = _request_id.get() or getattr(request, "request_id", "")
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request id and, for errors, the traceback.

    Keys in addresses, as letters hold them, are left out.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            **self.fields(record),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return _KEY.sub(r"\1…", json.dumps(line, ensure_ascii=False).translate(_LINE_ENDS))

    def fields(self, record: logging.LogRecord) -> dict[str, Any]:
        """What this kind of line says."""
        return {"message": record.getMessage(), "request_id": getattr(record, "request_id", "")}


class AccessFormatter(JsonFormatter):
    """gunicorn's line for an answer. Who asked stays out of it: no address, no browser."""

    def fields(self, record: logging.LogRecord) -> dict[str, Any]:
        # gunicorn gives what can be told of a request as a mapping, under the letters of its log format.
        told: Any = record.args
        return {
            "message": f"{told['m']} {told['U']}",
            "request_id": told["{x-request-id}o"],
            "query": told["q"],
            "status": int(told["s"]),
            "bytes": told["B"],
            "milliseconds": told["M"],
        }

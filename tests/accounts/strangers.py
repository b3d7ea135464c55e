"""What a stranger learns from an answer: all of it but what differs from one visit to the next."""

from __future__ import annotations

from typing import Any

from tests.anonymous import HEADERS


def told(answer: Any, *typed: str) -> tuple[Any, ...]:
    """Status, way, headers, names of cookies and content of ``answer``, less the words ``typed``."""
    content = answer.content.decode()
    for words in typed:
        content = content.replace(words, "")
    token = answer.context and answer.context.get("csrf_token")
    headers = [(name, answer.headers.get(name)) for name in HEADERS if name != "ETag"]
    way = getattr(answer, "redirect_chain", [])
    return answer.status_code, way, headers, sorted(answer.cookies), content.replace(str(token), "")

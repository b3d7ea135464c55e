"""Somebody signed in, on a bad line to a server that may be gone at any moment."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from random import Random
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.servers import wait_until

TOKEN = "t" * 32
# How many answers are lost on the way, where nobody is killed.
LOST = 0.1


@dataclass(frozen=True)
class Answer:
    status: int
    location: str | None
    content: bytes


class PatientReader:
    """What gets no answer is sent again just as it was, as autosave.js does it and whoever presses again."""

    def __init__(self, address: str, session: str, chance: Random) -> None:
        self._host, self._chance = urlsplit(address).netloc, chance
        self._headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            # As a browser says it, and the proxy in front of a real server.
            "Origin": f"https://{self._host}",
            "X-Forwarded-Proto": "https",
        }
        self.in_vain = 0
        """How often nobody was there to answer."""

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, self._headers)

    def post(self, path: str, fields: Mapping[str, Any], accept: str = "text/html") -> Answer:
        body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}, doseq=True)
        typed = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        return self._ask("POST", path, body, {**self._headers, **typed})

    def _ask(self, *request: Any) -> Answer:
        answers: list[Answer] = []

        def is_answered() -> bool:
            answers.extend(self._try(*request))
            return bool(answers)

        wait_until(is_answered)
        return answers[0]

    def _try(self, *request: Any) -> list[Answer]:
        connection = HTTPConnection(self._host, timeout=30)
        with closing(connection), suppress(OSError, HTTPException):
            connection.request(*request)
            if self._chance.random() < LOST:
                return []
            response = connection.getresponse()
            if response.status < 500:
                return [Answer(response.status, response.headers["Location"], response.read())]
        self.in_vain += 1
        return []

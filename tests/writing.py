"""The form of a section through the client: opened, changed and sent back as a browser does it."""

from __future__ import annotations

from typing import Any

from django.test import Client

from accounts.models import User
from submissions.models import Submission
from tests.filled import filled


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(draft: Submission, code: str) -> str:
    return f"/en/submit/{draft.reference}/write/{code}/"


def form_of(client: Client, draft: Submission, code: str) -> dict[str, list[str]]:
    """What stands in the form, as a browser would send it back."""
    return filled(client.get(at(draft, code)), "section")


def save(client: Client, draft: Submission, code: str, **changed: Any) -> Any:
    return client.post(at(draft, code), {**form_of(client, draft, code), "press": "save", **changed})


def autosave(client: Client, draft: Submission, code: str, sent: dict[str, Any]) -> Any:
    return client.post(at(draft, code), sent, headers={"Accept": "application/json"})


def text_of(draft: Submission, item: str = "title", code: str = "title") -> str:
    return draft.sections.get(code=code).content["items"][item]["texts"]["en"]["text"]

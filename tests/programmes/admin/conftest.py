"""The desk: where its pages are, and how a page is filled in and sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.staff import make_staff
from programmes.models import Programme
from programmes.verification import faults
from tests.filled import filled


def address(page: str, *args: Any) -> str:
    """The address of a page of the desk about programmes."""
    return reverse(f"admin:programmes_programme_{page}", args=args)


@pytest.fixture
def programme(make_programme: Callable[..., Programme]) -> Programme:
    """A listed programme, the one most tests work on."""
    return make_programme(title={"en": "Clean ovens", "fr": "Fours propres"})


@pytest.fixture
def translator_client(db: None) -> Client:
    """Of the staff: writes on working versions, and on nothing else."""
    client = Client()
    client.force_login(make_staff(email="translator@un.example", password="", name="", groups=["translator"]))
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 1.0}]
    session.save()
    return client


@pytest.fixture
def send() -> Callable[..., Any]:
    """Opens a page, fills in what a test names, sends the form, and gives the answer.

    ``__`` in a name stands for a slash; ``None`` leaves a field out, as an unticked box is.
    """

    def act(client: Client, url: str, form_id: str = "", /, **typed: Any) -> Any:
        data = filled(client.get(url), form_id)
        for name, value in typed.items():
            data[name.replace("__", "/")] = value
        return client.post(url, {name: value for name, value in data.items() if value is not None})

    return act


@pytest.fixture
def no_faults() -> Callable[[], None]:
    """That the registry is what it says it is."""

    def check() -> None:
        assert list(faults()) == []

    return check

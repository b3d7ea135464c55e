"""The cast of the intake, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """A browser in which somebody is signed in; by a second factor where ``methods`` say so."""

    def open_browser(user: User, *methods: str) -> Client:
        client = Client()
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": each, "at": 1.0} for each in methods]
        session.save()
        return client

    return open_browser

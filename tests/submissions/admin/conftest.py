"""Two screeners with their browsers, and a submission that is being screened."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from submissions.models import Submission
from tests import desk
from tests.doors import browser


@pytest.fixture
def kims(kim: User) -> Client:
    return browser(kim, "password", "mfa")


@pytest.fixture
def lee(db: None) -> User:
    """Another screener."""
    return desk.make_staff_member("lee@un.example")


@pytest.fixture
def lees(lee: User) -> Client:
    return browser(lee, "password", "mfa")


@pytest.fixture
def screened(draft: Submission, fatima: User, kim: User) -> Submission:
    return desk.bring_to("in_screening", draft, by=fatima, screener=kim)

"""An administrator who may look at everything, and their browser."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from accounts.staff import make_staff
from tests.doors import browser as signed_in


@pytest.fixture
def auditor(db: None) -> User:
    made = make_staff(email="auditor@un.example", password="", name="Otto Auditor", groups=["administrator"])
    return User.objects.get(pk=made.pk)


@pytest.fixture
def otto(auditor: User) -> Client:
    return signed_in(auditor, "mfa")

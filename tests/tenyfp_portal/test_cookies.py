"""Whatever stands in a cookie: answered as to somebody who sent none, never a fault of ours."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db

NAMES = (
    settings.SESSION_COOKIE_NAME,
    settings.CSRF_COOKIE_NAME,
    settings.LANGUAGE_COOKIE_NAME,
    "messages",
    "any",
)


ADDRESSES = ("/", "/fr/", "/fr/submit/", "/fr/accounts/login/", "/fr/admin/", "/api/v1/programmes/")


def answers(client):
    for address in ADDRESSES:
        answer = client.get(address)
        yield address, answer.status_code, answer.get("Location"), answer.get("Cache-Control")


@pytest.mark.parametrize("nul", ["\0", r"\000"], ids=["bare", "quoted"])
@pytest.mark.parametrize("name", NAMES)
def test_a_cookie_with_nul_is_taken_no_notice_of(name, nul):
    sends_one = Client(headers={"cookie": f'{name}="{"a" * 31}{nul}"'})
    assert list(answers(sends_one)) == list(answers(Client()))

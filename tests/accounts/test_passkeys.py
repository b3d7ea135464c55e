"""What somebody calls a passkey: short enough to be shown, on one line, and refused in words otherwise."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.page import Page

pytestmark = pytest.mark.django_db

TOO_LONG = "Ensure this value has at most 100 characters (it has 101)."


@pytest.fixture
def client(stranger):
    """Somebody who has just signed in."""
    client = Client()
    client.force_login(stranger)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return client


@pytest.fixture
def passkey(stranger):
    return Authenticator.objects.create(
        user=stranger, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": {}}
    )


@pytest.fixture
def renaming(passkey):
    return reverse("mfa_edit_webauthn", args=[passkey.pk])


def test_a_passkey_is_renamed_on_one_line(client, passkey, renaming):
    assert client.post(renaming, {"name": " My\n \u202eother\tlaptop "}).status_code == 302
    passkey.refresh_from_db()
    assert passkey.wrap().name == "My other laptop"


@pytest.mark.parametrize(
    ("name", "said"),
    [("x" * 101, TOO_LONG), (" ", "This field is required."), ("a\0b", "U+0000")],
)
def test_a_name_that_is_none_is_refused_in_words(name, said, client, passkey, renaming):
    page = Page(client.post(renaming, {"name": name}))
    assert said in page.words(".//div[@id='id_name_error']")
    passkey.refresh_from_db()
    assert passkey.wrap().name == "Laptop"


def test_the_name_of_a_new_one_has_the_same_length(client):
    page = Page(client.post(reverse("mfa_add_webauthn"), {"name": "x" * 101, "credential": "{}"}))
    assert TOO_LONG in page.words(".//div[@id='id_name_error']")
    assert not Authenticator.objects.exists()


def test_the_browser_knows_the_length_too(client, renaming):
    field = Page(client.get(renaming)).one(".//input[@name='name']")
    assert (field.get("maxlength"), field.get("dir"), field.get("value")) == ("100", "auto", "Laptop")


def test_the_browser_knows_the_length_of_a_new_one(client):
    field = Page(client.get(reverse("mfa_add_webauthn"))).one(".//input[@name='name']")
    assert field.get("maxlength") == "100"

"""Signing up: an account is made with its letter, works once confirmed, and tells strangers nothing."""

from __future__ import annotations

import pytest
from allauth.account import forms as allauth_forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from accounts import adapter, letters
from accounts.forms import PersonNameField
from accounts.models import Letter, User
from tests.accounts.strangers import told
from tests.post import links, parts

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
SITE = "http://127.0.0.1:8000"


def sign_up(client, email="fatima@ruritania.example", language="en", **typed):
    given = {"name": "Fatima Focal", "email": email, "password1": PASSWORD, "password2": PASSWORD, **typed}
    return client.post(f"/{language}/accounts/signup/", given, follow=True)


def sign_in(client, email="fatima@ruritania.example"):
    return client.post("/en/accounts/login/", {"login": email, "password": PASSWORD}, follow=True)


def confirmed(office):
    """Follow the link of the latest letter, as one would by hand; the page that it ends on."""
    client = Client()
    page = client.get(links(office.letters[-1])[0].removeprefix(SITE), follow=True)
    return client.post(page.redirect_chain[-1][0], follow=True)


def test_an_account_works_once_its_address_is_confirmed(office):
    assert "Look into your mailbox" in sign_up(Client()).content.decode()
    assert "Look into your mailbox" in sign_in(Client()).content.decode()
    letters.deliver()
    assert office.letters[0]["Subject"] == "Confirm your e-mail address"
    confirmed(office)
    assert "Your account" in sign_in(Client()).content.decode()


def test_the_page_s_language_becomes_that_of_the_person_and_of_the_letter(office):
    sign_up(Client(), language="ar")
    assert User.objects.get().language == "ar"
    letters.deliver()
    [letter] = office.letters
    assert letter["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in parts(letter)["text/html"]


def test_the_link_of_the_letter_opens_in_the_language_of_whoever_follows_it(office):
    sign_up(Client(), language="ar")
    letters.deliver()
    path = links(office.letters[0])[0].removeprefix(SITE)
    assert path.startswith("/accounts/confirm-email/")
    for language in ("ru", "zh-hans"):
        answer = Client(headers={"accept-language": language}).get(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/{language}{path}")


def test_looking_at_the_link_confirms_nothing(office):
    """Mail programs and virus scanners open every link."""
    sign_up(Client())
    letters.deliver()
    Client().get(links(office.letters[0])[0].removeprefix(SITE), follow=True)
    assert "Look into your mailbox" in sign_in(Client()).content.decode()


def test_the_key_is_forgotten_as_soon_as_the_letter_is_sent(office):
    sign_up(Client())
    assert "/accounts/confirm-email/" in Letter.objects.get().text
    letters.deliver()
    assert Letter.objects.get().text == ""


def test_a_taken_and_a_free_address_are_answered_alike(office):
    taken, free = "fatima@ruritania.example", "nobody@ruritania.example"
    sign_up(Client(), email=taken)
    letters.deliver()
    confirmed(office)
    letters.deliver()
    office.taken.clear()
    cache.clear()  # a minute later
    answers = [told(sign_up(Client(), email=email), email) for email in (taken, free)]
    assert answers[0] == answers[1]
    letters.deliver()
    assert [(letter["To"], letter["Subject"]) for letter in office.letters] == [
        (taken, "You have an account already"),
        (free, "Confirm your e-mail address"),
    ]


def test_asking_again_within_a_minute_sends_no_second_letter_and_is_answered_alike(office):
    first = told(sign_up(Client()))
    assert told(sign_up(Client())) == first
    letters.deliver()
    assert len(office.letters) == 1


def test_a_taken_address_costs_as_much_time_as_a_free_one(monkeypatch):
    """One hash of a password each, which is nearly all of it."""
    sign_up(Client())
    hashed = []
    monkeypatch.setattr("accounts.web.account.make_password", hashed.append)
    sign_up(Client(), email="FATIMA@ruritania.example")
    assert hashed == [PASSWORD]
    assert User.objects.count() == 1


def test_a_form_sent_twice_at_the_same_moment_makes_one_account(monkeypatch):
    first = told(sign_up(Client()))
    monkeypatch.setattr(
        allauth_forms.flows.manage_email, "email_already_exists", lambda email: (email, False)
    )
    assert told(sign_up(Client())) == first
    assert User.objects.count() == 1


def test_without_its_letter_there_is_no_account(monkeypatch):
    def broken(**_):
        raise OSError

    monkeypatch.setattr(adapter, "write_to_address", broken)
    with pytest.raises(OSError):  # noqa: PT011 - the one above
        sign_up(Client())
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Fatima \t Focal\n", "Fatima Focal"),
        ("Fatima\u202e Focal\u2066", "Fatima Focal"),
        ("Cafe\u0301", "Café"),
        ("علي رضا", "علي رضا"),
        ("x" * 200, "x" * 200),
    ],
)
def test_a_name_is_kept_as_it_is_read(typed, kept):
    assert PersonNameField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u202e", "Fatima\0", "Fatima\x07", "x" * 201, "\ud800"])
def test_a_name_that_cannot_be_kept_is_refused(typed):
    with pytest.raises(ValidationError):
        PersonNameField().clean(typed)


def test_a_refused_form_says_why_and_keeps_what_was_typed():
    page = sign_up(Client(), name="Fatima\x07", email="no address").content.decode()
    assert "A name cannot hold the character U+0007." in page
    assert "Enter a valid email address." in page
    assert 'value="no address"' in page
    assert not User.objects.exists()


def test_signing_up_grants_nothing_on_the_desk():
    sign_up(Client(), is_staff="on", is_superuser="on")
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser) == (False, False)

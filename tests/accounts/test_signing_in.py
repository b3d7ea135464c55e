"""The way in: a password, a second factor, and pages in the dress and language of the site."""

from __future__ import annotations

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.utils import translation

from accounts import letters
from accounts.models import Letter
from accounts.staff import make_staff
from tests.accounts.strangers import told
from tests.post import links, parts

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def person():
    return make_staff(email="nadia@un.example", password=PASSWORD, name="Nadia", groups=["curator"])


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, follow=True, **typed):
    given = {"login": "nadia@un.example", "password": PASSWORD, "next": "/en/admin/", **typed}
    return client.post("/en/accounts/login/", given, follow=follow)


@pytest.mark.django_db(transaction=True)
def test_the_first_sign_in_sets_up_a_second_factor_and_leads_to_the_desk(person):
    client = Client()
    page = sign_in(client)
    # Straight from the password to the code to scan: the password is not asked for twice.
    assert page.redirect_chain[-1][0].startswith("/en/accounts/2fa/totp/activate/")
    html = page.content.decode()
    assert '<img src="data:image/svg+xml;base64,' in html
    secret = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', html).group(1)

    codes = client.post("/en/accounts/2fa/totp/activate/", {"code": code_of(secret)}, follow=True)
    assert "Recovery codes" in codes.content.decode()

    desk = client.get("/en/admin/")
    assert desk.status_code == 200
    assert "Nadia" in desk.content.decode()


@pytest.fixture
def secret(person):
    """Of an authenticator app that was set up earlier."""
    chosen = "JBSWY3DPEHPK3PXP"
    TOTP.activate(person, chosen)
    RecoveryCodes.activate(person)
    return chosen


def test_later_a_password_alone_is_not_enough(secret):
    client = Client()
    page = sign_in(client)
    assert page.redirect_chain[-1][0].startswith("/en/accounts/2fa/authenticate/")
    assert client.get("/en/admin/").status_code == 302
    wrong = client.post("/en/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert "Incorrect code." in wrong.content.decode()
    right = client.post("/en/accounts/2fa/authenticate/", {"code": code_of(secret)}, follow=True)
    assert right.redirect_chain[-1][0] == "/en/admin/"


@pytest.mark.parametrize("typed", [{"password": "wrong"}, {"login": "nobody@un.example"}])
def test_a_wrong_password_and_an_unknown_address_are_told_alike(person, typed):
    page = sign_in(Client(), follow=False, **typed)
    assert "The email address and/or password you specified are not correct." in page.content.decode()


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_typed_as_the_half_minute_turns_still_holds(secret, steps, monkeypatch):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    client = Client()
    sign_in(client)
    code = format_hotp_value(hotp_value(secret, int(now) // 30 + steps))
    answer = client.post("/en/accounts/2fa/authenticate/", {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == "/en/admin/"


def test_five_wrong_passwords_close_the_door_for_a_while(person):
    client = Client()
    for _ in range(5):
        sign_in(client, password="wrong")
    assert "Too many failed login attempts" in sign_in(client).content.decode()


def test_too_many_tries_from_one_address_get_a_page_of_the_site(person, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(Client(), password="wrong")
    page = sign_in(Client(), password="wrong")
    assert page.status_code == 429
    assert 'class="masthead"' in page.content.decode()


def test_a_forgotten_password_is_chosen_anew_by_letter(office):
    person = make_staff(email="nadia@un.example", password="", name="Nadia", groups=["curator"])
    assert EmailAddress.objects.get(user=person).verified
    Client().post("/fr/accounts/password/reset/", {"email": "nadia@un.example"})
    letters.deliver()
    [letter] = office.letters
    [link, _entrance] = links(letter)
    assert letter["Subject"] == "Choose a new password", "in her language, not in that of the page"
    assert link.startswith("http://127.0.0.1:8000/accounts/password/reset/key/")
    client = Client(headers={"accept-language": "es"})
    form = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    assert form.redirect_chain[0][0].startswith("/es/accounts/")
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    letters.deliver()
    assert "A new password was chosen for your account." in parts(office.letters[1])["text/plain"]
    # The link has done its work.
    again = Client().get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    assert "password1" not in again.content.decode()


def test_a_letter_to_an_unknown_address_tells_the_page_nothing():
    make_staff(email="nadia@un.example", password=PASSWORD, name="", groups=[])
    answers = []
    for email in ("nadia@un.example", "nobody@un.example"):
        client = Client()
        answers.append(told(client.post("/en/accounts/password/reset/", {"email": email}, follow=True)))
    assert answers[0] == answers[1]
    assert list(Letter.objects.order_by("pk").values_list("address", "subject")) == [
        ("nadia@un.example", "Choose a new password"),
        ("nobody@un.example", "There is no account with this address"),
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "address",
    [
        "login/",
        "signup/",
        "confirm-email/nonsense/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-set-password/",
        "confirm-email/",
        "inactive/",
    ],
)
def test_every_page_of_the_way_in_wears_the_site_s_dress(language, address):
    with translation.override(language):
        page = Client().get(f"/{language}/accounts/{address}", follow=True)
    html = page.content.decode()
    assert page.status_code == 200
    assert 'class="masthead"' in html
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in html[:120]
    assert "<script" not in html
    assert " style=" not in html


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "logout/",
        "password/change/",
        "email/",
        "reauthenticate/",
        "sessions/",
        "2fa/",
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "2fa/totp/deactivate/",
    ],
)
def test_every_page_of_an_account_wears_it_too(person, secret, language, address):
    client = Client()
    sign_in(client)
    client.post("/en/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=person).exists()
    page = client.get(f"/{language}/accounts/{address}", follow=True)
    html = page.content.decode()
    assert page.status_code == 200
    assert 'class="masthead"' in html
    assert " style=" not in html


def test_signing_out_asks_first_and_ends_the_session(person, secret):
    client = Client()
    sign_in(client)
    client.post("/en/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert "sign out" in client.get("/en/accounts/logout/").content.decode().lower()
    assert client.get("/en/admin/").status_code == 200
    client.post("/en/accounts/logout/")
    assert client.get("/en/admin/").status_code == 302

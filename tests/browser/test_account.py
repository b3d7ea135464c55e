"""The way of a new person, in a real browser and with letters that really travel."""

from __future__ import annotations

import time
import uuid

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.post import links
from tests.servers import wait_until

PASSWORD = "correct horse battery"
NEW_PASSWORD = "another long walk"


@pytest.fixture
def link(office):
    """``link(email, part)``: the link with ``part`` in it in a letter to ``email``, once that has come."""

    def all_links(email, part):
        return [link for letter in office.to(email) for link in links(letter) if part in link]

    def found(email, part):
        wait_until(lambda: all_links(email, part))
        return all_links(email, part)[0]

    return found


def new_address():
    return f"{uuid.uuid4()}@ruritania.example"


def submit(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def sign_up(page, link, email):
    page.goto("/en/")
    menu = page.get_by_role("banner").get_by_text("Menu", exact=True)
    if menu.is_visible():  # on a telephone
        menu.click()
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Name").fill("Fatima Focal")
    page.get_by_label("Email").fill(email)
    page.locator("#id_password1").fill(PASSWORD)
    page.locator("#id_password2").fill(PASSWORD)
    submit(page, "Create an account")
    page.get_by_role("heading", name="Look into your mailbox").wait_for()
    page.goto(link(email, "/confirm-email/"))
    submit(page, "Confirm")


def sign_in(page, email, password=PASSWORD):
    page.goto("/en/accounts/login/")
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(password)
    submit(page, "Sign in")


def expect_signed_in(page):
    page.get_by_role("banner").get_by_text("Your account").wait_for(state="attached")


def sign_out(page):
    page.goto("/en/accounts/logout/")
    submit(page, "Sign out")


def test_from_signing_up_to_a_second_factor_and_a_forgotten_password(open_tab, link):
    page, email = open_tab(width=360), new_address()
    sign_up(page, link, email)
    sign_in(page, email)

    page.goto("/en/accounts/")
    page.get_by_role("link", name="Set it up").click()
    page.get_by_role("link", name="Set it up").click()
    secret = page.input_value("#authenticator_secret")
    page.locator("#id_code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    submit(page, "Set it up")
    page.get_by_role("heading", name="Recovery codes").wait_for()
    codes = page.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10

    sign_out(page)
    sign_in(page, email)
    page.get_by_role("heading", name="Second factor").wait_for()
    page.locator("#id_code").fill(codes[0])
    submit(page, "Sign in")
    expect_signed_in(page)

    sign_out(page)
    page.goto("/en/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    page.locator("#id_email").fill(email)
    submit(page, "Send the letter")
    page.get_by_role("heading", name="Look into your mailbox").wait_for()
    page.goto(link(email, "/password/reset/key/"))
    page.locator("#id_password1").fill(NEW_PASSWORD)
    page.locator("#id_password2").fill(NEW_PASSWORD)
    submit(page, "Save the password")
    page.get_by_role("heading", name="Your password is changed").wait_for()

    sign_in(page, email, NEW_PASSWORD)
    page.locator("#id_code").fill(codes[0])
    submit(page, "Sign in")
    page.get_by_text("Incorrect code.").wait_for()
    page.locator("#id_code").fill(codes[1])
    submit(page, "Sign in")
    expect_signed_in(page)


def test_a_passkey_is_added_and_opens_the_account(open_tab, link):
    page = open_tab()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    email = new_address()
    sign_up(page, link, email)
    sign_in(page, email)
    page.goto("/en/accounts/2fa/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("My telephone")
    submit(page, "Add a passkey")
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.goto("/en/accounts/2fa/webauthn/")
    page.get_by_role("rowheader", name="My telephone").wait_for()

    sign_out(page)
    sign_in(page, email)
    submit(page, "Use a passkey")
    expect_signed_in(page)


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_an_account_fit_their_window(open_tab, link, width, language):
    page = open_tab(width=width)
    email = new_address()
    for address in ("login/", "signup/", "password/reset/", "confirm-email/"):
        page.goto(f"/{language}/accounts/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    sign_up(page, link, email)
    sign_in(page, email)
    for address in ("", "email/", "password/change/", "2fa/", "2fa/totp/activate/", "sessions/", "logout/"):
        page.goto(f"/{language}/accounts/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width

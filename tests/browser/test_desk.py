"""The secretariat's desk in a real browser: the way in, language tabs, a form that works by buttons alone."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.browser.conftest import findings
from tests.browser.scene import PASSWORD, make_staff
from tests.servers import ROOT


@pytest.fixture
def desk(tab, surroundings):
    """A tab of somebody of the staff, signed in for the first time; ``desk(width=360)``."""
    email = make_staff("curator", "publisher", cwd=ROOT, environment=surroundings)

    def sign_in(**options):
        page = tab(**options)
        page.goto("/en/admin/")
        page.fill("#id_login", email)
        page.fill("#id_password", PASSWORD)
        page.click("main form button.main")
        # The code to scan is a picture in the page itself, which the policy lets through.
        width = page.locator("main img").evaluate("async code => (await code.decode(), code.naturalWidth)")
        assert width > 100
        secret = page.input_value("#authenticator_secret")
        page.fill("#id_code", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
        page.click("main form button.main")
        page.wait_for_url("**/recovery-codes/")
        page.get_by_role("link", name="Secretariat’s desk").first.click()
        page.wait_for_url("**/en/admin/")
        return page

    return sign_in


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_names_have_a_tab_for_each_language_under_its_own_name(desk, lang):
    page = desk()
    page.goto(f"/{lang}/admin/lifecycle/stage/waste/change/")
    tabs = page.get_by_role("tablist").first.get_by_role("tab")
    expect(tabs).to_have_text(["العربية", "中文", "English", "Français", "Русский", "Español"])
    french = page.locator("#id_name_fr")
    expect(page.locator(f"#id_name_{lang}")).to_be_visible()
    expect(french).to_be_hidden()
    tabs.get_by_text("Français").click()
    expect(french).to_be_visible()
    expect(french).to_have_value("Gestion intégrée des déchets")


def test_tabs_of_languages_are_changed_by_keyboard(desk):
    page = desk()
    page.goto("/en/admin/lifecycle/stage/waste/change/")
    page.get_by_role("tab", name="English").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Français").first).to_be_focused()
    expect(page.locator("#id_name_fr")).to_be_visible()


def test_a_box_to_search_in_is_named_by_its_label(desk):
    page = desk()
    page.goto("/en/admin/programmes/submitter/1/change/")
    expect(page.get_by_role("combobox", name="Part of")).to_be_visible()


def test_a_row_is_added_and_moved_by_buttons_and_keeps_cursor_and_words(desk):
    page = desk(java_script_enabled=False)
    page.goto("/en/admin/programmes/programme/9/text/?lang=en")
    page.fill("#title-en", "Typed before anything else")
    page.click("button[value='add:targets']")
    new = page.locator("#targets fieldset.item").last.locator("textarea")
    expect(new).to_be_focused()
    page.keyboard.type("A row typed where the cursor was put")
    expect(new).to_have_value("A row typed where the cursor was put")
    page.locator("#targets fieldset.item").last.get_by_role("button", name="Up").click()
    third = page.locator("#targets fieldset.item").nth(2).locator("textarea")
    expect(third).to_have_value("A row typed where the cursor was put")
    expect(page.locator("#title-en")).to_have_value("Typed before anything else")


def test_one_row_among_many_is_chosen_by_words_without_a_script(desk):
    page = desk(java_script_enabled=False)
    page.goto("/en/admin/programmes/submitter/1/change/")
    page.fill("[name=parent-words]", "united nations")
    page.click("[name=_continue]")
    found = page.locator("#id_parent option")
    expect(found.filter(has_text="United Nations Environment Programme")).to_have_count(1)
    page.select_option("#id_parent", label="United Nations Environment Programme")
    page.click("[name=_continue]")
    expect(page.locator("#id_parent option[selected]")).to_have_text("United Nations Environment Programme")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_pages_of_the_desk_fit_their_window_and_shut_nobody_out(desk, width, lang):
    page = desk(width=width)
    for address in (
        "",
        "programmes/programme/",
        "programmes/programme/9/change/",
        "programmes/programme/9/history/",
        "programmes/programme/9/text/?lang=ru",
        "programmes/programme/9/status/retired/",
        "programmes/version/9/change/",
        "programmes/submitter/1/change/",
        "lifecycle/stage/waste/change/",
    ):
        page.goto(f"/{lang}/admin/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert findings(page) == [], address
        for tick in page.locator("#content :is([type=checkbox], [type=radio])").all():
            box = tick.bounding_box()
            assert not box or min(box["width"], box["height"]) >= 24, address

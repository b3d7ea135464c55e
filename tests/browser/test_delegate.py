"""A delegate asks: what is there on waste, by law or regulation, and who proposed it?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


def press_until(page, wanted: str, most: int = 400) -> None:
    """Move with the Tab key until the element with the address ``wanted`` has the focus."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href') || ''").endswith(wanted):
            return
    raise AssertionError(f"the keyboard never reached {wanted}")


def test_by_keyboard_alone(tab):
    page = tab()
    page.goto("/en/")
    press_until(page, "/en/matrix/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/matrix/")
    press_until(page, "row=waste&column=legal")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nearest programmes").first).to_be_visible()
    expect(page.get_by_text("Cap and share").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_with_javascript_what_is_nearest_opens_in_place(tab, width):
    page = tab(width)
    page.goto("/ar/matrix/")
    page.locator("a[href$='row=waste&column=legal']").click()
    opened = page.locator("td.gap:has(.titles)")
    expect(opened.locator("a[href$='/programmes/10YFP-001/']")).to_have_count(1)
    expect(page.locator("td.gap:focus, td.gap :focus")).to_have_count(1)
    assert page.url.endswith("/ar/matrix/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_focus_is_always_visible(tab):
    page = tab()
    page.goto("/en/matrix/")
    for _step in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 120)")


def test_the_keyboard_can_skip_to_the_content(tab):
    page = tab()
    page.goto("/en/matrix/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/matrix/#main")


@pytest.mark.parametrize("width", [360, 1280])
def test_without_javascript_in_two_clicks(tab, width):
    page = tab(width, java_script_enabled=False)
    page.goto("/en/matrix/")
    page.locator("a[href$='row=waste&column=legal']").click()
    page.get_by_role("link", name="Cap and share").click()
    page.wait_for_url("**/en/programmes/10YFP-001/")
    expect(page.locator("main")).to_contain_text("Feasta Climate Group")


def test_without_javascript_filters_and_languages_work(tab):
    page = tab(java_script_enabled=False)
    page.goto("/en/programmes/")
    page.get_by_role("checkbox", name=re.compile("Laws and regulations")).check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator(".result")).to_have_count(1)
    page.get_by_role("link", name="العربية").first.click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".result")).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans", "fr", "ru", "es"])
def test_the_matrix_prints_on_one_landscape_page(tab, language):
    page = tab()
    page.goto(f"/{language}/matrix/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed).groups())
    assert width > height


def test_a_first_visit_weighs_at_most_sixty_kilobytes(tab):
    for address in (
        "/en/",
        "/ar/matrix/",
        "/zh-hans/programmes/",
        "/ru/programmes/10YFP-009/",
        "/en/sources/",
    ):
        page = tab()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        weights = []
        session.on(
            "Network.loadingFinished", lambda event, into=weights: into.append(event["encodedDataLength"])
        )
        page.goto(address, wait_until="networkidle")
        assert weights
        assert sum(weights) <= 60_000, f"{address}: {sum(weights)} bytes"

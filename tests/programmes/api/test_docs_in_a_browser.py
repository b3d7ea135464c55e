"""The documentation draws itself in a real browser, under the policy that every page has."""

from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def tab(live_server, registry, monkeypatch):
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.skip("no chromium, chromium-browser or google-chrome on the PATH")
    # Playwright runs an event loop in the thread of the test, which Django takes for asynchronous code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_address_is_drawn_and_nothing_is_refused(live_server, tab, lang):
    complaints, asked = [], []
    tab.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{live_server.url}/api/v1/docs/?lang={lang}")
    tab.locator(".opblock").nth(10).wait_for()
    assert tab.locator(".opblock").count() == 11
    tab.locator("#operations-matrix-matrix .opblock-summary-control").click()
    tab.locator(".try-out__btn").click()
    tab.locator(".execute").click()
    answered = tab.locator(".live-responses-table tbody .response-col_status")
    assert answered.inner_text() == "200"
    assert complaints == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []

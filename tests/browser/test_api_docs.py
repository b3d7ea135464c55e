"""The documentation draws itself in a real browser, under the policy that every page has."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tab(live_server, registry, browser):
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_address_is_drawn_and_nothing_is_refused(live_server, tab, lang):
    complaints, asked = [], []
    tab.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{live_server.url}/api/v1/docs/?lang={lang}")
    expect(tab.locator(".opblock")).to_have_count(11)
    tab.locator("#operations-matrix-matrix .opblock-summary-control").click()
    tab.locator(".try-out__btn").click()
    tab.locator(".execute").click()
    expect(tab.locator(".live-responses-table tbody .response-col_status")).to_have_text("200")
    assert complaints == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []

"""Every public page works for everyone: six languages, phone and desk, light and dark."""

from __future__ import annotations

import pytest

from languages.official import OFFICIAL
from tests.browser.conftest import findings

PAGES = [
    "",
    "matrix/",
    "matrix/?lens=eu",
    "matrix/?lens=marrakech",
    "programmes/",
    "programmes/?q=tourism",
    "programmes/?q=nothingofthekind",
    "programmes/?q=turizm",
    "programmes/10YFP-009/",
    "programmes/10YFP-035/",
    "programmes/10YFP-009/v/1/",
    "gaps/",
    "gaps/?row=waste&column=legal",
    "submitters/",
    "submitters/unep/",
    "sources/",
    "about/",
    "accessibility/",
    "privacy/",
    "accounts/login/",
    "accounts/signup/",
    "accounts/password/reset/",
]
# The first is a desk of 1280 pixels at 400 %.
WIDTHS = (320, 360, 1280)
# Colours and widths are the style sheet's business, not a translation's: how they look is asked in one
# language of each direction.
LOOKS = [(width, scheme) for scheme in ("light", "dark") for width in (360, 1280)]
LOOKED_AT_IN = ("en", "ar")


@pytest.mark.parametrize("language", OFFICIAL, ids=lambda language: language.code)
@pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "home")
def test_a_page_fits_says_its_language_and_shuts_nobody_out(tab, language, address):
    page = tab()
    page.goto(f"/{language.code}/{address}")
    root = page.locator("html")
    assert root.get_attribute("lang") == language.tag
    assert root.get_attribute("dir") == language.direction
    # One load for all: a width or a scheme asks the style sheet anew.
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for width, scheme in LOOKS if language.code in LOOKED_AT_IN else LOOKS[:1]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        assert findings(page) == [], f"{width} {scheme}"

"""Readers who choose their own colours, or more contrast, lose nothing that the page says."""

from __future__ import annotations

import pytest

from tests.browser.conftest import findings

PALETTES = [{"forced_colors": "active"}, {"contrast": "more"}]


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: next(iter(palette)))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_gap_keeps_its_pattern_and_every_word_can_be_read(tab, palette, scheme):
    page = tab(color_scheme=scheme, **palette)
    page.goto("/en/matrix/")
    pattern = page.locator("td.gap").first.evaluate("cell => getComputedStyle(cell).backgroundImage")
    assert pattern.startswith("repeating-linear-gradient(")
    assert findings(page) == []


def test_without_shadows_a_line_says_which_language_and_which_view_is_open(tab):
    page = tab(forced_colors="active")
    page.goto("/en/matrix/")
    for current in (".langs [aria-current]", ".lens [aria-current]"):
        line = page.locator(current).evaluate("link => getComputedStyle(link).borderBlockEndWidth")
        assert line == "4px", current
    ground = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    other = page.locator(".nav a:not([aria-current])").first
    assert other.evaluate("link => getComputedStyle(link).borderBlockEndColor") == ground

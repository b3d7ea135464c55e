"""A focal point takes the draft away as a Word file, writes in it, brings it back and chooses."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.co_author import CoAuthor
from tests.browser.scene import make_drafts
from tests.servers import ROOT
from tests.word_files import ARABIC, answer, changed


@pytest.fixture
def scene(posting):
    """A draft with its focal point."""
    (made,) = make_drafts(1, cwd=ROOT, environment=posting)
    return made


def write_in(document):
    answer(document, "item_title", ARABIC)
    answer(document, "item_description", "هذا ما لن يُؤخذ به.")
    document.add_paragraph("ملاحظة خارج الجداول")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_on_a_telephone_in_arabic(scene, office, open_tab, tmp_path, has_scripts):
    path = tmp_path / "draft.docx"
    page = open_tab(360, java_script_enabled=has_scripts)
    her = CoAuthor(page, office, language="ar", has_scripts=has_scripts, email=scene["focal_point"])
    her.comes_to(scene["reference"])
    her.follows(f"{her.own}word/")
    with page.expect_download() as taken_away:
        page.click("main a[href$='/draft.docx']")
    taken_away.value.save_as(path)
    path.write_bytes(changed(path.read_bytes(), write_in))

    page.set_input_files("#file", path)
    her.presses("form:has(#file)", "button")
    expect(page.locator("#offer-title")).to_be_visible()
    her.arrives_at(f"{her.own}word/")
    her.sees("draft.docx", ARABIC, "ملاحظة خارج الجداول")
    page.check("#offer-description [value=keep]")
    her.presses("form:has(#offer-title)")
    expect(page.locator("#offer-title")).to_have_count(0)
    her.arrives_at(f"{her.own}word/")
    expect(page.locator("#offer-description")).to_be_visible()

    her.goes_to(f"{her.own}write/title/")
    expect(page.locator("[name='title/en']")).to_have_value(ARABIC)
    her.goes_to(f"{her.own}write/description/")
    expect(page.locator("[name='description/en']")).to_have_value("Much food is thrown away.")

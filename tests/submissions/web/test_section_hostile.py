"""What nobody types by accident: refused by name, with the draft untouched and the text still on the page."""

from __future__ import annotations

import pytest

from tests.page import Page
from tests.writing import at, form_of, save, text_of

HOSTILE = {
    "five megabytes": ("x" * 5_000_000, "shorten by"),
    "NUL": ("before\0after", "U+0000"),
    "a control character": ("before\x07after", "U+0007"),
}


@pytest.mark.parametrize(("text", "said"), HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_stored_is_refused_by_name_and_stays_on_the_page(hers, draft, text, said):
    answer = save(hers, draft, "description", **{"description/en": text})
    page = Page(answer)
    assert page.status == 422
    fault = page.words(".//div[@role='alert']")
    assert "Programme description" in fault
    assert said in fault
    shown = (page.one(".//textarea[@name='description/en']").text or "").removeprefix("\n")
    assert shown == text[:200_000]
    is_cut = "only the beginning of it is shown here" in page.words()
    assert is_cut == (len(text) > 200_000)
    assert len(answer.content) < 300_000
    assert text_of(draft, "description", "description") == "Much food is thrown away."


def test_five_hundred_rows_are_refused_by_name_and_stay_on_the_page(hers, draft):
    ids = [f"r{number}" for number in range(500)]
    rows = {f"actors/{row}/en": f"Actor {row}" for row in ids}
    page = Page(save(hers, draft, "actors", **{"actors/rows": ["", *ids]}, **rows))
    assert page.status == 422
    assert "Main actors: keep to 100 rows." in page.words()
    assert len(page.all(".//fieldset//textarea")) == 500
    assert draft.sections.get(code="actors").content["items"] == {}


def test_more_than_a_form_may_hold_is_said_to_be_too_much(hers, draft):
    page = Page(save(hers, draft, "description", **{"description/en": "x" * 6_000_000}))
    assert page.status == 413
    assert "shorten the longest text" in page.words()


def test_half_a_pair_of_surrogates_is_refused_by_name(hers, draft):
    broken = "whole=1&revision=1&press=save&title/en=before%ED%A0%80after"
    page = Page(hers.post(at(draft, "title"), broken, content_type="application/x-www-form-urlencoded"))
    assert page.status == 422
    # What arrives is the sign that something was lost on the way.
    assert "Title: take out the character U+FFFD" in page.words(".//div[@role='alert']")
    assert page.one(".//input[@name='title/en']").get("value") == "before\ufffd\ufffd\ufffdafter"
    assert text_of(draft) == "Less food waste"


def test_thousands_of_amounts_are_refused_and_some_of_them_shown(hers, draft):
    amounts = {f"targets/t1/quantities/{number}/value": "1" for number in range(3000)}
    page = Page(save(hers, draft, "purpose", **amounts))
    assert page.status == 422
    assert "keep to 10 amounts in a row" in page.words(".//div[@role='alert']")
    assert "only the beginning of it is shown here" in page.words()
    assert len(page.having("fieldset", "amounts")) == 1000
    (row,) = draft.sections.get(code="purpose").content["items"]["targets"]
    assert row["quantities"] == []


@pytest.mark.parametrize("number", ["9" * 5000, "\u0661", "-1", "\0", ""])
def test_a_button_with_a_number_that_there_is_not_does_nothing(number, hers, draft):
    assert save(hers, draft, "purpose", press=f"remove-quantity:targets/t1/{number}").status_code == 200
    assert len(draft.sections.get(code="purpose").content["items"]["targets"]) == 1


def test_script_and_overrides_are_text_like_any_other(hers, draft):
    text = "<script>alert(1)</script> \u202egnp.exe"
    save(hers, draft, "title", **{"title/en": text})
    page = Page(hers.get(at(draft, "title")))
    assert page.one(".//input[@name='title/en']").get("value") == f"{text}\u202c"
    assert [script.get("src") is not None for script in page.all(".//script")] == [True]


def test_a_page_that_was_cut_short_is_not_stored(hers, draft):
    sent = form_of(hers, draft, "purpose")
    del sent["whole"]
    page = Page(hers.post(at(draft, "purpose"), {**sent, "press": "save"}))
    assert page.status == 422
    assert "The page came back incomplete" in page.words()

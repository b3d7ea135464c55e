"""What is written into a Word file and read again is equal, in every language and whatever was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages.official import CODES
from submissions.word.layout import parts
from tests import word_files
from tests.word_files import amount, full, read, row, text, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("taxonomy")]


@pytest.mark.parametrize("language", CODES)
def test_a_draft_comes_back_equal_in_each_language(language):
    said = full(language)
    understood = read(written(said, page=language, theirs=language), said, language)
    assert word_files.as_stored(understood.items) == said.content["items"]
    assert understood.cell == said.cell
    assert understood.authority == said.authority
    assert understood.pieces == []


@pytest.mark.parametrize("labels", CODES)
def test_it_comes_back_equal_without_anchors_whatever_language_the_labels_are_in(labels):
    said = full("ar")
    # Without anchor and text a row is nobody's.
    del said.content["items"]["success_criteria"]
    understood = read(word_files.without_anchors(written(said, page=labels, theirs="ar")), said, "ar")
    assert word_files.as_stored(understood.items) == said.content["items"]
    assert (understood.cell, understood.authority) == (said.cell, said.authority)
    assert understood.pieces == []


@pytest.mark.parametrize("language", CODES)
def test_the_empty_template_says_nothing(language):
    understood = read(word_files.empty(language))
    assert word_files.as_stored(understood.items) == {}
    assert set(understood.items) == set(full("en").content["items"]) | {
        "climate_link", "agreements", "activities", "implementation"
    }  # fmt: skip
    assert understood.cell == {"stage": "", "instrument": "", "reason": "", "also": []}
    assert understood.authority == {"kind": "", "number": "", "date": ""}
    assert understood.pieces == []


def test_the_same_draft_is_the_same_file():
    assert written(full("fr"), page="fr", theirs="fr") == written(full("fr"), page="fr", theirs="fr")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")).map(str.strip))
def test_any_text_is_put_together_again_from_its_paragraphs(words):
    found = parts(words)
    assert "\n\n".join(found) == words
    assert all(part.strip() for part in found)


@pytest.mark.parametrize(
    "quantities",
    [
        [amount(None)],
        [amount(None, placeholder="20")],
        [amount("20", placeholder="xx")],
        [amount("0")],
        [amount("1.125", per="year")],
        [amount(None, by=1999)],
        [amount(str(number)) for number in range(10)],
    ],
)
def test_amounts_come_back_as_they_stood(quantities):
    said = full("en")
    said.content["items"] = {"targets": [row("t1", "First", "en", *quantities), row("t2", "Next", "en")]}
    understood = read(written(said), said)
    assert word_files.as_stored(understood.items) == said.content["items"]


def test_a_sign_that_no_word_file_can_hold_is_replaced_and_nothing_else():
    said = full("en")
    said.content["items"] = {"title": text("a\uffffb", "en")}
    assert read(written(said), said).items["title"]["texts"]["en"]["text"] == "a\ufffdb"


# --- Right to left ----------------------------------------------------------------------------------


def test_what_is_arabic_runs_from_right_to_left():
    body = word_files.parts_of(written(full("ar"), page="ar", theirs="ar"))["word/document.xml"].decode()
    assert body.count("<w:bidiVisual") == body.count("<w:tbl>") == 18
    assert body.count("<w:bidi/>") == body.count("<w:p>")
    assert body.count("<w:rtl/>") == body.count("<w:r>")


def test_arabic_on_an_english_page_runs_from_right_to_left_in_its_cells_alone():
    body = word_files.parts_of(written(full("ar"), page="en", theirs="ar"))["word/document.xml"].decode()
    assert "<w:bidiVisual" not in body
    assert 0 < body.count("<w:bidi/>") < body.count("<w:p>")
    assert "<w:bidi/>" not in word_files.parts_of(word_files.empty("fr"))["word/document.xml"].decode()

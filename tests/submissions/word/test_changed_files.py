"""What people and programs do to a file between taking it away and bringing it back."""

from __future__ import annotations

from copy import deepcopy

import pytest
from docx.oxml.ns import qn

from tests import word_files
from tests.word_files import ARABIC, CHINESE, EMOJI, amount, answer, changed, full, read, table, written, xml

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("taxonomy")]


@pytest.fixture
def said():
    return full("en")


# --- Filled in --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "words"), [("ar", ARABIC), ("zh-hans", CHINESE), ("fr", EMOJI)])
def test_the_empty_template_is_filled_in(language, words):
    def fill(document):
        answer(document, "item_title", words.replace("\n", " "))
        answer(document, "item_description", f"{words.splitlines()[0]}\n\nEnd")
        answer(document, "item_actors", "FAO", column=1)
        answer(document, "item_targets", words.splitlines()[0], column=1)
        answer(document, "item_targets", "٢٠ ٪", column=2)
        answer(document, "item_targets", "2030", column=6)
        answer(document, "cell_place", "5", column=1)
        answer(document, "cell_place", "6", column=2)
        answer(document, "cell_reason", "So")
        answer(document, "authority_kind", "1")
        answer(document, "authority_date", "2026/5/4")

    understood = read(changed(word_files.empty(language), fill), language=language)
    assert word_files.texts_of(understood, "title", language) == words.replace("\n", " ")
    assert word_files.texts_of(understood, "description", language) == f"{words.splitlines()[0]}\n\nEnd"
    assert word_files.texts_of(understood, "actors", language) == ["FAO"]
    assert word_files.texts_of(understood, "targets", language) == [words.splitlines()[0]]
    expected = amount("20", unit="percent", by="2030")
    assert understood.items["targets"][0]["quantities"] == [expected]
    assert understood.cell == {"stage": "waste", "instrument": "mixed", "reason": "So", "also": []}
    assert understood.authority == {"kind": "note_verbale", "number": "", "date": "2026-05-04"}
    assert understood.pieces == []


def test_rows_are_added_removed_and_moved(said):
    def change(document):
        rows = list(table(document, "item_targets").rows)
        last = rows[-1]
        last.cells[1].paragraphs[0].text = "A new one"
        new = deepcopy(last._tr)
        last._tr.addnext(new)
        new.findall(qn("w:tc"))[1].find(f".//{qn('w:t')}").text = "Another"
        first = rows[1]._tr
        rows[4]._tr.addnext(first)
        rows[2]._tr.getparent().remove(rows[2]._tr)

    understood = read(changed(written(said), change), said)
    before = [each["id"] for each in said.content["items"]["targets"]]
    now = [each["id"] for each in understood.items["targets"]]
    assert now[:3] == [before[2], before[0], before[3]]
    assert now[:-2] == [before[2], before[0], *before[3:]]
    assert word_files.texts_of(understood, "targets")[-2:] == ["A new one", "Another"]
    assert not set(now[-2:]) & set(before)
    # The amounts in rows of their own went with what they stood below.
    assert [len(each["quantities"]) for each in understood.items["targets"][:3]] == [2, 0, 3]


def test_a_row_that_was_emptied_is_a_row_taken_out(said):
    understood = read(changed(written(said), lambda doc: answer(doc, "item_actors", "", column=1)), said)
    assert understood.items["actors"] == []


def test_a_row_without_its_anchor_is_the_one_that_reads_alike(said):
    def change(document):
        answer(document, "item_initiatives", "Two lines and a paragraph, and more", column=1)
        answer(document, "item_initiatives", "Something else", row=2, column=1)

    understood = read(word_files.without_anchors(changed(written(said), change)), said)
    first, second = understood.items["initiatives"]
    assert (first["id"], second["id"] in ("a", "b")) == ("b", False)


def test_an_answer_that_was_emptied_is_empty_and_one_that_is_gone_is_not_there(said):
    def change(document):
        answer(document, "item_title", "")
        gone = table(document, "item_resources")._tbl
        gone.getparent().remove(gone)

    understood = read(changed(written(said), change), said)
    assert understood.items["title"] == {"texts": {}}
    assert "resources" not in understood.items
    assert "success_criteria" in understood.items


# --- Headings ---------------------------------------------------------------------------------------


def renamed(document):
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith("Heading"):
            paragraph.text = f"Mine: {paragraph.text}"


def test_renamed_headings_are_shown_and_change_nothing(said):
    understood = read(changed(written(said), renamed), said)
    assert word_files.as_stored(understood.items) == said.content["items"]
    assert [piece.text for piece in understood.pieces][:2] == ["Mine: Title", "Mine: 1 Purpose and goals"]
    assert {piece.why for piece in understood.pieces} == {"elsewhere"}


def test_without_anchors_and_headings_the_order_is_left(said):
    del said.content["items"]["success_criteria"]

    def change(document):
        renamed(document)
        for each in document.tables:
            for cell in each.rows[0].cells:
                cell.paragraphs[0].text = "?"

    understood = read(changed(word_files.without_anchors(written(said)), change), said)
    assert word_files.texts_of(understood, "description").endswith(word_files.text_of(said, "description"))
    assert [each["id"] for each in understood.items["targets"]][-50:] == [
        each["id"] for each in said.content["items"]["targets"]
    ]


def test_words_under_a_heading_whose_table_is_gone_are_the_answer(said):
    def change(document):
        for anchor, lines in (("item_description", ["One", "Two"]), ("item_actors", ["FAO", "UNEP"])):
            gone = table(document, anchor)._tbl
            for line in lines:
                gone.addprevious(xml(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"))
            gone.getparent().remove(gone)

    understood = read(changed(written(said), change), said)
    assert word_files.texts_of(understood, "description") == "One\n\nTwo"
    assert word_files.texts_of(understood, "actors") == ["FAO", "UNEP"]
    assert understood.items["actors"][0]["id"] == "one"


def test_two_tables_that_became_one_are_told_apart(said):
    def change(document):
        first, second = table(document, "item_overall_objective"), table(document, "item_targets")
        between = first._tbl.getnext()
        while between is not second._tbl:
            between.getparent().remove(between)
            between = first._tbl.getnext()
        first._tbl.extend(second._tbl.tr_lst)
        second._tbl.getparent().remove(second._tbl)

    understood = read(changed(written(said), change), said)
    assert word_files.as_stored(understood.items) == said.content["items"]


def test_a_column_that_was_taken_out_takes_nothing_else_with_it(said):
    def without(number):
        def change(document):
            for each in table(document, "item_targets")._tbl.tr_lst:
                each.remove(each.tc_lst[number])

        return read(changed(written(said), change), said)

    rows = word_files.as_stored(without(3).items)["targets"]
    assert [row["id"] for row in rows] == [row["id"] for row in said.content["items"]["targets"]]
    assert rows[2]["quantities"] == [
        amount(None, unit="countries", per="year"),
        amount("1000000", unit="usd"),
    ]
    # With the numbers go the anchors of the table and of its rows.
    rows = word_files.as_stored(without(0).items)["targets"]
    assert rows == said.content["items"]["targets"]


def test_a_picture_under_a_heading_is_no_answer(said):
    def change(document):
        gone = table(document, "item_description")._tbl
        gone.getprevious().append(xml("<w:r><w:drawing/></w:r>"))
        gone.getparent().remove(gone)

    understood = read(changed(written(said), change), said)
    assert "description" not in understood.items
    assert word_files.pieces_of(understood) == [("picture", "description", "")]

"""What stands in a file beside plain words, or outside of the tables, is read or shown, never dropped."""

from __future__ import annotations

import base64
import re
from io import BytesIO

import pytest
from docx.oxml.ns import qn

from tests import word_files
from tests.word_files import ARABIC, EMOJI, amount, answer, changed, full, read, table, written, xml

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("taxonomy")]

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


@pytest.fixture
def said():
    return full("en")


def test_tracked_changes_are_read_as_accepted_and_said(said):
    def change(document):
        cell = table(document, "item_title").cell(1, 0)._tc
        paragraph = cell.p_lst[0]
        paragraph.append(xml('<w:ins w:id="91" w:author="A"><w:r><w:t> put in</w:t></w:r></w:ins>'))
        paragraph.append(xml('<w:del w:id="92" w:author="A"><w:r><w:delText> out</w:delText></w:r></w:del>'))
        paragraph.append(xml('<w:moveFrom w:id="93" w:author="A"><w:r><w:t> away</w:t></w:r></w:moveFrom>'))
        paragraph.append(xml('<w:moveTo w:id="94" w:author="A"><w:r><w:t> here</w:t></w:r></w:moveTo>'))
        answer(document, "item_resources", "First\nSecond\nThird")
        ended = table(document, "item_resources").cell(1, 0)._tc.p_lst[0]
        ended.get_or_add_pPr().append(xml('<w:rPr><w:del w:id="95" w:author="A"/></w:rPr>'))
        taken = table(document, "item_initiatives").rows[1]._tr
        taken.get_or_add_trPr().append(xml('<w:del w:id="96" w:author="A"/>'))

    understood = read(changed(written(said), change), said)
    assert word_files.texts_of(understood, "title") == f"{EMOJI} {ARABIC} put in here"
    assert word_files.texts_of(understood, "resources") == "FirstSecond\n\nThird"
    assert [each["id"] for each in understood.items["initiatives"]] == ["b"]
    assert word_files.pieces_of(understood) == [("changes", "", "")]


def test_a_row_that_was_taken_out_as_a_tracked_change_is_said_too(said):
    def change(document):
        taken = table(document, "item_actors").rows[1]._tr
        taken.get_or_add_trPr().append(xml('<w:del w:id="96" w:author="A"/>'))

    understood = read(changed(written(said), change), said)
    assert understood.items["actors"] == []
    assert word_files.pieces_of(understood) == [("changes", "", "")]


def test_comments_notes_links_and_signs_are_shown(said):
    def change(document):
        title = table(document, "item_title").cell(1, 0).paragraphs[0]
        document.add_comment(title.runs, text="Is this so?", author="Rita")
        reason = table(document, "cell_reason").cell(1, 0).paragraphs[0]
        target = document.part.relate_to("https://plan.example/x", LINK, is_external=True)
        link = xml("<w:hyperlink><w:r><w:t> see the plan</w:t></w:r></w:hyperlink>")
        link.set(qn("r:id"), target)
        reason._p.append(link)
        reason._p.append(xml('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'))

    understood = read(changed(written(said), change), said)
    assert word_files.pieces_of(understood) == [
        ("comment", "title", "Rita: Is this so?"),
        ("link", "cell", "https://plan.example/x"),
        ("sign", "cell", "Wingdings F04A"),
    ]
    assert understood.cell["reason"].startswith("One. see the plan\n\nTwo,")


LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def test_tables_and_pictures_within_an_answer(said):
    def change(document):
        cell = table(document, "item_description").cell(1, 0)
        cell.paragraphs[0].add_run().add_picture(BytesIO(DOT))
        inner = cell.add_table(2, 2)
        for number, each in enumerate(inner._cells):
            each.text = f"cell {number}"
        cell.add_paragraph("After it")

    understood = read(changed(written(said), change), said)
    lines = "cell 0\tcell 1\ncell 2\tcell 3"
    before = word_files.text_of(said, "description")
    assert word_files.texts_of(understood, "description") == f"{before}\n\n{lines}\n\nAfter it"
    assert word_files.pieces_of(understood) == [
        ("picture", "description", ""),
        ("table", "description", lines),
    ]


def test_a_text_box_is_shown_once(said):
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    drawn = (
        '<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    data = changed(
        written(said), lambda doc: table(doc, "item_title").cell(1, 0)._tc.p_lst[0].append(xml(drawn))
    )
    assert word_files.pieces_of(read(data, said)) == [("text_box", "title", "In a box")]


def test_what_stands_outside_the_tables_is_shown_with_its_section(said):
    def change(document):
        document.add_paragraph("At the very end")
        after = table(document, "item_resources")._tbl
        pasted = document.add_table(1, 3)
        pasted.cell(0, 1).text = "pasted"
        after.addnext(pasted._tbl)
        column = table(document, "item_actors")
        for number, each in enumerate(column.add_column(914400).cells):
            each.text = ["Remarks", "A remark"][number] if number < 2 else ""

    understood = read(changed(written(said), change), said)
    assert word_files.as_stored(understood.items) == said.content["items"]
    assert sorted(word_files.pieces_of(understood)) == [
        ("elsewhere", "actors", "A remark"),
        ("elsewhere", "actors", "Remarks"),
        ("elsewhere", "authority", "At the very end"),
        ("elsewhere", "resources", "pasted"),
    ]


def test_names_that_are_none_of_ours_are_shown_and_change_nothing(said):
    def change(document):
        answer(document, "cell_place", "The moon", column=1)
        answer(document, "cell_place", "Waste", row=4, column=1)
        answer(document, "authority_kind", "A handshake")
        answer(document, "authority_date", "last May")
        answer(document, "item_targets", "hectares", row=2, column=4)
        answer(document, "item_targets", "soon", row=2, column=6)

    understood = read(changed(written(said), change), said)
    assert "stage" not in understood.cell
    assert understood.cell["instrument"] == "legal"
    assert understood.authority == {"number": "114/2026"}
    assert understood.items["targets"][1]["quantities"] == [amount("12.125", by="")]
    assert word_files.pieces_of(understood) == [
        ("unit", "purpose", "hectares"),
        ("year", "purpose", "soon"),
        ("stage", "cell", "The moon"),
        ("half", "cell", "Waste"),
        ("kind", "authority", "A handshake"),
        ("day", "authority", "last May"),
    ]


def test_words_in_the_strict_dialect_of_the_format_are_read_too(said):
    main = rb"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = word_files.with_part(written(said), "word/document.xml", lambda part: re.sub(main, strict, part))
    understood = read(data, said)
    assert word_files.as_stored(understood.items) == said.content["items"]
    assert understood.pieces == []

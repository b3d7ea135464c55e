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
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"


@pytest.fixture
def said():
    return full("en")


def typed(anchor, *markup):
    """A change that adds runs to what an answer begins with."""

    def change(document):
        paragraph = table(document, anchor).cell(1, 0)._tc.p_lst[0]
        inside = xml(f"<w:p>{''.join(markup)}</w:p>")
        paragraph.extend(list(inside))

    return change


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
        target = document.part.relate_to(
            "https://plan.example/x", RELATION.format("hyperlink"), is_external=True
        )
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


def test_all_that_stands_in_a_text_box_is_shown(said):
    box = "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>"
    picture = '<w:r><w:drawing><wp:docPr xmlns:wp="wp" descr="A cat"/></w:drawing></w:r>'
    within = box.format("<w:r><w:t>Within</w:t></w:r>" + picture)
    data = changed(written(said), typed("item_title", box.format("<w:r><w:t>Outer</w:t></w:r>" + within)))
    assert word_files.pieces_of(read(data, said)) == [
        ("text_box", "title", "Outer"),
        ("text_box", "title", "Within"),
        ("picture", "title", "A cat"),
    ]


def test_what_stands_at_the_head_or_foot_of_the_pages_is_shown_but_what_we_wrote_there(said):
    def change(document):
        page = document.sections[0]
        page.header.paragraphs[0].text = "Not for circulation"
        page.footer.paragraphs[0].text = "SUB-2026-7KM4QX"
        page.different_first_page_header_footer = True
        page.first_page_header.paragraphs[0].text = "Not for circulation"
        page.first_page_footer.paragraphs[0].text = "Call me"

    assert word_files.pieces_of(read(changed(written(said), change), said)) == [
        ("head", "", "Not for circulation"),
        ("head", "", "Call me"),
    ]


def test_a_comment_on_words_that_were_taken_out_is_shown_too(said):
    def change(document):
        run = table(document, "item_title").cell(1, 0).paragraphs[0].add_run("Out")
        document.add_comment(run, text="Why?", author="Rita")
        taken = xml('<w:del w:id="92" w:author="A"/>')
        run._r.addprevious(taken)
        taken.extend(list(taken.itersiblings()))

    assert word_files.pieces_of(read(changed(written(said), change), said)) == [
        ("comment", "", "Rita: Why?"),
        ("changes", "", ""),
    ]


def test_where_a_field_leads_to_is_shown(said):
    plan, figures = "https://plan.example/x", "https://plan.example/figures.docx"
    change = typed(
        "item_title",
        f'<w:r><w:instrText> HYPERLINK "{plan}" </w:instrText></w:r>',
        "<w:r><w:t> the plan</w:t></w:r>",
        f"<w:fldSimple w:instr='INCLUDETEXT \"{figures}\"'><w:r><w:t> and figures</w:t></w:r></w:fldSimple>",
    )
    understood = read(changed(written(said), change), said)
    assert word_files.texts_of(understood, "title") == f"{EMOJI} {ARABIC} the plan and figures"
    assert word_files.pieces_of(understood) == [("link", "title", plan), ("outside", "title", figures)]


def test_a_document_put_into_the_file_is_said_not_to_be_read(said):
    def change(document):
        part = document.part.relate_to("other.docx", RELATION.format("aFChunk"), is_external=True)
        other = xml("<w:altChunk/>")
        other.set(qn("r:id"), part)
        table(document, "item_title")._tbl.addnext(other)

    assert word_files.pieces_of(read(changed(written(said), change), said)) == [
        ("outside", "title", "other.docx")
    ]


def test_lists_are_read_without_their_marks_and_that_is_said_once(said):
    def change(document):
        cell = table(document, "item_resources").cell(1, 0)
        cell.paragraphs[0].text = "Money"
        cell.add_paragraph("of one", style="List Bullet")
        cell.add_paragraph("of two").paragraph_format.element.get_or_add_pPr().get_or_add_numPr()._add_numId(
            val=1
        )
        cell.add_paragraph("of none").paragraph_format.element.get_or_add_pPr().get_or_add_numPr()._add_numId(
            val=0
        )

    understood = read(changed(written(said), change), said)
    assert word_files.texts_of(understood, "resources") == "Money\n\nof one\n\nof two\n\nof none"
    assert word_files.pieces_of(understood) == [("list", "resources", "")]


def test_signs_above_and_below_the_line_stay_there(said):
    change = typed(
        "item_title",
        '<w:r><w:t> 10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>-6</w:t></w:r>',
        '<w:r><w:t> CO</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>',
        "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        '<m:oMath xmlns:m="m"><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e>'
        "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
    )
    understood = read(changed(written(said), change), said)
    assert word_files.texts_of(understood, "title") == f"{EMOJI} {ARABIC} 10⁻⁶ CO₂漢(kan)x2"
    assert word_files.pieces_of(understood) == [("formula", "title", "x2")]


def test_a_page_break_parts_words(said):
    change = typed("item_resources", '<w:r><w:t>one</w:t><w:br w:type="page"/><w:t>two</w:t></w:r>')
    understood = read(changed(written(said), change), said)
    assert word_files.texts_of(understood, "resources").endswith("one\ntwo")


def test_what_is_written_in_the_place_of_a_number_is_shown(said):
    def change(document):
        answer(document, "item_actors", "the first of them")
        answer(document, "cell_place", "rather here", row=2)
        answer(document, "item_initiatives", "7.")

    assert word_files.pieces_of(read(changed(written(said), change), said)) == [
        ("elsewhere", "actors", "the first of them"),
        ("elsewhere", "cell", "rather here"),
    ]


def test_cells_that_a_row_begins_without_do_not_move_the_others(said):
    def change(document):
        row = table(document, "item_actors").rows[1]._tr
        row.remove(row.tc_lst[0])
        row.get_or_add_trPr().append(xml('<w:gridBefore w:val="1"/>'))

    understood = read(changed(written(said), change), said)
    assert word_files.texts_of(understood, "actors") == ["FAO"]
    assert word_files.pieces_of(understood) == []


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

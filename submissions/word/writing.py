"""A document of the template as the bytes of a Word file.

Right to left is said where it holds: on paragraphs, on runs and on tables. The same document is always the
same bytes, so that a browser that has it is told so.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from languages.official import Language
from submissions.word.layout import Block, Column, Grid, Heading, parts

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Of a sheet that is 17 cm wide between its margins; text takes what the others leave.
WIDTH = 17.0
LINE = 0.5
WIDTHS = {
    Column.ORDER: 1.4,
    Column.AMOUNT: 2.2,
    Column.PLACEHOLDER: 1.9,
    Column.UNIT: 2.2,
    Column.PER: 1.5,
    Column.BY: 1.5,
}
THEIRS = (Column.TEXT, Column.PLACEHOLDER)
"""Columns that people write in their own language; the others hold names of ours and figures."""
REGIONS = {"ar": "ar-SA", "zh-hans": "zh-CN", "en": "en-GB", "fr": "fr-FR", "ru": "ru-RU", "es": "es-ES"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
# What XML cannot hold.
_UNWRITABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(blocks: Iterable[Block], *, page: Language, theirs: Language, title: str, foot: str = "") -> bytes:
    """``blocks`` as a Word file: what is ours in the language of the ``page``, what people say in theirs."""
    sheet = Sheet(page, title, foot)
    for block in blocks:
        if isinstance(block, Grid):
            sheet.grid(block, theirs)
        elif isinstance(block, Heading):
            sheet.heading(block.text, block.level)
        else:
            sheet.note(block.text)
    return sheet.packed()


class Sheet:
    """A Word file that is written from its beginning to its end."""

    def __init__(self, page: Language, title: str, foot: str = "") -> None:
        self.page = page
        self.document = Document()
        self._marks = 0
        self._dress()
        about = self.document.core_properties
        about.title, about.author, about.comments, about.language = title, "", "", REGIONS[page.code]
        if foot:
            _say(self.document.sections[0].footer.paragraphs[0], foot, page)

    # --- What is written ------------------------------------------------------------------------------

    def heading(self, text: str, level: int, language: Language | None = None) -> None:
        style = f"Heading{level}" if level else "Title"
        _say(self.document.add_paragraph(), text, language or self.page, style)

    def note(self, text: str) -> None:
        _say(self.document.add_paragraph(), text, self.page, "Note")

    def text(self, text: str, language: Language) -> None:
        """What somebody wrote, in its paragraphs."""
        for part in parts(text):
            _say(self.document.add_paragraph(), part, language)

    def grid(self, grid: Grid, theirs: Language) -> None:
        """A table to write in, the names of its columns on every page that it runs over."""
        left = WIDTH - sum(WIDTHS.get(column, 0) for column in grid.columns)
        shared = left / sum(column not in WIDTHS for column in grid.columns)
        head, *rows = self.table(1 + len(grid.rows), [WIDTHS.get(column, shared) for column in grid.columns])
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, label in zip(head.cells, grid.columns.values(), strict=True):
            self.fill(cell, label, self.page, style="Label")
            _shade(cell)
        self._mark(head, grid.anchor)
        for drawn, row in zip(rows, grid.rows, strict=True):
            for cell, column, text in zip(drawn.cells, grid.columns, row.cells, strict=True):
                self.fill(cell, text, theirs if column in THEIRS else self.page)
            if grid.lines > 1:
                drawn.height = Cm(LINE * grid.lines)
            if row.anchor:
                self._mark(drawn, row.anchor)
        # Without a paragraph between them two tables would be one.
        self.note("")

    def table(self, rows: int, widths: list[float]) -> list[_Row]:
        """The rows of a new table, its columns so many centimetres wide."""
        table = self.document.add_table(rows, len(widths))
        table._tbl.tblStyle_val = "TableGrid"
        table.autofit = False
        if self.page.direction == "rtl":
            table.table_direction = WD_TABLE_DIRECTION.RTL
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        drawn = list(table.rows)
        for row in drawn:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
        return drawn

    def fill(self, cell: _Cell, text: str, language: Language, style: str = "Answer") -> None:
        """``text`` in paragraphs of its own, below what stands in the cell already."""
        for part in parts(text) or [""]:
            last = cell.paragraphs[-1]
            _say(cell.add_paragraph() if last.runs else last, part, language, style)

    def packed(self) -> bytes:
        """The bytes of the file, without the time at which it was made."""
        saved, packed = BytesIO(), BytesIO()
        self.document.save(saved)
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(zipfile.ZipInfo(name, _LONG_AGO), source.read(name), zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    # --- How it looks ---------------------------------------------------------------------------------

    def _dress(self) -> None:
        sheet, styles = self.document.sections[0], self.document.styles
        sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
        sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = Cm(2)
        for name, size, grey in (("Answer", 10.5, "000000"), ("Label", 9, "404040"), ("Note", 9, "404040")):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(grey)
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(3)
            # The size that Arabic letters have.
            of_arabic = OxmlElement("w:szCs")
            of_arabic.set(qn("w:val"), str(int(2 * size)))
            style.element.get_or_add_rPr().append(of_arabic)
        # One family for the letters of every script: what a device lacks it replaces by itself.
        fonts = styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
        for script, font in (("ascii", "Arial"), ("hAnsi", "Arial"), ("cs", "Arial"), ("eastAsia", "SimSun")):
            fonts.set(qn(f"w:{script}"), font)

    def _mark(self, row: _Row, name: str) -> None:
        """Give a row the hidden ``name`` by which it is known again."""
        self._marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for each in (start, end):
            each.set(qn("w:id"), str(self._marks))
        start.set(qn("w:name"), name)
        row.cells[0].paragraphs[0]._p.extend([start, end])


def _say(paragraph: Paragraph, text: str, language: Language, style: str | None = None) -> None:
    # By its id: python-docx reads through all styles to find one by its name, for every paragraph anew.
    paragraph._p.style = style
    run = paragraph.add_run(_UNWRITABLE.sub("\ufffd", text))
    tongue = OxmlElement("w:lang")
    # Word keeps three languages of a text: of Latin letters and the like, of Chinese, and of Arabic.
    script = {"ar": "bidi", "zh-hans": "eastAsia"}.get(language.code, "val")
    tongue.set(qn(f"w:{script}"), REGIONS[language.code])
    if language.direction == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run.font.rtl = True
    run._r.get_or_add_rPr().append(tongue)


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EDEDED")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)

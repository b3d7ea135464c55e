"""The words of a Word file in their order: the paragraphs and tables of its body, and what is not words.

Tracked changes are read as if they were all accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from submissions.word.elements import (
    anchors,
    blocks,
    drawn,
    given,
    is_numbered,
    is_placeholder,
    is_removed,
    lifted,
    name_of,
    span,
)
from submissions.word.safety import Link, Package, broken

PICTURE, TABLE, COMMENT, FOOTNOTE, TEXT_BOX = "picture", "table", "comment", "footnote", "text_box"
LINK, OUTSIDE, SIGN, CHANGES = "link", "outside", "sign", "changes"
LIST, FORMULA, HEAD = "list", "formula", "head"
ENDNOTE = "endnote"
_SKIPPED = frozenset(
    {
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "tcPr", "trPr", "tblPr", "tblPrEx", "tblGrid", "sectPr"),
        *("delText", "delInstrText", "fldData", "del", "moveFrom", "Fallback"),
    }
)
_CHANGES = ("{*}ins", "{*}del", "{*}moveTo", "{*}moveFrom", "{*}cellDel")
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "br": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_NOTES = {"commentReference": COMMENT, "footnoteReference": FOOTNOTE, "endnoteReference": ENDNOTE}
_BESIDE = frozenset(("drawing", "pict", "object", "sym", "altChunk", "subDoc", *_NOTES))
_FIELD = re.compile(r"\s*(HYPERLINK|INCLUDE[A-Z]+)\s+\"([^\"]+)\"")
_SPACES = str.maketrans("\n\r\t", "   ")


@dataclass(frozen=True)
class Extra:
    """What stands in a file beside plain words: what it is, and what can be said of it."""

    kind: str
    text: str = ""


@dataclass
class Words:
    """The text of a paragraph, or of all that stands in a cell."""

    text: str = ""
    extras: list[Extra] = field(default_factory=list)


@dataclass
class TableRow:
    cells: list[Words]
    anchors: list[str]


@dataclass
class Table:
    rows: list[TableRow]


_NOTHING = Words()


def read(package: Package) -> tuple[list[Words | Table], list[Extra]]:
    """The body of the document, and what stands beside it; raises ``BadWordFile`` where it cannot be read."""
    root = package.tree(package.main)
    body = next((each for each in root if name_of(each) == "body"), None) if root is not None else None
    if body is None:
        raise broken()
    reader = _Reader(package.links(package.main), _notes(package), _lists(package))
    found = list(reader.pieces(body))
    beside = [*reader.rest_of_notes(), *_heads(package)]
    if next(body.iter(*_CHANGES), None) is not None:
        beside.append(Extra(CHANGES))
    return found, beside


def _notes(package: Package) -> dict[tuple[str, str], Words]:
    """What was noted beside the text, by the kind of a note and its id."""
    notes = {}
    for kind, part in ((COMMENT, "comments"), (FOOTNOTE, "footnotes"), (ENDNOTE, "endnotes")):
        for name, root in package.beside(part):
            reader = _Reader(package.links(name))
            for note in root:
                said = reader.words(note)
                by = [given(note, "author")] if said.text else []
                notes[kind, given(note, "id")] = Words(": ".join([*filter(None, by), said.text]), said.extras)
    return notes


def _heads(package: Package) -> list[Extra]:
    """What stands at the head or the foot of the pages, once if it does on pages of several kinds."""
    heads: dict[Extra, None] = {}
    for kind in ("header", "footer"):
        for name, root in package.beside(kind):
            said = _Reader(package.links(name)).words(root)
            heads |= dict.fromkeys([*([Extra(HEAD, said.text)] if said.text else []), *said.extras])
    return list(heads)


def _lists(package: Package) -> frozenset[str]:
    """The styles that make a paragraph part of a list."""
    styles = (style for _name, root in package.beside("styles") for style in root)
    return frozenset(given(style, "styleId") for style in styles if is_numbered(style))


@dataclass
class _Reader:
    """Reads one part of a file: where its links lead, what was noted beside it, which styles are of lists."""

    links: dict[str, Link]
    notes: dict[tuple[str, str], Words] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()

    def rest_of_notes(self) -> list[Extra]:
        """The notes that no words refer to any more."""
        return [extra for kind, key in list(self.notes) for extra in self._note(kind, key)]

    # --- Blocks ---------------------------------------------------------------------------------------

    def pieces(self, container: etree._Element) -> Iterator[Words | Table]:
        """Paragraphs and tables in their order."""
        for block in blocks(container):
            if name_of(block) == "tbl":
                yield self._table(block)
            else:
                yield self._paragraph(block)

    def words(self, container: etree._Element) -> Words:
        """All paragraphs of a cell or a note as one text, an empty line between two of them."""
        texts, extras, goes_on = list[list[str]](), list[Extra](), False
        for block in blocks(container):
            if name_of(block) == "tbl":
                table = self._table(block)
                said = Words(lines_of(table), extras_of(table))
                said.extras.append(Extra(TABLE, said.text))
            else:
                said = self._paragraph(block)
            texts += [] if goes_on else [[]]
            texts[-1].append(said.text)
            # Where the end of a paragraph was taken out, the next one goes on in it.
            goes_on = is_removed(block)
            extras += said.extras
        whole = map("".join, texts)
        return Words("\n\n".join(text for text in whole if text.strip()), extras)

    def _table(self, table: etree._Element) -> Table:
        return Table([self._row(row) for row in blocks(table, "tr") if not is_removed(row)])

    def _row(self, row: etree._Element) -> TableRow:
        cells = [_NOTHING] * span(row, "{*}trPr/{*}gridBefore")
        for cell in blocks(row, "tc"):
            cells.append(_NOTHING if is_removed(cell) else self.words(cell))
            # A cell over several columns stands in the first of them.
            cells += [_NOTHING] * (span(cell, "{*}tcPr/{*}gridSpan") - 1)
        return TableRow(cells, list(anchors(row)))

    # --- Within a paragraph ---------------------------------------------------------------------------

    def _paragraph(self, block: etree._Element) -> Words:
        said: list[str] = []
        extras: list[Extra] = []
        self._walk(block if name_of(block) == "p" else [block], said, extras)
        text = "".join(said)
        if text.strip() and self._is_in_list(block):
            extras.append(Extra(LIST))
        return Words(text, extras)

    def _is_in_list(self, paragraph: etree._Element) -> bool:
        style = paragraph.find("{*}pPr/{*}pStyle")
        own = paragraph.find("{*}pPr/{*}numPr")
        return is_numbered(paragraph) or (
            own is None and style is not None and given(style, "val") in self.lists
        )

    def _walk(self, elements: Iterable[etree._Element], said: list[str], extras: list[Extra]) -> None:
        for child in elements:
            name = name_of(child)
            if name in _SKIPPED or is_placeholder(child):
                continue
            if name == "t":
                said.append(lifted(child, (child.text or "").translate(_SPACES)))
            elif name in _SIGNS:
                said.append(_SIGNS[name])
            elif name in _BESIDE:
                extras += self._beside(child, name)
            else:
                self._enter(child, name, said, extras)

    def _enter(self, element: etree._Element, name: str, said: list[str], extras: list[Extra]) -> None:
        """Walk into ``element``, and tell what it is beside its words."""
        begin = len(said)
        # How signs are read stands before them in the file, and above them on the page.
        self._walk(reversed(element) if name == "ruby" else element, said, extras)
        words = "".join(said[begin:])
        match name:
            case "hyperlink":
                extras += self._link(element, words)
            case "instrText" | "fldSimple":
                extras += _field(element.text or given(element, "instr"))
            case "oMath":
                extras.append(Extra(FORMULA, words))
            case "rt":
                said[begin:] = [f"({words})"]

    def _beside(self, element: etree._Element, name: str) -> Iterator[Extra]:
        """What ``element``, which is no text, says."""
        if name in _NOTES:
            yield from self._note(_NOTES[name], given(element, "id"))
        elif name == "sym":
            yield Extra(SIGN, f"{given(element, 'font')} {given(element, 'char')}")
        elif name in ("altChunk", "subDoc"):
            yield Extra(OUTSIDE, next((link.target for link in self._links_of([element])), ""))
        else:
            yield from self._drawing(list(drawn(element)))

    def _drawing(self, drawn: list[etree._Element]) -> Iterator[Extra]:
        boxes = [self.words(each) for each in drawn if name_of(each) == "txbxContent"]
        for box in boxes:
            yield from [Extra(TEXT_BOX, box.text)] if box.text else []
            yield from box.extras
        yield from (Extra(OUTSIDE, link.target) for link in self._links_of(drawn) if link.is_outside)
        if not boxes:
            told = next((given(each, "descr") for each in drawn if name_of(each) == "docPr"), "")
            yield Extra(PICTURE, told)

    def _note(self, kind: str, key: str) -> Iterator[Extra]:
        # Said once, however often it is referred to.
        note = self.notes.pop((kind, key), _NOTHING)
        yield from [Extra(FOOTNOTE if kind == ENDNOTE else kind, note.text)] if note.text else []
        yield from note.extras

    def _link(self, element: etree._Element, words: str) -> Iterator[Extra]:
        link = self.links.get(given(element, "id"))
        if link and link.target.rstrip("/") not in words:
            yield Extra(LINK, link.target)

    def _links_of(self, elements: Iterable[etree._Element]) -> Iterator[Link]:
        """Where the relations lead to that ``elements`` name."""
        for each in elements:
            named = [value for key, value in each.attrib.items() if "/relationships}" in str(key)]
            yield from (self.links[name] for name in named if name in self.links)


def lines_of(table: Table) -> str:
    """A table as text: a line for each row, its cells apart by a tab."""
    rows = ("\t".join(" ".join(cell.text.split()) for cell in row.cells).strip() for row in table.rows)
    return "\n".join(row for row in rows if row)


def extras_of(table: Table) -> list[Extra]:
    """All that is not words in a table."""
    return [extra for row in table.rows for cell in row.cells for extra in cell.extras]


def _field(instruction: str) -> Iterator[Extra]:
    """Where a field leads to, or what it draws in from elsewhere."""
    found = _FIELD.match(instruction)
    if found:
        yield Extra(LINK if found[1] == "HYPERLINK" else OUTSIDE, found[2])

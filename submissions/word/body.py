"""The words of a Word file in their order: the paragraphs and tables of its body, and what is not words.

Tracked changes are read as if they were all accepted. Elements are called by their local names: the same
words stand in two namespaces, depending on how strictly a program keeps to the standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from submissions.word.safety import Link, Package, broken

PICTURE, TABLE, COMMENT, FOOTNOTE, TEXT_BOX = "picture", "table", "comment", "footnote", "text_box"
LINK, OUTSIDE, SIGN, CHANGES = "link", "outside", "sign", "changes"
ENDNOTE = "endnote"
_SKIPPED = frozenset(
    {
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "tcPr", "trPr", "tblPr", "tblPrEx", "tblGrid", "sectPr"),
        *("delText", "instrText", "delInstrText", "fldData", "del", "moveFrom", "rt", "Fallback"),
    }
)
_WRAPPERS = frozenset(
    ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice")
)
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_NOTES = {"commentReference": COMMENT, "footnoteReference": FOOTNOTE, "endnoteReference": ENDNOTE}
_BESIDE = frozenset(("drawing", "pict", "object", "sym", *_NOTES))
_SPANS = frozenset(str(number) for number in range(2, 64))
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


def read(package: Package) -> list[Words | Table]:
    """The body of the document; raises ``BadWordFile`` where it cannot be read."""
    root = package.tree(package.main)
    body = next((each for each in root if _name(each) == "body"), None) if root is not None else None
    if body is None:
        raise broken()
    found = list(_Reader(package).pieces(body))
    has_changes = next(body.iter("{*}ins", "{*}del", "{*}moveTo", "{*}moveFrom"), None) is not None
    return [*found, Words(extras=[Extra(CHANGES)])] if has_changes else found


class _Reader:
    """Reads one document; knows what its notes say and where its links lead."""

    def __init__(self, package: Package) -> None:
        self.links: dict[str, Link] = package.links(package.main)
        self.notes: dict[tuple[str, str], str] = {}
        for kind, part in ((COMMENT, "comments"), (FOOTNOTE, "footnotes"), (ENDNOTE, "endnotes")):
            root = package.beside(part)
            for note in root if root is not None else ():
                said = [_given(note, "author"), self.words(note).text]
                self.notes[kind, _given(note, "id")] = ": ".join(word for word in said if word)

    # --- Blocks ---------------------------------------------------------------------------------------

    def pieces(self, container: etree._Element) -> Iterator[Words | Table]:
        """Paragraphs and tables in their order."""
        for block in _blocks(container):
            if _name(block) == "tbl":
                yield self._table(block)
            else:
                yield self._paragraph(block)

    def words(self, container: etree._Element) -> Words:
        """All paragraphs of a cell or a note as one text, an empty line between two of them."""
        texts, extras, goes_on = [""], list[Extra](), True
        for block in _blocks(container):
            if _name(block) == "tbl":
                table = self._table(block)
                said = Words(lines_of(table), extras_of(table))
                said.extras.append(Extra(TABLE, said.text))
            else:
                said = self._paragraph(block)
            texts[-1:] = [texts[-1] + said.text] if goes_on else [texts[-1], said.text]
            # Where the end of a paragraph was taken out, the next one goes on in it.
            goes_on = _is_removed(block)
            extras += said.extras
        return Words("\n\n".join(text for text in texts if text.strip()), extras)

    def _table(self, table: etree._Element) -> Table:
        return Table([self._row(row) for row in _blocks(table, "tr") if not _is_removed(row)])

    def _row(self, row: etree._Element) -> TableRow:
        cells = []
        for cell in _blocks(row, "tc"):
            cells.append(self.words(cell))
            merged = cell.find("{*}tcPr/{*}gridSpan")
            span = _given(merged, "val") if merged is not None else ""
            # A cell over several columns stands in the first of them.
            cells += [Words() for _ in range(int(span) - 1)] if span in _SPANS else []
        return TableRow(cells, list(_anchors(row)))

    # --- Within a paragraph ---------------------------------------------------------------------------

    def _paragraph(self, paragraph: etree._Element) -> Words:
        said: list[str] = []
        extras: list[Extra] = []
        self._walk(paragraph, said, extras)
        return Words("".join(said), extras)

    def _walk(self, element: etree._Element, said: list[str], extras: list[Extra]) -> None:
        for child in element:
            name = _name(child)
            if name in _SKIPPED or _is_placeholder(child):
                continue
            if name == "t":
                said.append((child.text or "").translate(_SPACES))
            elif name in _SIGNS:
                said.append(_SIGNS[name])
            elif name == "br":
                said.append("" if _given(child, "type") in ("page", "column") else "\n")
            elif name in _BESIDE:
                extras += self._beside(child, name)
            else:
                self._walk(child, said, extras)
                if name == "hyperlink":
                    extras += self._link(child, "".join(said))

    def _beside(self, element: etree._Element, name: str) -> Iterator[Extra]:
        """What ``element``, which is no text, says."""
        if name in _NOTES:
            kind = _NOTES[name]
            text = self.notes.get((kind, _given(element, "id")), "")
            yield Extra(FOOTNOTE if kind == ENDNOTE else kind, text)
        elif name == "sym":
            yield Extra(SIGN, f"{_given(element, 'font')} {_given(element, 'char')}")
        else:
            boxes = [self.words(box) for box in element.iter("{*}txbxContent") if not _is_fallback(box)]
            yield from (Extra(TEXT_BOX, box.text) for box in boxes if box.text)
            outside = [self.links[each] for each in _references(element) if each in self.links]
            yield from (Extra(OUTSIDE, link.target) for link in outside if link.is_outside)
            if not boxes:
                told = next((_given(each, "descr") for each in element.iter("{*}docPr")), "")
                yield Extra(PICTURE, told)

    def _link(self, element: etree._Element, before: str) -> Iterator[Extra]:
        link = self.links.get(_given(element, "id"))
        if link and link.target.rstrip("/") not in before:
            yield Extra(LINK, link.target)


def lines_of(table: Table) -> str:
    """A table as text: a line for each row, its cells apart by a tab."""
    rows = ("\t".join(" ".join(cell.text.split()) for cell in row.cells).strip() for row in table.rows)
    return "\n".join(row for row in rows if row)


def extras_of(table: Table) -> list[Extra]:
    """All that is not words in a table."""
    return [extra for row in table.rows for cell in row.cells for extra in cell.extras]


# --- Elements ---------------------------------------------------------------------------------------


def _blocks(container: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements called so, paragraphs and tables otherwise, through whatever is wrapped around them."""
    wanted = names or ("p", "tbl")
    for child in container:
        name = _name(child)
        if name in wanted:
            yield child
        elif name in _WRAPPERS and not _is_placeholder(child):
            yield from _blocks(child, *names)


def _anchors(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "bookmarkStart":
            yield _given(child, "name")
        elif name != "tbl":
            yield from _anchors(child)


def _is_removed(block: etree._Element) -> bool:
    """Whether a row, or the end of a paragraph, was taken out as a tracked change."""
    marks = block.iterfind("{*}trPr/{*}del"), block.iterfind("{*}pPr/{*}rPr/{*}del")
    return any(True for found in marks for _each in found)


def _is_placeholder(element: etree._Element) -> bool:
    """Whether this is a field that nobody filled in."""
    return _name(element) == "sdt" and element.find("{*}sdtPr/{*}showingPlcHdr") is not None


def _is_fallback(element: etree._Element) -> bool:
    return any(_name(each) == "Fallback" for each in element.iterancestors())


def _references(element: etree._Element) -> Iterator[str]:
    for each in element.iter():
        yield from (value for name, value in each.attrib.items() if "/relationships}" in str(name))


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _given(element: etree._Element, name: str) -> str:
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), ""
    )

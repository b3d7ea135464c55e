"""What a Word file says on the template, and what of it could not be placed. Nothing is dropped unsaid.

A grid is known by its anchor; where that is lost by the names of its columns or by the heading above it, in
any of the six languages; and then by its place among the others. What is written under a heading whose grid
is gone counts as the answer. A row that has lost its anchor, or never had one, is the row of the draft that
reads most like it, or a new one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from lifecycle.scheme import Scheme
from programmes.status import TextStatus
from programmes.template.content import Content, edition_of
from programmes.template.editions import Edition, Item, ItemKind
from submissions import particulars, references
from submissions.word import body
from submissions.word.amounts import figures, quantity_of
from submissions.word.body import Extra, Table, TableRow, Words
from submissions.word.grids import Found, find_grids
from submissions.word.layout import ITEM, KIND, NUMBER, PLACE, REASON, Column, row_anchor, section_of
from submissions.word.names import Names, chosen, names_of, plain
from submissions.word.safety import BadWordFile, Package, too_much

# Signs of one document: the template has room for far fewer.
MAX_TEXT = 1_000_000
ELSEWHERE, STAGE, INSTRUMENT, HALF, AUTHORITY, DAY = "elsewhere", "stage", "instrument", "half", "kind", "day"
MORE = "more"
# From which likeness, in hundredths, a row without an anchor is taken for a row of the draft, and by how many
# of its first signs.
ALIKE, BEGINNING = 60, 300
# So many times more rows than a list may have are no mistake.
MOST_ROWS = 5
MOST_PIECES = 300
_DAY = re.compile(r"(\d{4})[^\d](\d{1,2})[^\d](\d{1,2})[^\d]?")


@dataclass(frozen=True)
class Piece:
    """Something that has no place in the template: what it is, in which section it stands, and its words."""

    why: str
    section: str
    text: str


@dataclass
class Understood:
    """What a file says; an item or a field that it has not is absent, one that was left empty is there."""

    items: dict[str, Any] = field(default_factory=dict)
    cell: dict[str, Any] = field(default_factory=dict)
    authority: dict[str, Any] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    """The anchors of the grids that the file does not have."""

    def section(self, code: str, stands: Mapping[str, Any], edition: Edition) -> dict[str, Any] | None:
        """What the section ``code`` would be: what ``stands``, with what the file has of it in its place.

        ``None`` where the file has nothing of the section.
        """
        if code in particulars.LABELS:
            given = self.cell if code == particulars.CELL else self.authority
            return {**stands, **given} if given else None
        own = {item.code for section in edition.sections if section.code == code for item in section.items}
        items = {item: written for item, written in self.items.items() if item in own}
        return {**stands, "items": {**stands["items"], **items}} if items else None


def understand(data: bytes, *, upon: Content, language: str, scheme: Scheme) -> Understood:
    """What the Word file ``data`` says in ``language``, its rows known by those of the draft ``upon``.

    Raises ``BadWordFile`` where it cannot be read, or is no document of the template at all.
    """
    edition = edition_of(upon)
    names = names_of(edition, scheme)
    pieces, beside = body.read(Package(data))
    if sum(_length(piece) for piece in [*pieces, Words(extras=beside)]) > MAX_TEXT:
        raise too_much()
    found, left = find_grids(pieces, names)
    if not found:
        raise BadWordFile(
            _("this is not the template: none of its headings is there. Download it anew, and write in that.")
        )
    reader = _Reader(edition, names, language, upon)
    reader.said.absent = [anchor for anchor in names.shapes if anchor not in found]
    for anchor, grid in found.items():
        reader.read(anchor, grid)
    for anchor, words in left:
        reader.lose(anchor, ELSEWHERE, words.text)
        reader.keep_extras(anchor, words.extras)
    reader.keep_extras("", [each for each in beside if not _is_foot(each)])
    more = len(reader.said.pieces) - MOST_PIECES
    if more > 0:
        reader.said.pieces[MOST_PIECES:] = [Piece(MORE, "", str(more))]
    return reader.said


def _is_foot(extra: Extra) -> bool:
    """Whether this is what we write at the foot of the pages ourselves."""
    return extra.kind == body.HEAD and references.PATTERN.fullmatch(extra.text.strip()) is not None


def _length(piece: Words | Table) -> int:
    cells = [piece] if isinstance(piece, Words) else [cell for row in piece.rows for cell in row.cells]
    return sum(len(cell.text) + sum(len(extra.text) for extra in cell.extras) for cell in cells)


class _Reader:
    """Reads grid after grid into what is understood."""

    def __init__(self, edition: Edition, names: Names, language: str, upon: Content) -> None:
        self.edition, self.names, self.language, self.upon = edition, names, language, upon
        self.said = Understood()
        # Where lists were seen: of each section that is said once.
        self._listed: set[str] = set()

    def read(self, anchor: str, grid: Found) -> None:
        for row in grid.rows:
            for cell in row.cells:
                self.keep_extras(anchor, cell.extras)
            for at, cell in enumerate(row.cells):
                column = grid.columns[at] if at < len(grid.columns) else None
                if column is None or (column is Column.ORDER and not self._is_order(cell.text)):
                    self.lose(anchor, ELSEWHERE, cell.text)
        for words in grid.loose:
            self.keep_extras(anchor, words.extras)
        if anchor.startswith(ITEM):
            item = self.edition.items[anchor.removeprefix(ITEM)]
            self.said.items[item.code] = self._rows(item, grid) if item.is_list else self._prose(item, grid)
        elif anchor == PLACE:
            self._places(anchor, grid)
        else:
            self._field(anchor, _text(grid))

    def lose(self, anchor: str, why: str, text: str) -> None:
        """Keep what could not be placed."""
        if text.strip():
            self._keep(anchor, why, text.strip())

    def keep_extras(self, anchor: str, extras: Iterable[Extra]) -> None:
        for extra in extras:
            self._keep(anchor, extra.kind, extra.text.strip())

    def _keep(self, anchor: str, why: str, text: str) -> None:
        section = section_of(anchor, self.edition) if anchor else ""
        if why == body.LIST and section in self._listed:
            return
        self._listed |= {section} if why == body.LIST else set()
        self.said.pieces.append(Piece(why, section, text))

    def _is_order(self, text: str) -> bool:
        return self.names.has(text) or plain(text).isdecimal()

    # --- Items ----------------------------------------------------------------------------------------

    def _prose(self, item: Item, grid: Found) -> dict[str, Any]:
        text = _text(grid)
        return self._texts(" ".join(text.split()) if item.kind is ItemKind.LINE and "\n" in text else text)

    def _texts(self, text: str) -> dict[str, Any]:
        given = {"text": text.strip(), "status": TextStatus.ORIGINAL.value}
        return {"texts": {self.language: given} if text.strip() else {}}

    def _rows(self, item: Item, grid: Found) -> list[dict[str, Any]]:
        """The rows of a list in their order, each with its id; an amount without a row goes with the last."""
        known = {row_anchor(item.code, row["id"]): row["id"] for row in self.upon["items"].get(item.code, [])}
        rows: list[dict[str, Any]] = []
        for row in grid.rows:
            cells = _by_column(grid.columns, row)
            anchored = next((known.pop(each) for each in row.anchors if each in known), "")
            text = cells.get(Column.TEXT, "")
            quantity, lost = quantity_of(cells, self.names) if item.has_quantities else (None, [])
            for why, words in lost:
                self.lose(ITEM + item.code, why, words)
            if anchored or text or (quantity and not rows):
                rows.append({"id": anchored, **self._texts(text), "quantities": []})
            if quantity:
                rows[-1]["quantities"].append(quantity)
        rows += [{"id": "", **self._texts(words.text), "quantities": []} for words in grid.loose]
        rows = [row for row in rows if row["texts"] or row["quantities"]]
        if len(rows) > item.max_rows * MOST_ROWS:
            raise too_much()
        self._name_rows(item, rows)
        return rows

    def _name_rows(self, item: Item, rows: list[dict[str, Any]]) -> None:
        """Give each row without an anchor the id of the row of the draft that reads most like it."""
        taken = {row["id"] for row in rows}
        free = {
            row["id"]: self._text_of(row)
            for row in self.upon["items"].get(item.code, [])
            if row["id"] not in taken
        }
        # Those that say the same come first, so that none of them goes to a row that is only alike.
        for least in (100, ALIKE):
            for row in rows:
                text = "" if row["id"] else self._text_of(row)
                like = process.extractOne(text, free, scorer=fuzz.ratio, score_cutoff=least) if text else None
                if like:
                    row["id"] = like[2]
                    del free[row["id"]]
        for row in rows:
            row["id"] = row["id"] or secrets.token_hex(5)

    def _text_of(self, row: Mapping[str, Any]) -> str:
        """What a row is compared by."""
        return row["texts"].get(self.language, {}).get("text", "")[:BEGINNING]

    # --- Beside the text ------------------------------------------------------------------------------

    def _places(self, anchor: str, grid: Found) -> None:
        """The first row is where the programme belongs, unless it says that it is a further one."""
        also: list[dict[str, str]] = []
        for row in grid.rows:
            cells = _by_column(grid.columns, row)
            place = {
                axis: self._choose(anchor, axis, names, cells.get(column, ""))
                for axis, column, names in (
                    (STAGE, Column.STAGE, self.names.stages),
                    (INSTRUMENT, Column.INSTRUMENT, self.names.instruments),
                )
            }
            is_first = row is grid.rows[0] and plain(cells.get(Column.ORDER, "")) not in self.names.also
            if is_first:
                self.said.cell |= {axis: code for axis, code in place.items() if code is not None}
            elif place[STAGE] and place[INSTRUMENT]:
                also.append({axis: str(code) for axis, code in place.items()})
            elif place[STAGE] or place[INSTRUMENT]:
                words = (cells.get(Column.STAGE, ""), cells.get(Column.INSTRUMENT, ""))
                self.lose(anchor, HALF, " ".join(words))
        self.said.cell["also"] = also

    def _choose(self, anchor: str, why: str, names: Mapping[str, str], text: str) -> str | None:
        """What ``text`` names; nothing where it is empty, ``None`` where it is not understood."""
        found = chosen(names, text) if text.strip() else ""
        if text.strip() and not found:
            self.lose(anchor, why, text)
            return None
        return found

    def _field(self, anchor: str, text: str) -> None:
        if anchor == REASON:
            self.said.cell["reason"] = text
        elif anchor == NUMBER:
            self.said.authority["number"] = " ".join(text.split())
        else:
            kind = anchor == KIND
            found = (
                self._choose(anchor, AUTHORITY, self.names.kinds, text) if kind else self._day(anchor, text)
            )
            if found is not None:
                self.said.authority["kind" if kind else "date"] = found

    def _day(self, anchor: str, text: str) -> str | None:
        given = _DAY.fullmatch(figures(text))
        if text and not given:
            self.lose(anchor, DAY, text)
            return None
        return "-".join(part.zfill(2) for part in given.groups()) if given else ""


def _text(grid: Found) -> str:
    """All that was written in a grid of one answer."""
    said = [_by_column(grid.columns, row).get(Column.TEXT, "") for row in grid.rows]
    said += [words.text for words in grid.loose]
    return "\n\n".join(text for text in said if text.strip()).strip()


def _by_column(columns: list[Column | None], row: TableRow) -> dict[Column, str]:
    return {
        column: cell.text.strip()
        for column, cell in zip(columns, row.cells, strict=False)
        if column is not None
    }

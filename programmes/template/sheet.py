"""A content as it stands on somebody's page: everything typed, in one language, before anyone has judged it.

A sheet is read from a content or from what a form sent back. Its buttons (add a row, move it, take it out)
work on what was typed, so that no press loses a word. Fields are called by where they stand:
``title/fr``, ``targets/t1/fr``, ``targets/t1/quantities/0/by``, ``targets/t1/cites/0/document``; the same
addresses at which ``validators.clean_content`` reports faults.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count, takewhile
from typing import Any, Protocol

from programmes.template.content import Content, edition_of
from programmes.template.editions import Edition, Item


class Sent(Protocol):
    """What a browser sent back: a ``QueryDict``, or anything that reads like one."""

    def __contains__(self, name: object) -> bool: ...
    def get(self, name: str, default: str = "") -> str | None: ...
    def getlist(self, name: str) -> list[str]: ...


@dataclass
class TypedQuantity:
    """One amount as typed; ``is_open`` is the tick that it is not yet quantified."""

    value: str = ""
    is_open: bool = False
    placeholder: str = ""
    unit: str = ""
    by: str = ""
    per: str = ""

    @property
    def is_blank(self) -> bool:
        return self == TypedQuantity()


@dataclass
class TypedCite:
    """One source as typed."""

    document: str = ""
    part: str = ""
    position: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.document or self.position.strip())


@dataclass
class TypedPassage:
    """A prose item, or one row of a list item, as typed in the language of the page."""

    path: str
    text: str = ""
    confirmed: bool = False
    quantities: list[TypedQuantity] = field(default_factory=list)
    cites: list[TypedCite] = field(default_factory=list)

    @property
    def row_id(self) -> str:
        return self.path.partition("/")[2]

    @property
    def is_blank(self) -> bool:
        return not (self.text.strip() or self.quantities or self.cites)

    def drop_blanks(self) -> None:
        """Take out amounts and sources in which nothing was typed."""
        self.quantities = [quantity for quantity in self.quantities if not quantity.is_blank]
        self.cites = [cite for cite in self.cites if not cite.is_blank]


Sheet = dict[str, list[TypedPassage]]
"""What is on the page by code of the item; an item that is not on the page is absent."""


def sheet_of(content: Content, language: str) -> Sheet:
    """The sheet on which nobody has typed yet."""
    sheet = {}
    for code, item in edition_of(content).items.items():
        written = content["items"].get(code)
        if item.is_list:
            sheet[code] = [_passage_of(f"{code}/{row['id']}", row, language) for row in written or []]
        else:
            sheet[code] = [_passage_of(code, written or {"texts": {}}, language)]
    return sheet


def _passage_of(path: str, holder: Mapping[str, Any], language: str) -> TypedPassage:
    return TypedPassage(
        path,
        text=holder["texts"].get(language, {}).get("text", ""),
        quantities=[_quantity_of(quantity) for quantity in holder.get("quantities", [])],
        cites=[
            TypedCite(cite["document"], cite["part"], cite["position"]) for cite in holder.get("cites", [])
        ],
    )


def _quantity_of(stored: Mapping[str, Any]) -> TypedQuantity:
    return TypedQuantity(
        value=stored["value"] or "",
        is_open=stored["value"] is None,
        placeholder=stored["placeholder"],
        unit=stored["unit"],
        by=str(stored["by"] or ""),
        per=stored["per"],
    )


def sheet_sent(edition: Edition, language: str, data: Sent) -> Sheet:
    """The sheet as it was sent back; an item that was not sent is absent, and so is not edited."""
    sheet: Sheet = {}
    for code, item in edition.items.items():
        if item.is_list and f"{code}/rows" in data:
            # The page sends an empty id first, so that a list without rows is told from no list.
            ids = dict.fromkeys(row_id for row_id in data.getlist(f"{code}/rows") if row_id)
            sheet[code] = [_passage_sent(item, f"{code}/{row_id}", language, data) for row_id in ids]
        elif not item.is_list and f"{code}/{language}" in data:
            sheet[code] = [_passage_sent(item, code, language, data)]
    return sheet


def _passage_sent(item: Item, path: str, language: str, data: Sent) -> TypedPassage:
    return TypedPassage(
        path,
        text=_sent(data, f"{path}/{language}"),
        confirmed=f"{path}/{language}/confirmed" in data,
        quantities=[
            TypedQuantity(
                value=_sent(data, f"{at}/value"),
                is_open=f"{at}/open" in data,
                placeholder=_sent(data, f"{at}/placeholder"),
                unit=_sent(data, f"{at}/unit"),
                by=_sent(data, f"{at}/by"),
                per=_sent(data, f"{at}/per"),
            )
            for at in _numbered(f"{path}/quantities", "value", data)
            if item.has_quantities
        ],
        cites=[
            TypedCite(
                document=_sent(data, f"{at}/document"),
                part=_sent(data, f"{at}/part"),
                position=_sent(data, f"{at}/position"),
            )
            for at in _numbered(f"{path}/cites", "document", data)
        ],
    )


def _sent(data: Sent, name: str) -> str:
    return (data.get(name) or "").replace("\r\n", "\n")


def _numbered(prefix: str, name: str, data: Sent) -> list[str]:
    return list(takewhile(lambda at: f"{at}/{name}" in data, (f"{prefix}/{number}" for number in count())))


def press(sheet: Sheet, button: str) -> str:
    """Do on ``sheet`` what ``button`` says, and return where the cursor belongs next.

    That is the address of a field, the path of a passage for its text, the code of an item without rows,
    or the button that moved a row, after the row's path.

    ``add:targets``, ``up:targets/t1``, ``down:...``, ``remove:...``, ``add-quantity:targets/t1``,
    ``remove-quantity:targets/t1/0``, ``add-cite:title``, ``remove-cite:title/0``. A button that means
    nothing here does nothing: somebody typed it into the address.
    """
    verb, _colon, at = button.partition(":")
    if verb == "add" and at in sheet:
        return _add_row(sheet, at)
    if verb in ("up", "down", "remove"):
        return _move_row(sheet, verb, at)
    act, _dash, what = verb.partition("-")
    path, number = (at, "") if act == "add" else at.rpartition("/")[::2]
    passage = passage_at(sheet, path)
    if passage is None or what not in ("quantity", "cite"):
        return ""
    typed: list[Any] = passage.quantities if what == "quantity" else passage.cites
    if act == "add":
        typed.append(TypedQuantity() if what == "quantity" else TypedCite())
        last = len(typed) - 1
        return f"{path}/quantities/{last}/value" if what == "quantity" else f"{path}/cites/{last}/document"
    if act == "remove" and number in map(str, range(len(typed))):
        del typed[int(number)]
    return path


def _add_row(sheet: Sheet, code: str) -> str:
    # Random, so that an id is never given twice in the life of an item, whoever writes at the same time.
    row = TypedPassage(f"{code}/{secrets.token_hex(5)}")
    sheet[code].append(row)
    return row.path


def _move_row(sheet: Sheet, verb: str, path: str) -> str:
    code, _slash, row_id = path.partition("/")
    rows = sheet.get(code, [])
    at = next((number for number, row in enumerate(rows) if row_id and row.row_id == row_id), None)
    if at is None:
        return ""
    row = rows.pop(at)
    if verb == "remove":
        return rows[min(at, len(rows) - 1)].path if rows else code
    rows.insert(max(at - 1, 0) if verb == "up" else at + 1, row)
    return f"{path}/{verb}"


def passage_at(sheet: Sheet, path: str) -> TypedPassage | None:
    """The passage at ``path``, or ``None`` where the page has none."""
    return next((passage for passage in sheet.get(path.partition("/")[0], []) if passage.path == path), None)


def as_content(sheet: Sheet, edition: Edition, language: str, status: str) -> Content:
    """What was typed as a content in one language, not yet cleaned."""
    items: dict[str, Any] = {}
    for code, passages in sheet.items():
        written = [_as_stored(passage, language, status) for passage in passages]
        items[code] = written if edition.items[code].is_list else written[0]
    return {"edition": edition.code, "items": items}


def _as_stored(passage: TypedPassage, language: str, status: str) -> dict[str, Any]:
    return {
        "id": passage.row_id,
        "texts": {language: {"text": passage.text, "status": status}},
        "cites": [vars(cite) for cite in passage.cites],
        "quantities": [
            {
                "value": None if each.is_open else each.value.strip(),
                "placeholder": each.placeholder,
                "unit": each.unit,
                "by": each.by.strip(),
                "per": each.per,
            }
            for each in passage.quantities
        ],
    }

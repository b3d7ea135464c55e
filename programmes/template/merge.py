"""Several people on one content: what each changed is written, and what both changed is refused.

A form says for every passage what it showed (``seen``) and what was sent back. What was sent back as shown
is not an edit, so two people never conflict unless they changed the same text in the same language, the
same row's quantities, the same passage's sources, or one removed a row that the other wrote on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.status import TextStatus
from programmes.template.content import Content, digest, edition_of, source_text, text_hash

Quantities = list[dict[str, Any]]
Cites = list[dict[str, str]]


@dataclass(frozen=True)
class TextEdit:
    """One text as sent back; ``seen`` is the ``text_hash`` of the text that was shown.

    ``confirmed`` says that the text stands as it is under the status of the page: a translation that was
    checked, or that still fits a source that changed. ``source`` is the ``text_hash`` of the words beside it
    that it was translated from; without it, these are the ones that stand there now.
    """

    path: str
    text: str
    seen: str
    confirmed: bool = False
    source: str = ""


@dataclass(frozen=True)
class CitesEdit:
    """The sources of one passage as sent back; ``seen`` is the ``digest`` of those that were shown."""

    path: str
    cites: Cites
    seen: str


@dataclass(frozen=True)
class RowsEdit:
    """The rows of one list item: ids in their new order, the order that was shown, and quantities by row.

    ``quantities`` maps a row's id to its quantities and the ``digest`` of the quantities that were shown.
    ``seen_rows`` maps an id to the ``digest`` of the whole row that was shown: it guards a removal.
    """

    item: str
    order: Sequence[str]
    seen_order: Sequence[str]
    quantities: Mapping[str, tuple[Quantities, str]] = field(default_factory=dict)
    seen_rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ContentEdit:
    """All that one person changed on one page, in one language.

    ``status`` is given to the texts that were changed or confirmed; where it is empty each keeps its own,
    and a new text is an unofficial translation, which claims least.
    """

    language: str
    status: str
    texts: Sequence[TextEdit]
    rows: Sequence[RowsEdit] = ()
    cites: Sequence[CitesEdit] = ()


class Part(StrEnum):
    """What of a passage two people changed at once."""

    TEXT = "text"
    QUANTITIES = "quantities"
    CITES = "cites"
    ROW = "row"
    """One removed the row that the other wrote on."""


@dataclass(frozen=True)
class Conflict:
    """What somebody else changed meanwhile: what stands there now, and what was sent.

    Texts for ``Part.TEXT``, lists for quantities and sources, and for a row its texts by language against
    an empty text.
    """

    path: str
    part: Part
    theirs: Any
    mine: Any


class StaleEdit(Exception):
    """Somebody changed the same passages since they were read; nothing was written."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(", ".join(conflict.path for conflict in conflicts))
        self.conflicts = list(conflicts)


def merge(content: Content, edit: ContentEdit) -> Content:
    """A copy of ``content`` with ``edit`` in it; raises ``StaleEdit`` where both changed the same thing.

    A row that is left without a text in any language is gone. Where the edit gives such a row amounts or
    sources, it is refused with ``ValidationError`` at the text of the row: no figures are dropped unsaid.
    """
    merged = deepcopy(content)
    conflicts: list[Conflict] = []
    for rows in edit.rows:
        _merge_rows(merged, rows, conflicts)
    for text in edit.texts:
        _merge_text(merged, text, edit, conflicts)
    for cites in edit.cites:
        _merge_cites(merged, cites, conflicts)
    if conflicts:
        raise StaleEdit(conflicts)
    _refuse_figures_without_words(content, merged, edit.language)
    _drop_empty(merged)
    return merged


def _merge_text(content: Content, edit: TextEdit, page: ContentEdit, conflicts: list[Conflict]) -> None:
    holder = _holder(content, edit.path)
    theirs = holder["texts"].get(page.language, {}).get("text", "") if holder else ""
    if text_hash(edit.text) == edit.seen and not edit.confirmed:
        return
    if edit.text == theirs and not (edit.confirmed and theirs):
        return
    if holder is None or (text_hash(theirs) != edit.seen and edit.text != theirs):
        conflicts.append(Conflict(edit.path, Part.TEXT, theirs, edit.text))
    else:
        _write(holder, edit, page)


def _write(holder: dict[str, Any], edit: TextEdit, page: ContentEdit) -> None:
    text = edit.text
    if not text:
        holder["texts"].pop(page.language, None)
        return
    own = holder["texts"].get(page.language, {})
    status = page.status or own.get("status") or TextStatus.UNOFFICIAL.value
    is_translation = status not in (TextStatus.ORIGINAL, TextStatus.SUMMARY)
    source = source_text(holder["texts"]) if is_translation else ""
    # Somebody may have changed the source since it was shown: then the translation is stale as it is written.
    made_from = (edit.source or text_hash(source)) if source else None
    holder["texts"][page.language] = {"text": text, "status": status, "of": made_from}


def _merge_cites(content: Content, edit: CitesEdit, conflicts: list[Conflict]) -> None:
    holder = _holder(content, edit.path)
    theirs = holder.get("cites", []) if holder else []
    if digest(edit.cites) == edit.seen or edit.cites == theirs:
        return
    if holder is None or digest(theirs) != edit.seen:
        conflicts.append(Conflict(edit.path, Part.CITES, theirs, edit.cites))
    else:
        holder["cites"] = edit.cites


def _merge_rows(content: Content, edit: RowsEdit, conflicts: list[Conflict]) -> None:
    rows = {row["id"]: row for row in content["items"].get(edit.item, [])}
    theirs = list(rows)
    for row_id in edit.order:
        if row_id not in rows and row_id not in edit.seen_order:
            rows[row_id] = {"id": row_id, "texts": {}, "quantities": [], "cites": []}
    for row_id in set(edit.seen_order) - set(edit.order):
        _remove_row(rows, row_id, edit, conflicts)
    for row_id, (quantities, seen) in edit.quantities.items():
        _merge_quantities(rows, f"{edit.item}/{row_id}", quantities, seen, conflicts)
    content["items"][edit.item] = [rows[row_id] for row_id in order_of_rows(theirs, edit) if row_id in rows]


def _remove_row(
    rows: dict[str, dict[str, Any]], row_id: str, edit: RowsEdit, conflicts: list[Conflict]
) -> None:
    row = rows.pop(row_id, None)
    if row is not None and edit.seen_rows.get(row_id, digest(row)) != digest(row):
        texts = {language: text["text"] for language, text in row["texts"].items()}
        conflicts.append(Conflict(f"{edit.item}/{row_id}", Part.ROW, texts, ""))


def _merge_quantities(
    rows: dict[str, dict[str, Any]], path: str, mine: Quantities, seen: str, conflicts: list[Conflict]
) -> None:
    row_id = path.partition("/")[2]
    theirs = rows[row_id].get("quantities", []) if row_id in rows else []
    if digest(mine) == seen or mine == theirs:
        return
    if row_id not in rows or digest(theirs) != seen:
        conflicts.append(Conflict(path, Part.QUANTITIES, theirs, mine))
    else:
        rows[row_id] = {**rows[row_id], "quantities": mine}


def order_of_rows(theirs: Sequence[str], edit: RowsEdit) -> list[str]:
    """My order, with rows that others added meanwhile behind it; their order where I moved nothing."""
    kept = [row_id for row_id in edit.seen_order if row_id in edit.order]
    added = [row_id for row_id in edit.order if row_id not in edit.seen_order]
    i_moved = list(edit.order) != [*kept, *added]
    first, then = (edit.order, theirs) if i_moved else (theirs, edit.order)
    return [*first, *(row_id for row_id in then if row_id not in first)]


def _holder(content: Content, path: str) -> dict[str, Any] | None:
    """What holds the texts and sources at ``path``; a prose item is begun, a row that is gone is ``None``."""
    code, _slash, row_id = path.partition("/")
    if edition_of(content).items[code].is_list:
        return next((row for row in content["items"].get(code, []) if row["id"] == row_id), None)
    return content["items"].setdefault(code, {"texts": {}, "cites": []})


def _refuse_figures_without_words(before: Content, merged: Content, language: str) -> None:
    faults = {}
    for code, item in edition_of(merged).items.items():
        if not item.is_list:
            continue
        was = {row["id"]: _beside_text(row) for row in before["items"].get(code, [])}
        for number, row in enumerate(merged["items"].get(code, []), start=1):
            given = _beside_text(row)
            if not row["texts"] and any(given) and given != was.get(row["id"]):
                said = _("%(label)s, row %(number)d: amounts or sources stand here without a text.")
                todo = _("Write the text of this row, or remove the row.")
                faults[f"{code}/{row['id']}/{language}"] = (
                    f"{said % {'label': item.label, 'number': number}} {todo}"
                )
    if faults:
        raise ValidationError(faults)


def _beside_text(row: Mapping[str, Any]) -> tuple[Quantities, Cites]:
    return row.get("quantities", []), row.get("cites", [])


def _drop_empty(content: Content) -> None:
    # Where no text is, nothing is said and nothing can be cited.
    items = content["items"]
    for code, item in edition_of(content).items.items():
        if item.is_list and code in items:
            items[code] = [row for row in items[code] if row["texts"]]
        if not (items.get(code) if item.is_list else items.get(code, {}).get("texts")):
            items.pop(code, None)

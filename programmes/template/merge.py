"""Several people on one content: what each changed is written, and what both changed is refused.

A form says for every passage what it showed (``seen``) and what was sent back. A passage that was sent
back as shown is not an edit, so two people never conflict unless they changed the same passage in the
same language, or the same row's quantities.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from programmes.status import TextStatus
from programmes.template.content import Content, digest, edition_of, source_text, text_hash

Quantities = list[dict[str, Any]]


@dataclass(frozen=True)
class TextEdit:
    """One text as sent back; ``seen`` is the ``text_hash`` of the text that was shown."""

    path: str
    text: str
    seen: str


@dataclass(frozen=True)
class RowsEdit:
    """The rows of one list item: ids in their new order, the order that was shown, and quantities by row.

    ``quantities`` maps a row's id to its quantities and the ``digest`` of the quantities that were shown.
    """

    item: str
    order: Sequence[str]
    seen_order: Sequence[str]
    quantities: dict[str, tuple[Quantities, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ContentEdit:
    """All that one person changed on one page, in one language; ``status`` is that of the texts."""

    language: str
    status: str
    texts: Sequence[TextEdit]
    rows: Sequence[RowsEdit] = ()


@dataclass(frozen=True)
class Conflict:
    """A passage that somebody else changed meanwhile: what stands there now, and what was sent."""

    path: str
    theirs: str
    mine: str


class StaleEdit(Exception):
    """Somebody changed the same passages since they were read; nothing was written."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(", ".join(conflict.path for conflict in conflicts))
        self.conflicts = list(conflicts)


def merge(content: Content, edit: ContentEdit) -> Content:
    """A copy of ``content`` with ``edit`` in it; raises ``StaleEdit`` where both changed the same thing."""
    merged = deepcopy(content)
    merged["edition"] = content["edition"]
    conflicts: list[Conflict] = []
    for rows in edit.rows:
        _merge_rows(merged, rows, edit, conflicts)
    for text in edit.texts:
        _merge_text(merged, text, edit, conflicts)
    if conflicts:
        raise StaleEdit(conflicts)
    return merged


def _merge_text(content: Content, edit: TextEdit, page: ContentEdit, conflicts: list[Conflict]) -> None:
    code, _slash, row_id = edit.path.partition("/")
    if not edition_of(content).items[code].is_list:
        holder = content["items"].setdefault(code, {"texts": {}, "cites": []})
    else:
        holder = _row(content, code, row_id)
    theirs = holder["texts"].get(page.language, {}).get("text", "") if holder else ""
    if text_hash(edit.text) != edit.seen and edit.text != theirs:
        if text_hash(theirs) != edit.seen or holder is None:
            conflicts.append(Conflict(edit.path, theirs, edit.text))
        else:
            _write(holder, edit.text, page)
    if holder is not None and not row_id and not holder["texts"]:
        del content["items"][code]


def _write(holder: dict[str, Any], text: str, page: ContentEdit) -> None:
    if not text:
        holder["texts"].pop(page.language, None)
        return
    is_translation = page.status not in (TextStatus.ORIGINAL, TextStatus.SUMMARY)
    source = source_text(holder["texts"]) if is_translation else ""
    made_from = text_hash(source) if source else None
    holder["texts"][page.language] = {"text": text, "status": page.status, "of": made_from}


def _merge_rows(content: Content, edit: RowsEdit, page: ContentEdit, conflicts: list[Conflict]) -> None:
    theirs = {row["id"]: row for row in content["items"].get(edit.item, [])}
    removed = set(edit.seen_order) - set(edit.order)
    rows = dict(theirs)
    for row_id in edit.order:
        if row_id not in rows and row_id not in edit.seen_order:
            rows[row_id] = {"id": row_id, "texts": {}, "quantities": [], "cites": []}
    for row_id in removed:
        rows.pop(row_id, None)
    for row_id, (quantities, seen) in edit.quantities.items():
        if row_id in rows and digest(quantities) != seen:
            if digest(rows[row_id].get("quantities", [])) not in (seen, digest(quantities)):
                conflicts.append(Conflict(f"{edit.item}/{row_id}", "", ""))
            else:
                rows[row_id] = {**rows[row_id], "quantities": quantities}
    ordered = [rows[row_id] for row_id in _order(list(theirs), edit) if row_id in rows]
    if ordered:
        content["items"][edit.item] = ordered
    else:
        content["items"].pop(edit.item, None)


def _order(theirs: list[str], edit: RowsEdit) -> list[str]:
    """My order, with rows that others added meanwhile behind it; their order where I moved nothing."""
    kept = [row_id for row_id in edit.seen_order if row_id in edit.order]
    i_moved = [row_id for row_id in edit.order if row_id in edit.seen_order] != kept
    first, then = (edit.order, theirs) if i_moved else (theirs, edit.order)
    return [*first, *(row_id for row_id in then if row_id not in first)]


def _row(content: Content, code: str, row_id: str) -> dict[str, Any] | None:
    return next((row for row in content["items"].get(code, []) if row["id"] == row_id), None)

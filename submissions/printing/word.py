"""A round as a Word file: what its PDF says, to be quoted from and worked on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from languages.official import OFFICIAL, Language, language_for
from submissions.models import Round
from submissions.printing.rounds import document_of
from submissions.word.writing import WIDTH, Sheet

LABELS, NUMBERS = 4.5, 1.2
"""Widths of the columns that stand before the text, in centimetres."""


def write_round(sent: Round) -> bytes:
    """``sent`` as a Word file, its labels in the active language."""
    said = document_of(sent)
    sheet = Sheet(language_for(get_language()), title=said["title"], foot=said["symbol"])
    sheet.note(said["kind"])
    sheet.heading(_text(said["name"]), 0, _language(said["name"]))
    for row, (label, values) in zip(_table(sheet, LABELS, len(said["facts"])), said["facts"], strict=True):
        sheet.fill(row.cells[0], label, sheet.page, style="Label")
        for value in values:
            sheet.fill(row.cells[1], _text(value), _language(value))
    for section in said["sections"]:
        sheet.heading(f"{section['number']} {section['label']}".strip(), 1)
        for item in section["items"]:
            if len(section["items"]) > 1:
                sheet.heading(item["label"], 2)
            _write_item(sheet, item)
    sheet.heading(said["declaration"]["label"], 1)
    sheet.text(_text(said["declaration"]["text"]), _language(said["declaration"]["text"]))
    for note in said["notes"]:
        sheet.note(note)
    return sheet.packed()


def _write_item(sheet: Sheet, item: dict[str, Any]) -> None:
    if not item["is_list"]:
        for passage in item["passages"]:
            sheet.text(_text(passage["text"]), _language(passage["text"]))
        return
    rows = _table(sheet, NUMBERS, len(item["passages"]))
    for number, (row, passage) in enumerate(zip(rows, item["passages"], strict=True), start=1):
        sheet.fill(row.cells[0], str(number), sheet.page)
        sheet.fill(row.cells[1], _text(passage["text"]), _language(passage["text"]))
        for quantity in passage["quantities"]:
            sheet.fill(row.cells[1], quantity, sheet.page, style="Note")


def _table(sheet: Sheet, first: float, rows: int) -> list[Any]:
    return sheet.table(rows, [first, WIDTH - first])


def _text(said: dict[str, Any]) -> str:
    return "\n\n".join(said["parts"])


def _language(said: dict[str, Any]) -> Language:
    return next(each for each in OFFICIAL if each.tag.partition("-")[0] == said["lang"])

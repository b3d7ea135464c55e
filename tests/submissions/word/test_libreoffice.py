"""Files that LibreOffice has opened, written in and saved come back as they were meant.

The files in ``from_libreoffice`` were made by this test, so that a machine without LibreOffice, and a later
template, still read what it writes. Where it is installed it writes them anew.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from languages.official import CODES
from tests import libreoffice, word_files
from tests.word_files import ARABIC, CHINESE, EMOJI, amount, full, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("taxonomy")]

KEPT = Path(__file__).with_name("from_libreoffice")


def fill(document):
    document.fill("item_title", 1, 0, EMOJI)
    document.remark("item_title", 1, 0, "Is this so?")
    document.fill("item_description", 1, 0, f"{ARABIC}\n{CHINESE}")
    last = document.rows("item_targets")[-1]
    last.addnext(deepcopy(last))
    for row, column, words in (
        (1, 1, ARABIC), (1, 2, "20 %"), (2, 2, "xx"), (2, 4, "%"), (2, 6, "2030"), (6, 1, EMOJI)
    ):  # fmt: skip
        document.fill("item_targets", row, column, words)
    document.fill("item_actors", 1, 1, "FAO")
    for row in document.rows("item_actors")[2:]:
        row.getparent().remove(row)
    document.fill("cell_place", 1, 1, "5")
    document.fill("cell_place", 1, 2, "Laws")
    document.fill("authority_date", 1, 0, "2026-05-04")


@pytest.fixture
def by_libreoffice(tmp_path):
    """The empty template filled in, and a full draft opened and saved, in each language."""
    if not libreoffice.is_there():
        pytest.skip("no soffice on the PATH: what LibreOffice writes today is not looked at")
    ours, own, theirs = (tmp_path / name for name in ("ours", "own", "theirs"))
    ours.mkdir()
    for code in CODES:
        draft = word_files.written(full(code), page=code, theirs=code)
        (ours / f"filled-{code}.docx").write_bytes(word_files.empty(code))
        (ours / f"full-{code}.docx").write_bytes(draft)
    libreoffice.saved_as(libreoffice.OWN, sorted(ours.glob("filled-*")), own)
    for path in own.iterdir():
        document = libreoffice.OwnDocument(path)
        fill(document)
        document.save()
    libreoffice.saved_as(libreoffice.WORD, [*own.iterdir(), *ours.glob("full-*")], theirs)
    return theirs


def is_as_typed(path, code):
    """What was typed is all there; returned is what has no place in the template."""
    understood = read(path.read_bytes(), language=code)
    items = word_files.as_stored(understood.items)
    said = {
        name: [each["texts"][code]["text"] for each in (rows if isinstance(rows, list) else [rows])]
        for name, rows in items.items()
    }
    assert said == {
        "title": [EMOJI],
        "description": ["\n\n".join([ARABIC, *CHINESE.split("\n")])],
        "targets": [ARABIC, EMOJI],
        "actors": ["FAO"],
    }
    first, second = (row["quantities"] for row in items["targets"])
    assert first == [amount("20", unit="percent"), amount(None, placeholder="xx", unit="percent", by=2030)]
    assert second == []
    assert understood.cell == {"stage": "waste", "instrument": "legal", "reason": "", "also": []}
    assert understood.authority == {"kind": "", "number": "", "date": "2026-05-04"}
    return [(piece.why, piece.section) for piece in understood.pieces]


def comes_back_equal(path, code):
    before = full(code)
    understood = read(path.read_bytes(), before, code)
    assert word_files.as_stored(understood.items) == before.content["items"]
    assert (understood.cell, understood.authority) == (before.cell, before.authority)
    assert understood.pieces == []


def test_what_it_writes_today_is_understood(by_libreoffice):
    for code in CODES:
        assert is_as_typed(by_libreoffice / f"filled-{code}.docx", code) == [("comment", "title")]
        comes_back_equal(by_libreoffice / f"full-{code}.docx", code)


@pytest.mark.parametrize("code", CODES)
def test_what_it_wrote_once_is_understood_for_ever(code):
    # Guidance that has been worded anew since is nothing of ours any more.
    assert ("comment", "title") in is_as_typed(KEPT / f"{code}.docx", code)

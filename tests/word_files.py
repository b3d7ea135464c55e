"""Word files for tests: as the portal hands them out, and as people and programs change them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import override
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table

from languages.official import language_for
from lifecycle.scheme import load_scheme
from programmes.template.editions import CURRENT_EDITION
from submissions import particulars
from submissions.word.layout import Blank, blocks
from submissions.word.reading import Understood, understand
from submissions.word.writing import write

ARABIC = "خفض هدر الأغذية إلى النصف بحلول عام 2030"
CHINESE = "到2030年将粮食浪费减半。\n第二行"
EMOJI = "Children eat 🍎🥕 – 👩🏽‍🌾 farmers, too"
HARD = "\n\n".join(
    (
        "One.",
        "Two,\nand a half.",
        f"\n\n{ARABIC}\u200f (SCP)",
        CHINESE,
        EMOJI,
        "  <b>&amp;</b>\ta tab, a\u00a0space, a\u2011dash",
    )
)


@dataclass
class Said:
    """What stands on a draft."""

    content: dict[str, Any]
    cell: dict[str, Any] = field(default_factory=lambda: particulars.empty("cell"))
    authority: dict[str, Any] = field(default_factory=lambda: particulars.empty("authority"))


def text(words: str, language: str) -> dict[str, Any]:
    return {"texts": {language: {"text": words, "status": "original", "of": None}}, "cites": []}


def row(row_id: str, words: str, language: str, *quantities: dict[str, Any]) -> dict[str, Any]:
    return {"id": row_id, **text(words, language), "quantities": list(quantities)}


def amount(value: str | None, **given: Any) -> dict[str, Any]:
    return {"value": value, "placeholder": "", "unit": "", "by": None, "per": "", **given}


def full(language: str) -> Said:
    """A draft with everything on it, fifty targets and hard text among it."""
    amounts = [
        [],
        [amount("12.125", unit="percent", by=2020)],
        [amount(None, placeholder="xx", unit="countries", per="year"), amount("1000000", unit="usd")],
        [amount(None), amount("0.5", placeholder="x", unit="tonnes"), amount("-3")],
    ]
    targets = [
        row(f"t{number}-{'x' * 30}", f"{number} {ARABIC} {EMOJI}", language, *amounts[number % 4])
        for number in range(50)
    ]
    items = {
        "title": text(f"{EMOJI} {ARABIC}", language),
        "overall_objective": text(HARD, language),
        "targets": targets,
        "description": text("\n\n".join([HARD] * 20), language),
        "initiatives": [row("a", "One", language), row("b", "Two\nlines\n\nand a paragraph", language)],
        "poverty_link": text("x" * 5000, language),
        "actors": [row("one", "FAO", language)],
        "success_criteria": [row("s", "", language, amount("7")) | {"texts": {}}],
        "resources": text(CHINESE, language),
    }
    return Said(
        {"edition": CURRENT_EDITION.code, "items": items},
        {
            "stage": "waste",
            "instrument": "legal",
            "reason": HARD,
            "also": [
                {"stage": "production", "instrument": "fiscal"},
                {"stage": "waste", "instrument": "mixed"},
            ],
        },
        {"kind": "note_verbale", "number": "114/2026", "date": "2026-05-04"},
    )


def written(said: Any, *, page: str = "en", theirs: str = "en") -> bytes:
    """``said`` as a file."""
    with override(page):
        document = blocks(said, load_scheme())
        return write(document, page=language_for(page), theirs=language_for(theirs), title="Draft")


def empty(page: str = "en") -> bytes:
    return written(Blank(CURRENT_EDITION), page=page, theirs=page)


def read(data: bytes, upon: Any = None, language: str = "en") -> Understood:
    """What is understood of a file that comes back for the draft ``upon``."""
    content = (upon or Blank(CURRENT_EDITION)).content
    return understand(data, upon=content, language=language, scheme=load_scheme())


def as_stored(items: dict[str, Any]) -> dict[str, Any]:
    """Items as they were understood, in the form in which a draft holds them."""
    found = {}
    for code, said in items.items():
        rows = said if isinstance(said, list) else [said]
        for each in rows:
            each["texts"] = {language: {**given, "of": None} for language, given in each["texts"].items()}
            each["cites"] = []
            for quantity in each.get("quantities", []):
                quantity["by"] = int(quantity["by"]) if quantity["by"] else None
        if said if isinstance(said, list) else said["texts"]:
            found[code] = said
    return found


def texts_of(understood: Understood, code: str, language: str = "en") -> Any:
    """The words that were understood of an item: one text, or those of its rows."""
    said = understood.items[code]
    found = [
        row["texts"].get(language, {}).get("text", "") for row in (said if isinstance(said, list) else [said])
    ]
    return found if isinstance(said, list) else found[0]


def text_of(said: Said, code: str) -> str:
    """The English words of a prose item."""
    return said.content["items"][code]["texts"]["en"]["text"]


def pieces_of(understood: Understood) -> list[tuple[str, str, str]]:
    """What has no place in the template: why, in which section, and its words."""
    return [(piece.why, piece.section, piece.text) for piece in understood.pieces]


# --- Changed by hand --------------------------------------------------------------------------------


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    """The file after ``change`` was done to it with python-docx."""
    document = Document(BytesIO(data))
    change(document)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def table(document: Any, anchor: str) -> Table:
    """The table of one grid."""
    for each in document.tables:
        if any(mark.get(qn("w:name")) == anchor for mark in each._tbl.iter(qn("w:bookmarkStart"))):
            return each
    raise AssertionError(f"no table {anchor}")


def answer(document: Any, anchor: str, words: str, *, row: int = 1, column: int = 0) -> None:
    """Type ``words`` in a cell, a paragraph for each line."""
    cell = table(document, anchor).cell(row, column)
    first, *further = words.split("\n")
    cell.paragraphs[0].text = first
    for line in further:
        cell.add_paragraph(line)


def with_much_to_say() -> bytes:
    """A template filled in with what differs, is not understood or has no place; no words are in it."""

    def change(document: Any) -> None:
        answer(document, "item_title", "–")
        answer(document, "item_description", "")
        for anchor, column in (
            ("cell_place", 1),
            ("cell_place", 2),
            ("item_targets", 4),
            ("item_targets", 6),
        ):
            answer(document, anchor, "–", column=column)
        answer(document, "item_targets", "1,000", column=2)
        for anchor in ("authority_kind", "authority_date"):
            answer(document, anchor, "–")
        document.add_paragraph("–")
        document.add_comment(document.paragraphs[0].runs, text="–", author="–")
        gone = table(document, "item_actors")._tbl
        gone.getparent().remove(gone)

    return changed(empty(), change)


def xml(markup: str) -> Any:
    """An element of a Word file, its names in the namespace ``w``."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {nsdecls('w')}", markup, count=1))


# --- Changed from outside ---------------------------------------------------------------------------


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return saved.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one of its parts changed, or added."""
    parts = parts_of(data)
    return packed({**parts, name: change(parts.get(name, b""))})


def without_anchors(data: bytes) -> bytes:
    """The file as a program leaves it that knows nothing of bookmarks."""
    return with_part(
        data, "word/document.xml", lambda part: re.sub(rb"<w:bookmark(?:Start|End)[^>]*/>", b"", part)
    )


def words_of(data: bytes) -> Iterator[str]:
    """Every paragraph of a file, those in tables too."""
    for paragraph in Document(BytesIO(data)).element.body.iter(qn("w:p")):
        yield "".join(each.text or "" for each in paragraph.iter(qn("w:t")))

"""What a document of the template is: headings, what is said beside them, and grids to write in.

Whatever somebody answers stands in a cell of a grid, and everything else is ours. Each grid has an anchor, a
hidden name that programs keep when they save the file, and so has each row that stands in the draft already:
so an answer is known for what it is, whatever becomes of the words around it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from languages.reading import read
from lifecycle.scheme import Scheme
from programmes.template.content import Content, edition_of, empty_content
from programmes.template.editions import PERIODS, UNITS, Edition, Item, ItemKind, Section
from submissions import particulars
from submissions.status import AuthorityKind

PLACE, REASON = "cell_place", "cell_reason"
KIND, NUMBER, DATE = "authority_kind", "authority_number", "authority_date"
FIELDS: dict[str, str | Promise] = {
    PLACE: particulars.LABELS[particulars.CELL],
    REASON: gettext_lazy("Why here?"),
    KIND: gettext_lazy("On what authority do you submit?"),
    NUMBER: gettext_lazy("Number of the note verbale"),
    DATE: gettext_lazy("Date of the note verbale or letter"),
}
"""The grids beside those of the template's items, by their anchors."""
ITEM = "item_"
"""What the anchor of an item's grid begins with."""
# Empty rows that a list ends with, and the fewest rows that it has.
SPARE, FEWEST = 3, 5


class Column(StrEnum):
    """What a cell of a grid is for."""

    ORDER = "order"
    TEXT = "text"
    AMOUNT = "amount"
    PLACEHOLDER = "placeholder"
    UNIT = "unit"
    PER = "per"
    BY = "by"
    STAGE = "stage"
    INSTRUMENT = "instrument"


QUANTITY = (Column.AMOUNT, Column.PLACEHOLDER, Column.UNIT, Column.PER, Column.BY)


@dataclass(frozen=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True)
class Note:
    """Guidance, or how to fill something in."""

    text: str


@dataclass(frozen=True)
class Row:
    cells: tuple[str, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Grid:
    """Where answers stand: each column with its name, below it the rows, with room for so many lines."""

    anchor: str
    columns: Mapping[Column, str]
    rows: tuple[Row, ...]
    lines: int = 1


Block = Heading | Note | Grid


class Said(Protocol):
    """All that stands on a submission: a draft, a round, or nothing yet."""

    @property
    def content(self) -> Content: ...
    @property
    def cell(self) -> dict[str, Any]: ...
    @property
    def authority(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Blank:
    """The template on which nobody has written."""

    edition: Edition

    @property
    def content(self) -> Content:
        return empty_content(self.edition)

    @property
    def cell(self) -> dict[str, Any]:
        return particulars.empty(particulars.CELL)

    @property
    def authority(self) -> dict[str, Any]:
        return particulars.empty(particulars.AUTHORITY)


def row_anchor(code: str, row_id: str) -> str:
    """The anchor of one row: a row's id may be longer than the names that Word keeps."""
    return f"row_{hashlib.sha256(f'{code}/{row_id}'.encode()).hexdigest()[:20]}"


def section_of(anchor: str, edition: Edition) -> str:
    """The code of the section that a grid belongs to."""
    if not anchor.startswith(ITEM):
        return anchor.partition("_")[0]
    own = anchor.removeprefix(ITEM)
    return next(section.code for section in edition.sections for item in section.items if item.code == own)


def parts(text: str) -> list[str]:
    """``text`` in paragraphs, so that joining them with an empty line gives it back to the letter."""
    found, held = [], ""
    for piece in re.split(r"(?<!\n)\n\n", text):
        held += piece
        if piece.strip():
            found.append(held)
            held = ""
        else:
            held += "\n\n"
    return found


# --- The document -----------------------------------------------------------------------------------


def blocks(said: Said, scheme: Scheme) -> Iterator[Block]:
    """The whole document in its order, what is ours in the active language."""
    language = next(iter(_languages(said.content)), "")
    yield Heading(_("Proposal of a programme"), 0)
    yield Note(_("Write in the tables. Elsewhere your words may not be understood when the file comes back."))
    yield Note(_("In a list, add rows as you need them; a row that you take out of the file is taken out."))
    yield Note(
        _(
            "Then upload the file on the page of your submission. You see what was understood and choose "
            "what is taken over; nothing is saved before."
        )
    )
    for section in edition_of(said.content).sections:
        yield from _section(section, said.content["items"], language)
    yield from _cell(said.cell, scheme)
    yield from _authority(said.authority)


def _languages(content: Content) -> Iterator[str]:
    for written in content["items"].values():
        for holder in written if isinstance(written, list) else [written]:
            yield from holder["texts"]


def _section(section: Section, written: Mapping[str, Any], language: str) -> Iterator[Block]:
    yield Heading(f"{section.number} {section.label}".strip(), 1)
    for item in section.items:
        if len(section.items) > 1:
            yield Heading(str(item.label), 2)
        if item.guidance:
            yield Note(str(item.guidance))
        if item.has_quantities:
            yield from _how_to_quantify()
        yield _limit(item)
        if item.is_list:
            yield _list(item, written.get(item.code, []), language)
        else:
            text = written.get(item.code, {"texts": {}})["texts"].get(language, {}).get("text", "")
            yield _box(ITEM + item.code, str(item.label), text, lines=8 if item.kind is ItemKind.PROSE else 2)


def _limit(item: Item) -> Note:
    said = ngettext("Up to %(limit)s character.", "Up to %(limit)s characters.", item.limit)
    return Note(said % {"limit": item.limit})


def _how_to_quantify() -> Iterator[Note]:
    yield Note(
        _(
            "An amount is a number. Where it is not known yet, write “%(words)s”, or the blank itself, "
            "such as xx."
        )
        % {"words": _("not yet quantified")}
    )
    yield Note(
        _("A further amount of the same row stands in a row below it, with nothing in the other cells.")
    )
    yield Note(_("Units: %(names)s") % {"names": _listed(UNITS.values())})
    yield Note(_("Per, where it is for a period: %(names)s") % {"names": _listed(PERIODS.values())})


def _listed(names: Any) -> str:
    return pgettext("between names in a list", ", ").join(str(name) for name in names)


def _box(anchor: str, label: str, text: str, lines: int = 1) -> Grid:
    return Grid(anchor, {Column.TEXT: label}, (Row((text,)),), lines)


def _list(item: Item, written: list[dict[str, Any]], language: str) -> Grid:
    columns = {Column.ORDER: pgettext("row of a table", "Number"), Column.TEXT: str(item.label)}
    if item.has_quantities:
        columns |= {
            Column.AMOUNT: _("Amount"),
            Column.PLACEHOLDER: _("Blank written as"),
            Column.UNIT: _("Unit"),
            Column.PER: _("Per"),
            Column.BY: _("By the year"),
        }
    rows: list[Row] = []
    for number, row in enumerate(written, start=1):
        text = row["texts"].get(language, {}).get("text", "")
        first, *further = [_amount(each) for each in row["quantities"]] or [_nothing(item)]
        rows.append(Row((str(number), text, *first), row_anchor(item.code, row["id"])))
        rows += [Row(("", "", *cells)) for cells in further]
    spare = max(0, min(max(SPARE, FEWEST - len(written)), item.max_rows - len(written)))
    rows += [Row(("", "", *_nothing(item)))] * spare
    return Grid(ITEM + item.code, columns, tuple(rows))


def _nothing(item: Item) -> tuple[str, ...]:
    return ("",) * len(QUANTITY) if item.has_quantities else ()


def _amount(quantity: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        _("not yet quantified") if quantity["value"] is None else quantity["value"],
        quantity["placeholder"],
        str(UNITS[quantity["unit"]]) if quantity["unit"] else "",
        str(PERIODS[quantity["per"]]) if quantity["per"] else "",
        str(quantity["by"] or ""),
    )


def _cell(cell: Mapping[str, Any], scheme: Scheme) -> Iterator[Block]:
    yield Heading(str(particulars.LABELS[particulars.CELL]), 1)
    yield Note(_("Write the number or the name of one stage and of one instrument."))
    for heading, axis in (
        (_("Life-cycle stages"), scheme.stages),
        (_("Instrument types"), scheme.instruments),
    ):
        yield Note(heading)
        yield from (
            Note(f"{number} {read(row, 'name')}") for number, row in enumerate(axis.values(), start=1)
        )
    here = pgettext("place of a programme in the matrix", "Here")
    also = pgettext("a programme touches this cell of the matrix", "also")
    spare = [{"stage": "", "instrument": ""}] * min(SPARE, particulars.MAX_ALSO - len(cell["also"]))
    places = [(here, cell), *((also, place) for place in [*cell["also"], *spare])]
    yield Grid(
        PLACE,
        {Column.ORDER: _("Place"), Column.STAGE: _("Stage"), Column.INSTRUMENT: _("Instrument")},
        tuple(Row((label, *_place(place, scheme))) for label, place in places),
    )
    yield from _field(REASON, cell["reason"], lines=4)


def _place(place: Mapping[str, str], scheme: Scheme) -> tuple[str, str]:
    stage, instrument = scheme.stages.get(place["stage"]), scheme.instruments.get(place["instrument"])
    return (
        read(stage, "name").text if stage else "",
        read(instrument, "name").text if instrument else "",
    )


def _authority(authority: Mapping[str, str]) -> Iterator[Block]:
    kind = str(AuthorityKind(authority["kind"]).label) if authority["kind"] else ""
    yield Heading(str(particulars.LABELS[particulars.AUTHORITY]), 1)
    yield Note(_("For governments. The scan itself is attached online."))
    yield from _field(
        KIND, kind, *(f"{at} {label}" for at, label in enumerate(AuthorityKind.labels, start=1))
    )
    yield from _field(NUMBER, authority["number"], _("As printed on it; a letter needs none."))
    yield from _field(DATE, authority["date"], _("As year-month-day, such as 2026-05-04."))


def _field(anchor: str, text: str, *hints: str, lines: int = 1) -> Iterator[Block]:
    label = str(FIELDS[anchor])
    yield Heading(label, 2)
    yield from (Note(hint) for hint in hints)
    yield _box(anchor, label, text, lines)

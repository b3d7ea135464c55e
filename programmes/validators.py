"""What a content may hold. Every door that takes text from outside asks here, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from languages.cleaning import UncleanText, clean
from languages.official import BY_CODE, CODES
from programmes.status import EntryPart, Locator, TextStatus
from programmes.template.editions import EDITIONS, MAX_CITES, MAX_QUANTITIES, PERIODS, UNITS, Item

MAX_VALUE = Decimal(10) ** 14
YEARS = range(1900, 2201)
ROW_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
PARTS = frozenset([*EntryPart.values, *Locator.values])
SYMBOL_LENGTH, POSITION_LENGTH, PLACEHOLDER_LENGTH = 60, 20, 20
NOTE_LENGTH, REASON_LENGTH = 2000, 5000


def clean_text(text: str, *, limit: int, label: str) -> str:
    """``text`` as it may be stored.

    Raises ``ValidationError``, naming ``label`` and what to do, where the text holds a character that
    cannot be stored or is longer than ``limit`` characters.
    """
    try:
        cleaned = clean(text).strip()
    except UncleanText as unclean:
        raise ValidationError(
            _("%(label)s: take out the character %(character)s, which cannot be stored."),
            code="unclean",
            params={"label": label, "character": str(unclean)},
        ) from unclean
    if len(cleaned) > limit:
        raise ValidationError(
            _("%(label)s: shorten by %(excess)d characters; the limit is %(limit)d."),
            code="too_long",
            params={"label": label, "excess": len(cleaned) - limit, "limit": limit},
        )
    return cleaned


def clean_notes(notes: Mapping[str, str]) -> dict[str, str]:
    """The public note of a version by language, without the languages in which nothing is said."""
    cleaned = {
        code: clean_text(
            notes.get(code) or "",
            limit=NOTE_LENGTH,
            label=_("Public note (%(language)s)") % {"language": BY_CODE[code].own_name},
        )
        for code in CODES
    }
    return {code: text for code, text in cleaned.items() if text}


def clean_reason(reason: str) -> str:
    """The internal reason of a version."""
    return clean_text(reason, limit=REASON_LENGTH, label=_("Internal reason"))


def clean_content(content: Mapping[str, Any], *, room: int = 1) -> dict[str, Any]:
    """``content`` in the form in which it is stored.

    A text may be ``room`` times as long as its limit: a draft is kept first and shortened later.
    Raises ``ValidationError`` with every fault under its address, so that a form can show it where it is:
    ``title/fr``, ``targets`` (the rows as a whole), ``targets/t1/quantities/0/by``,
    ``targets/t1/cites/0/document``.
    """
    edition = EDITIONS.get(str(content.get("edition")))
    if edition is None:
        raise ValidationError(_("The edition of the template is unknown."), code="edition")
    faults = _Faults()
    written = content.get("items", {})
    unknown = set(written) - set(edition.items)
    if unknown:
        faults.add(NON_FIELD_ERRORS, _("The template has no item “%(code)s”."), code=min(unknown))
    roomy = {code: replace(item, limit=item.limit * room) for code, item in edition.items.items()}
    items = {
        code: _clean_rows(item, written[code], faults)
        if item.is_list
        else _clean_passage(item, code, written[code], faults)
        for code, item in roomy.items()
        if written.get(code)
    }
    faults.raise_any()
    return {"edition": edition.code, "items": items}


class _Faults:
    """What is wrong with a content, by the address at which it is."""

    def __init__(self) -> None:
        self.found: dict[str, list[ValidationError]] = {}

    def add(self, address: str, message: str, **params: Any) -> None:
        self.found.setdefault(address, []).append(ValidationError(message, params=params))

    def attempt(self, address: str, cleaned: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """What ``cleaned`` gives, or an empty text where it finds a fault, which is kept."""
        try:
            return cleaned(*args, **options)
        except ValidationError as fault:
            self.found.setdefault(address, []).append(fault)
            return ""

    def raise_any(self) -> None:
        if self.found:
            raise ValidationError(self.found)


def _clean_rows(item: Item, rows: Sequence[Mapping[str, Any]], faults: _Faults) -> list[dict[str, Any]]:
    if len(rows) > item.max_rows:
        faults.add(item.code, _("%(label)s: keep to %(limit)d rows."), label=item.label, limit=item.max_rows)
        return []
    ids = [str(row["id"]) for row in rows]
    if len(set(ids)) < len(ids):
        faults.add(item.code, _("%(label)s: two rows have the same id."), label=item.label)
    if not all(ROW_ID.fullmatch(row_id) for row_id in ids):
        faults.add(item.code, _("%(label)s: a row has no usable id."), label=item.label)
    return [_clean_row(item, row_id, row, faults) for row_id, row in zip(ids, rows, strict=True)]


def _clean_row(item: Item, row_id: str, row: Mapping[str, Any], faults: _Faults) -> dict[str, Any]:
    path = f"{item.code}/{row_id}"
    quantities = row.get("quantities", [])
    if len(quantities) > MAX_QUANTITIES:
        faults.add(
            f"{path}/quantities",
            _("%(label)s: keep to %(limit)d amounts in a row."),
            label=item.label,
            limit=MAX_QUANTITIES,
        )
    return {
        "id": row_id,
        **_clean_passage(item, path, row, faults),
        "quantities": [
            _clean_quantity(item, f"{path}/quantities/{order}", quantity, faults)
            for order, quantity in enumerate(quantities[:MAX_QUANTITIES])
        ],
    }


def _clean_passage(item: Item, path: str, passage: Mapping[str, Any], faults: _Faults) -> dict[str, Any]:
    texts = {}
    for language, given in passage.get("texts", {}).items():
        if language not in CODES or given.get("status") not in TextStatus.values:
            faults.add(path, _("%(label)s: unknown language or status of a text."), label=item.label)
            continue
        address = f"{path}/{language}"
        text = faults.attempt(address, clean_text, given["text"], limit=item.limit, label=str(item.label))
        if text:
            texts[language] = {"text": text, "status": given["status"], "of": given.get("of")}
    cites = passage.get("cites", [])
    if len(cites) > MAX_CITES:
        faults.add(
            f"{path}/cites", _("%(label)s: keep to %(limit)d sources."), label=item.label, limit=MAX_CITES
        )
    return {
        "texts": texts,
        "cites": [
            _clean_cite(f"{path}/cites/{order}", cite, faults) for order, cite in enumerate(cites[:MAX_CITES])
        ],
    }


def _clean_cite(address: str, cite: Mapping[str, Any], faults: _Faults) -> dict[str, str]:
    # A source is named in full or not at all: half a citation leads nobody anywhere.
    document = faults.attempt(
        f"{address}/document",
        clean_text,
        str(cite.get("document") or ""),
        limit=SYMBOL_LENGTH,
        label=_("Document"),
    )
    position = faults.attempt(
        f"{address}/position",
        clean_text,
        str(cite.get("position") or ""),
        limit=POSITION_LENGTH,
        label=_("Place"),
    )
    part = str(cite.get("part") or "")
    if not document and f"{address}/document" not in faults.found:
        faults.add(f"{address}/document", _("Source: choose the document."))
    if part not in PARTS:
        faults.add(f"{address}/part", _("Source: choose what the place counts."))
    if not position and f"{address}/position" not in faults.found:
        faults.add(f"{address}/position", _("Source: give the place in the document."))
    return {"document": document, "part": part, "position": position}


def _clean_quantity(item: Item, address: str, quantity: Mapping[str, Any], faults: _Faults) -> dict[str, Any]:
    """One quantity of a row; ``value`` stays null while open, and numbers are kept as text, exactly."""
    value, by = quantity.get("value"), quantity.get("by") or None
    unit, per = quantity.get("unit") or "", quantity.get("per") or ""
    if value is not None:
        value = faults.attempt(f"{address}/value", _clean_number, item, str(value))
    if by is not None and not _is_year(str(by)):
        faults.add(f"{address}/by", _("%(label)s: give the year in four digits."), label=item.label)
        by = None
    if unit and unit not in UNITS:
        faults.add(f"{address}/unit", _("%(label)s: unknown unit."), label=item.label)
    if per and per not in PERIODS:
        faults.add(f"{address}/per", _("%(label)s: unknown period."), label=item.label)
    placeholder = faults.attempt(
        f"{address}/placeholder",
        clean_text,
        quantity.get("placeholder") or "",
        limit=PLACEHOLDER_LENGTH,
        label=str(item.label),
    )
    return {
        "value": value,
        "placeholder": placeholder,
        "unit": unit,
        "by": int(by) if by else None,
        "per": per,
    }


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) == 4 and int(text) in YEARS


def _clean_number(item: Item, value: str) -> str:
    try:
        number = Decimal(value) if len(value) <= 40 else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    # Not abs(), which fails for a number too large to compute with.
    if not number.is_finite() or number.copy_abs() >= MAX_VALUE or number.as_tuple().exponent < -4:  # type: ignore[operator]
        raise ValidationError(
            _("%(label)s: write the amount as a number, with at most four decimals."),
            params={"label": item.label},
        )
    return format(number.normalize(), "f")

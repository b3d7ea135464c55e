"""What a content may hold. Every door that takes text from outside asks here, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from languages.cleaning import UncleanText, clean
from languages.official import CODES
from programmes.status import TextStatus
from programmes.template.editions import EDITIONS, MAX_QUANTITIES, PERIODS, UNITS, Item

MAX_VALUE = Decimal(10) ** 14
YEARS = range(1900, 2201)


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


def clean_content(content: Mapping[str, Any]) -> dict[str, Any]:
    """``content`` in the form in which it is stored; raises ``ValidationError`` naming each fault."""
    edition = EDITIONS.get(str(content.get("edition")))
    if edition is None:
        raise ValidationError(_("The edition of the template is unknown."), code="edition")
    faults: list[ValidationError] = []
    items: dict[str, Any] = {}
    unknown = set(content.get("items", {})) - set(edition.items)
    if unknown:
        faults.append(
            ValidationError(_("The template has no item “%(code)s”."), params={"code": min(unknown)})
        )
    for code, item in edition.items.items():
        written = content.get("items", {}).get(code)
        if not written:
            continue
        try:
            items[code] = _clean_rows(item, written) if item.is_list else _clean_passage(item, written)
        except ValidationError as fault:
            faults.append(fault)
    if faults:
        raise ValidationError(faults)
    return {"edition": edition.code, "items": items}


def _clean_rows(item: Item, rows: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    if len(rows) > item.max_rows:
        raise ValidationError(
            _("%(label)s: keep to %(limit)d rows."), params={"label": item.label, "limit": item.max_rows}
        )
    cleaned = [{"id": str(row["id"]), **_clean_passage(item, row)} for row in rows]
    if len({row["id"] for row in cleaned}) < len(cleaned):
        raise ValidationError(_("%(label)s: two rows have the same id."), params={"label": item.label})
    for row, given in zip(cleaned, rows, strict=True):
        row["quantities"] = [
            clean_quantity(item, each) for each in given.get("quantities", [])[:MAX_QUANTITIES]
        ]
    return cleaned


def _clean_passage(item: Item, passage: Mapping[str, Any]) -> dict[str, Any]:
    texts = {}
    for language, given in passage.get("texts", {}).items():
        if language not in CODES or given.get("status") not in TextStatus.values:
            raise ValidationError(
                _("%(label)s: unknown language or status of a text."), params={"label": item.label}
            )
        text = clean_text(given["text"], limit=item.limit, label=str(item.label))
        if text:
            texts[language] = {"text": text, "status": given["status"], "of": given.get("of")}
    cites = [
        {key: str(cite.get(key, "")) for key in ("document", "part", "position")}
        for cite in passage.get("cites", [])
    ]
    return {"texts": texts, "cites": cites}


def clean_quantity(item: Item, quantity: Mapping[str, Any]) -> dict[str, Any]:
    """One quantity of a row; ``value`` stays null while open, and numbers are kept as text, exactly."""
    value = quantity.get("value")
    if value is not None:
        value = _clean_number(item, str(value))
    by = quantity.get("by") or None
    if by is not None and (not str(by).isdecimal() or int(by) not in YEARS):
        raise ValidationError(_("%(label)s: give the year in four digits."), params={"label": item.label})
    unit, per = quantity.get("unit") or "", quantity.get("per") or ""
    if (unit and unit not in UNITS) or (per and per not in PERIODS):
        raise ValidationError(_("%(label)s: unknown unit or period."), params={"label": item.label})
    placeholder = clean_text(quantity.get("placeholder") or "", limit=20, label=str(item.label))
    return {
        "value": value,
        "placeholder": placeholder,
        "unit": unit,
        "by": int(by) if by else None,
        "per": per,
    }


def _clean_number(item: Item, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= MAX_VALUE or number.as_tuple().exponent < -4:  # type: ignore[operator]
        raise ValidationError(
            _("%(label)s: write the amount as a number, with at most four decimals."),
            params={"label": item.label},
        )
    return format(number.normalize(), "f")

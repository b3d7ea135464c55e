"""What was written in the cells of an amount: a figure, a blank, a unit, a period, a year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from programmes.validators import PLACEHOLDER_LENGTH, YEARS
from submissions.word.layout import QUANTITY, Column
from submissions.word.names import Names, plain

AMOUNT, UNIT, PERIOD, YEAR = "amount", "unit", "period", "year"
_FIGURE = re.compile(r"([+-]?(?:\d[\d .,'٫٬]*\d|\d))\s*(.*)", re.DOTALL)
_PER_CENT = frozenset("%％٪")
_SPACED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?=[.,]|$)")
_GROUPED = re.compile(r"\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,})")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
# Thousands to one reader and decimals to another; what we write ourselves has no nought at its end.
_EITHER = re.compile(r"[+-]?\d{1,3}(?:,\d{3}|\.\d\d0)")


def quantity_of(
    cells: Mapping[Column, str], names: Names
) -> tuple[dict[str, Any] | None, list[tuple[str, str]]]:
    """The amount that ``cells`` give, if any, and what in them could not be understood, each by its kind."""
    given = {column: cells.get(column, "").strip() for column in QUANTITY}
    if not any(given.values()):
        return None, []
    lost: list[tuple[str, str]] = []
    value, rest = _value(given[Column.AMOUNT], names)
    unit = _unit(given[Column.UNIT], names, lost)
    placeholder = given[Column.PLACEHOLDER]
    if rest and value is not None and (not given[Column.UNIT] or _unit(rest, names, []) == unit):
        unit = _unit(rest, names, [])
    elif rest and value is None and not placeholder and len(rest) <= PLACEHOLDER_LENGTH:
        placeholder = rest
        if _FIGURE.fullmatch(figures(rest)):
            lost.append((AMOUNT, rest))
    elif rest:
        lost.append((AMOUNT, given[Column.AMOUNT]))
    return {
        "value": value,
        "placeholder": placeholder,
        "unit": unit,
        "by": _year(given[Column.BY], lost),
        "per": _among(names.periods, given[Column.PER], PERIOD, lost),
    }, lost


def _value(text: str, names: Names) -> tuple[str | None, str]:
    """The figure of ``text`` and the unit that stands beside it; no figure where it can be read in two ways.

    Words that are no unit may be what makes it a million.
    """
    if plain(text) in names.still_open or not text:
        return None, ""
    found = _FIGURE.fullmatch(figures(text))
    number = _number(found[1]) if found else None
    if found and number is not None and (not found[2] or _unit(found[2], names, [])):
        return number, found[2]
    return None, text


def _number(figure: str) -> str | None:
    spaced = _SPACED.match(figure)
    if spaced:
        figure = re.sub("[ ']", "", spaced[0]) + figure[spaced.end() :]
    elif _GROUPED.fullmatch(figure):
        figure = re.sub("[.,]", "", figure)
    elif _EITHER.fullmatch(figure):
        return None
    return figure.replace(",", ".") if _PLAIN.fullmatch(figure) else None


def figures(text: str) -> str:
    """``text`` with the figures, marks and spaces of every script written in one way."""
    folded = "".join(_figure(sign) for each in text for sign in _folded(each))
    return folded.replace("٫", ".").replace("٬", ",").replace("−", "-").strip()


def _folded(sign: str) -> str:
    # A half is not a one and a two, and ten to the sixth is not a hundred and six.
    return sign if unicodedata.category(sign) == "No" else unicodedata.normalize("NFKC", sign)


def _figure(sign: str) -> str:
    if unicodedata.category(sign) == "Nd":
        return str(unicodedata.decimal(sign))
    return " " if sign.isspace() else "" if unicodedata.category(sign) == "Cf" else sign


def _unit(text: str, names: Names, lost: list[tuple[str, str]]) -> str:
    return "percent" if text in _PER_CENT else _among(names.units, text, UNIT, lost)


def _among(names: Mapping[str, str], text: str, kind: str, lost: list[tuple[str, str]]) -> str:
    found = names.get(plain(text), "")
    if text and not found:
        lost.append((kind, text))
    return found


def _year(text: str, lost: list[tuple[str, str]]) -> str:
    year = figures(text)
    if re.fullmatch(r"\d{4}", year) and int(year) in YEARS:
        return year
    if text:
        lost.append((YEAR, text))
    return ""

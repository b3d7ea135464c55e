"""Amounts, sources and places of a content in a few words, for pages that compare them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from languages.official import language_for
from programmes import citations
from programmes.status import TextStatus
from programmes.template.editions import EDITIONS, PERIODS, UNITS


def quantity_words(quantity: Mapping[str, Any]) -> str:
    """One amount: “20 · per cent · by 2020”; an open one says so beside its placeholder."""
    value, unit, per, by = (quantity[name] for name in ("value", "unit", "per", "by"))
    words = [value] if value is not None else [quantity["placeholder"], _("not yet quantified")]
    words += [str(UNITS[unit])] if unit else []
    words += [str(PERIODS[per])] if per else []
    words += [_("by %(year)s") % {"year": by}] if by else []
    return " · ".join(word for word in words if word)


def cite_words(cite: Mapping[str, str]) -> str:
    """One source: its symbol and the place in it."""
    return f"{cite['document']}, {citations.place(cite['part'], cite['position'])}"


def place_words(place: str) -> str:
    """A place of ``template.differences``: “Title · English”, “Possible specific targets · t1: amounts”."""
    code, *rest = place.split("/")
    item = next(edition.items[code] for edition in EDITIONS.values() if code in edition.items)
    label = str(item.label)
    if not rest:
        return _("%(label)s: order of the rows") % {"label": label}
    if item.is_list:
        label = f"{label} · {rest.pop(0)}"
    part, *about = rest
    if part == "quantities":
        return _("%(label)s: amounts") % {"label": label}
    if part == "cites":
        return _("%(label)s: source") % {"label": label}
    named = {"label": label, "language": language_for(part).own_name}
    if about == ["status"]:
        return _("%(label)s: standing of the text (%(language)s)") % named
    if about == ["of"]:
        return _("%(label)s: which text it is a translation of (%(language)s)") % named
    return f"{label} · {named['language']}"


def value_words(place: str, value: Any) -> str:
    """What stands at a place of ``template.differences``; empty where nothing does."""
    part = place.rpartition("/")[2]
    if not value:
        return ""
    if part == "status":
        return str(TextStatus(value).label)
    if part == "quantities":
        return "; ".join(quantity_words(each) for each in value)
    if part == "cites":
        return "; ".join(cite_words(each) for each in value)
    # A text, or the rows of a list by their ids.
    return value if isinstance(value, str) else ", ".join(value)

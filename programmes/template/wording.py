"""Amounts and sources in a few words, for pages that compare them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from programmes import citations
from programmes.template.editions import PERIODS, UNITS


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

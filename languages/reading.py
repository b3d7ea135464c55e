"""The one reader that picks a text for a reader and says which language it got.

A page must never mix languages unmarked, so nothing reads a translated column for display by itself:
it asks here and gets the text together with its language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from languages.official import FALLBACK_ORDER, Language, column, language_for


@dataclass(frozen=True)
class Reading:
    """A text, the language it is in, and whether that is another language than the one asked for."""

    text: str
    language: Language
    is_fallback: bool

    def __str__(self) -> str:
        return self.text


EMPTY = Reading("", language_for(None), is_fallback=False)


def order_of_preference(wanted: str) -> list[str]:
    """Language codes in the order in which a reader of ``wanted`` is served."""
    return [wanted, *(code for code in FALLBACK_ORDER if code != wanted)]


def pick(texts: Mapping[str, Any], wanted: str | None = None) -> Reading:
    """The best text for a reader of ``wanted`` (the active language when none is given).

    ``texts`` maps language codes to a string, or to a mapping with a ``text``. Empty texts do not count;
    where nothing is left, the reading is empty.
    """
    wanted = language_for(wanted or get_language()).code
    for code in order_of_preference(wanted):
        value = texts.get(code)
        text = value.get("text") if isinstance(value, Mapping) else value
        if text:
            return Reading(text, language_for(code), is_fallback=code != wanted)
    return EMPTY


def read(row: Any, field: str, wanted: str | None = None) -> Reading:
    """The best text of a translated ``field`` of a model instance (or of a mapping of its columns)."""
    return pick(all_texts(row, field), wanted)


def all_texts(row: Any, field: str) -> dict[str, str]:
    """Every text that a translated ``field`` has, by language code; missing languages are left out."""
    found = {}
    for code in FALLBACK_ORDER:
        name = column(field, code)
        text = row.get(name) if isinstance(row, Mapping) else getattr(row, name)
        if text:
            found[code] = text
    return found

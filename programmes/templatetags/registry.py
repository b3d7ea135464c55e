"""How templates read translated text. Loaded everywhere."""

from __future__ import annotations

from typing import Any

from django import template

from languages.reading import Reading, pick, read

register = template.Library()


@register.filter
def reading(row: Any, field: str) -> Reading:
    """``{{ programme|reading:"title" }}``: the best text of a translated field, with its language."""
    return read(row, field)


@register.filter
def best_of(texts: dict[str, Any]) -> Reading:
    """``{{ record.name|best_of }}``: the best of a mapping of language codes to texts."""
    return pick(texts)

"""How a hit shows where the reader's words matched."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from languages.official import language_for
from languages.reading import Reading
from languages.terms import terms
from programmes.models import Programme
from programmes.search import Found, Piece, mark, reasons

register = template.Library()


@register.filter
def marked(reading: Reading, words: str) -> SafeString:
    """``{{ title|marked:words }}``: a reading as ``text`` draws it, the words that match in ``mark``."""
    pieces = _drawn(mark(reading.text, terms(words)))
    if not reading.is_fallback:
        return pieces
    language = reading.language
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language.tag, language.direction, pieces)


@register.filter
def found_in(programme: Programme, words: str) -> list[Found]:
    """``{% for reason in programme|found_in:words %}``: where else the words occur, the best first."""
    return reasons(programme, words, shown=language_for(get_language()).code) if words else []


@register.filter
def passage(reason: Found) -> SafeString:
    """``{{ reason|passage }}``: the words around a match, in their own language."""
    language = reason.language
    return format_html(
        '<bdi lang="{}" dir="{}">{}</bdi>', language.tag, language.direction, _drawn(reason.pieces)
    )


def _drawn(pieces: list[Piece]) -> SafeString:
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", p.text) if p.is_match else p.text,) for p in pieces)
    )

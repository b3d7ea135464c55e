"""How templates read translated text, mark what is foreign, and name languages. Loaded everywhere."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from languages import dates
from languages.official import Language, language_for
from languages.reading import Reading, pick, read
from programmes import citations
from programmes.status import PartyRole

register = template.Library()

# In a group: what is split by it stands in every second place.
ADDRESS = re.compile(r"(https?://[^\s<>]+)")

# Django's own catalogue has these names, but says “Simplified Chinese”, which no United Nations page does.
LANGUAGE_NAMES: dict[str, str | Promise] = {
    "ar": _("Arabic"),
    "zh-hans": _("Chinese"),
    "en": _("English"),
    "fr": _("French"),
    "ru": _("Russian"),
    "es": _("Spanish"),
}


@register.filter
def reading(row: Any, field: str) -> Reading:
    """``{{ programme|reading:"title" }}``: the best text of a translated field, with its language."""
    return read(row, field)


@register.filter
def best_of(texts: dict[str, Any]) -> Reading:
    """``{{ record.name|best_of }}``: the best of a mapping of language codes to texts."""
    return pick(texts)


@register.filter
def language_name(language: Language) -> str | Promise:
    """``{{ reading.language|language_name }}``: what the language is called in the reader's own."""
    return LANGUAGE_NAMES[language.code]


@register.filter
def text(reading: Reading) -> str:
    """A reading as it stands in a page; in another language it carries ``lang`` and ``dir``.

    Follow it with ``tongue``, which stays outside when the text is a link.
    """
    if not reading.is_fallback:
        return reading.text
    language = reading.language
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language.tag, language.direction, reading.text)


@register.filter
def tongue(reading: Reading) -> str:
    """The tag that names the language of a text where it is not the page's; nothing otherwise."""
    if not reading.is_fallback:
        return ""
    return format_html(' <span class="tag foreign">{}</span>', language_name(reading.language))


@register.filter
def written_in(words: str, code: str) -> str:
    """``{{ party.named_as|written_in:party.named_language }}``: words of people, marked if foreign."""
    language = language_for(code)
    mark = "" if language == language_for(get_language()) else format_html(' lang="{}"', language.tag)
    return format_html("<bdi{}>{}</bdi>", mark, words)


@register.filter
def addresses_apart(words: str) -> SafeString:
    """``{{ letter.text|addresses_apart|linebreaks }}``: addresses keep their order in any text."""
    apart = [
        format_html('<bdi dir="ltr">{}</bdi>', piece) if number % 2 else piece
        for number, piece in enumerate(ADDRESS.split(words))
    ]
    return format_html_join("", "{}", ((piece,) for piece in apart))


@register.filter
def place(cite: dict[str, str]) -> str:
    """``{{ cite|place }}``: the place within the document that a citation names."""
    return citations.place(cite["part"], cite["position"])


@register.filter
def source_anchor(cite: dict[str, str]) -> str:
    """``{{ cite|source_anchor }}``: where the page of sources tells of the document that is cited."""
    return citations.anchor(cite["document"])


@register.filter
def language_of(code: str) -> Language:
    """``{{ party.named_language|language_of }}``: the language that a code stands for."""
    return language_for(code)


@register.filter
def role_name(role: str) -> str | Promise:
    """``{{ party.role|role_name }}``: the part of a frozen party in words."""
    return PartyRole(role).label


@register.filter
def figure(value: Decimal) -> str:
    """A number in the reader's form, with thousands apart and no more decimals than were given."""
    return formats.number_format(value.normalize() if value % 1 else value.to_integral(), force_grouping=True)


@register.filter(expects_localtime=True)
def long_date(day: date | None) -> str:
    """``{{ version.published_at|long_date }}``: a date in words, as the reader's language writes it."""
    return dates.long_date(day) if day else ""


@register.filter
def long_moment(moment: datetime) -> str:
    """``{{ round.submitted_at|long_moment }}``: a date in words with the clock and the zone it goes by."""
    return dates.long_moment(moment)


@register.filter
def ago(moment: datetime) -> str:
    """``{{ section.saved_at|ago }}``: how long since, in words."""
    return dates.ago(moment)


@register.simple_tag
def today() -> str:
    """``{% today as today %}``: this day, written as ``long_date`` writes it."""
    return dates.long_date(timezone.localdate())

"""Dates in words, in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language

FIRST_IN_FRENCH = "1er"


def long_date(day: date) -> str:
    """``5 May 2011``, ``5 мая 2011 года``, ``5 أيار/مايو 2011``, ``2011年5月5日``, and ``1er mai 2011``.

    All but the last come from the formats of the language; French writes the first of a month as an ordinal,
    which no format can say.
    """
    written = date_format(day, "DATE_FORMAT")
    if get_language() == "fr" and day.day == 1:
        return FIRST_IN_FRENCH + written.removeprefix("1")
    return written

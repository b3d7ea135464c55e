"""Dates and moments in words, in the reader's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import get_language
from django.utils.translation import gettext as _

FIRST_IN_FRENCH = "1er"
MINUTE = timedelta(minutes=1)


def long_date(day: date) -> str:
    """``5 May 2011``, ``5 мая 2011 года``, ``5 أيار/مايو 2011``, ``2011年5月5日``, and ``1er mai 2011``.

    All but the last come from the formats of the language; French writes the first of a month as an ordinal,
    which no format can say.
    """
    written = date_format(day, "DATE_FORMAT")
    if get_language() == "fr" and day.day == 1:
        return FIRST_IN_FRENCH + written.removeprefix("1")
    return written


def long_moment(moment: datetime) -> str:
    """``4 May 2027, 17:00 (New York, UTC−04:00)``, ``4 May 2027, 21:00 UTC``: by the clock of its own zone.

    The zone is always said, so that nobody takes the clock for another.
    """
    zone = str(moment.tzinfo)
    said = {"day": long_date(moment.date()), "clock": date_format(moment, "TIME_FORMAT")}
    if zone == "UTC":
        return _("%(day)s, %(clock)s UTC") % said
    city = zone.rpartition("/")[2].replace("_", " ")
    offset = moment.isoformat()[-len("+00:00") :].replace("-", "−")
    return _("%(day)s, %(clock)s (%(city)s, UTC%(offset)s)") % {**said, "city": city, "offset": offset}


def ago(moment: datetime) -> str:
    """How long since: ``5 minutes ago``, and ``just now`` within the first minute."""
    if timezone.now() - moment < MINUTE:
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment)}

"""Calls for submissions, in the reader's words and with the clock of their own zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from languages.dates import long_moment
from languages.reading import Reading, read
from submissions.models import Call
from submissions.status import LatePolicy

# Of those that have closed: enough to find the one that was just missed.
CLOSED_SHOWN = 2


@dataclass(frozen=True)
class CallLine:
    """One call as it stands at a moment."""

    call: Call
    title: Reading
    is_open: bool
    is_to_come: bool
    opens: str
    closes: str
    says: str

    @property
    def takes_late(self) -> bool:
        """Whether it has closed, and what comes now is taken and marked."""
        return not (self.is_open or self.is_to_come) and self.call.late == LatePolicy.MARK

    @property
    def may_be_chosen(self) -> bool:
        """Whether a draft can be begun for it: it will be open, or takes what comes late."""
        return self.is_open or self.is_to_come or self.takes_late

    @classmethod
    def of(cls, call: Call, at: datetime) -> Self:
        """``call`` as it stands at ``at``."""
        is_open = call.has_opened(at) and not call.has_closed(at)
        return cls(
            call=call,
            title=read(call, "title"),
            is_open=is_open,
            is_to_come=not call.has_opened(at),
            opens=long_moment(call.opens_in_zone),
            closes=long_moment(call.closes_in_zone) if call.closes_in_zone else "",
            says=_says(call, at),
        )


def call_lines(at: datetime) -> list[CallLine]:
    """Open calls, then those to come, then the last that have closed; in one query."""
    lines = [CallLine.of(call, at) for call in Call.objects.order_by("-opens_at", "code")]
    open_now = sorted((each for each in lines if each.is_open), key=_closing)
    to_come = [each for each in reversed(lines) if each.is_to_come]
    closed = [each for each in lines if not (each.is_open or each.is_to_come)]
    return open_now + to_come + closed[:CLOSED_SHOWN]


def _closing(line: CallLine) -> tuple[bool, float]:
    closes = line.call.closes_at
    return (closes is None, closes.timestamp() if closes else 0)


def _says(call: Call, at: datetime) -> str:
    """How the call stands, said plainly."""
    if not call.has_opened(at):
        return _("Not open yet: you can write now and submit once it opens.")
    if call.closes_at is None:
        return _("Open, without a closing date.")
    if not call.has_closed(at):
        days = (call.closes_at - at).days
        left = ngettext("Open: %(days)d day left.", "Open: %(days)d days left.", days)
        return left % {"days": days} if days else _("Open: it closes within a day.")
    if call.late == LatePolicy.MARK:
        return _("Closed. Submissions that come now are taken, and marked as late.")
    return _("Closed. Submissions that come now are not taken; answers to what was returned still are.")

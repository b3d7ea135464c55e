"""Why something in a file was not taken over, or not as it stood, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from submissions.word import amounts, body, reading

REASONS: dict[str, str | Promise] = {
    body.CHANGES: _("There are tracked changes in the file. It was read as if all of them were accepted."),
    body.COMMENT: _("A comment in the file:"),
    body.FOOTNOTE: _("A note at the foot of a page:"),
    body.FORMULA: _("A formula was taken over as a row of signs:"),
    body.HEAD: _("At the head or the foot of the pages:"),
    body.LINK: _("Where a link leads to; its words were taken over:"),
    body.LIST: _("A list was taken over without its numbers or bullets."),
    body.OUTSIDE: _("The file draws in something from elsewhere, which was not fetched:"),
    body.PICTURE: _("A picture. Attach it as a file instead."),
    body.SIGN: _("A sign that only one font has:"),
    body.TABLE: _("A table within an answer was taken over as lines of text:"),
    body.TEXT_BOX: _("A text box:"),
    amounts.AMOUNT: _("An amount that can be read in more than one way; write it in figures alone:"),
    amounts.UNIT: _("None of the units of the template:"),
    amounts.PERIOD: _("None of the periods of the template:"),
    amounts.YEAR: _("Not a year in four figures:"),
    reading.ELSEWHERE: _("Outside the tables of the template:"),
    reading.STAGE: _("None of the life-cycle stages:"),
    reading.INSTRUMENT: _("None of the instrument types:"),
    reading.HALF: _("A further cell without its stage or its instrument:"),
    reading.AUTHORITY: _("None of the grounds on which a government submits:"),
    reading.MORE: _("So many more things of this kind are not listed:"),
    reading.DAY: _("Not a date of year, month and day:"),
}

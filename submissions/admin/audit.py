"""The record of everything in the admin: one page to search it, and all that was found as a sheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from languages.dates import long_date, long_moment
from programmes.status import WritingAct
from submissions.audit.reading import Asked, Entry, Place, entries
from submissions.audit.sources import SOURCES
from submissions.audit.telling import Change

PAGE = 50
# So much of a text that was changed is shown, from a little before where it differs, and so many changes of
# one entry: a round that is accepted may write hundreds. The sheet has all of it.
SHOWN, LEAD, MOST_CHANGES = 300, 60, 40
ACTS: dict[str, str | Promise] = {
    "added": pgettext_lazy("record", "Added"),
    "changed": pgettext_lazy("record", "Changed"),
    "deleted": pgettext_lazy("record", "Deleted"),
    "moved": pgettext_lazy("record", "Moved"),
    "sent": pgettext_lazy("record", "Sent"),
    "published": pgettext_lazy("record", "Published"),
    "withheld": pgettext_lazy("record", "Withheld"),
    "lifted": pgettext_lazy("record", "May be read again"),
    "scheduled": pgettext_lazy("record", "Publication scheduled"),
    "ended": pgettext_lazy("record", "Scheduled publication ended"),
    "assigned": pgettext_lazy("record", "Assigned"),
    "reminded": pgettext_lazy("record", "Reminded"),
    "keyed_in": pgettext_lazy("record", "Keyed in"),
    "outside_call": pgettext_lazy("record", "Taken outside a call"),
    "said": pgettext_lazy("record", "Remark made"),
    "resolved": pgettext_lazy("record", "Remark resolved"),
    **{act.value: act.label for act in WritingAct},
    "handed_in": pgettext_lazy("record", "Handed in"),
    "taken_back": pgettext_lazy("record", "Taken back"),
    "role": pgettext_lazy("record", "Given another role"),
    "factor": pgettext_lazy("record", "Second factor taken off"),
    "sent_again": pgettext_lazy("record", "Sent again"),
}
COLUMNS = ("time", "person", "act", "table", "row", "name", "column", "before", "after")
# What a spreadsheet would take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# The last day that another one follows.
LAST = date.max - timedelta(days=1)


class SearchForm(forms.Form):
    """By person, table, object and time; what is left empty narrows nothing."""

    person = forms.CharField(
        label=_("Person"), required=False, max_length=200, help_text=_("Name or e-mail address")
    )
    table = forms.ChoiceField(label=_("Table"), required=False)
    object = forms.CharField(
        label=_("Object"),
        required=False,
        max_length=200,
        help_text=_("A reference such as 10YFP-009, a code, or the number of a row"),
    )
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, data: Any, *, user: Any) -> None:
        super().__init__(data)
        seen = {source.label: source.table for source in SOURCES if user.has_perm(source.permission)}
        tables = [(label, capfirst(str(table._meta.verbose_name))) for label, table in seen.items()]
        self.fields["table"].choices = [("", _("all")), *tables]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What is asked for. Only when valid."""
        given = self.cleaned_data
        return Asked(
            people=_numbers_of(given["person"]) if given["person"] else None,
            table=given["table"],
            subject=given["object"].strip(),
            since=_start(given["since"]) if given["since"] else None,
            until=_start(min(given["until"], LAST)) + timedelta(days=1) if given["until"] else None,
        )


def page(request: HttpRequest) -> HttpResponse:
    """What was found, the latest first."""
    form, user = SearchForm(request.GET or {}, user=request.user), request.user
    lines: list[dict[str, Any]] = []
    if form.is_valid():
        after = Place.parse(request.GET.get("after", ""))
        # Cut to what is shown as they are read: whole texts are never held together.
        lines = [_line(entry) for entry in entries(form.asked(), user=user, after=after, most=PAGE + 1)]
    shown, more = lines[:PAGE], lines[PAGE:]
    people = User.objects.in_bulk({line["by"] for line in shown if line["by"]})
    request.current_app = admin.site.name
    context = {
        **admin.site.each_context(request),
        "title": _("The record"),
        "form": form,
        "lines": [{**line, "by": people.get(line["by"] or 0)} for line in shown],
        "narrowed": _narrowed(request),
        "older": _narrowed(request, after=str(shown[-1]["place"])) if more else "",
    }
    return TemplateResponse(request, "admin/audit.html", context, status=200 if form.is_valid() else 422)


def as_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Everything that was found, as it is read; people by their numbers, columns and values as stored."""
    form = SearchForm(request.GET or {}, user=request.user)
    if not form.is_valid():
        return page(request)
    rows = _rows(entries(form.asked(), user=request.user))
    answer = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return answer


# --- The page ---------------------------------------------------------------------------------------


def _line(entry: Entry) -> dict[str, Any]:
    """An entry as the page shows it, with the number of the person."""
    return {
        "place": entry.place,
        "at": entry.at,
        "by": entry.by,
        "act": ACTS[entry.act],
        "table": entry.source.table._meta.verbose_name,
        "name": entry.name,
        "address": _address(entry),
        "changes": [_shown(entry, change) for change in entry.changes[:MOST_CHANGES]],
        "others": len(entry.changes[MOST_CHANGES:]),
    }


def _shown(entry: Entry, change: Change) -> tuple[str, str, str]:
    """A change in words: the column's name, and both values as a page says them."""
    told = entry.source.words(change) if entry.source.words else _by_column(entry.source.table, change)
    start = _start_of_what_differs(told.before, told.after)
    return told.column, _cut(told.before, start), _cut(told.after, start)


def _by_column(table: Any, change: Change) -> Change:
    before, after = _said(change.before), _said(change.after)
    try:
        column: Any = table._meta.get_field(change.column)
    except FieldDoesNotExist:
        return Change(change.column, before, after)
    named = {str(value): str(label) for value, label in column.flatchoices}
    return Change(str(column.verbose_name), named.get(before, before), named.get(after, after))


def _start_of_what_differs(before: str, after: str) -> int:
    """From where on two texts are shown: short ones whole, long ones from a little before they differ."""
    if max(len(before), len(after)) <= SHOWN:
        return 0
    pairs = enumerate(zip(before, after, strict=False))
    differs = next((at for at, (old, new) in pairs if old != new), min(len(before), len(after)))
    return max(differs - LEAD, 0)


def _said(value: Any) -> str:
    """A stored value as a page says it."""
    if isinstance(value, datetime):
        return long_moment(value)
    return long_date(value) if isinstance(value, date) else _written(value)


def _cut(text: str, start: int) -> str:
    end = start + SHOWN
    return f"{'…' if start else ''}{text[start:end]}{'…' if len(text) > end else ''}"


def _address(entry: Entry) -> str:
    """The page of the row, where it has one."""
    try:
        return reverse(
            f"admin:{entry.source.table._meta.app_label}_{entry.source.table._meta.model_name}_change",
            args=[entry.row],
        )
    except NoReverseMatch:
        return ""


def _narrowed(request: HttpRequest, **more: str) -> str:
    """The search as it stands, for an address; ``more`` with it."""
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in more.items():
        query[name] = value
    return query.urlencode()


def _numbers_of(person: str) -> frozenset[int]:
    named = User.objects.filter(Q(name__icontains=person) | Q(email__icontains=person))
    return frozenset(named.values_list("pk", flat=True))


def _start(day: Any) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


# --- The sheet --------------------------------------------------------------------------------------


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _rows(found: Iterator[Entry]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # Without this mark the usual spreadsheet takes the file for one in another encoding.
    yield "\ufeff"
    yield writer.writerow(COLUMNS)
    for entry in found:
        told = (
            entry.at.astimezone(UTC).isoformat(),
            entry.by or "",
            entry.act,
            entry.source.label,
            entry.row,
            entry.name,
        )
        for change in entry.changes or (Change("", "", ""),):
            said = (*told, change.column, _written(change.before), _written(change.after))
            yield writer.writerow([_plain(str(value)) for value in said])


def _written(value: Any) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list, bool)) else str(value)


def _plain(value: str) -> str:
    """``value`` as no spreadsheet takes it for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value

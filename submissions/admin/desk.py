"""The admin's first page: what waits, for whom, and what to do about it. Every number leads to its rows.

It asks the rooms and decides nothing. A box is there for whoever may see its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.models import Letter, User
from accounts.staff import without_second_factor
from languages.dates import long_date
from programmes.models import Scheduling, Version
from submissions.models import Call, Membership, Round, Submission
from submissions.news import news_for
from submissions.querysets import SubmissionQuerySet
from submissions.status import Age, SubmissionStatus

Text = str | Promise
# How many calls the page names; the list of calls has the others.
CALLS = 6
WITH_US = [SubmissionStatus(status) for status in SubmissionStatus.WITH_THE_SECRETARIAT]


@dataclass(frozen=True)
class Number:
    """How many rows there are, and the list of them."""

    count: int
    address: str
    is_urgent: bool = False


@dataclass(frozen=True)
class Line:
    """What is counted, and how many there are: one number for each column of its box."""

    label: Text
    numbers: list[Number]
    note: Text = ""


@dataclass(frozen=True)
class Box:
    """Something that waits, and what to do about it; without lines it says what to expect: ``empty``."""

    name: str
    title: Text
    todo: Text
    empty: Text
    lines: list[Line]
    columns: list[Text] = field(default_factory=list)


def first_page(request: HttpRequest) -> HttpResponse:
    """The desk of whoever is signed in."""
    user, now = request.user, timezone.now()
    assert isinstance(user, User)
    request.current_app = admin.site.name
    page = {
        **admin.site.each_context(request),
        "title": admin.site.index_title,
        "boxes": list(_boxes(user, now)),
        "news": news_for(user=user, at=now),
        "app_list": admin.site.get_app_list(request),
    }
    return TemplateResponse(request, "admin/desk.html", page)


def _boxes(user: User, now: datetime) -> Iterator[Box]:
    """What ``user`` may see of what waits, the most pressing first."""
    if user.has_perm("submissions.view_submission"):
        sent = Submission.objects.sent()
        yield _by_age(
            "mine",
            gettext_lazy("Assigned to me"),
            gettext_lazy("You answer for these: screen them and see to it that they are decided on."),
            gettext_lazy("Nothing is assigned to you. Take something from those that nobody answers for."),
            sent.filter(assigned_to=user),
            now,
            assigned="me",
        )
        yield _by_age(
            "all",
            gettext_lazy("With the secretariat"),
            gettext_lazy("Take what has arrived into screening, and begin with what has stood longest."),
            gettext_lazy("Nothing waits for the secretariat. What submitters send arrives here."),
            sent,
            now,
        )
        yield _with_others(sent, now)
    if user.has_perm("programmes.view_programme"):
        yield _to_publish()
    if user.has_perm("submissions.change_membership"):
        yield _memberships(user)
    if user.has_perm("submissions.view_call"):
        yield _calls(now)
    if user.has_perm("accounts.view_letter"):
        yield _letters()
    if user.has_perm("accounts.view_user"):
        yield _without_factor()


def _by_age(
    name: str, title: Text, todo: Text, empty: Text, rows: SubmissionQuerySet, now: datetime, **narrowed: str
) -> Box:
    """What is with the secretariat, by status and by how long it has been."""
    found = rows.by_state_and_age(now)

    def number(status: SubmissionStatus, age: Age) -> Number:
        count = found.get((status.value, age.value), 0)
        address = _list("submissions_submission", status__exact=status, age=age, **narrowed)
        return Number(count, address, is_urgent=age == Age.LONGER)

    lines = [Line(status.label, [number(status, age) for age in Age]) for status in WITH_US]
    waits = any(number.count for line in lines for number in line.numbers)
    return Box(name, title, todo, empty, lines if waits else [], list(Age.labels))


def _with_others(sent: SubmissionQuerySet, now: datetime) -> Box:
    """What nobody of the secretariat has in hand: unassigned, or for its submitters to answer."""
    nobodys = sent.filter(assigned_to=None, status__in=SubmissionStatus.WITH_THE_SECRETARIAT)
    returned = sent.filter(status=SubmissionStatus.RETURNED)
    lines = [
        Line(
            gettext_lazy("Nobody answers for these yet"),
            [Number(nobodys.count(), _list("submissions_submission", assigned="nobody", turn="ours"))],
            gettext_lazy(
                "Choose them in the list and give them to somebody with “Assign the selected submissions”."
            ),
        ),
        Line(
            gettext_lazy("Returned, for their submitters to answer"),
            [Number(returned.count(), _list("submissions_submission", status__exact="returned"))],
            gettext_lazy("They are reminded a week and a day before the day to reply by."),
        ),
        Line(
            gettext_lazy("Of these overdue"),
            [
                Number(
                    returned.overdue(now).count(),
                    _list("submissions_submission", status__exact="returned", reply="overdue"),
                    is_urgent=True,
                )
            ],
            gettext_lazy(
                "Choose them in the list and press “Remind the submitters of the selected submissions”."
            ),
        ),
    ]
    return Box(
        "others",
        gettext_lazy("Waiting for somebody else"),
        gettext_lazy("What stands still until somebody takes it up."),
        gettext_lazy("Nothing waits for anybody else."),
        _counted(lines),
    )


def _to_publish() -> Box:
    """Working versions, and those of them that become public at a stated time."""
    address = "programmes_programme"
    working = Line(
        gettext_lazy("Working versions"),
        [Number(Version.objects.working().count(), _list(address, working="yes"))],
        gettext_lazy("Open one, look at what would change, and publish it now or at a stated time."),
    )
    scheduled = Line(
        gettext_lazy("Of these to be published at a stated time"),
        [Number(Scheduling.objects.waiting().count(), _list(address, working="scheduled"))],
        gettext_lazy("They become public by themselves, unless somebody writes on them before."),
    )
    return Box(
        "publish",
        gettext_lazy("To be published"),
        gettext_lazy("Accepted rounds, edits and translations, which nobody can read yet."),
        gettext_lazy("Everything that was written is public. What is accepted or edited waits here."),
        _counted([working, scheduled]),
    )


def _memberships(user: User) -> Box:
    asked = Number(
        Membership.objects.to_decide_by(user).count(), _list("submissions_membership", state__exact="asked")
    )
    return Box(
        "people",
        gettext_lazy("People who ask to act for a submitter"),
        gettext_lazy("Make sure that they speak for it, and say yes or no: they are told."),
        gettext_lazy("Nobody asks."),
        _counted([Line(gettext_lazy("Requests"), [asked])]),
    )


def _letters() -> Box:
    failed = Number(
        Letter.objects.given_up().count(), _list("accounts_letter", state__exact="given_up"), is_urgent=True
    )
    return Box(
        "letters",
        gettext_lazy("Letters that did not arrive"),
        gettext_lazy("Read what went wrong, put the address right with the person, and send them again."),
        gettext_lazy("Every letter arrived or is on its way."),
        _counted([Line(gettext_lazy("Given up after a day of tries"), [failed])]),
    )


def _without_factor() -> Box:
    number = Number(without_second_factor().count(), _list("accounts_user", factor="none"), is_urgent=True)
    return Box(
        "factors",
        gettext_lazy("Staff without a second factor"),
        gettext_lazy("They cannot come in here before they set one up, at their next sign-in. Ask them to."),
        gettext_lazy("Everybody on the staff has one."),
        _counted([Line(gettext_lazy("People"), [number])]),
    )


def _calls(now: datetime) -> Box:
    """The calls that are open or closed last, with what came and what came late."""
    late = dict(
        Round.objects.filter(is_late=True)
        .order_by()
        .values_list("submission__call")
        .annotate(Count("submission", distinct=True))
    )
    sent = dict(
        Submission.objects.sent().exclude(call=None).order_by().values_list("call").annotate(Count("pk"))
    )
    lines = [
        Line(
            str(call),
            [
                Number(sent.get(call.pk, 0), _list("submissions_submission", call__id__exact=call.pk)),
                Number(
                    late.get(call.pk, 0),
                    _list("submissions_submission", call__id__exact=call.pk, late="yes"),
                ),
            ],
            _when(call, now),
        )
        for call in Call.objects.order_by("-opens_at")[:CALLS]
    ]
    return Box(
        "calls",
        gettext_lazy("Calls for submissions"),
        gettext_lazy("What came in answer to each, and what of it came after it had closed."),
        gettext_lazy("There is no call. Until there is one, submissions are taken at any time."),
        lines,
        [pgettext("submissions", "Sent"), pgettext("submissions", "Late")],
    )


def _when(call: Call, now: datetime) -> str:
    """From when or until when a call is open."""
    if not call.has_opened(now):
        return _("Opens on %(day)s.") % {"day": long_date(call.opens_in_zone)}
    if call.closes_in_zone is None:
        return _("Open.")
    told = _("Closed on %(day)s.") if call.has_closed(now) else _("Open until %(day)s.")
    return told % {"day": long_date(call.closes_in_zone)}


def _counted(lines: Iterable[Line]) -> list[Line]:
    """Those that count something."""
    return [line for line in lines if any(number.count for number in line.numbers)]


def _list(table: str, **narrowed: Any) -> str:
    """The list of a table, narrowed."""
    return f"{reverse(f'admin:{table}_changelist')}?{urlencode(narrowed)}"

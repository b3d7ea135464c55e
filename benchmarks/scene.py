"""The registry on which the desk is measured: its programmes as seeded, and 40 submissions in every state.

It is made in the registry of the environment, through the front door, by the ways in which tests make things.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Letter, User, Visit
from accounts.staff import GROUPS, make_staff
from languages.alike.finder import KEPT
from languages.reading import read
from programmes import workflow as registry
from programmes.models import Programme, Submitter
from submissions import assignment, discussion, membership, workflow
from submissions.models import Call, Likeness, Submission
from submissions.status import SubmissionStatus
from tests import desk
from tests.doors import browser
from tests.screening import assess
from tests.together import join, sign

# How many submissions are brought to which state; three more come in answer to calls.
STATES = {
    "in_screening": 9,
    "submitted": 6,
    "returned": 7,
    "accepted": 6,
    "not_listed": 4,
    "withdrawn": 2,
    "draft": 3,
}
# A programme with a working version, another that is scheduled, and a third that is to be updated.
EDITED, SCHEDULED, UPDATED = "10YFP-009", "10YFP-012", "10YFP-020"


def make() -> dict[str, Any]:
    """Fill the registry; the cookie of somebody who may do everything there, and what to open."""
    staff = make_staff(email="ada@un.example", password="", name="Ada", groups=list(GROUPS))
    kim, lee = desk.keeper(), desk.make_staff_member("lee@un.example")
    programmes = list(Programme.objects.order_by("serial").prefetch_related("parties__submitter"))
    states = [state for state, number in STATES.items() for _each in range(number)]
    whole = _whole(staff, kim, lee)
    for days, state in enumerate(states[1:]):
        programme = programmes[days % len(programmes)]
        _submission(programme, state, days, kim, staff if days % 3 else None)
    _calls()
    _working_versions(staff)
    stranger = User.objects.create_user("stranger@elsewhere.example")
    membership.ask(user=stranger, submitter=Submitter.objects.earliest("pk"))
    Letter.objects.filter(pk__in=list(Letter.objects.values_list("pk", flat=True)[:5])).update(
        state="given_up"
    )
    Visit.objects.create(user=staff, at=timezone.now() - datetime.timedelta(days=1))
    _alike(whole)
    signed_in = browser(staff, "password", "mfa").cookies[settings.SESSION_COOKIE_NAME]
    edited = Programme.objects.get(reference=EDITED)
    return {
        "cookie": signed_in.OutputString([]),
        "submission": whole.pk,
        "programme": edited.pk,
        "stage": edited.stage_id,
        "day": timezone.now().date().isoformat(),
    }


def queries(cookie: str, addresses: list[str]) -> list[int]:
    """How many queries each of the addresses costs whoever has the cookie."""
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies.load(cookie)
    found = []
    for address in addresses:
        # What is looked up once in a process is looked up the first time.
        for _again in range(2):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address, secure=True).status_code == 200, address
        found.append(len(asked))
    return found


def _focal_point(submitter: Submitter) -> User:
    email = f"{submitter.slug}@submitter.example"
    known = User.objects.filter(email=email).first()
    if known is None:
        known = User.objects.create_user(email, name=submitter.slug)
        desk.make_member(known, submitter)
    return known


def _submission(programme: Programme, state: str, days: int, kim: User, answers: User | None) -> None:
    """One that says what ``programme`` does, moved ``days`` ago."""
    submitter = programme.parties.all()[0].submitter
    by = _focal_point(submitter)
    draft = desk.make_draft(by, submitter, title=read(programme, "title", "en").text)
    desk.bring_to(state, draft, by=by, screener=kim)
    sent = Submission.objects.get(pk=draft.pk)
    if state == "accepted" and answers:
        # The others of them wait to be published.
        Programme.objects.filter(pk=sent.programme.pk).update(cell_reason_en="–")
        registry.publish(programme=sent.programme, kind="listed", notes={"en": "–"}, by=answers, reason="–")
    if state in ("submitted", "in_screening"):
        if answers:
            assignment.assign(submission=sent, to=answers, by=kim)
        discussion.comment(submission=sent, section="title", text="–", by=kim, audience="internal")
        if state == "in_screening":
            assess(sent, kim)
    # What is returned has a day to reply by: of every other it has passed.
    due = timezone.now().date() - datetime.timedelta(days=1) if state == "returned" and days % 2 else None
    moved = timezone.now() - datetime.timedelta(days=days)
    Submission.objects.filter(pk=draft.pk).update(changed_at=moved, **({"reply_by": due} if due else {}))


def _whole(staff: User, kim: User, lee: User) -> Submission:
    """An update by two submitters in its second round, with everything that a page can show of one."""
    programme = Programme.objects.get(reference=UPDATED)
    submitter = programme.parties.all()[0].submitter
    by, other = _focal_point(submitter), desk.make_agency("Another agency")
    draft = desk.open_update(programme, by, submitter)
    desk.fill(draft, by, title=read(programme, "title", "en").text)
    desk.save(draft, "authority", {"kind": "note_verbale", "number": "7/2026", "date": "2026-05-04"}, by)
    desk.attach(draft, by, kind="authority")
    desk.attach(draft, by)
    signer = _focal_point(other)
    party = join(draft, other, signer)
    sign(party, signer)
    desk.bring_to("returned", draft, by=by, screener=kim)
    desk.write(draft, "description", by, description=desk.line("Far too much food is thrown away."))
    sign(draft.parties.get(pk=party.pk), signer)
    desk.submit(draft, by)
    workflow.take_into_screening(submission=draft, by=kim)
    sent = Submission.objects.get(pk=draft.pk)
    for screener in (kim, lee, staff):
        assess(sent, screener)
        for audience in ("internal", "secretariat"):
            discussion.comment(submission=sent, section="title", text="–", by=screener, audience=audience)
    return sent


def _alike(whole: Submission) -> None:
    """What the worker finds: as many programmes as it keeps, and submissions that others may be told of."""
    waiting = Submission.objects.filter(status__in=SubmissionStatus.WITH_THE_SECRETARIAT)
    waiting.update(may_be_hinted=True)
    programmes = Programme.objects.counted().exclude(reference=UPDATED)[: KEPT // 2]
    others = waiting.exclude(pk=whole.pk)[: KEPT // 2]
    entries = [*({"programme": each} for each in programmes), *({"other": each} for each in others)]
    for order, entry in enumerate(entries):
        Likeness.objects.create(
            submission=whole, order=order, confidence=0.9, own_item="title", item="title", **entry
        )


def _calls() -> None:
    """Two calls, one of which has closed; what came in answer to it came late."""
    now = timezone.now()
    opened = {"opens_at": now - datetime.timedelta(days=60), "late": "mark"}
    closed = Call.objects.create(
        code="closed", title_en="–", closes_at=now - datetime.timedelta(days=1), **opened
    )
    standing = Call.objects.create(code="standing", title_en="–", **opened)
    agency = desk.make_agency("Another agency")
    by = _focal_point(agency)
    for number, call in enumerate([closed, closed, standing]):
        draft = desk.make_draft(by, agency, title=f"{number + 1}")
        Submission.objects.filter(pk=draft.pk).update(call=call)
        desk.submit(Submission.objects.get(pk=draft.pk), by)


def _working_versions(by: User) -> None:
    """One that was edited, and one that becomes public at a stated time."""
    for reference in (EDITED, SCHEDULED):
        programme = Programme.objects.get(reference=reference)
        desk.edit(programme, by, language="fr", title=read(programme, "title", "en").text)
    registry.schedule(
        programme=programme,
        kind="translated",
        notes={"en": "–"},
        by=by,
        reason="–",
        seen=registry.digest_of(desk.working(programme)),
        at=timezone.now() + datetime.timedelta(days=300),
    )

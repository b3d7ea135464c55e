"""Submissions for tests, made through the front door: opened, written, sent and decided on by their room."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from django.test import TestCase

from accounts.models import User
from accounts.staff import make_staff
from programmes import workflow as registry
from programmes.models import Programme, Submitter, Version
from programmes.status import SubmitterKind
from programmes.template.content import digest, text_hash, texts_at
from programmes.template.editions import EDITIONS, MAX_QUANTITIES
from programmes.template.merge import CitesEdit, ContentEdit, TextEdit
from submissions import attachments, drafting, membership, opening, workflow
from submissions.models import Membership, Round, Submission
from tests.factories import make_submitter

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
FAR = datetime.date(2999, 12, 31)
_NONCES = count(1)


def new_nonce() -> str:
    return f"nonce-{next(_NONCES)}"


def make_agency(name: str = "Agency") -> Submitter:
    """A submitter that speaks for itself, without a note verbale."""
    return make_submitter(name, SubmitterKind.UN_ENTITY)


def make_member(user: User, submitter: Submitter, role: str = "focal_point") -> Membership:
    """An active membership, asked for and approved."""
    asked = membership.ask(user=user, submitter=submitter, role=role)
    return membership.approve(membership=asked, by=keeper())


def keeper() -> User:
    """One of the secretariat who decides on memberships and submissions."""
    return User.objects.filter(email="keeper@un.example").first() or make_staff(
        email="keeper@un.example", password="", name="Kim Keeper", groups=["screener", "curator"]
    )


def line(text: str, language: str = "en") -> dict[str, Any]:
    """A prose item as a form sends it."""
    return {"texts": {language: {"text": text, "status": "original"}} if text else {}}


def target(row_id: str, text: str, *quantities: Mapping[str, Any], language: str = "en") -> dict[str, Any]:
    """A row as a form sends it."""
    return {"id": row_id, **line(text, language), "quantities": [dict(each) for each in quantities]}


def items(**written: Any) -> dict[str, Any]:
    """A content of a section as a form sends it."""
    return {"edition": "csd-2010", "items": written}


def save(
    submission: Submission, code: str, content: Mapping[str, Any], by: User, seen: int | None = None
) -> Any:
    """Save one section, at the revision it is at unless ``seen`` says otherwise."""
    if seen is None:
        seen = submission.sections.get(code=code).revision
    return drafting.save_section(submission=submission, code=code, content=content, seen=seen, by=by)


def write(submission: Submission, code: str, by: User, **written: Any) -> Any:
    return save(submission, code, items(**written), by)


def fill(submission: Submission, by: User, *, title: str = "Less food waste") -> None:
    """Write what is required."""
    language = submission.language
    write(submission, "title", by, title=line(title, language))
    write(
        submission,
        "purpose",
        by,
        overall_objective=line("Half as much food is thrown away.", language),
        targets=[target("t1", "Fewer countries without a plan", language=language)],
    )
    write(submission, "description", by, description=line("Much food is thrown away.", language))
    cell = {"stage": "waste", "instrument": "legal", "reason": "It is about waste.", "also": []}
    save(submission, "cell", cell, by)


def fill_to_the_brim(submission: Submission, by: User, word: str) -> None:
    """Write ``word`` again and again in every item, in as many rows and amounts as there may be."""
    amount = {"value": "99999999999999", "placeholder": "x" * 20, "unit": "countries", "by": "2030"}
    for section in EDITIONS[submission.edition].sections:
        written: dict[str, Any] = {}
        for item in section.items:
            text = (word * item.limit)[: item.limit - 1].strip()
            amounts = [amount] * MAX_QUANTITIES if item.has_quantities else []
            rows = [target(f"r{number}", text, *amounts) for number in range(item.max_rows)]
            written[item.code] = rows if item.is_list else line(text)
        write(submission, section.code, by, **written)


def make_draft(by: User, submitter: Submitter, *, language: str = "en", **options: Any) -> Submission:
    """A draft with everything that is required on it."""
    draft = opening.open_draft(by=by, language=language, submitter=submitter)
    fill(draft, by, **options)
    if submitter.kind == SubmitterKind.MEMBER_STATE:
        save(draft, "authority", {"kind": "note_verbale", "number": "7/2026", "date": "2026-05-04"}, by)
        attachments.attach(submission=draft, kind="authority", name="note.pdf", data=PDF, by=by)
    return draft


def open_update(programme: Programme, by: User, submitter: Submitter, language: str = "en") -> Submission:
    """A draft that begins with what a listed programme says."""
    return opening.open_update(programme=programme, submitter=submitter, by=by, language=language)


def working(programme: Programme) -> Version:
    """The working version of a programme."""
    return programme.versions.working().get()


def edit(
    programme: Programme, by: User, *, language: str = "en", cites: Iterable[Any] = (), **texts: str
) -> None:
    """The secretariat writes prose on the working version, by item, cited to ``cites`` alone where given."""
    content = registry.open_working_version(programme=programme, by=by).content
    now = {item: texts_at(content, item).get(language, {}).get("text", "") for item in texts}
    seen = {item: content["items"].get(item, {}).get("cites", []) for item in texts if cites}
    page = ContentEdit(
        language,
        "",
        [TextEdit(item, text, text_hash(now[item])) for item, text in texts.items()],
        cites=[CitesEdit(item, list(cites), digest(shown)) for item, shown in seen.items()],
    )
    registry.edit_working_version(programme=programme, edit=page, by=by)


def submit(submission: Submission, by: User, **options: Any) -> Round:
    given = {"nonce": new_nonce(), "declared": True, **options}
    sent = workflow.submit(submission=submission, by=by, **given)
    submission.refresh_from_db()
    return sent


def bring_to(status: str, submission: Submission, *, by: User, screener: User) -> Submission:
    """Move a complete draft to ``status`` by the shortest road."""
    if status != "draft":
        submit(submission, by)
    if status == "withdrawn":
        workflow.withdraw(submission=submission, by=by)
    if status in ("in_screening", "returned", "accepted", "not_listed"):
        workflow.take_into_screening(submission=submission, by=screener)
    if status == "returned":
        return_it(submission, screener)
    if status == "accepted":
        workflow.accept(submission=submission, by=screener)
    if status == "not_listed":
        workflow.not_list(submission=submission, by=screener, reason="It is not a programme.")
    submission = Submission.objects.get(pk=submission.pk)
    assert submission.status == status
    return submission


def return_it(submission: Submission, by: User, **reasons: str) -> Any:
    return workflow.return_with_reasons(
        submission=submission, by=by, reasons=reasons or {"purpose": "Say for whom."}, reply_by=FAR
    )


def make_staff_member(email: str) -> User:
    """Another of the secretariat who decides."""
    return make_staff(email=email, password="", name=email.partition("@")[0], groups=["screener", "curator"])


def attach(submission: Submission, by: User, **options: Any) -> Any:
    given = {"kind": "supporting", "name": "plan.pdf", "data": PDF, **options}
    return attachments.attach(submission=submission, by=by, **given)


def committing() -> Any:
    """Run what waits for the commit at the end of the block, as outside a test."""
    return TestCase.captureOnCommitCallbacks(execute=True)

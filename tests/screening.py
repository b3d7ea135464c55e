"""Screening in tests: decisions as a screener takes them in the admin, and answers to the criteria."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from submissions import screening
from submissions.models import Screening, Submission
from submissions.screening import Answered


def page(submission: Submission, act: str = "") -> str:
    """The address of the screening page, or of an act on it."""
    at = f"/en/admin/submissions/submission/{submission.pk}/"
    return at + (f"act/{act}/" if act else "change/")


def hidden(answer: HttpResponse, name: str) -> str:
    """The value of a hidden field, or of the button that sends it."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found, f"no {name} on the page"
    return found[1]


def preview(client: Client, submission: Submission, act: str, **given: Any) -> HttpResponse:
    """Ask for a decision: what comes back shows its letter, or says what is wrong."""
    asked = client.get(page(submission, act))
    return client.post(page(submission, act), {"seen": hidden(asked, "seen"), **given})


def decide(client: Client, submission: Submission, act: str, **given: Any) -> HttpResponse:
    """Take a decision as its page asks for it: the letter looked at, then sent."""
    shown = preview(client, submission, act, **given)
    sent = {"seen": hidden(shown, "seen"), "letters": hidden(shown, "letters"), **given}
    return client.post(page(submission, act), sent)


def assess(
    submission: Submission,
    by: User,
    recommendation: str = "list",
    *,
    hand_in: bool = True,
    **differing: str,
) -> Screening:
    """``by`` answers every criterion of the last round with "met", but for those that are ``differing``."""
    answers = {
        term.pk: Answered(differing.get(term.code, "met"), f"Note on {term.code}")
        for term in screening.criteria()
    }
    sent = submission.rounds.latest("number")
    before = Screening.objects.filter(round=sent, screener=by).first()
    return screening.save(
        sent=sent,
        by=by,
        answers=answers,
        recommendation=recommendation,
        reason=f"{by.name} says so.",
        seen=before.revision if before else 0,
        hand_in=hand_in,
    )

"""The cast of the intake: an agency with its people, and one of the secretariat who decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from programmes.models import Programme, Submitter
from submissions import discussion, membership
from submissions.models import Submission
from tests import desk
from tests.doors import PEOPLE, browser
from tests.factories import make_programme, prose, quantity, row
from tests.writing import client_of


@pytest.fixture(autouse=True)
def files_of_this_test(settings: object, tmp_path: Path) -> None:
    settings.PRIVATE_FILES = tmp_path / "private"


@pytest.fixture
def agency(taxonomy: None) -> Submitter:
    """Speaks for itself, without a note verbale."""
    return desk.make_agency()


@pytest.fixture
def fatima(focal_point: User, agency: Submitter) -> User:
    """Focal point of the agency."""
    desk.make_member(focal_point, agency)
    return focal_point


@pytest.fixture
def edith(co_submitter: User, agency: Submitter) -> User:
    """Editor of the agency."""
    desk.make_member(co_submitter, agency, "editor")
    return co_submitter


@pytest.fixture
def rita(agency: Submitter) -> User:
    """Reader of the agency."""
    user = User.objects.create_user("rita@agency.example", name="Rita Reader")
    desk.make_member(user, agency, "reader")
    return user


@pytest.fixture
def bureau(taxonomy: None) -> Submitter:
    """Another that speaks for itself."""
    return desk.make_agency("Bureau")


@pytest.fixture
def stefan(stranger: User, bureau: Submitter) -> User:
    """Focal point of the bureau."""
    desk.make_member(stranger, bureau)
    return stranger


@pytest.fixture
def kim(db: None) -> User:
    """Of the secretariat: decides on submissions and memberships, writes on working versions."""
    return desk.keeper()


@pytest.fixture
def draft(fatima: User, agency: Submitter) -> Submission:
    """Everything that is required stands on it."""
    return desk.make_draft(fatima, agency)


@pytest.fixture
def listed(agency: Submitter) -> Programme:
    """A programme of the agency as the annex has it: the original Chinese, translated."""
    return make_programme(
        title={"zh-hans": "减少浪费", "en": "Less waste", "fr": "Moins de déchets"},
        submitters=[agency, "Ruritania"],
        content={
            "overall_objective": prose("Old objective."),
            "implementation": prose("Through councils."),
            "targets": [
                row("t1", "Halve it", quantity("50"), fr="La moitié"),
                row("t2", "Count it", quantity(None)),
                row("t3", zh_hans="减少", text=""),
            ],
        },
    )


@pytest.fixture
def hers(fatima: User) -> Client:
    """The focal point's browser."""
    return client_of(fatima)


@pytest.fixture
def his(edith: User) -> Client:
    """The editor's browser."""
    return client_of(edith)


# --- For the tables of doors ------------------------------------------------------------------------


@pytest.fixture
def others_draft(stranger: User, bureau: Submitter) -> Submission:
    """Of the focal point of another submitter."""
    desk.make_member(stranger, bureau)
    return desk.make_draft(stranger, bureau)


@pytest.fixture
def browsers(
    others_draft: Submission, stranger: User, rita: User, edith: User, fatima: User, kim: User
) -> dict[str, Client]:
    """The cast of the tables, each in a browser of their own."""
    signed_in = [browser(user, "password") for user in (stranger, rita, edith, fatima, kim)]
    return dict(zip(PEOPLE, [browser(), *signed_in, browser(kim, "password", "mfa")], strict=True))


@pytest.fixture
def known(
    draft: Submission,
    fatima: User,
    kim: User,
    screener: User,
    agency: Submitter,
    others_draft: Submission,
    stranger: User,
) -> dict[str, Any]:
    """What the tables name in braces: rows and keys."""
    drafted = desk.make_draft(fatima, agency)
    sent = desk.attach(draft, fatima)
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    back = desk.bring_to("returned", back, by=fatima, screener=kim)
    note = discussion.comment(submission=back, section="title", text="Vague.", by=kim, audience="internal")
    return {
        "reference": back.reference,
        "drafted_reference": drafted.reference,
        "sent": sent.key,
        "added": desk.attach(back, fatima, name="later.pdf").key,
        "drafted": desk.attach(drafted, fatima).key,
        "other": desk.attach(others_draft, stranger).key,
        "note": note.pk,
        "returned": back.pk,
        "draft": drafted.pk,
        "round": back.rounds.first().pk,
        "asked": membership.ask(user=screener, submitter=agency).pk,
        "lead": back.lead.pk,
        "no_call": 999_999,
    }

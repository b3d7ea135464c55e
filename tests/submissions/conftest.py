"""The cast of the intake: an agency with its people, and one of the secretariat who decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from programmes.models import Programme, Submitter
from submissions.models import Submission
from tests import desk
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

"""What was said before a migration is said to the same people after it, and after its way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.models import User

BEFORE, AFTER = "0004_together", "0005_remarks"


def at(name: str) -> Any:
    """The tables as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate([("submissions", name)])
    return executor.loader.project_state([("submissions", name)]).apps


@pytest.fixture
def tables(transactional_db: None) -> Iterator[None]:
    """Wherever a test leaves the tables, the next one finds the newest."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def begun(apps: Any) -> tuple[Any, User]:
    """A submission as the tables were then, and who began it."""
    now = timezone.now()
    email = "a@agency.example"
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    given = {"language": "en", "created_by_id": user.pk, "created_at": now, "changed_at": now}
    submissions = apps.get_model("submissions", "Submission").objects
    return submissions.get_or_create(reference="SUB-2026-333333", defaults=given)[0], user


def comment(apps: Any, text: str, **more: Any) -> None:
    submission, user = begun(apps)
    comments = apps.get_model("submissions", "Comment").objects
    comments.create(
        submission=submission, section="title", text=text, by_id=user.pk, at=timezone.now(), **more
    )


@pytest.mark.django_db(transaction=True)
def test_who_reads_a_remark_is_carried_over_and_back(tables):
    old = at(BEFORE)
    comment(old, "To all", internal=False)
    comment(old, "Between us", internal=True)
    new = at(AFTER)
    comments = new.get_model("submissions", "Comment").objects
    assert set(comments.values_list("text", "audience", "kind")) == {
        ("To all", "secretariat", "remark"),
        ("Between us", "internal", "remark"),
    }
    comment(new, "Among submitters", audience="coauthors")
    comments = at(BEFORE).get_model("submissions", "Comment").objects
    assert set(comments.values_list("text", "internal")) == {("To all", False), ("Between us", True)}


@pytest.mark.django_db(transaction=True)
def test_on_the_way_back_an_invitation_without_an_address_is_dropped(tables):
    submission, user = begun(apps := at("0006_addresses_are_forgotten"))
    now = timezone.now()
    for email in ("", "kept@elsewhere.example"):
        apps.get_model("submissions", "Invitation").objects.create(
            submission=submission,
            email=email,
            right="reader",
            token_hash=email,
            created_by_id=user.pk,
            created_at=now,
            expires_at=now,
        )
    invitations = at(AFTER).get_model("submissions", "Invitation").objects
    assert list(invitations.values_list("email", flat=True)) == ["kept@elsewhere.example"]

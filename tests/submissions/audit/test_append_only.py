"""What is on record is never changed or deleted, whichever table it is in and by whatever road."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.core import serializers
from django.db import transaction
from django.utils import timezone

from accounts.letters import try_again
from accounts.models import Letter, Resending, RoleChange
from languages.freezing import FrozenError, FrozenQuerySet
from lifecycle.history import RecordQuerySet
from programmes import workflow as registry
from programmes.models import Scheduling, Version, Withholding, Writing
from submissions import assignment, reminders, screening
from submissions.models import Assignment, Move, Reminder, Round, TakenBack
from tests import desk
from tests.factories import NOTES, make_programme
from tests.screening import assess
from tests.snapshot import rows_of

pytestmark = pytest.mark.django_db
# By a column that is not its key.
FROZEN = {
    Assignment: "at",
    Move: "message",
    Reminder: "at",
    Resending: "at",
    RoleChange: "at",
    Round: "declaration",
    Scheduling: "reason",
    TakenBack: "reason",
    Writing: "changes",
}
# These have tests of their own, beside the programmes that they belong to.
ELSEWHERE = {Version, Withholding}


@pytest.fixture
def past(draft, fatima, kim, publisher):
    """Something in every table of the record."""
    sent = desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    assignment.assign(submission=sent, to=kim, by=kim)
    assess(sent, kim)
    screening.take_back(sent=sent.rounds.get(), by=kim)
    desk.return_it(sent, kim)
    reminders.remind(submission=sent, by=kim)
    programme = make_programme(title="Clean ovens", published=False)
    registry.schedule(
        programme=programme,
        kind="listed",
        notes=NOTES,
        by=publisher,
        reason="For the opening.",
        seen=registry.digest_of(programme.versions.get()),
        at=timezone.now() + timedelta(hours=1),
    )
    registry.unschedule(programme=programme, by=publisher)
    Letter.objects.filter(key__startswith="move:").update(state="given_up")
    try_again(letter=Letter.objects.given_up().first(), by=kim)


def loaded(row):
    """The row as a fixture would load it over the one there is."""
    return next(iter(serializers.deserialize("json", serializers.serialize("json", [row]))))


ROADS = {
    "save": lambda rows, row, name: row.save(),
    "save of one column": lambda rows, row, name: row.save(update_fields=[name]),
    "forced update": lambda rows, row, name: row.save(force_update=True),
    "raw save": lambda rows, row, name: row.save_base(raw=True),
    "loading a fixture": lambda rows, row, name: loaded(row).save(),
    "delete": lambda rows, row, name: row.delete(),
    "update": lambda rows, row, name: rows.filter(pk=row.pk).update(**{name: getattr(row, name)}),
    "update of all": lambda rows, row, name: rows.update(**{name: getattr(row, name)}),
    "delete of one": lambda rows, row, name: rows.filter(pk=row.pk).delete(),
    "delete of all": lambda rows, row, name: rows.all().delete(),
    "delete without asking": lambda rows, row, name: rows.all()._raw_delete("default"),
    "bulk_update": lambda rows, row, name: rows.bulk_update([row], [name]),
    "bulk_create over conflicts": lambda rows, row, name: rows.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=[name]
    ),
    "update_or_create": lambda rows, row, name: rows.update_or_create(
        pk=row.pk, defaults={name: getattr(row, name)}
    ),
}


@pytest.mark.parametrize("manager", ["objects", "_base_manager"])
def test_no_road_changes_or_deletes_a_row_of_the_record(manager, past):
    let_through = []
    for table, name in FROZEN.items():
        before, row = rows_of(table), table.objects.first()
        for road, take in ROADS.items():
            try:
                with transaction.atomic():
                    take(getattr(table, manager), row, name)
            except FrozenError:
                pass
            else:
                let_through.append((table.__name__, road))
            row = table.objects.get(pk=row.pk)
        assert (table.__name__, rows_of(table)) == (table.__name__, before)
    assert let_through == []


def test_every_frozen_table_is_tried():
    frozen = {table for table in apps.get_models() if isinstance(table._base_manager.all(), FrozenQuerySet)}
    histories = {table for table in frozen if isinstance(table.objects.all(), RecordQuerySet)}
    assert frozen - histories == {*FROZEN} | ELSEWHERE


def test_all_of_it_is_told_in_words(past, otto):
    html = otto.get("/en/admin/audit/").content.decode()
    acts = {
        "Assigned · submission",
        "Moved · submission",
        "Reminded · submission",
        "Sent · round",
        "Sent again · letter",
        "Given another role · user",
        "Taken back · ",
        "Publication scheduled · ",
        "Scheduled publication ended · ",
        "Working version begun · programme",
    }
    assert {act for act in acts if act not in html} == set()


@pytest.mark.parametrize("table", [table for table in FROZEN if table in admin.site._registry])
def test_the_desk_adds_changes_and_deletes_none_of_them(table, past, publisher_client):
    at = f"/en/admin/{table._meta.app_label}/{table._meta.model_name}/"
    before, pk = rows_of(table), table.objects.first().pk
    for address in (f"{at}add/", f"{at}{pk}/change/", f"{at}{pk}/delete/"):
        publisher_client.post(address, {"post": "yes"})
    publisher_client.post(at, {"action": "delete_selected", "post": "yes", "_selected_action": pk})
    assert rows_of(table) == before


def test_a_publication_that_waits_may_be_changed_until_it_ends(past, publisher):
    programme = make_programme(title="Bins", published=False)
    waiting = Scheduling.objects.create(
        programme=programme, publish_at=timezone.now(), made_by=publisher, made_at=timezone.now()
    )
    assert Scheduling.objects.waiting().update(reason="Later.") == 1
    waiting.delete()
    assert not Scheduling.objects.waiting().exists()


def test_what_was_scheduled_for_a_programme_that_is_gone_stays(past, publisher):
    [scheduling] = Scheduling.objects.all()
    before = rows_of(Scheduling)
    registry.discard_prepared(programme=scheduling.programme, by=publisher)
    assert rows_of(Scheduling) == before

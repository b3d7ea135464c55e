"""Versions are numbered in order and chained by hash; the hash is over everything a version says."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from programmes import workflow
from programmes.models import Version
from programmes.verification import faults
from tests.factories import NOTES, make_placement, make_programme, prose, publish

pytestmark = pytest.mark.usefixtures("taxonomy")


@pytest.fixture
def programme():
    """Three versions, the last one of the record alone."""
    programme = make_programme(title={"en": "Bins", "ar": "صناديق"}, content={"description": prose("Long.")})
    workflow.open_working_version(programme=programme, by=None)
    publish(programme, notes={"en": "More.", "fr": "Plus."})
    make_placement(programme, "waste", "legal", note_en="So they say.")
    workflow.correct_record(programme=programme, notes=NOTES, by=None, reason="A slip.")
    return programme


def tamper(version, **columns):
    """What no manager allows: a frozen row overwritten in the database."""
    changes = ", ".join(f"{column} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE programmes_version SET {changes} WHERE id = %s", [*columns.values(), version.pk]
        )


def told(programme, fault):
    return f"{programme.reference}: {fault}" in list(faults())


def test_versions_are_numbered_without_a_gap_and_newest_first(programme):
    assert [version.number for version in programme.versions.published()] == [3, 2, 1]


def test_every_version_names_the_hash_of_the_one_before(programme):
    third, second, first = programme.versions.published()
    assert [first.previous_sha256, second.previous_sha256, third.previous_sha256] == [
        "",
        first.sha256,
        second.sha256,
    ]
    assert len({version.sha256 for version in (first, second, third)}) == 3


def test_anybody_can_compute_the_hash_from_what_is_public(programme):
    version = programme.versions.get(number=2)
    said = {
        "number": 2,
        "kind": "updated",
        "note": {"en": "More.", "fr": "Plus."},
        "content": version.content,
        "record": version.record,
        "edition": "csd-2010",
        "published_at": version.published_at.isoformat(),
        "previous_sha256": programme.versions.get(number=1).sha256,
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert version.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_the_record_copies_cell_parties_and_placements_as_they_were(programme):
    second, third = programme.versions.get(number=2).record, programme.versions.get(number=3).record
    cite = {"document": "TEST/2011/1", "part": "paragraph", "position": "7"}
    assert second == {
        "reference": "10YFP-001",
        "status": "listed",
        "stage": "production",
        "instrument": "planning",
        "cell_reason": {"en": "As the submitters say."},
        "original_language": "",
        "parties": [
            {
                "submitter": "ruritania",
                "kind": "member_state",
                "role": "lead",
                "name": {"en": "Ruritania"},
                "named_as": "Ruritania",
                "named_language": "en",
                "source": cite,
            }
        ],
        "placements": [],
    }
    placement = {
        "claimant": "submitter",
        "scope": "primary",
        "stage": "waste",
        "instrument": "legal",
        "note": {"en": "So they say."},
        "wording": "",
        "wording_language": "",
        "source": cite,
    }
    assert third == {**second, "placements": [placement]}


def test_nothing_is_wrong_before_somebody_tampers(programme):
    assert list(faults()) == []


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    "changed",
    ["title", "removed text", "cell", "party", "placement", "note", "added note", "kind", "edition", "date"],
)
def test_a_change_of_anything_a_version_says_breaks_its_hash(changed, number, programme):
    version = programme.versions.get(number=number)
    content, record = version.content, version.record
    if changed == "title":
        content["items"]["title"]["texts"]["ar"]["text"] += " "
    elif changed == "removed text":
        del content["items"]["description"]
    elif changed == "cell":
        record["stage"] = "waste"
    elif changed == "party":
        record["parties"][0]["named_as"] = "Zubrowka"
    elif changed == "placement":
        record["placements"] = []
        record["placements"] += [] if number == 3 else [{"claimant": "annex"}]
    columns = {
        "note": {"note_en": "Never said."},
        "added note": {"note_ru": "Добавлено."},
        "kind": {"kind": "translated"},
        "edition": {"edition": "csd-1999"},
        "date": {"published_at": version.published_at - timedelta(days=1)},
    }.get(changed, {"content": json.dumps(content), "record": json.dumps(record)})
    tamper(version, **columns)
    assert told(programme, f"version {number} is not what its hash says")


def test_a_version_rewritten_with_its_hash_breaks_the_chain(programme):
    first = programme.versions.get(number=1)
    first.note_en = "Rewritten."
    tamper(first, note_en="Rewritten.", sha256=workflow.version_hash(first))
    assert told(programme, "version 2 does not name the hash of the one before")


def test_a_version_taken_out_is_missed(programme):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM programmes_version WHERE number = 2")
    assert told(programme, "version 2 is missing")


def test_a_last_version_taken_out_is_missed(programme):
    first = programme.versions.get(number=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_programme SET current_id = %s", [first.pk])
    assert told(programme, "the current version is not the last one")


def test_versions_of_two_programmes_that_changed_places_are_noticed(programme):
    other = make_programme(title="Other")
    mine, theirs = programme.versions.get(number=1), other.versions.get(number=1)
    tamper(mine, number=99)
    tamper(theirs, programme_id=programme.pk)
    tamper(mine, programme_id=other.pk, number=1)
    assert told(programme, "version 1 is of another programme, 10YFP-002")
    assert told(other, "version 1 is of another programme, 10YFP-001")


@pytest.mark.parametrize(
    "columns", [{"published_at": None}, {"content": "{}", "record": "{}"}, {"content": "[]"}]
)
def test_what_is_broken_past_reading_is_told_and_not_stumbled_over(columns, programme):
    tamper(programme.versions.get(number=3), **columns)
    assert told(programme, "version 3 is not what its hash says")


def test_a_programme_has_one_working_version_at_most(programme):
    first = workflow.open_working_version(programme=programme, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(programme=programme, content=first.content, edition=first.edition)


def test_a_number_is_given_once(programme):
    first = programme.versions.get(number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(programme=programme, number=1, content=first.content, edition=first.edition)

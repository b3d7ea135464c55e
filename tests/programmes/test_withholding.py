"""A published version can be withheld: its words go, it stays, and what was done and why is kept."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from programmes import workflow
from programmes.models import Programme, Version, Withholding
from programmes.status import VersionKind
from programmes.verification import faults
from programmes.workflow import MoveRefused
from tests.factories import make_programme, make_withheld, withhold

pytestmark = pytest.mark.usefixtures("taxonomy")


def first(programme):
    return programme.versions.get(number=1)


def lift(programme, number=1, reason="A mistake.", by=None):
    workflow.lift_withholding(version=programme.versions.get(number=number), by=by, reason=reason)


def test_it_is_kept_who_withheld_a_version_when_and_why(publisher):
    programme = make_withheld(by=publisher)
    withheld = first(programme).withheld
    assert (withheld.version, withheld.made_by) == (first(programme), publisher)
    assert (withheld.note_en, withheld.note_fr, withheld.reason) == (
        "It named a person.",
        None,
        "A letter of 3 May.",
    )
    assert first(programme).published_at < withheld.since <= timezone.now()
    assert (withheld.lifted_at, withheld.lifted_by) == (None, None)


def test_the_chain_of_hashes_holds_while_a_version_is_withheld_and_after():
    programme = make_withheld()
    assert list(faults()) == []
    lift(programme)
    assert list(faults()) == []


def test_a_lifted_withholding_is_kept_and_the_version_can_be_withheld_again(publisher):
    programme = make_withheld()
    lift(programme, by=publisher)
    assert first(programme).withheld is None
    withhold(programme, notes={"fr": "À nouveau."}, reason="A second letter.")
    second, kept = first(programme).withholdings.all()
    assert (kept.reason, kept.lifted_by, kept.lift_reason) == ("A letter of 3 May.", publisher, "A mistake.")
    assert kept.since <= kept.lifted_at <= second.since
    assert first(programme).withheld == second
    assert (second.note_fr, second.lifted_at) == ("À nouveau.", None)
    assert list(faults()) == []


def test_a_version_is_withheld_once_at_a_time():
    programme = make_withheld()
    with pytest.raises(MoveRefused, match="This version is withheld already"):
        withhold(programme)
    withheld = first(programme).withheld
    with pytest.raises(IntegrityError), transaction.atomic():
        Withholding.objects.create(version=first(programme), note_en="x", reason="x", since=withheld.since)


def test_what_is_not_withheld_cannot_be_lifted():
    programme = make_withheld()
    lift(programme)
    for number in (1, 2):
        with pytest.raises(MoveRefused, match="This version is not withheld"):
            lift(programme, number)


@pytest.mark.parametrize("kind", [None, VersionKind.WITHDRAWN, VersionKind.RETIRED])
def test_the_current_version_is_never_withheld(kind):
    programme = make_programme()
    if kind:
        workflow.change_status(programme=programme, kind=kind, notes={"en": "x"}, by=None, reason="x")
    current = Programme.objects.get().current
    with pytest.raises(MoveRefused, match="The current version cannot be withheld"):
        withhold(programme, current.number)
    assert not Withholding.objects.exists()


def test_a_version_looked_at_before_another_was_published_is_judged_as_things_are_now():
    programme = make_programme()
    seen = Version.objects.select_related("programme__current").get()
    workflow.change_status(
        programme=programme, kind=VersionKind.RETIRED, notes={"en": "x"}, by=None, reason="x"
    )
    withholding = workflow.withhold(version=seen, notes={"en": "A name."}, by=None, reason="Asked.")
    assert first(programme).withheld == withholding


def test_a_working_version_is_not_withheld():
    programme = make_programme()
    working = workflow.open_working_version(programme=programme, by=None)
    with pytest.raises(MoveRefused, match="A working version is not public"):
        workflow.withhold(version=working, notes={"en": "x"}, by=None, reason="x")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"reason": " "}, "Give the reason"),
        ({"notes": {"en": " "}}, "Give a public note"),
        ({"notes": {}}, "Give a public note"),
    ],
)
def test_reason_and_public_note_are_asked_for(given, says):
    programme = make_withheld()
    lift(programme)
    with pytest.raises(MoveRefused, match=says):
        withhold(programme, **given)
    assert first(programme).withheld is None


def test_lifting_asks_for_the_reason():
    programme = make_withheld()
    with pytest.raises(MoveRefused, match="Give the reason"):
        lift(programme, reason=" \n")
    assert first(programme).withheld is not None


def test_what_was_withheld_is_public_and_not_readable():
    programme = make_withheld()
    make_programme(title="Bins", published=False)
    workflow.open_working_version(programme=programme, by=None)
    assert [each.number for each in Version.objects.public()] == [2, 1]
    assert [each.number for each in Version.objects.readable()] == [2]
    assert [each.number for each in Version.objects.latest_first()] == [2, 1]
    lift(programme)
    assert [each.number for each in Version.objects.readable()] == [2, 1]


def test_readers_are_told_by_the_version_or_by_what_withholds_it():
    programme = make_withheld()
    second, old = Version.objects.public()
    assert (second.told_by, old.told_by) == (second, old.withheld)
    lift(programme)
    assert [each.told_by for each in Version.objects.public()] == [second, old]


def test_search_knows_nothing_of_what_was_withheld():
    make_withheld(title="Xylograph of ovens")
    assert not Programme.objects.search("xylograph").exists()
    assert Programme.objects.search("clean ovens").exists()


@pytest.mark.parametrize(
    ("table", "column"), [("programmes_version", "withheld_id"), ("programmes_withholding", "lifted_at")]
)
def test_the_check_of_the_registry_sees_what_was_lifted_behind_its_back(table, column):
    make_withheld()
    value = "NULL" if column == "withheld_id" else "since"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {value}")
    assert list(faults()) == ["10YFP-001: version 1 is not withheld as its withholdings say"]


def test_the_check_of_the_registry_sees_a_current_version_that_is_withheld():
    programme = make_withheld()
    withholding = Withholding.objects.get().pk
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_withholding SET version_id = %s", [programme.current_id])
        cursor.execute("UPDATE programmes_version SET withheld_id = NULL")
        cursor.execute("UPDATE programmes_version SET withheld_id = %s WHERE number = 2", [withholding])
    assert list(faults()) == ["10YFP-001: the current version is withheld"]

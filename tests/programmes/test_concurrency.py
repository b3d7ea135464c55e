"""Several people at once, on real connections of PostgreSQL: nothing is lost, nothing happens twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from accounts.models import Letter
from programmes import workflow
from programmes.models import Programme, Scheduling, SearchEntry, Version
from programmes.status import VersionKind
from programmes.template.content import text_hash
from programmes.template.merge import ContentEdit, StaleEdit, TextEdit
from programmes.verification import faults
from tests.factories import NOTES, make_placement, make_programme, publish, withhold

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """Start all acts together, each in a thread with its own connection; results, or what was refused."""
    barrier = Barrier(len(acts))

    def start(act):
        connection.ensure_connection()
        barrier.wait(timeout=30)
        try:
            return act()
        except (ValidationError, StaleEdit) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(start, acts))


def chain(programme):
    """Numbers in order, each version naming the hash of the one before."""
    versions = list(programme.versions.published().order_by("number"))
    previous = [version.sha256 for version in versions[:-1]]
    assert [version.previous_sha256 for version in versions] == ["", *previous]
    assert list(faults()) == []
    return [version.number for version in versions]


def edit(programme, language, text, *, seen=""):
    page = ContentEdit(language, "unofficial", [TextEdit("title", text, text_hash(seen))])
    return lambda: workflow.edit_working_version(programme=programme, edit=page, by=None)


def titles(version):
    return {code: text["text"] for code, text in version.content["items"]["title"]["texts"].items()}


def test_programmes_published_at_once_get_a_reference_each_in_order(make_programme):
    prepared = [make_programme(title=f"Programme {n}", published=False) for n in range(6)]
    versions = at_once(*(lambda p=p: publish(p, VersionKind.LISTED) for p in prepared))
    assert [type(version) for version in versions] == [Version] * 6
    found = Programme.objects.counted().order_by("serial")
    assert [each.reference for each in found] == [f"10YFP-{n:03d}" for n in range(1, 7)]
    assert {each.title_en for each in found} == {f"Programme {n}" for n in range(6)}
    assert SearchEntry.objects.count() == 6
    for programme in prepared:
        assert chain(programme) == [1]


def test_corrections_of_one_record_at_once_become_a_version_each(make_programme):
    programme = make_programme()

    def correct(stage):
        def act():
            make_placement(programme, stage, "legal")
            return workflow.correct_record(programme=programme, notes=NOTES, by=None, reason="Asked.")

        return act

    stages = ["waste", "products", "distribution", "consumption"]
    versions = at_once(*map(correct, stages))
    assert sorted(version.number for version in versions) == [2, 3, 4, 5]
    assert chain(programme) == [1, 2, 3, 4, 5]
    programme.refresh_from_db()
    assert programme.current.number == 5
    assert sorted(each["stage"] for each in programme.current.record["placements"]) == sorted(stages)


@pytest.mark.parametrize("seen", [True, False])
def test_one_working_version_published_by_two_is_published_once_and_the_other_is_told_why(
    seen, make_programme
):
    programme = make_programme()
    working = workflow.open_working_version(programme=programme, by=None)
    shown = workflow.digest_of(working) if seen else ""
    outcomes = at_once(*[lambda: publish(programme, VersionKind.UPDATED, seen=shown)] * 2)
    published = [each for each in outcomes if isinstance(each, Version)]
    refused = [each for each in outcomes if isinstance(each, workflow.MoveRefused)]
    assert [version.number for version in published] == [2]
    assert [each.messages for each in refused] == [
        ["There is no working version: somebody published or discarded it."]
    ]
    assert chain(programme) == [1, 2]


def test_a_first_publication_by_two_happens_once(make_programme):
    programme = make_programme(published=False)
    outcomes = at_once(*[lambda: publish(programme, VersionKind.LISTED)] * 2)
    assert [each.number for each in outcomes if isinstance(each, Version)] == [1]
    assert [each.messages for each in outcomes if isinstance(each, workflow.MoveRefused)] == [
        ["A programme that is “Listed” cannot become “Listed”."]
    ]
    assert Programme.objects.get().reference == "10YFP-001"


def test_french_by_one_and_russian_by_another_both_stay(make_programme):
    programme = make_programme(title="Bins")
    outcomes = at_once(edit(programme, "fr", "Bacs"), edit(programme, "ru", "Баки"))
    assert [type(each) for each in outcomes] == [Version, Version]
    assert titles(programme.versions.working().get()) == {"en": "Bins", "fr": "Bacs", "ru": "Баки"}


def test_the_same_text_by_two_is_written_once_and_the_other_sees_both(make_programme):
    programme = make_programme(title="Bins")
    outcomes = at_once(edit(programme, "fr", "Bacs"), edit(programme, "fr", "Poubelles"))
    (refused,) = [each for each in outcomes if isinstance(each, StaleEdit)]
    (conflict,) = refused.conflicts
    assert {conflict.theirs, conflict.mine} == {"Bacs", "Poubelles"}
    assert titles(programme.versions.working().get())["fr"] == conflict.theirs


def test_an_edit_and_a_publication_at_once_lose_nothing(make_programme):
    programme = make_programme(title="Bins")
    workflow.open_working_version(programme=programme, by=None)
    published, edited = at_once(
        lambda: publish(programme, VersionKind.UPDATED), edit(programme, "fr", "Bacs")
    )
    assert (type(published), type(edited)) == (Version, Version)
    # Either the edit came first and is public, or it came after and waits on a new working version.
    working = programme.versions.working().first()
    assert titles(working or programme.versions.get(number=2)) == {"en": "Bins", "fr": "Bacs"}
    assert chain(programme) == [1, 2]


def test_a_withdrawal_and_a_publication_at_once_are_one_after_the_other(make_programme):
    programme = make_programme()
    workflow.open_working_version(programme=programme, by=None)
    outcomes = at_once(
        lambda: publish(programme, VersionKind.UPDATED),
        lambda: workflow.change_status(
            programme=programme, kind=VersionKind.WITHDRAWN, notes=NOTES, by=None, reason="Asked."
        ),
    )
    programme.refresh_from_db()
    assert programme.status == "withdrawn"
    refused = [each for each in outcomes if isinstance(each, workflow.MoveRefused)]
    # Published and then withdrawn, or withdrawn and then too late to publish.
    assert chain(programme) == ([1, 2] if refused else [1, 2, 3])


def test_a_version_withheld_by_two_at_once_is_withheld_once(make_programme):
    programme = make_programme()
    workflow.open_working_version(programme=programme, by=None)
    publish(programme, VersionKind.UPDATED)
    outcomes = at_once(*[lambda: withhold(programme)] * 2)
    assert [each.messages for each in outcomes if isinstance(each, workflow.MoveRefused)] == [
        ["This version is withheld already."]
    ]
    assert programme.versions.get(number=1).withholdings.count() == 1
    assert chain(programme) == [1, 2]


# --- At a stated time, and urgently ---------------------------------------------------------------------


@pytest.fixture
def scheduled(make_programme, publisher):
    """A programme whose working version says Better bins, scheduled by the publisher."""
    programme = make_programme(title="Bins")
    better = ContentEdit("en", "", [TextEdit("title", "Better bins", text_hash("Bins"))])
    working = workflow.edit_working_version(programme=programme, edit=better, by=None)
    workflow.schedule(
        programme=programme,
        kind=VersionKind.UPDATED,
        notes=NOTES,
        by=publisher,
        reason="For the opening.",
        seen=workflow.digest_of(working),
        at=timezone.now() + timedelta(hours=1),
    )
    return programme


def run_due():
    return workflow.publish_due(at=timezone.now() + timedelta(hours=2))


def unpublished_letters():
    return Letter.objects.filter(key__startswith="unpublished:").count()


def test_two_workers_publish_what_is_due_once(scheduled):
    assert sorted(at_once(run_due, run_due)) == [0, 1]
    assert chain(scheduled) == [1, 2]
    assert Scheduling.objects.get().outcome == "published"
    assert unpublished_letters() == 0


def test_what_is_due_while_somebody_edits_is_public_as_it_was_shown_or_not_at_all(scheduled):
    published, edited = at_once(run_due, edit(scheduled, "fr", "Bacs"))
    assert type(edited) is Version
    outcome = Scheduling.objects.get().outcome
    assert (outcome, unpublished_letters()) == (("published", 0) if published else ("changed", 1))
    assert chain(scheduled) == ([1, 2] if published else [1])
    if published:
        assert titles(scheduled.versions.get(number=2)) == {"en": "Better bins"}
    # What was typed is there either way.
    assert titles(scheduled.versions.working().get()) == {"en": "Better bins", "fr": "Bacs"}


def test_what_is_due_while_somebody_unschedules_it_is_one_or_the_other(scheduled, publisher):
    published, unscheduled = at_once(run_due, lambda: workflow.unschedule(programme=scheduled, by=publisher))
    assert Scheduling.objects.get().outcome == ("published" if published else "unscheduled")
    assert isinstance(unscheduled, workflow.MoveRefused) == bool(published)
    assert chain(scheduled) == ([1, 2] if published else [1])


def test_what_is_scheduled_by_two_is_scheduled_once_and_the_other_is_told_why(make_programme, publisher):
    programme = make_programme(title="Bins")
    seen = workflow.digest_of(workflow.open_working_version(programme=programme, by=None))
    said = {"kind": "updated", "notes": NOTES, "by": publisher, "reason": "Asked.", "seen": seen}
    at = timezone.now() + timedelta(hours=1)
    outcomes = at_once(*[lambda: workflow.schedule(programme=programme, at=at, **said)] * 2)
    assert [each.messages for each in outcomes if isinstance(each, workflow.MoveRefused)] == [
        ["It is scheduled already. Unschedule that first."]
    ]
    assert Scheduling.objects.waiting().count() == 1


def test_a_publication_and_a_correction_at_once_are_one_after_the_other_or_told_why(make_programme):
    programme = make_programme(title="Bins")
    typed = ContentEdit("en", "", [TextEdit("title", "My bins", text_hash("Bins"))])
    working = workflow.edit_working_version(programme=programme, edit=typed, by=None)
    shown = workflow.digest_of(working)
    fix = ContentEdit("en", "", [TextEdit("title", "Right bins", text_hash("Bins"))])
    published, corrected = at_once(
        lambda: publish(programme, VersionKind.UPDATED, seen=shown),
        lambda: workflow.correct_text(
            programme=programme, edit=fix, notes=NOTES, by=None, reason="A letter."
        ),
    )
    programme.refresh_from_db()
    assert chain(programme) == [1, 2]
    if isinstance(published, Version):
        # What the corrector saw is not public any more: both texts are shown.
        assert [each.theirs for each in corrected.conflicts] == ["My bins"]
        assert programme.title_en == "My bins"
    else:
        assert published.messages == [
            "The working version changed since you looked at it. Look again, then publish."
        ]
        assert (type(corrected), programme.title_en) == (Version, "Right bins")
        assert titles(programme.versions.working().get()) == {"en": "My bins"}


def test_two_corrections_of_one_passage_are_one_and_the_other_sees_both(make_programme):
    programme = make_programme(title="Bins")

    def correct(text):
        fix = ContentEdit("en", "", [TextEdit("title", text, text_hash("Bins"))])
        return lambda: workflow.correct_text(
            programme=programme, edit=fix, notes=NOTES, by=None, reason="A letter."
        )

    outcomes = at_once(correct("Right bins"), correct("Righter bins"))
    (refused,) = [each for each in outcomes if isinstance(each, StaleEdit)]
    programme.refresh_from_db()
    assert programme.title_en == refused.conflicts[0].theirs
    assert chain(programme) == [1, 2]


def test_the_seeded_registry_takes_part(registry):
    first, second = (make_programme(title=title, published=False) for title in ("One", "Two"))
    at_once(*(lambda p=p: publish(p, VersionKind.LISTED) for p in (first, second)))
    references = Programme.objects.filter(serial__gt=37).values_list("reference", flat=True)
    assert sorted(references) == ["10YFP-038", "10YFP-039"]


def test_of_two_who_discard_and_one_who_writes_nobody_meets_a_fault(make_programme, publisher):
    for number in range(10):
        prepared = make_programme(title=f"P{number}", published=False)
        discard = lambda there=prepared: workflow.discard_prepared(programme=there, by=publisher)  # noqa: E731
        *discarded, _written = at_once(discard, discard, edit(prepared, "fr", "Moins"))
        refused = [each for each in discarded if each is not None]
        assert [type(each) for each in refused] == [workflow.MoveRefused]
        assert not Programme.objects.filter(pk=prepared.pk).exists()
        assert not Version.objects.filter(programme=prepared.pk).exists()

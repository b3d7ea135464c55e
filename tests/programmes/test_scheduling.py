"""Publication at a stated time: what was shown becomes public, or nothing does and somebody is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from accounts.models import Letter
from accounts.staff import make_staff
from programmes import derived, workflow
from programmes.models import Programme, Scheduling, Version
from programmes.status import VersionKind
from programmes.template.content import text_hash
from programmes.template.merge import ContentEdit, TextEdit
from programmes.verification import faults
from tests.factories import NOTES, make_programme, make_submitter, publish

pytestmark = pytest.mark.usefixtures("taxonomy")
SOON = timedelta(hours=1)


def edit(programme, text="Better bins", *, seen="Bins", language="en"):
    page = ContentEdit(language, "", [TextEdit("title", text, text_hash(seen))])
    return workflow.edit_working_version(programme=programme, edit=page, by=None)


@pytest.fixture
def bins():
    """A listed programme with a working version that says something else."""
    programme = make_programme(title="Bins")
    edit(programme)
    return programme


def schedule(programme, by, **options):
    working = programme.versions.working().get()
    given = {
        "kind": VersionKind.UPDATED,
        "notes": NOTES,
        "reason": "For the opening.",
        "seen": workflow.digest_of(working),
        "at": timezone.now() + SOON,
        **options,
    }
    return workflow.schedule(programme=programme, by=by, **given)


def run_due():
    return workflow.publish_due(at=timezone.now() + SOON)


def outcome():
    return Scheduling.objects.get().outcome


def titles(programme):
    return [each.content["items"]["title"]["texts"]["en"]["text"] for each in programme.versions.published()]


# --- It becomes public ------------------------------------------------------------------------------


def test_before_its_time_nothing_is_public_and_then_what_was_shown_is(bins, publisher):
    schedule(bins, publisher)
    assert workflow.publish_due(at=timezone.now()) == 0
    assert (titles(bins), outcome()) == (["Bins"], "waiting")
    assert run_due() == 1
    assert (titles(bins), outcome()) == (["Better bins", "Bins"], "published")
    version = bins.versions.get(number=2)
    assert (version.kind, version.note_en, version.reason) == ("updated", "First listed.", "For the opening.")
    assert version.made_by == publisher
    assert Scheduling.objects.get().version == version
    assert not Letter.objects.exists()
    assert list(faults()) == []


def test_run_again_it_publishes_nothing_more(bins, publisher):
    schedule(bins, publisher)
    assert [run_due(), run_due()] == [1, 0]
    assert titles(bins) == ["Better bins", "Bins"]


def test_a_first_publication_can_be_scheduled(publisher):
    programme = make_programme(title="Bins", published=False)
    schedule(programme, publisher, kind=VersionKind.LISTED)
    run_due()
    programme.refresh_from_db()
    assert (programme.status, programme.reference) == ("listed", "10YFP-001")


def test_killed_half_way_nothing_has_happened_and_it_is_due_still(bins, publisher, monkeypatch):
    schedule(bins, publisher)

    def killed(*_args):
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr("programmes.derived.refresh", killed)
        assert run_due() == 0
    assert (titles(bins), outcome()) == (["Bins"], "waiting")
    assert not Letter.objects.exists()
    assert run_due() == 1
    assert titles(bins) == ["Better bins", "Bins"]


def test_what_is_wrong_with_one_holds_up_no_other(bins, publisher, monkeypatch):
    other = make_programme(title="Bags")
    edit(other, "Better bags", seen="Bags")
    schedule(bins, publisher)
    schedule(other, publisher)
    derive = derived.refresh

    def fails_for_bins(programme):
        if programme.pk == bins.pk:
            raise DatabaseError
        derive(programme)

    monkeypatch.setattr("programmes.derived.refresh", fails_for_bins)
    assert run_due() == 1
    assert (titles(bins), titles(other)) == (["Bins"], ["Better bags", "Bags"])


def test_the_worker_runs_it_by_a_command_at_any_time(bins, publisher, capsys):
    schedule(bins, publisher)
    call_command("publish_due")
    assert capsys.readouterr().out == "0 published.\n"


# --- It is changed before ---------------------------------------------------------------------------


def another_edit(programme):
    edit(programme, "Best bins", seen="Better bins")


def a_translation(programme):
    edit(programme, "Bacs", seen="", language="fr")


def a_corrected_record(programme):
    Programme.objects.filter(pk=programme.pk).update(stage="waste")
    workflow.correct_record(programme=programme, notes=NOTES, by=None, reason="A letter.")


def a_correction_elsewhere(programme):
    page = ContentEdit("en", "", [TextEdit("title", "Bins!", text_hash("Bins"))])
    workflow.correct_text(programme=programme, edit=page, notes=NOTES, by=None, reason="A letter.")


def a_withdrawal(programme):
    workflow.change_status(programme=programme, kind="withdrawn", notes=NOTES, by=None, reason="A letter.")


def thrown_away(programme):
    workflow.discard_working_version(programme=programme, by=None)


@pytest.mark.parametrize(
    "change",
    [another_edit, a_translation, a_corrected_record, a_correction_elsewhere, a_withdrawal, thrown_away],
)
def test_changed_before_it_is_not_published_and_its_publisher_is_told_once(bins, publisher, change):
    schedule(bins, publisher)
    change(bins)
    assert outcome() == "changed"
    public = titles(bins)
    assert "Better bins" not in public
    assert run_due() == 0
    assert titles(bins) == public
    letter = Letter.objects.get()
    assert (letter.to, letter.address) == (publisher, "publisher@un.example")
    assert letter.subject.strip().startswith("Not published: 10YFP-001")
    assert "It was changed after it had been scheduled." in letter.text
    assert f"/admin/programmes/programme/{bins.pk}/publish/" in letter.text


def test_an_edit_that_changes_nothing_leaves_it_scheduled(bins, publisher):
    schedule(bins, publisher)
    edit(bins, "Better bins", seen="Better bins")
    assert outcome() == "waiting"


def test_a_submitter_that_was_renamed_meanwhile_was_not_shown(bins, publisher):
    schedule(bins, publisher)
    ruritania = make_submitter("Ruritania")
    ruritania.name_en = "Kingdom of Ruritania"
    ruritania.save()
    assert run_due() == 0
    assert (titles(bins), outcome()) == (["Bins"], "refused")
    assert "The working version changed since you looked at it." in Letter.objects.get().text


def test_without_the_reason_for_the_cell_it_is_refused_when_its_time_comes(bins, publisher):
    schedule(bins, publisher)
    Programme.objects.filter(pk=bins.pk).update(cell_reason_en="")
    run_due()
    assert outcome() == "refused"
    assert "could not be published as it stood" in Letter.objects.get().text


def test_who_publishes_no_more_makes_nothing_public_and_those_who_do_are_told(bins, publisher):
    other = make_staff(email="paula@un.example", password="", name="Paula", groups=["publisher"])
    schedule(bins, publisher)
    make_staff(email=publisher.email, password="", name="", groups=["reader"])
    assert run_due() == 0
    assert (titles(bins), outcome()) == (["Bins"], "refused")
    assert [letter.to for letter in Letter.objects.all()] == [other]
    assert "Only a publisher may change what is public." in Letter.objects.get().text


def test_the_letter_is_in_the_language_of_its_publisher(bins, publisher):
    publisher.language = "fr"
    publisher.save()
    schedule(bins, publisher)
    another_edit(bins)
    assert Letter.objects.get().language == "fr"


# --- Scheduling and taking back ---------------------------------------------------------------------


def test_unscheduled_it_waits_for_somebody_to_publish_it(bins, publisher):
    schedule(bins, publisher)
    workflow.unschedule(programme=bins, by=publisher)
    assert (run_due(), outcome()) == (0, "unscheduled")
    assert Scheduling.objects.get().ended_by == publisher
    assert not Letter.objects.exists()
    assert Version.objects.working().exists()
    schedule(bins, publisher)
    assert run_due() == 1


def test_nothing_is_unscheduled_twice(bins, publisher):
    schedule(bins, publisher)
    workflow.unschedule(programme=bins, by=publisher)
    with pytest.raises(workflow.MoveRefused, match="Nothing is scheduled any more"):
        workflow.unschedule(programme=bins, by=publisher)


def test_while_it_is_scheduled_nobody_publishes_or_schedules_it_otherwise(bins, publisher):
    schedule(bins, publisher)
    with pytest.raises(workflow.MoveRefused, match="It becomes public at another time"):
        publish(bins, VersionKind.UPDATED)
    with pytest.raises(workflow.MoveRefused, match="It is scheduled already"):
        schedule(bins, publisher)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"at": timezone.now() - SOON}, "still to come"),
        ({"at": timezone.now() + timedelta(days=3650)}, "within a year"),
        ({"seen": "what another page showed"}, "changed since you looked"),
        ({"kind": VersionKind.LISTED}, "cannot become"),
        ({"kind": VersionKind.WITHDRAWN}, "not a way to publish"),
        ({"notes": {}}, "public note"),
        ({"reason": " "}, "Give the reason"),
    ],
)
def test_what_would_be_refused_then_is_refused_now(bins, publisher, options, says):
    with pytest.raises(workflow.MoveRefused, match=says):
        schedule(bins, publisher, **options)
    assert not Scheduling.objects.exists()


def test_a_programme_that_is_discarded_is_not_published_and_its_schedule_stays_on_record(publisher):
    programme = make_programme(title="Bins", published=False)
    schedule(programme, publisher, kind=VersionKind.LISTED)
    workflow.discard_prepared(programme=programme, by=publisher)
    assert run_due() == 0
    kept = Scheduling.objects.get()
    assert (kept.outcome, kept.programme_id, kept.ended_by) == ("changed", programme.pk, publisher)
    assert not Programme.objects.exists()
    assert Letter.objects.get().to == publisher

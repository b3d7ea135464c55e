"""What each act of the workflow does and leaves alone."""

import pytest
from django.core.exceptions import ValidationError

from programmes import derived, workflow
from programmes.models import Programme, Version
from programmes.status import VersionKind
from programmes.template.content import text_hash
from programmes.template.merge import ContentEdit, StaleEdit, TextEdit
from tests.factories import NOTES, make_party, make_placement, make_programme, prose, publish, texts

pytestmark = pytest.mark.usefixtures("taxonomy")


def edit_text(programme, path, text, *, seen="", language="en", status="original", by=None):
    edit = ContentEdit(language, status, [TextEdit(path, text, text_hash(seen))])
    return workflow.edit_working_version(programme=programme, edit=edit, by=by)


def withdraw(programme, **options):
    given = {"kind": VersionKind.WITHDRAWN, "notes": NOTES, "by": None, "reason": "Their letter.", **options}
    return workflow.change_status(programme=programme, **given)


def restore(programme):
    return withdraw(programme, kind=VersionKind.RESTORED)


# --- Preparing and editing --------------------------------------------------------------------------


def test_a_prepared_programme_is_private_and_has_no_reference(publisher):
    programme = workflow.prepare(stage="waste", instrument="legal", title=texts(en="Bins"), by=publisher)
    programme.refresh_from_db()
    assert (programme.status, programme.reference, programme.current) == ("prepared", None, None)
    assert not Programme.objects.public().exists()
    working = Version.objects.get()
    assert (working.number, working.made_by, working.edition) == (None, publisher, "csd-2010")
    assert programme.title_en == "Bins"


def test_before_the_first_publication_the_title_follows_the_working_version():
    programme = make_programme(title="Bins", published=False)
    edit_text(programme, "title", "Better bins", seen="Bins")
    programme.refresh_from_db()
    assert programme.title_en == "Better bins"


def test_what_is_public_stays_while_the_working_version_changes():
    programme = make_programme(title="Bins")
    edit_text(programme, "title", "Better bins", seen="Bins")
    programme.refresh_from_db()
    assert (programme.title_en, programme.current.number) == ("Bins", 1)
    assert (
        programme.versions.working().get().content["items"]["title"]["texts"]["en"]["text"] == "Better bins"
    )


def test_a_working_version_begins_as_a_copy_of_what_is_public():
    programme = make_programme(content={"description": prose("Long.")})
    working = workflow.open_working_version(programme=programme, by=None)
    assert working.content == programme.current.content
    assert workflow.open_working_version(programme=programme, by=None).pk == working.pk


def test_french_by_one_and_russian_by_another_both_stay():
    programme = make_programme(title="Bins")
    edit_text(programme, "title", "Bacs", language="fr", status="unofficial")
    edit_text(programme, "title", "Баки", language="ru", status="unofficial")
    publish(programme, VersionKind.TRANSLATED)
    programme.refresh_from_db()
    assert (programme.title_en, programme.title_fr, programme.title_ru) == ("Bins", "Bacs", "Баки")


def test_an_edit_of_what_somebody_else_changed_is_refused_whole():
    programme = make_programme(title="Bins", content={"description": prose("Long.")})
    edit_text(programme, "title", "Their bins", seen="Bins")
    mine = [
        TextEdit("title", "My bins", text_hash("Bins")),
        TextEdit("description", "My description.", text_hash("Long.")),
    ]
    with pytest.raises(StaleEdit) as refusal:
        workflow.edit_working_version(programme=programme, edit=ContentEdit("en", "original", mine), by=None)
    assert [(each.path, each.theirs, each.mine) for each in refusal.value.conflicts] == [
        ("title", "Their bins", "My bins")
    ]
    items = programme.versions.working().get().content["items"]
    assert items["title"]["texts"]["en"]["text"] == "Their bins"
    assert items["description"]["texts"]["en"]["text"] == "Long."


@pytest.mark.parametrize("character", ["\x00", "\ud800", "\x1b"])
def test_a_character_that_cannot_be_stored_is_refused_with_its_field_and_nothing_is_written(character):
    programme = make_programme(title="Bins")
    with pytest.raises(ValidationError) as refusal:
        edit_text(programme, "description", f"Before{character}after")
    assert f"Programme description: take out the character U+{ord(character):04X}" in str(refusal.value)
    assert not programme.versions.working().exists()


def test_an_edit_that_changes_nothing_leaves_no_trace_of_its_author(publisher):
    programme = make_programme(title="Bins")
    edit_text(programme, "title", "Bins", seen="Bins", by=publisher)
    assert programme.versions.working().get().made_by == publisher
    edit_text(programme, "title", "Bins", seen="Bins", by=None)
    assert programme.versions.working().get().made_by == publisher


# --- Publishing -------------------------------------------------------------------------------------


def test_references_are_given_in_order_of_first_publication():
    first, second, third = (make_programme(title=f"Number {n}", published=False) for n in range(3))
    for programme in (second, third, first):
        publish(programme, VersionKind.LISTED)
        programme.refresh_from_db()
    assert [each.reference for each in (second, third, first)] == ["10YFP-001", "10YFP-002", "10YFP-003"]


def test_a_reference_is_kept_and_never_given_again():
    first = make_programme()
    withdraw(first)
    second = make_programme(title="Another")
    restore(first)
    first.refresh_from_db()
    assert (first.reference, second.reference) == ("10YFP-001", "10YFP-002")


def test_publishing_turns_the_working_version_into_the_next_number(publisher):
    programme = make_programme()
    working = workflow.open_working_version(programme=programme, by=None)
    version = publish(programme, VersionKind.UPDATED, by=publisher, reason="Asked by mail.")
    assert (version.pk, version.number, version.made_by, version.reason) == (
        working.pk,
        2,
        publisher,
        "Asked by mail.",
    )
    programme.refresh_from_db()
    assert (programme.current_id, programme.changed_at) == (version.pk, version.published_at)
    assert not programme.versions.working().exists()


def test_publishing_without_a_working_version_is_refused():
    programme = make_programme()
    with pytest.raises(workflow.MoveRefused, match="no working version"):
        publish(programme, VersionKind.UPDATED)


def test_publishing_what_was_not_seen_is_refused():
    programme = make_programme(title="Bins")
    seen = workflow.digest_of(workflow.open_working_version(programme=programme, by=None))
    edit_text(programme, "title", "Better bins", seen="Bins")
    with pytest.raises(workflow.MoveRefused, match="changed since you looked"):
        publish(programme, VersionKind.UPDATED, seen=seen)
    seen = workflow.digest_of(programme.versions.working().get())
    assert publish(programme, VersionKind.UPDATED, seen=seen).number == 2


def test_a_programme_without_a_title_is_not_published():
    programme = workflow.prepare(stage="waste", instrument="legal", title={}, by=None)
    with pytest.raises(workflow.MoveRefused, match="needs a title"):
        publish(programme, VersionKind.LISTED)


@pytest.mark.parametrize("notes", [{}, {"en": ""}, {"en": " \n", "fr": "\t"}])
def test_every_publication_wants_a_public_note(notes):
    programme = make_programme(published=False)
    with pytest.raises(workflow.MoveRefused, match="public note"):
        publish(programme, VersionKind.LISTED, notes=notes)
    programme.refresh_from_db()
    assert (programme.status, programme.reference) == ("prepared", None)
    assert not Version.objects.published().exists()


def test_notes_are_kept_by_language_without_the_empty_ones():
    version = publish(
        make_programme(published=False),
        VersionKind.LISTED,
        notes={"en": " First. ", "fr": "  ", "zh-hans": "列入。"},
    )
    version.refresh_from_db()
    assert [version.note_en, version.note_fr, version.note_zh_hans, version.note_ar] == [
        "First.",
        None,
        "列入。",
        None,
    ]


@pytest.mark.parametrize("character", ["\x00", "\udfff"])
@pytest.mark.parametrize("field", ["note", "reason"])
def test_a_note_or_reason_that_cannot_be_stored_is_refused_with_its_name(field, character):
    programme = make_programme(published=False)
    told = {"note": {"notes": {"en": f"First{character}"}}, "reason": {"reason": f"Mail{character}"}}[field]
    with pytest.raises(ValidationError) as refusal:
        publish(programme, VersionKind.LISTED, **told)
    names = {"note": "Public note (English)", "reason": "Internal reason"}
    assert f"{names[field]}: take out the character U+{ord(character):04X}" in str(refusal.value)
    assert not Version.objects.published().exists()


def test_an_endless_note_is_refused():
    with pytest.raises(ValidationError, match=r"Public note \(English\): shorten"):
        publish(make_programme(published=False), VersionKind.LISTED, notes={"en": "x" * 100_000})


# --- Records and statuses ---------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_changing_a_status_or_a_record_wants_a_reason(reason):
    programme = make_programme()
    with pytest.raises(workflow.MoveRefused, match="Give the reason"):
        withdraw(programme, reason=reason)
    with pytest.raises(workflow.MoveRefused, match="Give the reason"):
        workflow.correct_record(programme=programme, notes=NOTES, by=None, reason=reason)
    programme.refresh_from_db()
    assert (programme.status, programme.versions.count()) == ("listed", 1)


def test_a_correction_of_the_record_leaves_an_unfinished_working_version_untouched():
    programme = make_programme(title="Bins")
    edit_text(programme, "title", "Unfinished bins", seen="Bins")
    make_placement(programme, "waste", "legal")
    before = programme.versions.working().values().get()

    version = workflow.correct_record(programme=programme, notes=NOTES, by=None, reason="A slip.")

    assert programme.versions.working().values().get() == before
    assert version.content == programme.versions.get(number=1).content
    assert [each["stage"] for each in version.record["placements"]] == ["waste"]
    programme.refresh_from_db()
    assert (programme.title_en, programme.current.number) == ("Bins", 2)


def test_a_withdrawn_programme_leaves_lists_and_counts_and_keeps_its_page():
    programme = make_programme(title="Bins")
    make_programme(title="Stays")
    working = workflow.open_working_version(programme=programme, by=None)
    version = withdraw(programme)
    assert [each.title_en for each in Programme.objects.counted()] == ["Stays"]
    assert [each.reference for each in Programme.objects.public()] == ["10YFP-001", "10YFP-002"]
    programme.refresh_from_db()
    assert (programme.title_en, programme.current, version.kind) == ("Bins", version, "withdrawn")
    assert version.content == programme.versions.get(number=1).content
    assert programme.versions.working().get() == working


@pytest.mark.parametrize("kind", [VersionKind.WITHDRAWN, VersionKind.RETIRED])
def test_a_restored_programme_returns_as_it_was(kind):
    programme = make_programme(title="Bins")
    withdraw(programme, kind=kind)
    restore(programme)
    programme.refresh_from_db()
    assert (programme.status, programme.title_en, programme.is_counted) == ("listed", "Bins", True)
    assert [each.kind for each in programme.versions.published()] == ["restored", kind, "listed"]
    assert derived.stale_parts(programme) == []


def test_a_public_programme_can_throw_its_working_version_away():
    programme = make_programme(title="Bins")
    edit_text(programme, "title", "Worse bins", seen="Bins")
    workflow.discard_working_version(programme=programme, by=None)
    programme.refresh_from_db()
    assert (programme.title_en, programme.versions.count()) == ("Bins", 1)


def test_a_programme_that_was_never_public_keeps_its_working_version():
    programme = make_programme(published=False)
    with pytest.raises(workflow.MoveRefused, match="never public"):
        workflow.discard_working_version(programme=programme, by=None)
    assert programme.versions.working().exists()


def test_a_renamed_submitter_keeps_its_old_name_in_old_versions_and_is_found_by_the_new_one():
    programme = make_programme(submitters=[])
    party = make_party(programme, "Ruritania")
    workflow.correct_record(programme=programme, notes=NOTES, by=None, reason="A party was missing.")
    submitter = party.submitter
    submitter.name_en = submitter.short_name_en = "Republic of Zubrowka"
    submitter.save()
    derived.refresh_submitter(submitter)
    old = programme.versions.get(number=2)
    assert [(each["name"], each["named_as"]) for each in old.record["parties"]] == [
        ({"en": "Ruritania"}, "Ruritania")
    ]
    assert [each.pk for each in Programme.objects.search("zubrowka")] == [programme.pk]
    new = workflow.correct_record(programme=programme, notes=NOTES, by=None, reason="New name.")
    assert new.record["parties"][0]["name"] == {"en": "Republic of Zubrowka"}

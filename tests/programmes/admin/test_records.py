"""Cell, parties and placements on the desk: private while prepared, a published correction once listed."""

from __future__ import annotations

import pytest

from programmes import workflow
from programmes.models import Party, Placement, Programme, Version
from programmes.template.content import text_hash
from programmes.template.merge import ContentEdit, TextEdit
from tests.factories import make_document, make_placement, make_submitter
from tests.filled import filled
from tests.page import Page, words
from tests.programmes.admin.conftest import address

pytestmark = pytest.mark.django_db
FORM = "programme_form"
NOTES = {"reason": "A letter of 3 May.", "note_fr": "Les parties ont été corrigées."}


def begun(programme):
    """An unfinished working version."""
    text = TextEdit("title", "Unfinished ovens", text_hash("Clean ovens"))
    page = ContentEdit(language="en", status="", texts=[text])
    workflow.edit_working_version(programme=programme, edit=page, by=None)


def new_party(submitter, number=1):
    """The fields of a further party."""
    document = make_document()
    at = f"parties-{number}"
    return {
        "parties-TOTAL_FORMS": str(number + 1),
        f"{at}-submitter": submitter.pk,
        f"{at}-role": "partner",
        f"{at}-order": "2",
        f"{at}-named_as": "Syldavia",
        f"{at}-named_language": "fr",
        f"{at}-document": document.pk,
        f"{at}-locator": "paragraph",
        f"{at}-position": "7",
    }


def public_state(programme):
    programme = Programme.objects.get(pk=programme.pk)
    return programme.current.number, programme.current.record["parties"], programme.stage_id


def test_a_party_without_a_note_is_refused_and_nothing_is_saved(publisher_client, programme, send):
    before = public_state(programme)
    url = address("change", programme.pk)
    answer = send(publisher_client, url, FORM, **new_party(make_submitter("Syldavia")))
    assert answer.status_code == 200
    assert "This changes what is public." in answer.content.decode()
    assert Party.objects.count() == 1
    assert public_state(programme) == before
    # What was typed is still there, and goes through with reason and note.
    data = {**filled(answer, FORM), **NOTES}
    assert publisher_client.post(url, data).status_code == 302
    assert Party.objects.count() == 2


@pytest.mark.parametrize("missing", ["reason", "note_fr"])
def test_reason_and_note_are_both_needed(publisher_client, programme, send, missing):
    before = public_state(programme)
    typed = {**NOTES, missing: "", "stage": "waste"}
    assert send(publisher_client, address("change", programme.pk), FORM, **typed).status_code == 200
    assert public_state(programme) == before


def test_a_party_with_a_note_publishes_a_correction_and_unfinished_work_stays_private(
    publisher_client, publisher, programme, send, no_faults
):
    begun(programme)
    typed = {**new_party(make_submitter("Syldavia")), **NOTES}
    assert send(publisher_client, address("change", programme.pk), FORM, **typed).status_code == 302
    programme.refresh_from_db()
    version = programme.current
    assert (version.number, version.kind, version.made_by) == (2, "corrected", publisher)
    assert (version.reason, version.note_fr) == ("A letter of 3 May.", "Les parties ont été corrigées.")
    assert [party["named_as"] for party in version.record["parties"]] == ["Ruritania", "Syldavia"]
    assert version.content["items"]["title"]["texts"]["en"]["text"] == "Clean ovens"
    assert (
        Version.objects.working().get().content["items"]["title"]["texts"]["en"]["text"] == "Unfinished ovens"
    )
    no_faults()


def test_a_cell_moved_with_a_note_is_public_at_once(publisher_client, programme, send, no_faults):
    typed = {"stage": "waste", "instrument": "legal", **NOTES}
    send(publisher_client, address("change", programme.pk), FORM, **typed)
    programme.refresh_from_db()
    assert (programme.stage_id, programme.current.record["stage"]) == ("waste", "waste")
    no_faults()


def test_a_placement_is_deleted_through_the_correction(publisher_client, programme, send, no_faults):
    make_placement(programme, "waste", "legal")
    workflow.correct_record(programme=programme, notes={"en": "Placed."}, by=None, reason="Annex.")
    url = address("change", programme.pk)
    gone = {"placements-0-DELETE": "on"}
    assert send(publisher_client, url, FORM, **gone).status_code == 200
    assert Placement.objects.exists()
    assert send(publisher_client, url, FORM, **gone, **NOTES).status_code == 302
    programme.refresh_from_db()
    assert programme.current.record["placements"] == []
    no_faults()


def test_saving_an_untouched_page_publishes_nothing(publisher_client, programme, send):
    assert send(publisher_client, address("change", programme.pk), FORM, **NOTES).status_code == 302
    assert Version.objects.count() == 1


def test_an_uncited_party_is_refused(publisher_client, programme, send):
    typed = {**new_party(make_submitter("Syldavia")), **NOTES, "parties-1-position": ""}
    answer = send(publisher_client, address("change", programme.pk), FORM, **typed)
    assert "Say where this comes from" in answer.content.decode()
    assert Party.objects.count() == 1


def test_a_prepared_programme_changes_without_a_note_and_publishes_nothing(
    curator_client, make_programme, send
):
    programme = make_programme(published=False)
    typed = {"stage": "waste", **new_party(make_submitter("Syldavia"))}
    assert send(curator_client, address("change", programme.pk), FORM, **typed).status_code == 302
    programme.refresh_from_db()
    assert (programme.stage_id, programme.parties.count(), programme.current) == ("waste", 2, None)


def test_a_record_changed_by_somebody_else_meanwhile_is_not_overwritten_unseen(
    publisher_client, programme, send, no_faults
):
    url = address("change", programme.pk)
    mine = {**filled(publisher_client.get(url), FORM), "stage": "waste", **NOTES}
    send(publisher_client, url, FORM, **new_party(make_submitter("Syldavia")), **NOTES)
    refused = publisher_client.post(url, mine)
    assert "Somebody changed this record since you opened it." in refused.content.decode()
    programme.refresh_from_db()
    assert (programme.stage_id, programme.current.number) == ("production", 2)
    # Sent again it is on purpose; the party of the other stays.
    assert publisher_client.post(url, filled(refused, FORM)).status_code == 302
    programme.refresh_from_db()
    assert (programme.stage_id, programme.parties.count()) == ("waste", 2)
    no_faults()


def test_a_curator_who_does_not_publish_sees_why_the_record_is_closed(curator_client, programme):
    page = curator_client.get(address("change", programme.pk)).content.decode()
    assert "Only a publisher may change what is public." in page
    assert 'name="stage"' not in page
    assert (
        curator_client.post(address("change", programme.pk), {"stage": "waste", **NOTES}).status_code == 403
    )


def test_derived_columns_are_not_on_the_page(publisher_client, programme):
    fields = filled(publisher_client.get(address("change", programme.pk)), FORM)
    for name in ("reference", "serial", "status", "current", "title_en", "summary_en", "sort_key_en"):
        assert name not in fields


def test_derived_columns_that_are_sent_all_the_same_change_nothing(publisher_client, programme, send):
    typed = {"status": "retired", "reference": "10YFP-999", "title_en": "Forged", "current": "", **NOTES}
    send(publisher_client, address("change", programme.pk), FORM, **typed, stage="waste")
    programme.refresh_from_db()
    assert (programme.status, programme.reference, programme.title_en) == (
        "listed",
        "10YFP-001",
        "Clean ovens",
    )


@pytest.mark.parametrize("who", ["publisher_client", "curator_client"])
def test_a_programme_is_never_deleted(request, programme, who):
    client = request.getfixturevalue(who)
    assert client.post(address("delete", programme.pk), {"post": "yes"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [programme.pk], "post": "yes"}
    client.post(address("changelist"), bulk)
    assert Programme.objects.filter(pk=programme.pk).exists()


def test_a_new_programme_is_prepared_by_the_workflow(curator_client, screener, taxonomy, send):
    typed = {
        "given_title": "Cooler ovens",
        "given_language": "en",
        "given_status": "original",
        "stage": "waste",
        "instrument": "legal",
    }
    answer = send(curator_client, address("add"), FORM, **typed)
    programme = Programme.objects.get()
    assert answer.status_code == 302
    assert (programme.status, programme.reference, programme.title_en) == ("prepared", None, "Cooler ovens")
    working = Version.objects.working().get()
    assert (working.programme, working.made_by) == (programme, screener)
    assert working.content["items"]["title"]["texts"]["en"]["status"] == "original"


@pytest.mark.parametrize("title", ["", " ", "x" * 401, "a\x00b", "a\x07b"])
def test_a_new_programme_needs_a_title_that_can_be_stored(curator_client, taxonomy, send, title):
    typed = {"given_title": title, "stage": "waste", "instrument": "legal"}
    assert send(curator_client, address("add"), FORM, **typed).status_code == 200
    assert not Programme.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_begins_no_programme(reader_client, taxonomy, method):
    assert getattr(reader_client, method)(address("add")).status_code == 403


def test_history_shows_who_changed_what_of_the_record(publisher_client, programme, send):
    typed = {**new_party(make_submitter("Syldavia")), **NOTES, "stage": "waste"}
    send(publisher_client, address("change", programme.pk), FORM, **typed)
    page = publisher_client.get(address("history", programme.pk)).content.decode()
    assert "Syldavia (partner)" in page
    assert "Integrated waste management" in page
    assert "Publisher" in page


def test_history_is_never_turned_back(publisher_client, programme, send):
    send(publisher_client, address("change", programme.pk), FORM, stage="waste", **NOTES)
    first = Programme.history.filter(pk=programme.pk).last() or Programme.history.last()
    url = f"{address('history', programme.pk)}{first.history_id}/"
    assert publisher_client.post(url, {"stage": "production"}, follow=True).status_code in (403, 404, 200)
    programme.refresh_from_db()
    assert (programme.stage_id, programme.current.number) == ("waste", 2)


def test_what_the_workflow_refuses_is_said_on_the_page_with_everything_typed(
    publisher_client, programme, send
):
    typed = {"cell_reason_en": "", "stage": "waste", **NOTES}
    answer = send(publisher_client, address("change", programme.pk), FORM, **typed)
    assert answer.status_code == 200
    assert "Say why the programme is in its cell, then publish." in answer.content.decode()
    kept = filled(answer, FORM)
    assert (kept["stage"], kept["reason"], kept["note_fr"]) == (
        ["waste"],
        [NOTES["reason"]],
        [NOTES["note_fr"]],
    )
    programme.refresh_from_db()
    assert (programme.stage_id, programme.current.number) == ("production", 1)


def folded(answer):
    return [words(each) for each in Page(answer).all(".//details/summary/h2")]


def test_parties_and_placements_stay_folded_while_a_cell_is_changed(publisher_client, programme, send):
    url = address("change", programme.pk)
    assert folded(publisher_client.get(url)) == ["Parties", "Placements"]
    # Open where there is something to do in them: a row to fill in, or a fault to put right.
    assert folded(publisher_client.get(url, {"add": "party"})) == []
    assert folded(send(publisher_client, url, FORM, **{"parties-0-named_as": ""}, **NOTES)) == []


def test_a_changed_entry_is_not_the_way_to_begin_another(publisher_client, programme):
    page = publisher_client.get(address("change", programme.pk)).content.decode()
    assert 'name="_addanother"' not in page

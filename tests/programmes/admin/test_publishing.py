"""Publishing from the desk: what is shown is what becomes public, and nothing else does."""

from __future__ import annotations

import pytest

from programmes import workflow
from programmes.models import Programme, Version
from programmes.template.content import text_hash
from programmes.template.merge import ContentEdit, TextEdit
from tests.factories import make_document, prose, quantity, row
from tests.programmes.admin.conftest import address

pytestmark = pytest.mark.django_db
NOTES = {"reason": "A letter of 3 May.", "note_en": "The title was put right."}


def removed(words):
    return f'<del><span class="vh" lang="en" dir="ltr">removed: </span>{words}</del>'


def added(words):
    return f'<ins><span class="vh" lang="en" dir="ltr">added: </span>{words}</ins>'


def edit(programme, words="Cleaner ovens", seen="Clean ovens", language="en"):
    text = TextEdit("title", words, text_hash(seen))
    page = ContentEdit(language=language, status="", texts=[text])
    workflow.edit_working_version(programme=programme, edit=page, by=None)


def test_the_page_shows_what_differs_and_publishing_makes_version_two(
    publisher_client, publisher, programme, send, no_faults
):
    edit(programme)
    page = publisher_client.get(address("publish", programme.pk)).content.decode()
    assert f"{removed('Clean')}{added('Cleaner')} ovens" in page
    assert "Fours propres" not in page  # French stays as it is

    answer = send(publisher_client, address("publish", programme.pk), kind="corrected", **NOTES)

    assert answer.url == address("change", programme.pk)
    programme.refresh_from_db()
    version = programme.current
    assert (version.number, version.kind, version.made_by) == (2, "corrected", publisher)
    assert (version.note_en, version.reason) == ("The title was put right.", "A letter of 3 May.")
    assert programme.title_en == "Cleaner ovens"
    assert not Version.objects.working().exists()
    no_faults()


def test_every_kind_of_difference_is_shown(publisher_client, make_programme):
    programme = make_programme(
        content={
            "description": prose("Gone soon."),
            "targets": [row("t1", "One", quantity("50")), row("t2", "Two")],
        }
    )
    workflow.open_working_version(programme=programme, by=None)
    working = Version.objects.working().get()
    items = working.content["items"]
    del items["description"]
    items["title"]["texts"]["en"]["status"] = "reviewed"
    items["title"]["cites"].append({"document": "A/66/1", "part": "paragraph", "position": "3"})
    items["targets"].reverse()
    items["targets"][1]["quantities"] = [quantity(None, placeholder="xx")]
    items["targets"].append(row("t3", "Three", fr="Trois"))
    working.save()

    page = publisher_client.get(address("publish", programme.pk)).content.decode()

    for said in (
        removed("Gone soon."),
        removed("original text"),
        added("reviewed translation"),
        added("A/66/1, para. 3"),
        removed("50 · per cent"),
        added("xx · not yet quantified · per cent"),
        added("Trois"),
        "order of the rows",
    ):
        assert said in page


def test_a_first_publication_shows_everything_and_gives_the_reference(publisher_client, make_programme, send):
    programme = make_programme(published=False)
    page = publisher_client.get(address("publish", programme.pk)).content.decode()
    for said in ("Clean ovens", "Production processes", "Ruritania", "As the submitters say."):
        assert said in page
    send(publisher_client, address("publish", programme.pk), kind="listed", **NOTES)
    programme.refresh_from_db()
    assert (programme.reference, programme.status) == ("10YFP-001", "listed")


def test_a_page_that_is_out_of_date_publishes_nothing_and_shows_what_stands_now(
    publisher_client, programme, send
):
    edit(programme)
    shown = publisher_client.get(address("publish", programme.pk))
    edit(programme, "Cleanest ovens", seen="Cleaner ovens")
    seen = shown.context["seen"]

    answer = publisher_client.post(
        address("publish", programme.pk), {"kind": "corrected", "seen": seen, "when": "now", **NOTES}
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The working version changed since you looked at it." in page
    assert added("Cleanest") in page
    assert "A letter of 3 May." in page
    programme.refresh_from_db()
    assert programme.current.number == 1


@pytest.mark.parametrize("seen", ["", None])
def test_what_was_not_shown_is_not_published(publisher_client, programme, seen):
    edit(programme)
    data = {"kind": "corrected", "when": "now", **NOTES} | ({} if seen is None else {"seen": seen})
    assert publisher_client.post(address("publish", programme.pk), data).status_code == 422
    assert Version.objects.published().count() == 1


@pytest.mark.parametrize(
    "missing", [{"reason": ""}, {"note_en": ""}, {"note_en": " \n"}, {"kind": None}, {"kind": "listed"}]
)
def test_kind_reason_and_note_are_asked_for(publisher_client, programme, send, missing):
    edit(programme)
    given = {"kind": "corrected", **NOTES, **missing}
    answer = send(publisher_client, address("publish", programme.pk), **given)
    assert answer.status_code == 422
    assert Version.objects.published().count() == 1


@pytest.mark.parametrize("field", ["reason", "note_ar"])
@pytest.mark.parametrize(
    ("bad", "says"), [("\x00", "Null"), ("a\x07", "U+0007"), ("x" * 20_000, "shorten by")]
)
def test_notes_that_cannot_be_stored_are_refused(publisher_client, programme, send, field, bad, says):
    edit(programme)
    given = {"kind": "corrected", **NOTES, field: bad}
    answer = send(publisher_client, address("publish", programme.pk), **given)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_note_in_any_one_language_is_enough(publisher_client, programme, send):
    edit(programme)
    given = {"kind": "updated", "reason": "Letter.", "note_zh_hans": "已更正。"}
    assert send(publisher_client, address("publish", programme.pk), **given).status_code == 302
    programme.refresh_from_db()
    assert (programme.current.note_zh_hans, programme.current.note_en) == ("已更正。", None)


def test_without_a_working_version_the_page_says_so(publisher_client, programme):
    answer = publisher_client.get(address("publish", programme.pk))
    assert "nothing waits to be published" in answer.content.decode()
    posted = publisher_client.post(
        address("publish", programme.pk), {"kind": "corrected", "seen": "x", "when": "now", **NOTES}
    )
    assert posted.status_code == 422
    assert Version.objects.published().count() == 1


def test_text_without_a_source_is_pointed_out(publisher_client, programme):
    edit(programme)
    working = Version.objects.working().get()
    working.content["items"]["title"]["cites"] = []
    working.save()
    page = publisher_client.get(address("publish", programme.pk)).content.decode()
    assert "These texts have no source: Title." in page
    assert address("text", programme.pk) in page
    assert 'name="seen"' not in page


def test_without_the_reason_for_the_cell_publishing_is_not_offered_and_the_page_says_where_to_give_it(
    publisher_client, programme
):
    edit(programme)
    Programme.objects.update(cell_reason_en="")
    page = publisher_client.get(address("publish", programme.pk)).content.decode()
    assert "Say why the programme is in its cell, then publish." in page
    assert f'<a href="{address("change", programme.pk)}">Give the reason for the cell</a>' in page
    assert 'name="seen"' not in page


def test_the_page_says_in_which_languages_it_becomes_public(publisher_client, make_programme):
    programme = make_programme(title={"en": "Ovens", "fr": "Fours"}, content={"description": prose("Long.")})
    edit(programme, "Better ovens", "Ovens")
    lines = publisher_client.get(address("publish", programme.pk)).context["language_lines"]
    assert [
        (line.language.code, line.title, line.written, line.passages, line.changed) for line in lines
    ] == [
        ("ar", "", 0, 2, 0),
        ("zh-hans", "", 0, 2, 0),
        ("en", "original text", 2, 2, 1),
        ("fr", "unofficial translation", 1, 2, 0),
        ("ru", "", 0, 2, 0),
        ("es", "", 0, 2, 0),
    ]


@pytest.mark.parametrize("who", ["reader_client", "curator_client"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_publish_is_told_why(request, programme, who, method):
    edit(programme)
    answer = getattr(request.getfixturevalue(who), method)(address("publish", programme.pk))
    assert answer.status_code == 403
    assert "Only a publisher may change what is public." in answer.content.decode()
    assert Version.objects.published().count() == 1


def test_a_working_version_is_discarded_and_what_is_public_stays(curator_client, programme, send):
    edit(programme)
    assert added("Cleaner") in curator_client.get(address("discard", programme.pk)).content.decode()
    assert send(curator_client, address("discard", programme.pk)).status_code == 302
    assert not Version.objects.working().exists()
    programme.refresh_from_db()
    assert (programme.title_en, programme.current.number) == ("Clean ovens", 1)


def test_a_programme_that_was_never_public_keeps_its_working_version(curator_client, make_programme):
    programme = make_programme(published=False)
    answer = curator_client.post(address("discard", programme.pk))
    assert answer.status_code == 422
    assert Version.objects.working().exists()


# --- Withdraw, retire, restore ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["withdrawn", "retired"])
def test_a_programme_leaves_the_list_and_comes_back(publisher_client, programme, send, kind, no_faults):
    edit(programme)
    send(publisher_client, address("status", programme.pk, kind), **NOTES)
    programme.refresh_from_db()
    assert (programme.status, programme.current.number, programme.current.kind) == (kind, 2, kind)

    page = publisher_client.get(address("change", programme.pk)).content.decode()
    assert "keeps its cell, parties and placements" in page
    assert 'name="stage"' not in page

    send(publisher_client, address("status", programme.pk, "restored"), **NOTES)
    programme.refresh_from_db()
    assert (programme.status, programme.current.number, programme.title_en) == ("listed", 3, "Clean ovens")
    # Unfinished work waited through both.
    assert Version.objects.working().get().content["items"]["title"]["texts"]["en"]["text"] == "Cleaner ovens"
    no_faults()


def test_a_retired_programme_says_which_one_superseded_it(
    publisher_client, programme, make_programme, send, client, no_faults
):
    make_programme(title="Solar ovens")
    url = address("status", programme.pk, "retired")
    assert send(publisher_client, url, superseded_by="10YFP-999", **NOTES).status_code == 422
    assert send(publisher_client, url, superseded_by="10YFP-001", **NOTES).status_code == 422
    assert send(publisher_client, url, superseded_by="10YFP-002", **NOTES).status_code == 302
    page = client.get("/en/programmes/10YFP-001/").content.decode()
    assert "Superseded by another programme on" in page
    assert '<a href="/en/programmes/10YFP-002/"><span class="ref">10YFP-002</span> Solar ovens</a>' in page
    assert client.get("/api/v1/programmes/10YFP-001/").json()["superseded_by"] == "10YFP-002"
    send(publisher_client, address("status", programme.pk, "restored"), **NOTES)
    programme.refresh_from_db()
    assert (programme.status, programme.superseded_by) == ("listed", None)
    no_faults()


def test_only_what_is_retired_is_superseded(publisher_client, programme):
    page = publisher_client.get(address("status", programme.pk, "withdrawn")).content.decode()
    assert "superseded_by" not in page


@pytest.mark.parametrize("missing", ["reason", "note_en"])
def test_a_status_changes_with_reason_and_note_only(publisher_client, programme, send, missing):
    answer = send(publisher_client, address("status", programme.pk, "retired"), **{**NOTES, missing: ""})
    assert answer.status_code == 422
    programme.refresh_from_db()
    assert programme.status == "listed"


def test_what_is_not_legal_now_says_so(publisher_client, programme):
    url = address("status", programme.pk, "restored")
    assert "so this cannot be done now" in publisher_client.get(url).content.decode()
    assert publisher_client.post(url, NOTES).status_code == 422
    programme.refresh_from_db()
    assert programme.current.number == 1


@pytest.mark.parametrize("kind", ["listed", "updated", "joined", "nonsense"])
def test_there_are_no_other_statuses_to_give(publisher_client, programme, kind):
    assert publisher_client.post(address("status", programme.pk, kind), NOTES).status_code == 404


def test_a_reader_changes_no_status(reader_client, programme):
    answer = reader_client.post(address("status", programme.pk, "withdrawn"), NOTES)
    assert answer.status_code == 403
    programme.refresh_from_db()
    assert programme.status == "listed"


def test_a_document_that_a_text_cites_is_not_deleted(db, programme):
    make_document("A/66/1")
    assert Version.objects.citing("TEST/2011/1").exists()
    assert not Version.objects.citing("A/66/1").exists()
    assert not Version.objects.citing("TEST/2011").exists()

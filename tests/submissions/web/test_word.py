"""The template as a Word file: taken away by anyone or with the draft on it, and taken in again by choice."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document

from accounts.models import Letter
from languages.official import CODES
from lifecycle.models import Stage
from submissions import uploads
from submissions.models import SavedSection, Section, Upload
from tests import desk, together, word_files
from tests.filled import filled
from tests.page import Page, words
from tests.word_files import answer, changed, table
from tests.writing import client_of, text_of

pytestmark = pytest.mark.django_db

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def at(draft, tail="word/"):
    return f"/en/submit/{draft.reference}/{tail}"


def taken_away(client, draft):
    return client.get(at(draft, "draft.docx")).content


def bring_back(client, draft, data, name="draft.docx"):
    return client.post(at(draft), {"file": SimpleUploadedFile(name, data)}, follow=True)


def choose(client, draft, **choices):
    """Press the button with what stands in the form, but for these choices."""
    form = filled(client.get(at(draft)))
    chosen = {f"choice/{code}": choice for code, choice in choices.items()}
    return client.post(at(draft), {**form, **chosen, "act": "take"}, follow=True)


def retitled(data, title):
    return changed(data, lambda document: answer(document, "item_title", title))


def stands(draft):
    return {section.code: section.content for section in Section.objects.filter(submission=draft)}


# --- Taking away ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_anyone_takes_the_empty_template_away_in_each_language(client, taxonomy, code):
    response = client.get(f"/{code}/submit/template.docx")
    assert (response.status_code, response["Content-Type"]) == (200, TYPE)
    assert response["Content-Disposition"] == 'attachment; filename="template.docx"'
    assert set(response["Cache-Control"].split(", ")) == {"public", "no-cache"}
    assert Document(BytesIO(response.content)).core_properties.language.startswith(code[:2])
    again = client.get(f"/{code}/submit/template.docx", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_template_is_made_once_and_anew_when_a_name_is_corrected(
    client, taxonomy, django_assert_num_queries
):
    first = client.get("/en/submit/template.docx").content
    with django_assert_num_queries(1):
        assert client.get("/en/submit/template.docx").content == first
    Stage.objects.filter(pk="waste").update(name_en="Rubbish")
    assert "5 Rubbish" in list(word_files.words_of(client.get("/en/submit/template.docx").content))


def test_members_take_the_draft_away_and_nobody_once_it_is_sent(hers, draft, rita, fatima):
    response = client_of(rita).get(at(draft, "draft.docx"))
    assert response["Content-Disposition"] == f'attachment; filename="{draft.reference}.docx"'
    assert "Less food waste" in list(word_files.words_of(response.content))
    desk.submit(draft, fatima)
    assert hers.get(at(draft, "draft.docx"))["Location"] == f"/en/submit/{draft.reference}/"


def test_a_round_is_taken_away_as_it_was_sent(hers, draft, fatima):
    sent = desk.submit(draft, fatima)
    response = hers.get(at(draft, "rounds/1/round.docx"))
    assert response["Content-Type"] == TYPE
    assert response["Content-Disposition"] == f'attachment; filename="{draft.reference}-R1.docx"'
    words = list(word_files.words_of(response.content))
    for expected in ("Less food waste", "Fewer countries without a plan", f"SHA-256: {sent.sha256}"):
        assert expected in words
    arabic = hers.get(f"/ar/submit/{draft.reference}/rounds/1/round.docx").content
    body = word_files.parts_of(arabic)["word/document.xml"].decode()
    assert body.count("<w:bidiVisual") == body.count("<w:tbl>") > 0


# --- Bringing back ----------------------------------------------------------------------------------


def test_the_page_says_how_large_a_file_may_be_before_one_is_chosen(hers, draft):
    said = Page(hers.get(at(draft))).words()
    assert "2 MB at most" in said
    assert "Nothing is saved before" in said


def test_what_was_understood_is_shown_and_nothing_is_saved_before_it_is_chosen(hers, draft):
    before = stands(draft)
    page = Page(bring_back(hers, draft, retitled(taken_away(hers, draft), "Much less food waste")))
    assert "What was understood of draft.docx" in page.words()
    assert "Much less food waste" in page.words()
    assert stands(draft) == before
    choose(hers, draft, title="keep")
    assert stands(draft) == before
    response = choose(hers, draft, title="take")
    assert "Taken over: Title" in Page(response).words()
    assert text_of(draft) == "Much less food waste"
    assert {**stands(draft), "title": before["title"]} == before


def test_what_comes_back_as_it_was_leaves_nothing_to_choose(hers, draft):
    page = Page(bring_back(hers, draft, taken_away(hers, draft)))
    assert "There is nothing to choose" in page.words()
    assert list(SavedSection.objects.filter(submission=draft, revision__gt=1)) == []


def test_each_section_is_chosen_by_itself(hers, draft):
    def change(document):
        answer(document, "item_title", "Taken")
        answer(document, "item_description", "Kept out")
        answer(document, "cell_place", "6", column=2)

    bring_back(hers, draft, changed(taken_away(hers, draft), change))
    choose(hers, draft, title="take", description="keep", cell="take")
    assert text_of(draft) == "Taken"
    assert text_of(draft, "description", "description") == "Much food is thrown away."
    assert draft.sections.get(code="cell").content["instrument"] == "mixed"
    # The file is not asked for again.
    choose(hers, draft, description="take")
    assert text_of(draft, "description", "description") == "Kept out"


def test_rows_keep_their_ids(hers, draft):
    def change(document):
        answer(document, "item_targets", "Fewer countries, and sooner", column=1)
        answer(document, "item_targets", "One more", row=2, column=1)

    bring_back(hers, draft, changed(taken_away(hers, draft), change))
    choose(hers, draft, purpose="take")
    rows = draft.sections.get(code="purpose").content["items"]["targets"]
    assert [row["texts"]["en"]["text"] for row in rows] == ["Fewer countries, and sooner", "One more"]
    assert rows[0]["id"] == "t1"


def test_what_somebody_saved_meanwhile_is_not_overwritten(hers, his, draft, edith):
    bring_back(hers, draft, retitled(taken_away(hers, draft), "From the file"))
    form = filled(hers.get(at(draft)))
    desk.write(draft, "title", edith, title=desk.line("From online"))
    response = hers.post(at(draft), {**form, "act": "take"}, follow=True)
    assert response.status_code == 409
    assert "Carlos Co saved this section" in Page(response).words()
    assert text_of(draft) == "From online"
    choose(hers, draft, title="take")
    assert text_of(draft) == "From the file"


def test_chosen_twice_it_is_saved_once(hers, draft):
    bring_back(hers, draft, retitled(taken_away(hers, draft), "From the file"))
    form = {**filled(hers.get(at(draft))), "act": "take"}
    for _time in range(2):
        assert "Taken over: Title" in Page(hers.post(at(draft), form, follow=True)).words()
    assert draft.sections.get(code="title").revision == 2


def test_what_was_signed_off_meanwhile_can_be_taken_over_and_is_to_be_signed_anew(
    hers, draft, fatima, stranger
):
    bureau = desk.make_agency("Bureau")
    desk.make_member(stranger, bureau)
    party = together.join(draft, bureau, stranger)
    bring_back(hers, draft, retitled(taken_away(hers, draft), "From the file"))
    together.sign(party, stranger)
    choose(hers, draft, title="take")
    assert text_of(draft) == "From the file"
    party.refresh_from_db()
    assert party.edited_at is not None
    assert Letter.objects.filter(to=stranger, key__startswith="edited_since").count() == 1


def test_what_was_sent_meanwhile_is_not_touched(hers, draft, fatima):
    bring_back(hers, draft, retitled(taken_away(hers, draft), "From the file"))
    form = {**filled(hers.get(at(draft))), "act": "take"}
    desk.submit(draft, fatima)
    assert hers.post(at(draft), form).status_code == 403
    assert text_of(draft) == "Less food waste"


def test_a_file_of_two_megabytes_is_taken_and_one_byte_more_is_not(hers, draft):
    parts = word_files.parts_of(retitled(taken_away(hers, draft), "Large"))
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_STORED) as archive:
        for name, part in {**parts, "word/media/large.png": b""}.items():
            archive.writestr(name, part)
        archive.comment = bytes(60_000)
    room = 2 * 1024 * 1024 - len(saved.getvalue())
    with zipfile.ZipFile(saved, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("large", bytes(room - len("large") * 2 - 76))
    data = saved.getvalue()
    assert len(data) == 2 * 1024 * 1024
    assert "Large" in Page(bring_back(hers, draft, data)).words()
    with zipfile.ZipFile(saved, "a") as archive:
        archive.comment = bytes(60_001)
    assert "this file is larger than 2 MB" in Page(bring_back(hers, draft, saved.getvalue())).words()


def test_a_file_that_is_older_than_what_stands_is_kept_back_unless_it_is_chosen(hers, draft, edith):
    data = taken_away(hers, draft)
    desk.write(draft, "title", edith, title=desk.line("Better since"))
    page = Page(bring_back(hers, draft, data))
    assert "The file says what stood here before" in page.words()
    choose(hers, draft)
    assert text_of(draft) == "Better since"


def test_the_empty_template_would_empty_nothing_unless_that_is_chosen(hers, draft):
    before = stands(draft)
    page = Page(bring_back(hers, draft, word_files.empty()))
    assert page.words().count("The file says nothing here.") == 4
    choose(hers, draft)
    assert stands(draft) == before


def test_a_section_that_is_not_in_the_file_stays(hers, draft):
    def change(document):
        for anchor in ("item_description", "item_agreements", "cell_reason"):
            gone = table(document, anchor)._tbl
            gone.getparent().remove(gone)

    page = Page(bring_back(hers, draft, changed(taken_away(hers, draft), change)))
    assert words(page.all(".//dl/dd")[-1]) == "Programme description, Agreements supported, Why here?"


def test_what_has_no_place_is_shown_with_its_section(hers, draft):
    data = changed(taken_away(hers, draft), lambda document: document.add_paragraph("PS: call me"))
    page = Page(bring_back(hers, draft, data))
    assert page.words(".//main//h5") == "Authority to submit"
    assert page.words(".//main//section/ul/li/p") == "Outside the tables of the template:"
    assert page.words(".//main//section/ul/li/blockquote") == "PS: call me"


def test_what_cannot_be_stored_is_said_and_the_rest_can_be_taken_over(hers, draft):
    def change(document):
        answer(document, "item_title", "x" * 2000)
        answer(document, "item_resources", "Plenty")

    page = Page(bring_back(hers, draft, changed(taken_away(hers, draft), change)))
    assert "Title: shorten by 400 characters; the limit is 1600." in page.words()
    choose(hers, draft)
    assert text_of(draft) == "Less food waste"
    assert text_of(draft, "resources", "resources") == "Plenty"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Dear", "note.doc: this is not a Word file."),
        (bytes(3_000_000), "note.doc: this file is larger than 2 MB."),
    ],
)
def test_what_is_no_word_file_is_refused_and_what_was_understood_before_stays(hers, draft, data, message):
    bring_back(hers, draft, retitled(taken_away(hers, draft), "Understood"))
    response = bring_back(hers, draft, data, name="note.doc")
    page = Page(response)
    assert response.status_code == 422
    assert message in page.words()
    assert "Understood" in page.words()


def test_nobody_else_sees_what_was_uploaded_and_its_uploader_puts_it_aside(hers, his, draft):
    bring_back(hers, draft, retitled(taken_away(hers, draft), "Not yet shown"))
    assert "Not yet shown" not in Page(his.get(at(draft))).words()
    assert "Not yet shown" in Page(hers.get(at(draft))).words()
    response = hers.post(at(draft), {"act": "put-aside"}, follow=True)
    assert "The file is put aside." in Page(response).words()
    assert not Upload.objects.exists()


def test_what_was_not_looked_at_is_not_taken_over(hers, draft):
    data = taken_away(hers, draft)
    bring_back(hers, draft, retitled(data, "First file"))
    form = filled(hers.get(at(draft)))
    bring_back(hers, draft, retitled(data, "Second file"))
    response = hers.post(at(draft), {**form, "act": "take"})
    assert response.status_code == 409
    assert "Another file was uploaded since." in Page(response).words()
    assert text_of(draft) == "Less food waste"


# --- How long and how much is kept ------------------------------------------------------------------


def test_the_next_upload_takes_the_place_of_the_last(hers, draft):
    data = taken_away(hers, draft)
    for title in ("One", "Two"):
        bring_back(hers, draft, retitled(data, title))
    assert Upload.objects.count() == 1
    assert "Two" in Page(hers.get(at(draft))).words()


def test_an_upload_is_forgotten_after_seven_days(hers, draft):
    bring_back(hers, draft, retitled(taken_away(hers, draft), "Old"))
    Upload.objects.update(at=timezone.now() - datetime.timedelta(days=8))
    assert "Old" not in Page(hers.get(at(draft))).words()
    bring_back(hers, draft, taken_away(hers, draft))
    assert Upload.objects.get().at > timezone.now() - datetime.timedelta(days=1)


def test_a_person_has_ten_at_most(fatima, agency):
    drafts = [desk.make_draft(fatima, agency) for _ in range(11)]
    for draft in drafts:
        uploads.upload(submission=draft, name="a.docx", data=word_files.empty(), by=fatima)
    assert set(Upload.objects.values_list("submission", flat=True)) == {each.pk for each in drafts[1:]}

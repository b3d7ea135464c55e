"""The template form on the desk."""

from __future__ import annotations

import pytest

from programmes import workflow
from programmes.models import Version, Writing
from programmes.template.content import is_stale, text_hash
from tests.factories import prose, quantity, row
from tests.filled import filled
from tests.page import Page
from tests.programmes.admin.conftest import address

pytestmark = pytest.mark.django_db
FORM = "template-form"


def working(programme):
    return Version.objects.working().get(programme=programme)


def texts_of(programme, code="title"):
    texts = working(programme).content["items"][code]["texts"]
    return {language: text["text"] for language, text in texts.items()}


def text_page(programme, language="en"):
    return f"{address('text', programme.pk)}?lang={language}"


def test_looking_at_the_form_begins_no_working_version(curator_client, programme):
    assert curator_client.get(text_page(programme)).status_code == 200
    assert not Version.objects.working().exists()


def test_saving_a_page_on_which_nothing_was_typed_begins_none_either(curator_client, programme, send):
    assert send(curator_client, text_page(programme), FORM).status_code == 302
    assert not Version.objects.working().exists()


def test_an_edit_is_private_until_it_is_published(curator_client, client, programme, send):
    send(curator_client, text_page(programme), FORM, title__en="Cleaner ovens")
    assert texts_of(programme)["en"] == "Cleaner ovens"
    programme.refresh_from_db()
    assert programme.title_en == "Clean ovens"
    assert b"Cleaner ovens" not in client.get(f"/en/programmes/{programme.reference}/").content


def test_what_is_written_is_on_record_with_whoever_wrote_it(curator_client, screener, programme, send):
    send(curator_client, text_page(programme), FORM, title__en="Cleaner ovens")
    written = Writing.objects.get(programme=programme, act="written")
    assert (written.by, written.changes) == (screener, [["title/en", "Clean ovens", "Cleaner ovens"]])
    curator_client.post(address("discard", programme.pk))
    discarded = Writing.objects.get(programme=programme, act="discarded")
    assert (discarded.by, discarded.changes) == (screener, [["title/en", "Cleaner ovens", "Clean ovens"]])


def test_what_somebody_discards_while_it_is_saved_is_told_in_words(
    curator_client, screener, make_programme, send, monkeypatch
):
    prepared = make_programme(published=False)
    write = workflow.edit_working_version

    def too_late(**options):
        workflow.discard_prepared(programme=prepared, by=screener)
        return write(**options)

    monkeypatch.setattr(workflow, "edit_working_version", too_late)
    answer = send(curator_client, text_page(prepared), FORM, title__en="Cleaner ovens")
    assert answer.status_code == 422
    assert "This cannot be done now: somebody decided meanwhile." in Page(answer).words()
    assert curator_client.get(text_page(prepared)).status_code == 404


def test_french_and_russian_edited_at_once_both_stay(curator_client, publisher_client, programme, send):
    russian = filled(publisher_client.get(text_page(programme, "ru")), FORM)
    send(curator_client, text_page(programme, "fr"), FORM, title__fr="Fours très propres")
    answer = publisher_client.post(text_page(programme, "ru"), {**russian, "title/ru": "Чистые печи"})
    assert answer.status_code == 302
    assert texts_of(programme) == {"en": "Clean ovens", "fr": "Fours très propres", "ru": "Чистые печи"}


def test_a_translation_of_words_that_changed_meanwhile_is_out_of_date_at_once(
    curator_client, publisher_client, programme, send
):
    russian = filled(publisher_client.get(text_page(programme, "ru")), FORM)
    send(curator_client, text_page(programme), FORM, title__en="Cleaner ovens")
    publisher_client.post(text_page(programme, "ru"), {**russian, "title/ru": "Чистые печи"})
    texts = working(programme).content["items"]["title"]["texts"]
    assert is_stale(texts, "ru")
    assert texts["ru"]["of"] == text_hash("Clean ovens")
    # Looked at again beside the words as they are now, it holds.
    again = filled(publisher_client.get(text_page(programme, "ru")), FORM)
    publisher_client.post(text_page(programme, "ru"), {**again, "title/ru/confirmed": "on"})
    assert not is_stale(working(programme).content["items"]["title"]["texts"], "ru")


def test_the_same_text_edited_at_once_is_refused_with_both_texts(
    curator_client, publisher_client, programme, send
):
    mine = filled(publisher_client.get(text_page(programme)), FORM)
    send(curator_client, text_page(programme), FORM, title__en="Their ovens")

    refused = publisher_client.post(text_page(programme), {**mine, "title/en": "My ovens"})

    assert refused.status_code == 409
    assert texts_of(programme)["en"] == "Their ovens"
    page = refused.content.decode()
    assert "Their ovens" in page
    kept = filled(refused, FORM)
    assert kept["title/en"] == ["My ovens"]
    # Both texts were seen: sending the page again is on purpose.
    assert publisher_client.post(text_page(programme), kept).status_code == 302
    assert texts_of(programme)["en"] == "My ovens"


def test_going_to_another_language_saves_first(curator_client, programme, send):
    answer = send(curator_client, text_page(programme), FORM, title__en="Cleaner ovens", press="save:ru")
    assert answer.url == text_page(programme, "ru")
    assert texts_of(programme)["en"] == "Cleaner ovens"


def test_changing_the_language_of_the_desk_saves_first_and_keeps_the_page(curator_client, programme, send):
    answer = send(
        curator_client, text_page(programme, "fr"), FORM, title__fr="Fours nets", press="interface:ar"
    )
    assert answer.url == text_page(programme, "fr").replace("/en/", "/ar/")
    assert texts_of(programme)["fr"] == "Fours nets"


@pytest.mark.parametrize(
    "press", ["add:targets", "remove:targets/t1", "add-cite:title", "add-quantity:targets/t1"]
)
def test_a_button_keeps_everything_typed_and_stores_nothing(curator_client, make_programme, press, send):
    programme = make_programme(content={"targets": [row("t1", "Half", quantity("50"))]})
    answer = send(curator_client, text_page(programme), FORM, title__en="Typed, not saved", press=press)
    assert answer.status_code == 200
    assert filled(answer, FORM)["title/en"] == ["Typed, not saved"]
    assert not Version.objects.working().exists()


def test_a_row_is_added_written_on_and_saved(curator_client, programme, send):
    answer = send(curator_client, text_page(programme), FORM, press="add:targets")
    data = filled(answer, FORM)
    new = data["targets/rows"][-1]
    data |= {
        f"targets/{new}/en": "Half the smoke",
        f"targets/{new}/cites/0/document": "TEST/2011/1",
        f"targets/{new}/cites/0/part": "paragraph",
        f"targets/{new}/cites/0/position": "7",
        "press": f"add-quantity:targets/{new}",
    }
    data = filled(curator_client.post(text_page(programme), data), FORM)
    at = f"targets/{new}/quantities/0"
    data |= {f"{at}/open": "on", f"{at}/placeholder": "xx", f"{at}/unit": "percent", f"{at}/by": "2020"}
    assert curator_client.post(text_page(programme), data).status_code == 302
    [target] = working(programme).content["items"]["targets"]
    assert (target["id"], target["texts"]["en"]["text"]) == (new, "Half the smoke")
    assert target["quantities"] == [quantity(None, placeholder="xx", by=2020)]
    assert target["cites"] == [{"document": "TEST/2011/1", "part": "paragraph", "position": "7"}]


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(curator_client, programme, send):
    answer = send(
        curator_client, text_page(programme), FORM, title__en="x" * 401, description__en="Kept words."
    )
    assert answer.status_code == 422
    assert "Title: shorten by 1 characters; the limit is 400." in answer.content.decode()
    assert 'href="#title-en"' in answer.content.decode()
    assert filled(answer, FORM)["description/en"] == ["Kept words."]
    assert not Version.objects.working().exists()


def test_a_standing_is_given_to_what_was_changed(curator_client, programme, send):
    send(curator_client, text_page(programme, "fr"), FORM, title__fr="Fours nets", status="reviewed")
    assert working(programme).content["items"]["title"]["texts"]["fr"]["status"] == "reviewed"


def test_an_edit_of_a_prepared_programme_shows_in_the_list_of_the_desk(curator_client, make_programme, send):
    programme = make_programme(published=False)
    send(curator_client, text_page(programme), FORM, title__en="Prepared ovens")
    assert "Prepared ovens" in curator_client.get(address("changelist")).content.decode()


def test_a_translator_may_write_and_change_nothing_else(translator_client, programme, send):
    send(translator_client, text_page(programme, "fr"), FORM, title__fr="Fours nets")
    assert texts_of(programme)["fr"] == "Fours nets"
    assert translator_client.post(address("change", programme.pk), {"stage": "waste"}).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_is_told_who_may(reader_client, programme, method):
    answer = getattr(reader_client, method)(text_page(programme))
    assert answer.status_code == 403
    assert "Only a translator or a curator may edit working versions." in answer.content.decode()


@pytest.mark.parametrize("language", ["", "xx", "en-us", "<b>"])
def test_an_unknown_language_is_the_default_one(curator_client, programme, language):
    answer = curator_client.get(text_page(programme, language))
    assert 'name="title/en"' in answer.content.decode()


def test_a_programme_that_is_not_there_is_not_found(curator_client, taxonomy):
    assert curator_client.get(address("text", 999)).status_code == 404


def test_the_text_of_a_page_is_escaped(curator_client, make_programme):
    hostile = '</textarea><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    programme = make_programme(
        title=hostile,
        content={
            "description": prose(hostile, fr=hostile),
            "targets": [row("t1", hostile, quantity(None, placeholder='"><b>'))],
        },
    )
    for language in ("en", "fr"):
        answer = curator_client.get(text_page(programme, language))
        assert "<script>alert" not in answer.content.decode()
        assert "<img src=x" not in answer.content.decode()
        assert filled(answer, FORM)["title/en" if language == "en" else "description/fr"] == [hostile]


def test_the_page_of_a_very_long_content_comes_back_whole(curator_client, make_programme, send):
    rows = [row(f"r{number}", "Half", *[quantity("50")] * 5, fr="Moitié") for number in range(100)]
    programme = make_programme(content={"targets": rows, "success_criteria": rows})
    fields = filled(curator_client.get(text_page(programme, "fr")), FORM)
    assert sum(map(len, fields.values())) > 5000
    answer = curator_client.post(text_page(programme, "fr"), {**fields, "targets/r99/fr": "La moitié"})
    assert answer.status_code == 302
    written = working(programme).content["items"]
    assert written["targets"][99]["texts"]["fr"]["text"] == "La moitié"
    assert [len(written["targets"]), len(written["success_criteria"])] == [100, 100]


@pytest.mark.parametrize("page", ["text", "correct"])
def test_every_section_of_the_long_form_is_one_step_away(publisher_client, programme, page):
    found = Page(publisher_client.get(address(page, programme.pk)))
    sections = found.links(".//nav[@aria-label='Sections']")
    assert list(sections)[:2] == ["Title", "1 Purpose and goals"]
    there = {each.get("id") for each in found.all(".//section/h2")}
    assert {address.removeprefix("#") for address in sections.values()} <= there

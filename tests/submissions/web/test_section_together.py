"""Several people on one section: nothing is overwritten unseen, and nobody sees what is not theirs."""

from __future__ import annotations

from django.test import Client

from submissions import workflow
from submissions.models import SavedSection
from tests import desk
from tests.filled import filled
from tests.page import Page, words
from tests.writing import at, autosave, client_of, form_of, save, text_of


def test_a_stale_save_shows_both_texts_and_overwrites_nothing(hers, his, draft):
    opened = form_of(his, draft, "title")
    save(hers, draft, "title", **{"title/en": "What she wrote"})
    page = Page(his.post(at(draft, "title"), {**opened, "title/en": "What he wrote", "press": "save"}))
    assert page.status == 409
    assert [words(each) for each in page.all(".//blockquote/p")][:2] == ["What she wrote", "What he wrote"]
    assert "Fatima Focal saved this section just now." in page.words()
    assert page.one(".//input[@name='title/en']").get("value") == "What he wrote"
    assert text_of(draft) == "What she wrote"
    his.post(at(draft, "title"), {**filled(page.response, "section"), "press": "save"})
    assert text_of(draft) == "What he wrote"
    assert SavedSection.objects.filter(submission=draft, code="title").count() == 3


def test_a_comparison_is_not_saved_by_the_other_buttons(hers, his, draft):
    opened = form_of(his, draft, "purpose")
    save(hers, draft, "purpose", **{"overall_objective/en": "Hers"})
    sent = {**opened, "overall_objective/en": "His"}
    compared = filled(his.post(at(draft, "purpose"), {**sent, "press": "save"}), "section")
    again = Page(his.post(at(draft, "purpose"), {**compared, "press": "add:targets"}))
    assert again.status == 409
    assert text_of(draft, "overall_objective", "purpose") == "Hers"


def test_a_row_that_only_the_other_text_has_can_be_taken_over(hers, his, draft):
    opened = form_of(his, draft, "actors")
    fields = filled(save(hers, draft, "actors", press="add:actors"), "section")
    row = fields["actors/rows"][-1]
    hers.post(at(draft, "actors"), {**fields, f"actors/{row}/en": "Her actor", "press": "save"})
    mine = {**opened, "actors/rows": ["", "mine"], "actors/mine/en": "His actor", "press": "save"}
    compared = Page(his.post(at(draft, "actors"), mine))
    assert compared.one(f".//button[@value='restore:actors/{row}']") is not None
    fields = filled(compared.response, "section")
    both = filled(his.post(at(draft, "actors"), {**fields, "press": f"restore:actors/{row}"}), "section")
    his.post(at(draft, "actors"), {**both, "press": "save"})
    saved = draft.sections.get(code="actors").content["items"]["actors"]
    assert [each["texts"]["en"]["text"] for each in saved] == ["His actor", "Her actor"]


def test_the_script_is_told_of_a_conflict_in_words(hers, his, draft):
    save(hers, draft, "title", **{"title/en": "Hers"})
    answer = autosave(his, draft, "title", {"title/en": "His", "revision": "1", "whole": "1"})
    assert answer.status_code == 409
    assert answer.json()["words"].startswith("Fatima Focal saved this section just now.")
    assert text_of(draft) == "Hers"


def test_one_person_in_two_tabs_is_told_so(hers, draft):
    opened = form_of(hers, draft, "title")
    save(hers, draft, "title", **{"title/en": "In one tab"})
    page = Page(hers.post(at(draft, "title"), {**opened, "title/en": "In another", "press": "save"}))
    assert page.status == 409
    assert "You saved this section in another window or tab" in page.words()


# --- Who ------------------------------------------------------------------------------------------


def test_a_stranger_finds_nothing(stranger_client, draft):
    real = stranger_client.get(at(draft, "title"))
    made_up = stranger_client.get("/en/submit/SUB-2026-AAAAAA/write/title/")
    assert (real.status_code, made_up.status_code) == (404, 404)
    assert real.content.replace(draft.reference.encode(), b"SUB-2026-AAAAAA") == made_up.content


def test_a_reader_is_told_who_may_write(rita, draft):
    page = Page(client_of(rita).get(at(draft, "title")))
    assert page.status == 403
    assert "Only focal points and editors of its submitters may write on it." in page.words()


def test_what_was_sent_meanwhile_is_refused_in_words_and_kept_on_the_page(hers, fatima, draft):
    opened = form_of(hers, draft, "title")
    workflow.submit(submission=draft, by=fatima, nonce=desk.new_nonce(), declared=True)
    page = Page(hers.post(at(draft, "title"), {**opened, "title/en": "Typed too late", "press": "save"}))
    assert page.status == 403
    assert "Typed too late" in page.words()
    answer = autosave(hers, draft, "title", {**opened, "title/en": "Typed too late"})
    assert answer.status_code == 403
    assert "cannot be changed" in answer.json()["words"]
    assert text_of(draft) == "Less food waste"


def test_an_unknown_section_is_not_there(hers, draft):
    assert hers.get(at(draft, "nothing")).status_code == 404
    assert autosave(hers, draft, "nothing", {"revision": "0"}).status_code == 404


def test_nobody_else_may_keep_the_page(hers, draft):
    assert set(hers.get(at(draft, "title"))["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_signed_out_what_was_typed_comes_back(draft):
    page = Page(
        Client().post(at(draft, "title"), {"title/en": "Typed too late", "revision": "1", "whole": "1"})
    )
    assert page.status == 403
    assert page.one(".//input[@name='title/en']").get("value") == "Typed too late"


def test_the_script_is_told_who_is_signed_in_and_given_a_token(hers, fatima, draft):
    answer = hers.get(at(draft, "title"), headers={"Accept": "application/json"}).json()
    assert answer["person"] == str(fatima.pk)
    assert len(answer["token"]) == 64

"""Writing one section: what is typed is saved, by button and by itself, whatever is missing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from submissions import drafting
from submissions.models import SavedSection, Section, Submission
from tests import desk
from tests.factories import prose, row
from tests.filled import filled
from tests.page import Page, words
from tests.writing import at, autosave, form_of, save, text_of

INSTRUMENTS = ("legal", "fiscal", "planning", "information", "voluntary", "mixed")


# --- Saving ---------------------------------------------------------------------------------------


def test_the_button_saves_and_leads_back_to_the_form(hers, draft):
    answer = save(hers, draft, "title", **{"title/en": "No food wasted"})
    assert (answer.status_code, answer["Location"]) == (302, at(draft, "title"))
    assert text_of(draft) == "No food wasted"


def test_save_and_go_on_leads_through_all_sections(hers, draft):
    answer = save(hers, draft, "title", press="go")
    assert answer["Location"] == at(draft, "purpose") + "#form"


def test_another_language_of_the_page_saves_first(hers, draft):
    answer = save(hers, draft, "title", press="interface:ar", **{"title/en": "In the middle of"})
    assert answer["Location"] == f"/ar/submit/{draft.reference}/write/title/"
    assert text_of(draft) == "In the middle of"


def test_a_draft_is_saved_with_anything_missing(hers, draft):
    assert save(hers, draft, "title", **{"title/en": ""}).status_code == 302
    assert draft.sections.get(code="title").content["items"] == {}


def test_the_script_is_told_the_revision(hers, draft):
    answer = autosave(hers, draft, "title", {"title/en": "Typed", "revision": "1", "whole": "1"})
    assert (answer.status_code, answer.json()) == (200, {"revision": 2})
    assert text_of(draft) == "Typed"


def test_a_save_that_was_sent_twice_is_one_save(hers, draft):
    sent = {"title/en": "Typed", "revision": "1", "whole": "1"}
    assert [autosave(hers, draft, "title", sent).json() for _time in range(2)] == [{"revision": 2}] * 2
    assert SavedSection.objects.filter(submission=draft, code="title").count() == 2


@pytest.mark.parametrize("code", ["title", "purpose", "activities", "cell", "authority"])
@pytest.mark.parametrize("earlier", [0, 60])
def test_a_save_by_itself_costs_six_queries_and_one_transaction(hers, draft, code, earlier):
    sent = form_of(hers, draft, code)
    for _time in range(earlier):
        _save_again(draft, code)
    revision = draft.sections.get(code=code).revision
    with CaptureQueriesContext(connection) as asked:
        answer = autosave(hers, draft, code, {**sent, **_typed(code), "revision": str(revision)})
    assert answer.json() == {"revision": revision + 1}
    sql = [query["sql"] for query in asked.captured_queries]
    assert sum(each.startswith("SAVEPOINT") for each in sql) == 1
    assert sum("SAVEPOINT" not in each for each in sql) <= 6


def _typed(code: str) -> dict[str, str]:
    return {
        "title": {"title/en": "Typed"},
        "purpose": {"overall_objective/en": "Typed"},
        "activities": {"climate_link/en": "Typed"},
        "cell": {"cell/reason": "Typed"},
        "authority": {"authority/number": "Typed"},
    }[code]


def _save_again(draft: Submission, code: str) -> None:
    """One more save in the past of a section, as saving would have left it."""
    section = draft.sections.get(code=code)
    revision = section.revision + 1
    Section.objects.filter(pk=section.pk).update(revision=revision)
    SavedSection.objects.create(
        submission=draft, code=code, content=section.content, revision=revision, saved_by=draft.created_by
    )
    SavedSection.objects.filter(
        submission=draft, code=code, revision__lte=revision - drafting.SAVES_KEPT
    ).delete()


# --- Rows -----------------------------------------------------------------------------------------


def test_rows_are_added_moved_and_removed_by_buttons_and_nothing_typed_is_lost(hers, draft):
    answer = save(hers, draft, "purpose", press="add:targets", **{"overall_objective/en": "Typed before"})
    assert text_of(draft, "overall_objective", "purpose") == "Typed before"
    fields = filled(answer, "section")
    _blank, first, second = fields["targets/rows"]
    assert first == "t1"
    fields[f"targets/{second}/en"] = ["The second"]
    answer = hers.post(at(draft, "purpose"), {**fields, "press": f"up:targets/{second}"})
    assert filled(answer, "section")["targets/rows"] == ["", second, "t1"]
    answer = hers.post(at(draft, "purpose"), {**filled(answer, "section"), "press": "remove:targets/t1"})
    (row,) = draft.sections.get(code="purpose").content["items"]["targets"]
    assert row["texts"]["en"]["text"] == "The second"


def test_an_amount_that_is_missing_is_an_open_one_and_never_nought(hers, draft):
    answer = save(hers, draft, "purpose", press="add-quantity:targets/t1")
    fields = filled(answer, "section")
    fields["targets/t1/quantities/0/unit"] = ["percent"]
    hers.post(at(draft, "purpose"), {**fields, "press": "save"})
    (row,) = draft.sections.get(code="purpose").content["items"]["targets"]
    assert [quantity["value"] for quantity in row["quantities"]] == [None]
    assert "targets/t1/quantities/0/open" in form_of(hers, draft, "purpose")


def test_an_amount_that_is_given_and_not_quantified_is_asked_about(hers, draft):
    fields = filled(save(hers, draft, "purpose", press="add-quantity:targets/t1"), "section")
    fields |= {"targets/t1/quantities/0/value": ["20"], "targets/t1/quantities/0/open": ["on"]}
    page = Page(hers.post(at(draft, "purpose"), {**fields, "press": "save"}))
    assert page.status == 422
    assert "Take out the amount" in page.words()
    assert page.one(".//input[@name='targets/t1/quantities/0/value']").get("value") == "20"


# --- Cell and authority ---------------------------------------------------------------------------


def test_the_cell_is_chosen_on_the_matrix_itself(hers, draft):
    page = Page(hers.get(at(draft, "cell")))
    assert len(page.all(".//table//input[@type='radio']")) == 36
    assert len(page.all(".//table//input[@type='checkbox']")) == 36
    assert len(page.all(".//thead//th[@scope='col']")) == 7
    assert page.one(".//input[@type='radio'][@checked]").get("value") == "waste:legal"
    save(
        hers, draft, "cell", cell="consumption:voluntary", **{"cell/also": ["waste:legal", "waste:voluntary"]}
    )
    assert draft.sections.get(code="cell").content == {
        "stage": "consumption",
        "instrument": "voluntary",
        "reason": "It is about waste.",
        "also": [
            {"stage": "waste", "instrument": "legal"},
            {"stage": "waste", "instrument": "voluntary"},
        ],
    }


def test_eleven_further_cells_are_too_many(hers, draft):
    also = [f"{stage}:{instrument}" for stage in ("waste", "consumption") for instrument in INSTRUMENTS]
    page = Page(save(hers, draft, "cell", cell="production:legal", **{"cell/also": also[:11]}))
    assert page.status == 422
    assert "Keep to 10 further cells." in page.words()
    assert len(page.all(".//input[@type='checkbox'][@checked]")) == 11


def test_the_authority_is_a_note_or_a_letter(hers, draft):
    changed = {
        "authority/kind": "note_verbale",
        "authority/number": "114/2026",
        "authority/date": "2026-05-04",
    }
    save(hers, draft, "authority", **changed)
    stored = {"kind": "note_verbale", "number": "114/2026", "date": "2026-05-04"}
    assert draft.sections.get(code="authority").content == stored
    page = Page(save(hers, draft, "authority", **{"authority/date": "4 May"}))
    assert page.status == 422
    assert "Give the date as year, month and day." in page.words()


# --- Beside the items -----------------------------------------------------------------------------


def test_the_worked_example_stands_beside_each_item(hers, draft, make_programme, monkeypatch):
    written = {"overall_objective": prose("Better buildings"), "targets": [row("t1", "Cut emissions")]}
    example = make_programme(content=written)
    monkeypatch.setattr("submissions.web.writing.template.EXAMPLE", example.reference)
    page = Page(hers.get(at(draft, "purpose")))
    examples = page.having("details", "example")
    assert [words(each.find("blockquote")) for each in examples] == ["Better buildings", "Cut emissions"]
    assert all("open" not in example.attrib for example in examples)


def test_characters_are_counted_where_they_are_limited(hers, draft):
    page = Page(hers.get(at(draft, "title")))
    assert [words(each) for each in page.having("p", "counted")] == ["Characters: 15 of 400"]


def test_why_the_section_was_returned_stands_above_its_fields(hers, fatima, kim, draft):
    desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    desk.return_it(draft, kim, title="Say which food.")
    assert "Say which food." in Page(hers.get(at(draft, "title"))).words()
    assert "Say which food." not in Page(hers.get(at(draft, "purpose"))).words(".//form")

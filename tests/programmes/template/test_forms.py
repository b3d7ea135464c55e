"""The template form: what is typed is kept, judged at its field, and becomes an edit."""

from __future__ import annotations

import pytest

from programmes.template.forms import TemplateForm
from programmes.template.merge import merge
from tests.factories import CITE, prose
from tests.programmes.template.sending import TARGETS, content, form_sent, refused, saved, sent_back

# --- Sending back ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_an_untouched_page_changes_nothing(language):
    form = form_sent(TARGETS, language)
    assert form.is_valid()
    assert not form.has_changed
    assert merge(TARGETS, form.edit()) == TARGETS


def test_a_typed_text_is_an_edit_of_that_text_alone():
    changed = saved(TARGETS, targets__t2__en="Two, better", status="original")
    assert changed["items"]["targets"][1]["texts"]["en"]["text"] == "Two, better"
    assert changed["items"]["targets"][0] == TARGETS["items"]["targets"][0]
    assert changed["items"]["title"] == TARGETS["items"]["title"]


def test_an_item_that_is_not_on_the_page_is_not_edited():
    changed = saved(TARGETS, title__en=None, targets__rows=None)
    assert changed == TARGETS


def test_texts_are_stored_composed_with_plain_line_ends_and_without_spaces_around():
    changed = saved(content(), description__en="  Cafe\u0301\r\n\r\nTwo ")
    assert changed["items"]["description"]["texts"]["en"]["text"] == "Café\n\nTwo"


def test_line_ends_of_a_browser_are_no_edit():
    stored = content(description=prose("One\n\nTwo"))
    form = form_sent(stored, description__en="One\r\n\r\nTwo")
    assert form.is_valid()
    assert not form.has_changed


def test_a_page_without_what_it_showed_is_refused():
    for nonsense in ("", "{", "[]", '{"passages": 1, "rows": {}}', "[" * 5000):
        assert list(refused(content(), seen=nonsense, title__en="Mine")) == ["__all__"]


# --- Rows --------------------------------------------------------------------------------------------


def test_a_new_row_gets_an_id_that_no_other_row_has_and_keeps_what_was_typed():
    form = form_sent(TARGETS, press="add:targets", targets__t1__en="Half, I mean")
    form.press()
    assert [passage.text for passage in form.sheet["targets"]] == ["Half, I mean", "Two", ""]
    new = form.sheet["targets"][-1]
    assert new.row_id not in ("", "t1", "t2")
    assert form.cursor == new.path


def test_a_new_row_is_saved_with_the_words_written_on_it():
    form = form_sent(TARGETS, press="add:targets")
    form.press()
    data = sent_back(form)
    data[f"{form.sheet['targets'][-1].path}/en"] = "Three"
    form = TemplateForm(TARGETS, "en", data=data)
    assert form.is_valid()
    rows = merge(TARGETS, form.edit())["items"]["targets"]
    assert [each["texts"]["en"]["text"] for each in rows] == ["Half the waste", "Two", "Three"]


def test_a_new_row_on_which_nothing_was_written_is_not_saved():
    form = form_sent(TARGETS, press="add:targets")
    form.press()
    form = TemplateForm(TARGETS, "en", data=sent_back(form))
    assert form.is_valid()
    assert merge(TARGETS, form.edit()) == TARGETS


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("up:targets/t2", ["t2", "t1"]),
        ("down:targets/t1", ["t2", "t1"]),
        ("up:targets/t1", ["t1", "t2"]),
        ("down:targets/t2", ["t1", "t2"]),
        ("remove:targets/t1", ["t2"]),
        ("remove:targets/t9", ["t1", "t2"]),
        ("up:nowhere/t1", ["t1", "t2"]),
        ("add:nowhere", ["t1", "t2"]),
        ("remove-quantity:targets/t1/99", ["t1", "t2"]),
        ("remove-quantity:targets/t1/٣", ["t1", "t2"]),
        ("explode:targets", ["t1", "t2"]),
    ],
)
def test_buttons_move_and_remove_rows_and_unknown_ones_do_nothing(button, order):
    form = form_sent(TARGETS, press=button)
    form.press()
    assert [passage.row_id for passage in form.sheet["targets"]] == order


def test_a_moved_row_keeps_its_place_when_saved():
    changed = saved(TARGETS, targets__rows=["", "t2", "t1"])
    assert [each["id"] for each in changed["items"]["targets"]] == ["t2", "t1"]


def test_removing_the_last_row_takes_the_item_out():
    changed = saved(TARGETS, targets__rows=[""])
    assert "targets" not in changed["items"]


def test_a_new_row_with_an_amount_and_no_text_is_refused_at_its_text():
    row = {"targets__rows": ["", "t1", "t2", "t9"], "targets__t9__en": ""}
    amount = {f"targets__t9__quantities__0__{name}": "" for name in ("placeholder", "unit", "by", "per")}
    errors = refused(TARGETS, **row, **amount, targets__t9__quantities__0__value="20")
    assert errors == {"targets/t9/en": ["Write the text of this row, or remove the row."]}


def test_a_row_whose_only_text_was_emptied_says_so_while_amounts_stand_on_it():
    assert list(refused(TARGETS, targets__t1__en="")) == ["targets/t1/en"]


@pytest.mark.parametrize("row_id", ["a b", "<b>", "x" * 41, "é"])
def test_a_row_with_an_id_that_was_never_given_is_refused(row_id):
    typed = {f"targets__{row_id}__en": "New"}
    assert "targets" in refused(TARGETS, targets__rows=["", row_id], **typed)


def test_five_hundred_rows_are_refused_at_their_item():
    ids = [f"r{number}" for number in range(500)]
    typed = {f"activities__{row_id}__en": "One" for row_id in ids}
    errors = refused(content(), activities__rows=["", *ids], **typed)
    assert errors == {"activities": ["Specific activities: keep to 100 rows."]}


# --- Amounts -----------------------------------------------------------------------------------------


def test_several_amounts_can_stand_on_one_row():
    form = form_sent(TARGETS, press="add-quantity:targets/t1")
    form.press()
    assert len(form.sheet["targets"][0].quantities) == 3
    assert form.cursor == "targets/t1/quantities/2/value"


def test_an_amount_is_taken_out_and_the_others_stay():
    form = form_sent(TARGETS, press="remove-quantity:targets/t1/0")
    form.press()
    assert [each.placeholder for each in form.sheet["targets"][0].quantities] == ["X"]


def test_an_open_amount_is_stored_as_null_and_never_as_zero():
    changed = saved(TARGETS, targets__t1__quantities__0__open="on", targets__t1__quantities__0__value="")
    assert changed["items"]["targets"][0]["quantities"][0]["value"] is None


def test_an_amount_on_which_nothing_was_written_is_not_saved():
    blank = {
        f"targets__t2__quantities__0__{name}": "" for name in ("value", "placeholder", "unit", "by", "per")
    }
    assert saved(TARGETS, **blank) == TARGETS


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ({"value": ""}, "value"),
        ({"open": "on"}, "value"),
        ({"value": "many"}, "value"),
        ({"value": "1e400"}, "value"),
        ({"value": "NaN"}, "value"),
        ({"value": "0.00001"}, "value"),
        ({"by": "20"}, "by"),
        ({"by": "٢٠٢٠"}, "by"),
        ({"unit": "furlongs"}, "unit"),
        ({"per": "second"}, "per"),
        ({"placeholder": "x" * 21}, "placeholder"),
        ({"placeholder": "\x00"}, "placeholder"),
    ],
)
def test_what_is_wrong_with_an_amount_is_said_at_its_field(typed, address):
    names = {f"targets__t1__quantities__0__{name}": value for name, value in typed.items()}
    assert list(refused(TARGETS, **names)) == [f"targets/t1/quantities/0/{address}"]


def test_more_amounts_than_a_row_may_hold_are_refused_and_none_is_dropped():
    many = {f"targets__t2__quantities__{number}__value": "1" for number in range(11)}
    assert list(refused(TARGETS, **many)) == ["targets/t2/quantities"]


# --- Sources -----------------------------------------------------------------------------------------


def test_a_source_is_added_to_what_has_none():
    stored = content(description={**prose("The problem."), "cites": []})
    typed = {f"description__cites__0__{name}": value for name, value in CITE.items()}
    assert saved(stored, **typed)["items"]["description"]["cites"] == [CITE]


def test_a_source_is_taken_out():
    form = form_sent(content(), press="remove-cite:title/0")
    form.press()
    assert form.sheet["title"][0].cites == []


@pytest.mark.parametrize("missing", ["part", "position"])
def test_half_a_source_is_refused_at_what_is_missing(missing):
    assert list(refused(content(), **{f"title__cites__0__{missing}": ""})) == [f"title/cites/0/{missing}"]


def test_a_source_without_a_document_is_refused():
    assert list(refused(content(), title__cites__0__document="")) == ["title/cites/0/document"]


def test_a_source_for_nothing_is_refused():
    typed = {f"description__cites__0__{name}": value for name, value in CITE.items()}
    assert list(refused(content(), **typed)) == ["description/en"]


# --- Texts that cannot be stored ---------------------------------------------------------------------


@pytest.mark.parametrize("bad", ["\x00", "a\x07b", "\ud800", "half \udfff"])
@pytest.mark.parametrize("path", ["title", "description", "targets/t1"])
def test_a_character_that_cannot_be_stored_is_refused_with_the_field_named(path, bad):
    errors = refused(TARGETS, **{f"{path.replace('/', '__')}__en": bad})
    assert list(errors) == [f"{path}/en"]
    assert "cannot be stored" in errors[f"{path}/en"][0]


def test_a_text_that_is_too_long_says_by_how_much():
    assert refused(content(), title__en="x" * 447) == {
        "title/en": ["Title: shorten by 47 characters; the limit is 400."]
    }


def test_an_unknown_standing_is_refused():
    assert list(refused(content(), status="true")) == ["status"]


def test_a_text_has_one_original_only():
    errors = refused(content(), "fr", title__fr="Fours propres", status="original")
    assert errors == {"title/fr": ["The original of this text is in another language: English."]}

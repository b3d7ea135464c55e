"""Two people on one content: nothing of either is lost, and nothing is overwritten unseen."""

from __future__ import annotations

import pytest

from programmes.template.content import digest, text_hash
from programmes.template.merge import (
    CitesEdit,
    ContentEdit,
    Part,
    RowsEdit,
    StaleEdit,
    TextEdit,
    merge,
)
from tests.factories import CITE, prose, quantity, row


def content(**items):
    return {"edition": "csd-2010", "items": {"title": prose("Clean ovens"), **items}}


def page(*texts, language="en", status="original", **parts):
    return ContentEdit(language=language, status=status, texts=texts, **parts)


def text(path, words, seen="", **options):
    return TextEdit(path, words, text_hash(seen), **options)


def rows(order, seen_order, **options):
    return RowsEdit("targets", order, seen_order, **options)


def conflict_of(before, edit):
    with pytest.raises(StaleEdit) as stale:
        merge(before, edit)
    return stale.value.conflicts


def test_what_was_sent_back_as_shown_is_no_edit():
    theirs = content()
    assert merge(theirs, page(text("title", "Old ovens", seen="Old ovens"))) == theirs


def test_the_content_merged_into_is_left_alone():
    before = content()
    merge(before, page(text("title", "Cleaner ovens", seen="Clean ovens")))
    assert before == content()


def test_edits_in_two_languages_both_stay():
    french = page(text("title", "Fours propres"), language="fr", status="unofficial")
    russian = page(text("title", "Чистые печи"), language="ru", status="unofficial")
    texts = merge(merge(content(), french), russian)["items"]["title"]["texts"]
    assert {code: each["text"] for code, each in texts.items()} == {
        "en": "Clean ovens",
        "fr": "Fours propres",
        "ru": "Чистые печи",
    }


def test_the_same_text_changed_by_both_is_refused_with_both_texts():
    [conflict] = conflict_of(content(), page(text("title", "My ovens", seen="Old ovens")))
    assert (conflict.path, conflict.part, conflict.theirs, conflict.mine) == (
        "title",
        Part.TEXT,
        "Clean ovens",
        "My ovens",
    )


def test_the_same_change_made_by_both_is_no_conflict():
    assert merge(content(), page(text("title", "Clean ovens", seen="Old ovens"))) == content()


def test_a_translation_remembers_the_original_it_was_made_from():
    merged = merge(content(), page(text("title", "Fours propres"), language="fr", status="reviewed"))
    assert merged["items"]["title"]["texts"]["fr"] == {
        "text": "Fours propres",
        "status": "reviewed",
        "of": text_hash("Clean ovens"),
    }


def test_without_a_status_a_changed_text_keeps_its_own_and_a_new_one_claims_least():
    merged = merge(content(), page(text("title", "Ovens", seen="Clean ovens"), status=""))
    assert merged["items"]["title"]["texts"]["en"]["status"] == "original"
    merged = merge(content(), page(text("title", "Fours"), language="fr", status=""))
    assert merged["items"]["title"]["texts"]["fr"]["status"] == "unofficial"


def test_a_confirmed_translation_is_taken_as_made_from_the_original_of_today():
    stale = content()
    stale["items"]["title"]["texts"]["fr"] = {"text": "Fours", "status": "unofficial", "of": text_hash("Old")}
    edit = page(text("title", "Fours", seen="Fours", confirmed=True), language="fr", status="reviewed")
    assert merge(stale, edit)["items"]["title"]["texts"]["fr"] == {
        "text": "Fours",
        "status": "reviewed",
        "of": text_hash("Clean ovens"),
    }


def test_confirming_a_text_that_changed_meanwhile_is_refused():
    edit = page(text("title", "Old ovens", seen="Old ovens", confirmed=True))
    assert [conflict.part for conflict in conflict_of(content(), edit)] == [Part.TEXT]


def test_emptying_the_only_text_takes_the_item_out():
    merged = merge(content(), page(text("title", "", seen="Clean ovens")))
    assert merged["items"] == {}


def test_rows_that_others_added_stay_behind_mine():
    theirs = content(targets=[row("t1", "One"), row("t3", "Three")])
    edit = page(text("targets/t2", "Two"), rows=[rows(["t2", "t1"], ["t1"])])
    merged = merge(theirs, edit)["items"]["targets"]
    assert [each["id"] for each in merged] == ["t2", "t1", "t3"]


def test_a_row_moved_up_before_it_was_ever_saved_keeps_its_place():
    theirs = content(targets=[row("t1", "One"), row("t2", "Two")])
    edit = page(text("targets/t3", "Three"), rows=[rows(["t1", "t3", "t2"], ["t1", "t2"])])
    assert [each["id"] for each in merge(theirs, edit)["items"]["targets"]] == ["t1", "t3", "t2"]


def test_their_order_stays_where_i_moved_nothing():
    theirs = content(targets=[row("t2", "Two"), row("t1", "One")])
    edit = page(rows=[rows(["t1", "t2"], ["t1", "t2"])])
    assert [each["id"] for each in merge(theirs, edit)["items"]["targets"]] == ["t2", "t1"]


def test_removing_a_row_that_nobody_touched_removes_it():
    before = content(targets=[row("t1", "One"), row("t2", "Two")])
    seen = {"t1": digest(before["items"]["targets"][0])}
    merged = merge(before, page(rows=[rows(["t2"], ["t1", "t2"], seen_rows=seen)]))
    assert [each["id"] for each in merged["items"]["targets"]] == ["t2"]


def test_removing_a_row_on_which_somebody_wrote_meanwhile_is_refused():
    before = content(targets=[row("t1", "One, and their words")])
    edit = page(rows=[rows([], ["t1"], seen_rows={"t1": digest(row("t1", "One"))})])
    [conflict] = conflict_of(before, edit)
    assert (conflict.path, conflict.part, conflict.theirs) == (
        "targets/t1",
        Part.ROW,
        {"en": "One, and their words"},
    )


def test_writing_on_a_row_that_somebody_removed_is_refused():
    edit = page(text("targets/t1", "One, better", seen="One"), rows=[rows(["t1"], ["t1"])])
    [conflict] = conflict_of(content(), edit)
    assert (conflict.path, conflict.part, conflict.theirs) == ("targets/t1", Part.TEXT, "")


def test_quantities_changed_by_both_are_refused():
    before = content(targets=[row("t1", "One", quantity("30"))])
    mine = {"t1": ([quantity("40")], digest([quantity("20")]))}
    [conflict] = conflict_of(before, page(rows=[rows(["t1"], ["t1"], quantities=mine)]))
    assert (conflict.part, conflict.theirs, conflict.mine) == (
        Part.QUANTITIES,
        [quantity("30")],
        [quantity("40")],
    )


def test_quantities_of_a_row_that_somebody_removed_are_refused():
    mine = {"t1": ([quantity("40")], digest([]))}
    [conflict] = conflict_of(content(), page(rows=[rows(["t1"], ["t1"], quantities=mine)]))
    assert conflict.part == Part.QUANTITIES


def test_changed_sources_are_written():
    cites = [CITE, {"document": "A/66/1", "part": "paragraph", "position": "3"}]
    merged = merge(content(), page(cites=[CitesEdit("title", cites, digest([CITE]))]))
    assert merged["items"]["title"]["cites"] == cites


def test_sources_changed_by_both_are_refused():
    cites = [{"document": "A/66/1", "part": "paragraph", "position": "3"}]
    [conflict] = conflict_of(content(), page(cites=[CitesEdit("title", cites, digest([]))]))
    assert (conflict.part, conflict.theirs, conflict.mine) == (Part.CITES, [CITE], cites)


def test_sources_of_a_row_that_somebody_removed_are_refused():
    edit = page(cites=[CitesEdit("targets/t1", [CITE], digest([]))], rows=[rows(["t1"], ["t1"])])
    assert [conflict.part for conflict in conflict_of(content(), edit)] == [Part.CITES]


def test_one_conflict_keeps_everything_else_unwritten():
    before = content(description=prose("Before."))
    edit = page(text("title", "Mine", seen="Old"), text("description", "After.", seen="Before."))
    with pytest.raises(StaleEdit):
        merge(before, edit)
    assert before["items"]["description"]["texts"]["en"]["text"] == "Before."


def test_half_a_surrogate_is_compared_without_breaking():
    merged = merge(content(), page(text("title", "\ud800", seen="Clean ovens")))
    assert merged["items"]["title"]["texts"]["en"]["text"] == "\ud800"

"""Two people on one content: no edit is ever lost, and a refusal names what both changed."""

from copy import deepcopy

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from programmes.template.content import digest, text_hash, texts_at
from programmes.template.merge import CitesEdit, ContentEdit, Part, RowsEdit, StaleEdit, TextEdit, merge
from tests.factories import CITE, prose, quantity, row

OTHER_CITE = {"document": "TEST/2011/1", "part": "paragraph", "position": "8"}
CONTENT = {
    "edition": "csd-2010",
    "items": {
        "title": prose("Bins", fr="Bacs"),
        "description": prose("Long."),
        "targets": [
            row("t1", "Half of it", quantity("50"), fr="La moitié"),
            row("t2", "Many countries", quantity(None, "countries", placeholder="X")),
            row("t3", "All of it"),
        ],
    },
}
PATHS = ["title", "description", "overall_objective", "targets/t1", "targets/t2", "targets/t3"]


def text_of(content, path, language):
    return texts_at(content, path).get(language, {}).get("text", "")


def writes(language, texts, *, status="unofficial", seen=CONTENT, **more):
    """What somebody sends back who saw ``seen`` and typed ``texts`` by path."""
    sent = [TextEdit(path, text, text_hash(text_of(seen, path, language))) for path, text in texts.items()]
    return ContentEdit(language, status, sent, **more)


def rows(order, *, seen=CONTENT, quantities=None, **more):
    shown = seen["items"]["targets"]
    by_id = {each["id"]: each for each in shown}
    return RowsEdit(
        "targets",
        order,
        [each["id"] for each in shown],
        {
            row_id: (value, digest(by_id[row_id]["quantities"] if row_id in by_id else []))
            for row_id, value in (quantities or {}).items()
        },
        {each["id"]: digest(each) for each in shown},
    )


def only_rows(order, **more):
    return ContentEdit("en", "original", [], rows=[rows(order, **more)])


def attempt(content, edit):
    """The merged content, or None, and the conflicts."""
    try:
        return merge(content, edit), []
    except StaleEdit as refusal:
        return None, refusal.conflicts


def ids(content):
    return [each["id"] for each in content["items"].get("targets", [])]


# --- Texts: whatever two people type ----------------------------------------------------------------

typed = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(["", "One", "Two", "Bins", "Long."]))
languages = st.sampled_from(["en", "fr", "ru"])


def changes(language, texts):
    """What of ``texts`` says something else than what was shown."""
    return {path: text for path, text in texts.items() if text != text_of(CONTENT, path, language)}


@given(languages, typed, languages, typed)
def test_no_edit_is_ever_lost(first_language, first, second_language, second):
    after_first = merge(CONTENT, writes(first_language, first))
    theirs, mine = changes(first_language, first), changes(second_language, second)
    same_language = first_language == second_language
    both = {path for path in mine if same_language and theirs.get(path, mine[path]) != mine[path]}
    # A row without a text in any language is gone; who saw it still and writes on it is told.
    gone = {path for path in mine if path[:8] == "targets/" and path[8:] not in ids(after_first)}
    # Emptying what is gone already asks for nothing.
    gone -= {path for path in gone if not mine[path]}

    result, conflicts = attempt(after_first, writes(second_language, second))

    assert {conflict.path for conflict in conflicts} == both | gone
    if result is not None:
        for path, text in mine.items():
            assert text_of(result, path, second_language) == text
        for path, text in theirs.items():
            assert text_of(result, path, first_language) == text


@given(languages, typed, languages, typed)
def test_two_edits_that_both_succeed_say_the_same_in_either_order(
    first_language, first, second_language, second
):
    one, other = writes(first_language, first), writes(second_language, second)
    forth, _conflicts = attempt(merge(CONTENT, one), other)
    back, _conflicts = attempt(merge(CONTENT, other), one)
    if forth is not None and back is not None:
        for path in PATHS:
            for language in ("en", "fr", "ru"):
                assert text_of(forth, path, language) == text_of(back, path, language)


@given(languages, typed)
def test_what_was_given_is_never_touched(language, texts):
    before = deepcopy(CONTENT)
    merge(CONTENT, writes(language, texts))
    assert before == CONTENT


@given(languages)
def test_a_page_sent_back_as_shown_changes_nothing_whatever_others_did(language):
    shown = writes(language, {path: text_of(CONTENT, path, language) for path in PATHS})
    assert merge(CONTENT, shown) == CONTENT
    theirs = merge(CONTENT, writes("en", {path: f"New {path}" for path in PATHS}))
    assert merge(theirs, shown) == theirs


# --- Texts: by hand ---------------------------------------------------------------------------------


def test_a_conflict_tells_both_texts():
    theirs = merge(CONTENT, writes("en", {"title": "Their bins"}))
    with pytest.raises(StaleEdit) as refusal:
        merge(theirs, writes("en", {"title": "My bins", "description": "Longer."}))
    (conflict,) = refusal.value.conflicts
    assert (conflict.path, conflict.part, conflict.theirs, conflict.mine) == (
        "title",
        Part.TEXT,
        "Their bins",
        "My bins",
    )


def test_the_same_change_by_both_is_no_conflict():
    theirs = merge(CONTENT, writes("en", {"title": "Better bins"}))
    assert merge(theirs, writes("en", {"title": "Better bins"})) == theirs


def test_emptying_what_somebody_changed_is_a_conflict():
    theirs = merge(CONTENT, writes("en", {"title": "Better bins"}))
    with pytest.raises(StaleEdit):
        merge(theirs, writes("en", {"title": ""}))


def test_an_item_whose_last_text_is_emptied_is_gone():
    merged = merge(CONTENT, writes("en", {"description": ""}))
    assert "description" not in merged["items"]


def test_a_translation_remembers_the_original_it_was_made_from():
    merged = merge(CONTENT, writes("ru", {"title": "Баки"}))
    assert merged["items"]["title"]["texts"]["ru"] == {
        "text": "Баки",
        "status": "unofficial",
        "of": text_hash("Bins"),
    }


@pytest.mark.parametrize("status", ["original", "summary"])
def test_what_is_no_translation_was_made_from_nothing(status):
    merged = merge(CONTENT, writes("ru", {"title": "Баки"}, status=status))
    assert merged["items"]["title"]["texts"]["ru"]["of"] is None


def test_a_text_keeps_its_standing_where_none_is_chosen():
    merged = merge(CONTENT, writes("fr", {"title": "Poubelles"}, status=""))
    assert merged["items"]["title"]["texts"]["fr"]["status"] == "unofficial"
    merged = merge(CONTENT, writes("en", {"title": "Baskets"}, status=""))
    assert merged["items"]["title"]["texts"]["en"]["status"] == "original"


def test_a_confirmed_translation_stands_for_the_original_as_it_is_now():
    changed = merge(CONTENT, writes("en", {"title": "Baskets"}, status="original"))
    page = ContentEdit("fr", "reviewed", [TextEdit("title", "Bacs", text_hash("Bacs"), confirmed=True)])
    assert merge(changed, page)["items"]["title"]["texts"]["fr"] == {
        "text": "Bacs",
        "status": "reviewed",
        "of": text_hash("Baskets"),
    }


# --- Rows -------------------------------------------------------------------------------------------


def test_rows_are_reordered_added_and_removed():
    edit = ContentEdit(
        "en",
        "original",
        [TextEdit("targets/t9", "New", text_hash(""))],
        rows=[rows(["t3", "t9", "t1"])],
    )
    merged = merge(CONTENT, edit)
    assert ids(merged) == ["t3", "t9", "t1"]
    assert merged["items"]["targets"][1]["texts"]["en"]["text"] == "New"


def test_the_last_row_takes_the_item_with_it():
    assert "targets" not in merge(CONTENT, only_rows([]))["items"]


def added(row_id, order):
    return ContentEdit(
        "en", "original", [TextEdit(f"targets/{row_id}", row_id, text_hash(""))], rows=[rows(order)]
    )


def test_two_people_add_a_row_each_and_both_stay():
    theirs = merge(CONTENT, added("t8", ["t1", "t2", "t3", "t8"]))
    assert ids(merge(theirs, added("t9", ["t1", "t2", "t3", "t9"]))) == ["t1", "t2", "t3", "t8", "t9"]


def test_one_reorders_while_another_adds():
    theirs = merge(CONTENT, added("t8", ["t1", "t8", "t2", "t3"]))
    assert ids(merge(theirs, only_rows(["t3", "t2", "t1"]))) == ["t3", "t2", "t1", "t8"]
    theirs = merge(CONTENT, only_rows(["t3", "t2", "t1"]))
    assert ids(merge(theirs, added("t8", ["t1", "t2", "t3", "t8"]))) == ["t3", "t2", "t1", "t8"]


def test_both_remove_the_same_row():
    theirs = merge(CONTENT, only_rows(["t1", "t3"]))
    assert merge(theirs, only_rows(["t1", "t3"])) == theirs


@pytest.mark.parametrize(
    "theirs",
    [
        writes("en", {"targets/t2": "Most countries"}),
        writes("fr", {"targets/t2": "Beaucoup de pays"}),
        only_rows(["t1", "t2", "t3"], quantities={"t2": [quantity("90", "countries")]}),
    ],
    ids=["text", "translation", "quantities"],
)
def test_a_row_that_somebody_wrote_on_is_not_removed_unseen(theirs):
    changed = merge(CONTENT, theirs)
    with pytest.raises(StaleEdit) as refusal:
        merge(changed, only_rows(["t1", "t3"]))
    assert [(each.path, each.part) for each in refusal.value.conflicts] == [("targets/t2", Part.ROW)]


def test_what_is_written_on_a_removed_row_is_not_dropped_unsaid():
    theirs = merge(CONTENT, only_rows(["t1", "t3"]))
    with pytest.raises(StaleEdit) as refusal:
        merge(theirs, writes("ru", {"targets/t2": "Много стран"}))
    assert [(each.path, each.mine) for each in refusal.value.conflicts] == [("targets/t2", "Много стран")]
    counted = only_rows(["t1", "t2", "t3"], quantities={"t2": [quantity("90", "countries")]})
    with pytest.raises(StaleEdit) as refusal:
        merge(theirs, counted)
    assert [(each.path, each.part) for each in refusal.value.conflicts] == [("targets/t2", Part.QUANTITIES)]


# --- Quantities and citations -----------------------------------------------------------------------


def test_quantities_of_two_rows_by_two_people_both_stay():
    order = ["t1", "t2", "t3"]
    theirs = merge(CONTENT, only_rows(order, quantities={"t1": [quantity("60")]}))
    merged = merge(theirs, only_rows(order, quantities={"t2": [quantity("90", "countries")]}))
    assert [[each["value"] for each in one["quantities"]] for one in merged["items"]["targets"]] == [
        ["60"],
        ["90"],
        [],
    ]


def test_quantities_of_one_row_by_two_people_are_a_conflict():
    order = ["t1", "t2", "t3"]
    theirs = merge(CONTENT, only_rows(order, quantities={"t1": [quantity("60")]}))
    with pytest.raises(StaleEdit) as refusal:
        merge(theirs, only_rows(order, quantities={"t1": [quantity("70")]}))
    (conflict,) = refusal.value.conflicts
    assert (conflict.path, conflict.part) == ("targets/t1", Part.QUANTITIES)
    assert ([conflict.theirs[0]["value"]], [conflict.mine[0]["value"]]) == (["60"], ["70"])


def test_a_text_and_the_quantities_of_one_row_by_two_people_both_stay():
    theirs = merge(CONTENT, writes("en", {"targets/t1": "More than half"}))
    merged = merge(theirs, only_rows(["t1", "t2", "t3"], quantities={"t1": [quantity("60")]}))
    first = merged["items"]["targets"][0]
    assert (first["texts"]["en"]["text"], first["quantities"][0]["value"]) == ("More than half", "60")


def cites(path, *given, seen=(CITE,)):
    return ContentEdit("en", "original", [], cites=[CitesEdit(path, list(given), digest(list(seen)))])


def test_sources_are_written_where_nobody_else_wrote():
    merged = merge(CONTENT, cites("title", CITE, OTHER_CITE))
    assert merged["items"]["title"]["cites"] == [CITE, OTHER_CITE]
    assert merge(merged, cites("title", CITE)) == merged


def test_sources_that_both_changed_are_a_conflict():
    theirs = merge(CONTENT, cites("targets/t1", OTHER_CITE))
    with pytest.raises(StaleEdit) as refusal:
        merge(theirs, cites("targets/t1"))
    assert [(each.path, each.part) for each in refusal.value.conflicts] == [("targets/t1", Part.CITES)]


@given(st.permutations(["t1", "t2", "t3"]), st.sets(st.sampled_from(["t1", "t2", "t3"])), languages, typed)
def test_moving_and_removing_rows_never_loses_what_others_wrote(order, removed, language, texts):
    assume(all(texts.values()))
    theirs = merge(CONTENT, writes(language, texts))
    mine = only_rows([row_id for row_id in order if row_id not in removed])
    written_on = {path.partition("/")[2] for path in changes(language, texts)}
    result, conflicts = attempt(theirs, mine)
    assert {each.path.partition("/")[2] for each in conflicts} == removed & written_on
    if result is not None:
        for path, text in changes(language, texts).items():
            assert text_of(result, path, language) == text

"""What was brought is taken back part by part, and what anybody wrote before or since stays."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.template.content import passages
from programmes.template.undoing import undone
from tests.factories import CITE, prose, quantity, row

SYMBOL = "SUB-2026-AAAAAA/R1"
ROUND = {"document": SYMBOL, "part": "round", "position": "1"}
OTHER = {"document": "A/66/1", "part": "paragraph", "position": "3"}


def said(text, *cites, status="original", **more):
    return {"texts": {"en": {"text": text, "status": status, "of": None}}, "cites": list(cites), **more}


def content(**items):
    return {"edition": "csd-2010", "items": items}


def without(now, before, after):
    return undone(now, before, after, SYMBOL)


BEFORE = content(
    title={
        "texts": {
            "zh-hans": {"text": "减少浪费", "status": "original", "of": None},
            "en": {"text": "Less waste", "status": "unofficial", "of": "a"},
        },
        "cites": [CITE],
    },
    implementation=prose("Through councils."),
    targets=[row("t1", "Halve it", quantity("50")), row("t2", "Count it"), row("t3", "Stop it")],
)
# What accepting makes of it: the title is theirs now, one prose passage and one row are gone, a row is new.
AFTER = content(
    title={
        "texts": {
            "zh-hans": {"text": "减少浪费", "status": "unofficial", "of": "b"},
            "en": {"text": "Far less waste", "status": "original", "of": None},
        },
        "cites": [ROUND],
    },
    targets=[
        {"id": "n1", **said("Burn less", ROUND), "quantities": []},
        {**row("t1", "Halve it", quantity("60")), "cites": [CITE, ROUND]},
        {**row("t3", "Stop it"), "cites": [CITE, ROUND]},
    ],
)


def test_what_nobody_touched_goes_back_to_what_it_was():
    assert without(AFTER, BEFORE, AFTER) == (BEFORE, [])


def test_what_was_written_elsewhere_stays():
    now = deepcopy(AFTER)
    now["items"]["description"] = said("Described.", CITE)
    now["items"]["targets"].append(row("s1", "Theirs"))
    back, kept = without(now, BEFORE, AFTER)
    assert back["items"]["description"] == said("Described.", CITE)
    assert [each["id"] for each in back["items"]["targets"]] == ["t1", "t2", "t3", "s1"]
    assert kept == []


def test_what_was_changed_since_stays_without_the_source_that_is_gone():
    now = deepcopy(AFTER)
    now["items"]["title"]["texts"]["en"]["text"] = "Much less waste"
    back, kept = without(now, BEFORE, AFTER)
    title = back["items"]["title"]
    assert title["texts"]["en"]["text"] == "Much less waste"
    # The older source does not say what was made of the words of the round.
    assert title["cites"] == []
    assert kept == ["title"]


def test_a_passage_has_one_original():
    now = deepcopy(AFTER)
    now["items"]["title"]["texts"]["en"]["text"] = "Much less waste"
    texts = without(now, BEFORE, AFTER)[0]["items"]["title"]["texts"]
    assert {code: text["status"] for code, text in texts.items()} == {
        "zh-hans": "original",
        "en": "unofficial",
    }


def test_a_translation_made_since_stays_and_is_told():
    now = deepcopy(AFTER)
    french = {"text": "Bien moins de déchets", "status": "unofficial", "of": "c"}
    now["items"]["title"]["texts"]["fr"] = french
    back, kept = without(now, BEFORE, AFTER)
    assert back["items"]["title"]["texts"] == {**BEFORE["items"]["title"]["texts"], "fr": french}
    assert back["items"]["title"]["cites"] == [CITE]
    assert kept == ["title"]


def test_amounts_that_were_changed_since_stay():
    now = deepcopy(AFTER)
    now["items"]["targets"][1]["quantities"] = [quantity("70")]
    back, kept = without(now, BEFORE, AFTER)
    assert back["items"]["targets"][0]["quantities"] == [quantity("70")]
    assert kept == ["targets/t1"]


def test_amounts_keep_the_words_that_they_count():
    now = deepcopy(AFTER)
    now["items"]["targets"][0]["quantities"] = [quantity("3")]
    back, kept = without(now, BEFORE, AFTER)
    new = next(each for each in back["items"]["targets"] if each["id"] == "n1")
    assert new == {"id": "n1", **said("Burn less"), "quantities": [quantity("3")]}
    assert kept == ["targets/n1"]


def test_a_row_that_was_removed_since_stays_removed():
    now = deepcopy(AFTER)
    del now["items"]["targets"][1]
    back, kept = without(now, BEFORE, AFTER)
    assert [each["id"] for each in back["items"]["targets"]] == ["t2", "t3"]
    assert kept == ["targets/t1"]


def test_what_was_brought_and_removed_since_is_nothing_to_tell():
    now = deepcopy(AFTER)
    del now["items"]["targets"][0]
    assert without(now, BEFORE, AFTER) == (BEFORE, [])


def test_sources_given_and_taken_since_are_those_that_count():
    now = deepcopy(AFTER)
    now["items"]["targets"][1]["cites"] = [ROUND, OTHER]
    back, _kept = without(now, BEFORE, AFTER)
    assert back["items"]["targets"][0]["cites"] == [OTHER]


def test_nothing_elsewhere_is_cited_to_it_any_more():
    now = deepcopy(AFTER)
    now["items"]["description"] = said("Described.", CITE, ROUND)
    assert without(now, BEFORE, AFTER)[0]["items"]["description"]["cites"] == [CITE]


@pytest.mark.parametrize("moved", [False, True])
def test_rows_go_back_to_their_order_unless_somebody_moved_them_since(moved):
    before = content(targets=[row("t1", "One"), row("t2", "Two"), row("t3", "Three")])
    after = content(targets=[row("t3", "Three"), row("t1", "One"), row("t2", "Two")])
    now = content(targets=[row("t2", "Two"), row("t3", "Three"), row("t1", "One")]) if moved else after
    back = without(now, before, after)[0]
    expected = ["t2", "t3", "t1"] if moved else ["t1", "t2", "t3"]
    assert [each["id"] for each in back["items"]["targets"]] == expected


TEXT = st.sampled_from(["", "One", "Two", "Three"])
WRITTEN = st.fixed_dictionaries(dict.fromkeys(("title", "description", "targets/t1", "targets/t2"), TEXT))


def made_of(written):
    rows = [row(path[8:], text) for path, text in written.items() if text and path.startswith("targets")]
    items = {path: prose(text) for path, text in written.items() if text and "/" not in path}
    return content(**items, **({"targets": rows} if rows else {}))


@given(before=WRITTEN, after=WRITTEN, now=WRITTEN)
def test_whatever_was_written_each_text_is_the_one_before_or_the_one_made_since(before, after, now):
    back, kept = without(made_of(now), made_of(before), made_of(after))
    expected = {path: before[path] if now[path] == after[path] else now[path] for path in now}
    found = {passage.path: passage.texts["en"]["text"] for passage in passages(back)}
    assert found == {path: text for path, text in expected.items() if text}
    changed = {path for path in now if before[path] != after[path]}
    assert set(kept) == {path for path in changed if expected[path] != before[path]}

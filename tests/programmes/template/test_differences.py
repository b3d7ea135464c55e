"""What differs between two contents is told place by place, and nothing else is."""

from __future__ import annotations

import pytest

from programmes.template.content import empty_content
from programmes.template.differences import differences
from programmes.template.wording import place_words, value_words
from tests.factories import CITE, prose, quantity, row


def content(**items):
    return {**empty_content(), "items": items}


def differing(before, after):
    return {place: (old, new) for place, old, new in differences(before, after)}


def test_the_same_is_no_difference():
    one = content(title=prose("Bins", fr="Bacs"), targets=[row("t1", "Half", quantity("50"))])
    assert differences(one, one) == []


def test_a_text_is_told_by_its_passage_and_language_with_nothing_beside_it():
    before, after = (content(title=prose(title, fr="Bacs")) for title in ("Bins", "Better"))
    assert differences(before, after) == [("title/en", "Bins", "Better")]


def test_what_comes_and_what_goes_stands_on_one_side_alone():
    one = content(title=prose("Bins"))
    both = content(title=prose("Bins"), description=prose("Long."))
    assert differing(one, both) == {
        "description/en": (None, "Long."),
        "description/en/status": (None, "original"),
        "description/cites": (None, [CITE]),
    }
    assert differing(both, one) == {place: (new, old) for place, (old, new) in differing(one, both).items()}


def test_amounts_sources_standing_and_order_have_places_of_their_own():
    half, third = row("t1", "Half", quantity("50")), row("t2", "Third")
    changed = {**half, "quantities": [quantity("60")], "cites": []}
    checked = prose("Bins", fr="Bacs")
    checked["texts"]["fr"] |= {"status": "reviewed", "of": "abc"}
    before = content(title=prose("Bins", fr="Bacs"), targets=[half, third])
    assert differing(before, content(title=checked, targets=[third, changed])) == {
        "title/fr/status": ("unofficial", "reviewed"),
        "title/fr/of": (None, "abc"),
        "targets": (["t1", "t2"], ["t2", "t1"]),
        "targets/t1/quantities": ([quantity("50")], [quantity("60")]),
        "targets/t1/cites": ([CITE], None),
    }


def test_they_come_in_the_order_of_the_template_and_what_is_gone_comes_last():
    before = content(title=prose("Bins"), resources=prose("Much."))
    after = content(title=prose("Better"), description=prose("Long."))
    places = [place for place, _before, _after in differences(before, after)]
    assert [place for place in places if place.endswith("/en")] == [
        "title/en",
        "description/en",
        "resources/en",
    ]


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        ("title/en", "Bins", ("Title · English", "Bins")),
        ("title/fr/status", "reviewed", ("Title: standing of the text (Français)", "reviewed translation")),
        ("title/fr/of", "abc", ("Title: which text it is a translation of (Français)", "abc")),
        ("title/cites", [CITE], ("Title: source", "TEST/2011/1, para. 7")),
        ("targets/t1/en", "Half", ("Possible specific targets · t1 · English", "Half")),
        (
            "targets/t1/quantities",
            [quantity("50")],
            ("Possible specific targets · t1: amounts", "50 · per cent"),
        ),
        ("targets", ["t1", "t2"], ("Possible specific targets: order of the rows", "t1, t2")),
        ("title/en", None, ("Title · English", "")),
    ],
)
def test_a_place_and_what_stands_there_are_said_in_words(place, value, words):
    assert (place_words(place), value_words(place, value)) == words

"""Alike by meaning, across languages: the model behind our interface."""

from __future__ import annotations

import pytest

from languages.alike.finder import SHOWN_FROM, Passage, Sought, sought_in
from languages.alike.meaning import DIMENSIONS, Encoder, MeaningIndex

TITLES = {
    "procurement": ("Sustainable public procurement", "Achats publics durables"),
    "tourism": ("Sustainable tourism",),
    "urea": ("Urea deep placement", "深施尿素"),
}


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


@pytest.fixture(scope="module")
def index(encoder):
    entries = [(key, [Passage("title", "", text) for text in texts]) for key, texts in TITLES.items()]
    return MeaningIndex(encoder, [(key, encoder.encode(passages)) for key, passages in entries])


def nearest(index, text, most=5):
    return index.nearest(sought_in([Passage("title", "", text)]), most)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("المشتريات العامة المستدامة", "procurement"),
        ("可持续公共采购", "procurement"),
        ("Tourisme durable", "tourism"),
        ("Устойчивый туризм", "tourism"),
        ("Colocación profunda de urea", "urea"),
    ],
)
def test_a_title_is_found_from_another_language(index, text, key):
    first, *others = nearest(index, text)
    assert first.key == key
    assert first.confidence >= SHOWN_FROM
    assert all(each.confidence < first.confidence for each in others)


def test_the_passage_of_the_entry_that_is_alike_is_named_by_its_number(index):
    assert nearest(index, "深施尿素")[0].passage == 1
    assert nearest(index, "Urea deep placement")[0].passage == 0


def test_the_piece_that_is_alike_is_named(index):
    passages = [Passage("title", "en", "Paper boats"), Passage("description", "en", "Sustainable tourism")]
    first = index.nearest(sought_in(passages), 1)[0]
    assert (first.key, first.piece.item) == ("tourism", "description")


def test_no_more_are_named_than_were_asked_for(index):
    assert len(nearest(index, "Tourism", most=2)) == 2


def test_a_vector_is_stored_in_one_byte_for_each_dimension_and_stays_what_it_was(encoder):
    stored = encoder.encode([Passage("title", "en", "Sustainable tourism"), Passage("title", "en", "Urea")])
    assert len(stored) == 2 * DIMENSIONS
    index = MeaningIndex(encoder, [("both", stored)])
    assert nearest(index, "Sustainable tourism")[0].confidence == pytest.approx(1, abs=0.01)


def test_nothing_is_found_among_nothing(encoder, index):
    assert nearest(MeaningIndex(encoder, []), "Tourism") == []
    assert nearest(MeaningIndex(encoder, [("empty", b"")]), "Tourism") == []
    assert index.nearest(Sought([], None), 5) == []

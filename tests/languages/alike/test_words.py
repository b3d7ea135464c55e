"""Alike by words: within one language, without any optional package."""

from __future__ import annotations

import pytest

from languages.alike.finder import SHOWN_FROM, Passage, sought_in
from languages.alike.words import WordIndex, likeness, words

LISTED = {
    "en": ("Sustainable public procurement", "Responsible timber purchasing in Brazil"),
    "fr": ("Achats publics durables", "Achats responsables de bois au Brésil"),
    "es": ("Contratación pública sostenible", "Compras responsables de madera en el Brasil"),
    "ru": ("Устойчивые государственные закупки", "Ответственные закупки древесины в Бразилии"),
    "ar": ("المشتريات العامة المستدامة", "شراء الأخشاب بصورة مسؤولة في البرازيل"),
    "zh-hans": ("可持续公共采购", "巴西负责任的木材采购"),
}
VARIANTS = {
    "en": "Public procurement that is sustainable",
    "fr": "Les achats publics durables des États",
    "es": "La contratación pública y sostenible",
    "ru": "Государственные устойчивые закупки",
    "ar": "مشتريات عامة مستدامة",
    "zh-hans": "公共可持续采购",
}


def passages(code):
    return [(number, [Passage("title", code, title)]) for number, title in enumerate(LISTED[code])]


def nearest(index, code, *texts):
    items = ("title", "overall_objective", "description")
    sought = sought_in([Passage(item, code, text) for item, text in zip(items, texts, strict=False)])
    return sorted(index.nearest(sought, 5), key=lambda each: -each.confidence)


@pytest.mark.parametrize("code", LISTED)
def test_a_variant_of_a_title_finds_it_in_every_language(code):
    first, *_rest = nearest(WordIndex(passages(code)), code, VARIANTS[code])
    assert first.key == 0
    assert first.confidence >= SHOWN_FROM


def test_another_language_finds_nothing():
    index = WordIndex(passages("fr"))
    assert nearest(index, "en", "Sustainable public procurement") == []


def test_a_short_title_is_not_alike_because_a_long_text_has_its_words():
    index = WordIndex([("cities", [Passage("title", "en", "Sustainable cities")])])
    text = (
        "Fishing villages far from cities mend their nets together, and a sustainable catch is counted by "
        "the harbour master every evening before the boats are cleaned"
    )
    found = nearest(index, "en", "Nets for fishing villages", text)
    assert all(each.confidence < SHOWN_FROM for each in found)


def test_little_words_make_nothing_alike():
    assert words("The protection of the forests and of the lakes") == "protection forests lakes"
    index = WordIndex([("forests", [Passage("title", "en", "The protection of the forests")])])
    assert all(each.confidence < SHOWN_FROM for each in nearest(index, "en", "The history of the orchestras"))


def test_accents_case_and_order_make_no_difference():
    assert likeness(words("Énergie Propre"), words("propre energie")) == 1.0
    assert likeness(words("énergie"), "") == 0.0


def test_the_passage_that_is_alike_is_named():
    listed = [
        Passage("title", "en", "Clean kitchens"),
        Passage("overall_objective", "en", "Half as much food is thrown away"),
    ]
    (found,) = nearest(
        WordIndex([("kitchens", listed)]), "en", "Against waste", "Half as much food is thrown away."
    )
    assert (found.piece.item, found.passage) == ("overall_objective", 1)


def test_nothing_written_finds_nothing():
    assert nearest(WordIndex(passages("en")), "en", "") == []
    assert nearest(WordIndex(passages("en")), "en", "of the and") == []
    assert nearest(WordIndex([]), "en", "Anything") == []

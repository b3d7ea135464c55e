import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages.folding import fold, spellings, tokens
from languages.terms import terms

# Printed forms of one word, as a reader may type it and as a document may print it.
SAME = [
    ("Énergie", "energie"),
    ("FORÊT", "forêt"),
    ("œuvre", "oeuvre"),
    ("Œuvre", "OEUVRE"),
    ("Производство", "ПРОИЗВОДСТВО"),
    ("ещё", "еще"),
    ("Ёлка", "елка"),
    ("Niñez", "niñez"),
    ("أنماط", "انماط"),
    ("إنتاج", "انتاج"),
    ("آليات", "اليات"),
    ("مستوى", "مستوي"),
    ("المستدامة", "المستدامه"),
    ("مُسْتَدام", "مستدام"),
    ("مستـــدام", "مستدام"),
    ("مسؤول", "مسوول"),
    ("ＡＢＣ１２", "abc12"),
    ("Straße", "STRASSE"),
    ("café", "café"),
    ("tour\u00adism", "tourism"),
    ("٢٦٠٠٠", "26000"),
    ("ایران", "ايران"),
]
DIFFERENT = [("forêt", "foret s"), ("производство", "потребление"), ("инновации", "инновация"), ("可", "持")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_a_word_are_equal(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_words_stay_two(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cap and share", ["cap", "and", "share"]),
        ("10YFP-009", ["10yfp", "009", "10yfp009"]),
        ("l’environnement d'abord", ["l", "environnement", "d", "abord"]),
        ("Sustainable, sustainable!", ["sustainable", "sustainable"]),
        ("snake_case", ["snake", "case"]),
        ("可持续建筑", ["可持", "持续", "续建", "建筑", "筑"]),
        ("水", ["水"]),
        ("ISO 26000标准", ["iso", "26000", "iso26000", "标准", "准"]),
        ("eco-innovation", ["eco", "innovation", "ecoinnovation"]),
        ("البيئة", ["البييه", "بييه"]),
        ("والإنتاج", ["والانتاج", "انتاج"]),
        ("للمستهلك", ["للمستهلك", "مستهلك"]),
        ("وعلمية", ["وعلميه", "علميه"]),
        ("بناء", ["بناء"]),
        ("ألم", ["الم"]),
        ("Москва", ["москва"]),
        ("", []),
        (" \n—«»·、。؟ ", []),
    ],
)
def test_a_text_is_stored_as_these_words(text, words):
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("البيئة", "من أجل بيئة سليمة"),
        ("بيئة", "حماية البيئة"),
        ("œuvre", "mise en oeuvre"),
        ("OEUVRE", "mise en œuvre"),
        ("持续", "可持续消费"),
        ("УСТОЙЧИВОЕ", "Устойчивое потребление"),
        ("水", "节水"),
        ("水", "用水效率"),
    ],
)
def test_a_text_has_the_words_that_a_reader_types(typed, text):
    assert found_in(typed, text)


@given(st.text(max_size=40))
def test_whoever_types_a_whole_text_finds_it(text):
    assert found_in(text, text)


@given(st.text())
def test_words_hold_nothing_that_a_query_could_stumble_over(text):
    assert [word for word in tokens(text) if not word.isalnum()] == []


def found_in(typed, text):
    stored = tokens(text)
    return all(term.matches(stored) for term in terms(typed))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Étiquetage des produits d’Afrique", ["étiquetage", "des", "produits", "d", "Afrique"]),
        ("UNEP, ЮНЕП", ["UNEP", "ЮНЕП"]),
        ("السِّيَاحَة", ["السياحة"]),
        ("可持续建筑 2011", ["可持续建筑", "2011"]),
    ],
)
def test_a_word_is_offered_as_it_is_written(text, words):
    assert list(spellings(text)) == words


def test_a_name_keeps_its_capital():
    assert list(spellings("European Union", is_name=True)) == ["European", "Union"]

import pytest
from django.utils import translation

from languages.official import CODES
from languages.reading import EMPTY, all_texts, order_of_preference, pick, read


def reading(found):
    return found.text, found.language.code, found.is_fallback


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        ("en", ["en", "zh-hans", "fr", "es", "ru", "ar"]),
        ("ar", ["ar", "en", "zh-hans", "fr", "es", "ru"]),
        ("zh-hans", ["zh-hans", "en", "fr", "es", "ru", "ar"]),
        ("fr", ["fr", "en", "zh-hans", "es", "ru", "ar"]),
        ("ru", ["ru", "en", "zh-hans", "fr", "es", "ar"]),
        ("es", ["es", "en", "zh-hans", "fr", "ru", "ar"]),
    ],
)
def test_a_reader_is_served_in_this_order(wanted, order):
    assert order_of_preference(wanted) == order


def test_the_reader_s_own_language_comes_first_and_is_no_fallback():
    assert reading(pick({"en": "Cap", "fr": "Plafond"}, "fr")) == ("Plafond", "fr", False)


def test_a_missing_language_falls_back_and_says_so():
    assert reading(pick({"zh-hans": "上限", "fr": "Plafond"}, "ru")) == ("上限", "zh-hans", True)


def test_an_empty_text_does_not_count():
    assert reading(pick({"fr": "", "en": None, "es": "Tope"}, "fr")) == ("Tope", "es", True)


def test_texts_of_a_content_are_read_by_their_text():
    assert reading(pick({"fr": {"text": ""}, "en": {"text": "Cap"}}, "fr")) == ("Cap", "en", True)


def test_nothing_written_reads_as_nothing():
    assert pick({}, "fr") == EMPTY
    assert str(EMPTY) == ""


@pytest.mark.parametrize("unknown", ["de", "zh-cn", "xx-not-a-language"])
def test_an_unknown_language_is_served_in_english(unknown):
    assert reading(pick({"en": "Cap", "fr": "Plafond"}, unknown)) == ("Cap", "en", False)


def test_the_active_language_is_taken_when_none_is_named():
    with translation.override("es"):
        assert str(pick({"en": "Cap", "es": "Tope"})) == "Tope"


def test_columns_of_a_row_are_read_by_language():
    row = {f"title_{suffix}": None for suffix in ("ar", "zh_hans", "en", "fr", "ru", "es")}
    row |= {"title_zh_hans": "上限", "title_ru": "Предел"}
    assert all_texts(row, "title") == {"zh-hans": "上限", "ru": "Предел"}
    assert reading(read(row, "title", "ru")) == ("Предел", "ru", False)


def test_each_of_the_six_finds_any_of_the_six():
    for wanted in CODES:
        for only in CODES:
            assert reading(pick({only: "text"}, wanted)) == ("text", only, wanted != only)

import pytest

from languages.official import BY_CODE, FALLBACK_ORDER, OFFICIAL, column, columns, language_for


def test_only_arabic_runs_from_right_to_left():
    assert [language.code for language in OFFICIAL if language.direction == "rtl"] == ["ar"]


def test_every_language_is_in_the_fallback_order_once():
    assert sorted(FALLBACK_ORDER) == sorted(BY_CODE)


def test_chinese_has_its_own_tag_and_suffix():
    assert (BY_CODE["zh-hans"].tag, column("title", "zh-hans")) == ("zh-Hans", "title_zh_hans")


def test_columns_stand_in_the_order_of_the_language_bar():
    assert columns("title") == [
        "title_ar",
        "title_zh_hans",
        "title_en",
        "title_fr",
        "title_ru",
        "title_es",
    ]


@pytest.mark.parametrize("code", [None, "", "de", "EN"])
def test_any_other_code_means_english(code):
    assert language_for(code).code == "en"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages.collation import KEY_LENGTH, sort_key
from languages.official import CODES

# Lists as a dictionary of the language prints them.
IN_ORDER = {
    "en": ["Cap and share", '"One Planet Living" campaign', "Trends mapping", "urea", "Urea deep placement"],
    "fr": ["Échange", "Eco", "École", "Étiquetage", "Évaluation", "Fonds", "Mise en œuvre", "Mise en place"],
    "es": ["¿Nada?", "nana", "nunca", "ñandú", "Ñu", "oca", "ópera"],
    "ru": ["Африка", "Ёлка", "Жук", "исландия", "ИСО", "Италия", "Йемен", "йод", "Катар"],
    "ar": ["الاستهلاك", "أنماط", "البيئة", "تخطيط", "السياحة", "مدن", "المياه"],
    # By GB 18030 bytes: the commonest characters stand there in order of their pronunciation.
    "zh-hans": ["ISO", "巴西", "把", "保护", "可持续", "上限", "深施", "中小企业"],
}


@pytest.mark.parametrize("language", IN_ORDER)
def test_titles_sort_as_a_reader_expects(language):
    keys = [sort_key(title, language) for title in IN_ORDER[language]]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Производство", "ПРОИЗВОДСТВО", "ru"),
        ("Énergie", "energie", "fr"),
        ("« Énergie", "Énergie", "fr"),
        ("الإنتاج", "إنتاج", "ar"),
        ("ñu", "n\N{COMBINING TILDE}u", "es"),
        ("Йемен", "И\N{COMBINING BREVE}емен", "ru"),
        ("“同生活在一个星球”运动", "同生活在一个星球”运动", "zh-hans"),
    ],
)
def test_what_does_not_count_in_an_alphabet_does_not_count(one, other, language):
    assert sort_key(one, language) == sort_key(other, language)


def test_chinese_is_ordered_by_its_bytes_in_gb_18030():
    assert sort_key("上限", "zh-hans") == "c9cfcfde"


@given(st.text(), st.sampled_from(CODES))
def test_a_key_is_lower_case_hexadecimal_of_limited_length(text, language):
    key = sort_key(text, language)
    assert set(key) <= set("0123456789abcdef")
    assert len(key) <= KEY_LENGTH

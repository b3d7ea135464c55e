"""What a reader types becomes terms: forms of a word are one, and little words are not looked for."""

import pytest

from languages.folding import tokens
from languages.inflection import beginnings
from languages.terms import terms


def words(typed):
    return [term.word for term in terms(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("البيئة", ["بييه"]),
        ("بيئة", ["بييه"]),
        ("eco Eco ECO", ["eco"]),
        ("可持续", ["可持", "持续"]),
        ("水", ["水"]),
        ("%_'\"\\ ;--", []),
        ("l’étiquetage", ["etiquetage"]),
        ("d'eau qu'il", ["eau", "il"]),
        ("the world's tourism", ["world", "tourism"]),
        ("потребление и производство", ["потребление", "производство"]),
        ("消费与生产", ["消费", "生产"]),
        ("和谐", ["和谐"]),
        ("10YFP-9", ["10yfp", "9"]),
    ],
)
def test_what_a_reader_types_is_looked_for_as_these_words(typed, expected):
    assert words(typed) == expected


@pytest.mark.parametrize("typed", ["the", "de la", "l'", "в", "和"])
def test_a_little_word_alone_is_looked_for_all_the_same(typed):
    assert words(typed) != []


# Typed, and printed in another form.
FORMS = [
    ("cities", "city"),
    ("city", "cities"),
    ("strategies", "Strategy"),
    ("buildings", "building"),
    ("processes", "process"),
    ("réseaux", "réseau"),
    ("régionaux", "régional"),
    ("régional", "régionaux"),
    ("nationales", "national"),
    ("ciudades", "ciudad"),
    ("construcciones", "construcción"),
    ("строительства", "строительство"),
    ("туризмом", "туризм"),
    ("зданиями", "здание"),
    ("зданий", "здания"),
    ("закупок", "закупки"),
    ("городов", "города"),
    ("устойчивого", "устойчивый"),
    ("информацией", "информация"),
    ("вода", "воды"),
    ("مؤسسة", "المؤسسات"),
    ("المستهلكون", "المستهلكين"),
    ("سياحي", "السياحة"),
    ("زراعية", "الزراعة"),
    ("وبالسياحة", "سياحة"),
    ("تقييم", "لتقييم"),
    ("لتقييم", "التقييم"),
    ("علمية", "وعلمية"),
    ("life-style", "lifestyle"),
    ("lifestyle", "life-style"),
    ("life style", "lifestyle"),
    ("ISO26000", "ISO 26000"),
    ("ISO 26000", "ISO26000"),
]


@pytest.mark.parametrize(("typed", "printed"), FORMS)
def test_a_word_is_found_in_another_form(typed, printed):
    stored = tokens(printed)
    assert [term.word for term in terms(typed) if not term.matches(stored)] == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("tourismus", "tourism"),
        ("villes", "villages"),
        ("access", "acces"),
        ("campus", "campu"),
        ("процесс", "процедура"),
        ("город", "горы"),
        ("بناء", "ناءية"),
    ],
)
def test_another_word_is_not_found(typed, printed):
    assert not any(term.matches(tokens(printed)) for term in terms(typed))


@pytest.mark.parametrize("word", ["дом", "вода", "мера", "gas", "eaux", "aux", "مدن", "لغة"])
def test_of_a_short_word_enough_is_left(word):
    assert min(map(len, beginnings(word))) >= 3

"""The rules of `test_catalogues.py` notice what they are for, and let good translations pass."""

import pytest

from tests import annex
from tests.house.catalogue_rules import Entry, faults
from tests.house.catalogues import TRANSLATED, numbers_by_form

GOOD = [
    ("fr", "Sign in", "Se connecter"),
    ("fr", "programme", "programme"),
    ("fr", 'None: see <a href="%(url)s">the {kind}</a>', 'Aucun\u00a0: voir <a href="%(url)s">{kind}</a>'),
    ("fr", "As listed at 10:30 on 2 May 2011", "Tels qu’inscrits à 10:30 le 2 mai 2011"),
    ("fr", "The 10-year framework", "Le cadre décennal"),
    ("es", "Is anything missing?", "¿Falta algo?"),
    ("ru", "JSON of “%(title)s”", "«%(title)s» в формате JSON"),
    ("zh-hans", "16 December 2010", "2010年12月16日"),
    ("zh-hans", "See E/CN.17/2011/8.", "见 E/CN.17/2011/8。"),
    ("ar", "See E/CN.17/2011/8.", "انظر \u2066E/CN.17/2011/8\u2069."),
    ("ar", "API", "API"),
    ("zh-hans", ", ", "、"),
]  # fmt: skip
BAD = [
    ("fr", "Hello %(name)s", "Bonjour %(nom)s", "placeholders are not"),
    ("fr", "Hello {name}", "Bonjour", "placeholders are not"),
    ("es", "%s of %d", "%d de %s", "come in another order"),
    ("ru", "<b>Gap</b>", "Пробел", "markup is not"),
    ("ru", "<b>Gap</b> and <i>cell</i>", "<b>Пробел <i>и</b> ячейка</i>", "markup is not nested"),
    ("es", "The report says 36.", "El informe dice 37.", "numbers are not"),
    ("ru", "In 36 and 37", "В 36", "numbers are not"),
    ("es", " by kind", "por tipo", "space at the edge"),
    ("es", "one\ntwo", "uno dos", "line breaks differ"),
    ("es", "It was moved.", "Se ha trasladado", "does not end as the English does"),
    ("ar", "Nothing found", "Nothing found", "has no letter of its language"),
    ("ru", "Nothing found", "Ничего nайдено", "words in another script"),
    ("zh-hans", "Nothing found", "未找到 anything", "words in another script"),
    ("fr", "Nothing found", "Rien trouvé 无", "words in another script"),
    ("fr", "Nothing found", "Nothing found", "same as the English"),
    ("es", "Sign in", "Entrar", "is not the glossary's"),
    ("ru", "Integrated waste management", "Управление отходами", "is not the glossary's"),
    ("fr", "In fact: none", "En fait : rien", "without a no-break space"),
    ("fr", "In fact: none", "En fait: rien", "without a no-break space"),
    ("fr", "Of it", "D'elle", "straight apostrophe"),
    ("fr", "The “list”", "La “liste”", "quotation marks that are not French"),
    ("fr", "The “list”", "La «liste»", "guillemets without"),
    ("es", "Is anything missing?", "Falta algo?", "question without its first mark"),
    ("ru", "The “list”", "“Перечень”", "quotation marks that are not Russian"),
    ("ru", "All of it", "Всё", "the letter ё"),
    ("zh-hans", "Yes, none", "是,没有", "punctuation mark that is not Chinese"),
    ("zh-hans", "No programme", "没有 方案", "space between two characters"),
    ("ar", "Yes, none", "نعم, لا شيء", "not Arabic"),
    ("ar", "In 2011", "في ٢٠١١", "digits"),
    ("ar", "See E/CN.17/2011/8.", "انظر E/CN.17/2011/8.", "without isolates"),
]  # fmt: skip
COUNTED = ("%(count)s programme", "%(count)s programmes")


@pytest.mark.parametrize(("language", "english", "translation"), GOOD)
def test_a_good_translation_passes(language, english, translation):
    assert faults(Entry((english,), (translation,)), language) == []


@pytest.mark.parametrize(("language", "english", "translation", "fault"), BAD)
def test_a_fault_is_noticed(language, english, translation, fault):
    assert any(fault in found for found in faults(Entry((english,), (translation,)), language))


def test_a_context_chooses_the_word_of_the_glossary():
    assert faults(Entry(("Listed",), ("Inscrit",), "programme"), "fr") == []
    assert faults(Entry(("Listed",), ("Inscription",), "version"), "fr") == []
    assert faults(Entry(("Listed",), ("Inscription",), "programme"), "fr") != []


@pytest.mark.parametrize("language", TRANSLATED)
def test_counted_words_are_those_of_the_list(language):
    suffix = language.replace("-", "_")
    forms = [
        row["text"].replace("{n}", "%(count)s")
        for row in annex.read("plurals.csv")
        if (row["key"], row["language"]) == ("programme", suffix)
    ]
    numbers = numbers_by_form(language)
    assert faults(Entry(COUNTED, tuple(forms)), language, numbers) == []
    # Another word for them, or the figure left out where a form stands for several numbers.
    assert faults(Entry(COUNTED, tuple(f"{form} x" for form in forms)), language, numbers) != []
    many = tuple(form.replace("%(count)s ", "").replace("%(count)s", "") for form in forms)
    assert any("placeholders" in found for found in faults(Entry(COUNTED, many), language, numbers))


def test_the_figure_may_go_only_where_a_form_stands_for_one_number():
    english = ("The only gap.", "All %(n)s gaps.")
    russian = ("Единственный пробел.", "Все %(n)s пробела.", "Все %(n)s пробелов.", "Все %(n)s пробела.")
    # 21 takes the first form, too.
    assert faults(Entry(english, russian), "ru", numbers_by_form("ru")) != []
    arabic = ("لا ثغرات.", "الثغرة الوحيدة.", "الثغرتان.", *(3 * ("الثغرات كلها، وعددها %(n)s.",)))
    assert faults(Entry(english, arabic), "ar", numbers_by_form("ar")) == []
    french = ("La seule lacune.", "Les %(n)s lacunes.")
    assert faults(Entry(english, french), "fr", numbers_by_form("fr")) == []
    # Where English has the figure, so has the French form for 0 and 1.
    assert (
        faults(
            Entry(("%(n)s gap.", "%(n)s gaps."), ("Lacune.", "%(n)s lacunes.")), "fr", numbers_by_form("fr")
        )
        != []
    )

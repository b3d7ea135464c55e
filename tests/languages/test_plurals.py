"""Counted words take the form of their number in each language, also where Django merges many catalogues."""

import pytest
from babel import Locale
from django.utils import translation
from django.utils.translation import ngettext, to_locale

from deploy.catalogues import header
from languages.official import CODES
from tests import annex
from tests.house.catalogues import TRANSLATED, number_of_forms, plural_rule
from tests.languages.catalogue import catalogues_in, compiled

NUMBERS = (*range(130), 200, 201, 1000, 1001, 1_000_000, 2_000_000)


def written_forms(language, key="programme"):
    """The forms of a counted word by their names, in the order of gettext."""
    suffix = language.replace("-", "_")
    return {
        row["form"]: row["text"]
        for row in annex.read("plurals.csv")
        if (row["key"], row["language"]) == (key, suffix)
    }


@pytest.mark.parametrize("language", TRANSLATED)
def test_django_picks_the_form_that_the_language_wants(language):
    names = list(written_forms(language))
    assert len(names) == number_of_forms(language)
    wanted_by = Locale.parse(to_locale(language)).plural_form
    # French millions ("1 million de programmes") have a form of their own in CLDR, not in Django.
    wanted = [name if (name := wanted_by(number)) in names else "other" for number in NUMBERS]
    assert [names[plural_rule(language)(number)] for number in NUMBERS] == wanted


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_counted_word_of_the_list_has_all_its_forms(language):
    keys = {row["key"] for row in annex.read("plurals.csv")}
    assert {len(written_forms(language, key)) for key in keys} == {number_of_forms(language)}


# By hand: a number, and how it is read in each language.
READ = {
    "en": {0: "0 programmes", 1: "1 programme", 2: "2 programmes", 21: "21 programmes"},
    "fr": {0: "0 programme", 1: "1 programme", 2: "2 programmes", 21: "21 programmes"},
    "es": {0: "0 programas", 1: "1 programa", 37: "37 programas", 1_000_000: "1000000 de programas"},
    "ru": {0: "0 программ", 1: "1 программа", 3: "3 программы", 11: "11 программ", 21: "21 программа"},
    "zh-hans": {0: "0 个方案", 1: "1 个方案", 37: "37 个方案"},
    "ar": {
        0: "لا توجد برامج",
        1: "برنامج واحد",
        2: "برنامجان",
        3: "3 برامج",
        11: "11 برنامجاً",
        37: "37 برنامجاً",
        100: "100 برنامج",
        103: "103 برامج",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """Catalogues with one counted text each, compiled as ours are."""
    folder = tmp_path_factory.mktemp("counted")
    for language in TRANSLATED:
        forms = [text.replace("{n}", "%(n)s") for text in written_forms(language).values()]
        texts = "".join(f'msgstr[{number}] "{text}"\n' for number, text in enumerate(forms))
        path = folder / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True)
        message = f'msgid "%(n)s programme"\nmsgid_plural "%(n)s programmes"\n{texts}'
        path.write_text(f"{header(to_locale(language))}\n{message}", encoding="utf-8")
    return compiled(folder / "compiled", folder / "locale")


@pytest.mark.parametrize("language", CODES)
def test_a_number_is_read_as_it_is_said(counted, language):
    with catalogues_in(counted), translation.override(language):
        read = {n: ngettext("%(n)s programme", "%(n)s programmes", n) % {"n": n} for n in READ[language]}
    assert read == READ[language]

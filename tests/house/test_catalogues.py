"""Completeness that cannot be faked: every string of ours is in every catalogue, translated, and soundly.

`make catalogues` brings the catalogues up to date with the code; `docs/translating.md` says the rest.
"""

import gettext
import os
import shutil
import subprocess

import pytest
from babel.messages.catalog import Catalog
from django.utils.translation.template import templatize

from deploy.catalogues import DOMAINS, SOURCES, TOOLS, extract, update
from tests.house.catalogue_rules import faults
from tests.house.catalogues import (
    TRANSLATED,
    catalogue_path,
    entry_of,
    is_complete,
    key_of,
    number_of_forms,
    numbers_by_form,
    plural_rule,
    read_catalogue,
    read_template,
    texts,
)
from tests.house.same_in_translation import SPELT_ALIKE


@pytest.fixture(scope="session")
def templates(tmp_path_factory):
    """What GNU gettext finds in the code at this moment, by domain."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("CI") != "true":
        pytest.skip(f"GNU gettext is not installed: {', '.join(missing)}")
    return {path.stem: path for path in extract(tmp_path_factory.mktemp("strings"))}


@pytest.fixture
def catalogues(language):
    """The catalogues of one language, by domain; an empty one where there is none."""
    paths = {domain: catalogue_path(language, domain) for domain in DOMAINS}
    return {domain: read_catalogue(path) if path.exists() else Catalog() for domain, path in paths.items()}


each_language = pytest.mark.parametrize("language", TRANSLATED)


@each_language
@pytest.mark.parametrize("domain", DOMAINS)
def test_a_catalogue_holds_every_string_of_the_code_and_no_other(templates, catalogues, domain):
    in_code = {key_of(message) for message in texts(read_template(templates[domain]))}
    in_catalogue = {key_of(message) for message in texts(catalogues[domain])}
    assert in_code != set()
    assert (sorted(in_code - in_catalogue, key=str), sorted(in_catalogue - in_code, key=str)) == ([], [])


@each_language
def test_nothing_is_left_untranslated(catalogues, language):
    forms = number_of_forms(language)
    missing = [
        str(entry_of(message))
        for catalogue in catalogues.values()
        for message in texts(catalogue)
        if not is_complete(message, forms)
    ]
    assert missing == []


@each_language
def test_nothing_is_doubtful_or_left_behind(catalogues):
    doubtful = [
        str(entry_of(message)) for each in catalogues.values() for message in texts(each) if message.fuzzy
    ]
    left_behind = [key for each in catalogues.values() for key in each.obsolete]
    assert (doubtful, left_behind) == ([], [])


@each_language
def test_what_is_translated_is_sound(catalogues, language):
    numbers = numbers_by_form(language)
    wrong = {
        str(entry_of(message)): found
        for catalogue in catalogues.values()
        for message in texts(catalogue)
        if is_complete(message, len(numbers)) and (found := faults(entry_of(message), language, numbers))
    }
    assert wrong == {}


@each_language
def test_one_english_text_has_one_translation_in_pages_and_scripts(catalogues):
    in_pages = {key_of(message): message.string for message in texts(catalogues["django"])}
    in_scripts = {key_of(message): message.string for message in texts(catalogues["djangojs"])}
    assert {
        key: (in_pages[key], in_scripts[key])
        for key in in_scripts
        if in_pages.get(key, in_scripts[key]) != in_scripts[key]
    } == {}


@each_language
def test_a_catalogue_counts_as_django_does(catalogues, language):
    numbers = (*range(200), 1000, 1_000_000)
    for catalogue in catalogues.values():
        assert catalogue.num_plurals == number_of_forms(language)
        ours = gettext.c2py(catalogue.plural_expr)
        assert [ours(number) for number in numbers] == [plural_rule(language)(number) for number in numbers]


def test_what_is_spelt_as_in_english_is_still_in_the_code(templates):
    in_code = {
        text for path in templates.values() for each in texts(read_template(path)) for text in key_of(each)[1]
    }
    assert [text for allowed in SPELT_ALIKE.values() for text in allowed if text not in in_code] == []


def test_no_text_has_two_plurals(templates, tmp_path):
    # A catalogue tells texts apart by context and singular alone: a second plural would be read as the first.
    plurals = {}
    for folder in SOURCES.values():
        for path in (path for path in folder.rglob("*") if path.suffix in {".py", ".html", ".txt"}):
            code = path.read_text(encoding="utf-8")
            if "plural" in code or "ngettext" in code:
                for context, forms in plurals_in(
                    code if path.suffix == ".py" else templatize(code), tmp_path
                ):
                    plurals.setdefault((context, forms[0]), set()).add(forms[1])
    assert len(plurals) > 20
    assert {text: sorted(forms) for text, forms in plurals.items() if len(forms) > 1} == {}


def plurals_in(code, folder):
    """The texts with a plural that GNU gettext finds in some code."""
    found = folder / "found.pot"
    found.write_text("")
    keywords = ("ngettext_lazy:1,2", "npgettext:1c,2,3", "npgettext_lazy:1c,2,3")
    command = ["xgettext", "--language=Python", "--from-code=UTF-8", f"--output={found}", "-"]
    subprocess.run([*command, *(f"--keyword={each}" for each in keywords)], input=code.encode(), check=True)
    return [key_of(each) for each in texts(read_template(found)) if len(key_of(each)[1]) > 1]


def test_updating_a_catalogue_keeps_what_is_translated_drops_what_is_gone_and_is_stable(templates, tmp_path):
    catalogue = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    update(catalogue, templates["django"], "fr")
    empty = catalogue.read_text(encoding="utf-8")
    translated = empty.replace('msgid "History"\nmsgstr ""', 'msgid "History"\nmsgstr "Historique"')
    assert translated != empty
    catalogue.write_text(translated + '\nmsgid "gone"\nmsgstr "parti"\n', encoding="utf-8")
    update(catalogue, templates["django"], "fr")
    assert catalogue.read_text(encoding="utf-8") == translated
    assert "POT-Creation-Date" not in translated

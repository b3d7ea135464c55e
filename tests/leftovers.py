"""Which words are English and no others, and where they stand in what a page says.

English are the words of every text that some catalogue translates. A language may spell some of them alike:
words of its own translations, and of the rows that are in it, give nothing away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation

from languages.official import CODES, OFFICIAL, column

TRANSLATED = [code for code in CODES if code != "en"]
# Chinese writes no spaces: a word ends where another script begins, too.
LATIN = "A-Za-z0-9_\\u00c0-\\u024f-"
WORD = re.compile(f"(?<![{LATIN}])[A-Za-z]{{2,}}(?:['’][a-z]+)?(?![{LATIN}])")
# Addresses, and words joined to figures or signs: nobody's language.
NO_WORDS = re.compile(r"[!-~]*[@/_=&][!-~]*|[!-~]*\.[A-Za-z0-9][!-~]*")
# Where no catalogue knows a text, nothing but these would give it away. None of them is French or Spanish, so
# that no translation and no row excuses them.
COMMON = {
    *("the", "of", "and", "with", "this", "that", "these", "is", "are", "was", "were", "been", "by", "from"),
    *("which", "who", "what", "when", "where", "why", "how", "you", "your", "we", "our", "then", "than"),
    *("there", "here", "have", "had", "does", "would", "should", "each", "any", "most", "between", "before"),
    *("after", "back", "next", "previous", "today", "now", "new", "old", "name", "home", "language", "list"),
    *("add", "changed", "delete", "deleted", "save", "view", "search", "select", "show", "hide", "close"),
    *("edit", "remove", "choose", "enter", "please", "required", "warning", "none", "unknown", "history"),
    *("login", "sign", "password", "publish", "published", "working", "draft", "submitter"),
}


def words_of(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(NO_WORDS.sub(" ", text))}


def words_of_all(texts: Iterable[str]) -> set[str]:
    return set().union(*map(words_of, texts))


def catalogue(language: str) -> dict[str, str]:
    """Every text that pages may be translated from and to in ``language``, ours and the libraries'."""
    found = {}
    for key, said in DjangoTranslation(language)._catalog.items():
        english = key[0] if isinstance(key, tuple) else key
        found[english.rpartition("\x04")[2]] = " ".join([found.get(english, ""), str(said)])
    return found


def all_english_words() -> set[str]:
    """The words of every text that is translated anywhere, and the commonest of the others."""
    for language in TRANSLATED:
        folder = settings.BASE_DIR / "locale" / translation.to_locale(language)
        compiled = folder / "LC_MESSAGES" / "django.mo"
        assert compiled.exists(), f"{compiled} is missing: run `make messages`"
    return COMMON | words_of_all(text for language in TRANSLATED for text in catalogue(language))


def foreign_to(language: str, english_words: set[str]) -> set[str]:
    """The English words that no page in ``language`` says.

    Not all: some are spelt like words of its translations or of the rows that are in it.
    """
    said = words_of_all(catalogue(language).values())
    return english_words - ((said | words_of_all(texts_of_rows(language))) - COMMON)


def texts_of_rows(language: str) -> Iterator[str]:
    """Every text of the registry that is said to be in ``language``."""
    for room in ("lifecycle", "programmes"):
        for table in apps.get_app_config(room).get_models():
            columns = [field.name for field in table._meta.concrete_fields]
            translated = [name for name in columns if name.endswith(column("", language))]
            for row in table._base_manager.values_list(*translated) if translated else ():
                yield from filter(None, row)
            for name in {"content", "record"} & set(columns):
                for value in table._base_manager.values_list(name, flat=True):
                    yield from texts_within(value, language)


def texts_within(value: object, language: str) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from texts_within(each, language)
    elif isinstance(value, dict):
        if language in value:
            yield json.dumps(value[language], ensure_ascii=False)
        for each in value.values():
            yield from texts_within(each, language)


def data_of_rows() -> set[str]:
    """What rows hold and nobody translates, and their texts in every language: shown on the desk as it is.

    Words to choose from do not count: on a page they stand under their labels.
    """
    found = {language.own_name for language in OFFICIAL}
    for room in ("lifecycle", "accounts", "programmes", "submissions"):
        for table in apps.get_app_config(room).get_models():
            plain = [
                field.name
                for field in table._meta.concrete_fields
                if isinstance(field, (models.CharField, models.TextField)) and not field.choices
            ]
            for row in table._base_manager.values_list(*plain) if plain else ():
                found.update(" ".join(value.split()) for value in row if value)
    return found


def without(data: set[str], said: Iterable[str]) -> Iterator[str]:
    """What is said less the data in it: the whole of a text, or the names that stand in it."""
    names = sorted((each for each in data if " " in each and len(each) > 6), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, names)) or r"(?!)")
    for text in said:
        if text.rstrip(":") not in data:
            # A language is labelled by its own name: "Note · Français", "Note [Français]".
            yield re.sub(r"· English\b|\[English\]", "", pattern.sub(" ", text))


def leftovers(said: Iterable[str], foreign: set[str]) -> list[str]:
    """The pieces of a page in which words of ``foreign`` stand, with these words."""
    by_text = {text: sorted(words_of(text) & foreign) for text in dict.fromkeys(said)}
    return [f"{', '.join(words)}: {text[:160]}" for text, words in by_text.items() if words]


def nothing_is(found: dict[str, list[str]]) -> None:
    """Fails where something was left over, and says what, where first, and on how many pages more."""
    if found:
        lines = [f"{left} -- {pages[0]} and {len(pages) - 1} more" for left, pages in found.items()]
        pytest.fail("\n".join(["Left in English:", *lines]), pytrace=False)

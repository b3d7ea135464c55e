"""No English is left over: a crawl of every page and of the desk in the five other languages.

Catalogues may be complete and a page speak English all the same: through a text that nobody marked, a
library without a catalogue, a name made up on the way. So the pages themselves are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation

from languages.official import CODES, column, language_for
from programmes import workflow
from programmes.models import Programme
from programmes.status import VersionKind
from tests.anonymous import names_met
from tests.factories import make_placement, make_programme
from tests.visible import said_on

TRANSLATED = [code for code in CODES if code != "en"]
TABLES = sorted(admin.site._registry, key=lambda table: table._meta.label)
WORD = re.compile(r"(?<![\w-])[A-Za-z]{2,}(?:['’][a-z]+)?(?![\w-])")
# Addresses, and words joined to figures or signs: nobody's language.
NO_WORDS = re.compile(r"\S*[@/_=&]\S*|\S*\.\w\S*")
# Where no catalogue knows a text, nothing but these would give it away. None of them is French or Spanish.
COMMON = set(
    "the of and with this that these is are was were be been by from which who what when where why how to for "
    "in it its you your we our not no yes or if all any each more most than then there here has have had do "
    "does can may must will would should add change changed delete deleted save view search select home "
    "language back next previous first last page show hide close open edit create remove new old name names "
    "date time today now history log logout login sign password email user users group groups choose enter "
    "please required field error errors warning item items list number between after before "
    "publish published version working draft none unknown programme stage instrument submitter".split()
)

# --- Words ------------------------------------------------------------------------------------------


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


@pytest.fixture(scope="module")
def english() -> set[str]:
    """The words of every text that is translated anywhere, and the commonest of the others."""
    for language in TRANSLATED:
        compiled = settings.BASE_DIR / "locale" / translation.to_locale(language) / "LC_MESSAGES" / "django.mo"
        assert compiled.exists(), f"{compiled} is missing: run `make messages`"
    return COMMON | words_of_all(text for language in TRANSLATED for text in catalogue(language))


def own_words(language: str, english: set[str]) -> set[str]:
    """What is no English, though it may be spelt like it: words of the translations and of the rows."""
    said = words_of_all(
        translated for text, translated in catalogue(language).items() if translated.strip() != text
    )
    return (said | words_of_all(texts_of_rows(language))) - (COMMON if language in ("fr", "es") else set())


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


def leftovers(said: Iterable[str], foreign: set[str]) -> list[str]:
    """The pieces of a page in which words of ``foreign`` stand, with these words."""
    found = []
    for text in dict.fromkeys(said):
        if words := words_of(text) & foreign:
            found.append(f"{', '.join(sorted(words))}: {text[:160]}")
    return found

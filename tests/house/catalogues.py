"""The catalogues under `locale/`, and what they should hold, as tests read them."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils.translation import to_locale

from deploy.catalogues import plural_forms
from languages.official import CODES, DEFAULT
from tests.house.catalogue_rules import Entry
from tests.house.tree import ROOT

TRANSLATED = tuple(code for code in CODES if code != DEFAULT)
# What tells one text of a catalogue from another: its context, its English, and the English of more than one.
Key = tuple[str | None, tuple[str, ...]]


def catalogue_path(language: str, domain: str) -> Path:
    return ROOT / "locale" / to_locale(language) / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def read_template(path: Path) -> Catalog:
    """A template just extracted, whose header states no plural forms yet."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return read_po([line for line in lines if not line.startswith('"Plural-Forms')], abort_invalid=True)


def texts(catalogue: Catalog) -> Iterator[Message]:
    """Its messages without the header."""
    return (message for message in catalogue if message.id)


def key_of(message: Message) -> Key:
    return message.context, _forms(message.id)


def entry_of(message: Message) -> Entry:
    return Entry(_forms(message.id), _forms(message.string), message.context)


def is_complete(message: Message, forms: int) -> bool:
    """Whether a text is translated: in every plural form, if it has more than one in English."""
    wanted = forms if isinstance(message.id, list | tuple) else 1
    return len(_forms(message.string)) == wanted and all(_forms(message.string))


def number_of_forms(language: str) -> int:
    return int(plural_forms(to_locale(language)).partition("nplurals=")[2].partition(";")[0])


def plural_rule(language: str) -> gettext._PluralRule:
    """Which form a number takes."""
    return gettext.c2py(plural_forms(to_locale(language)).partition("plural=")[2].rstrip(";"))


def numbers_by_form(language: str) -> list[frozenset[int]]:
    """Which numbers take each form; none where a form is for fractions only."""
    rule = plural_rule(language)
    return [
        frozenset(number for number in (*range(300), 1_000_000, 2_000_000) if rule(number) == form)
        for form in range(number_of_forms(language))
    ]


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)

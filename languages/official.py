"""The one list of languages. Settings, models, templates, API and checks all read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One official language.

    ``code`` is Django's code and the address prefix, ``suffix`` ends a translated column's name,
    ``tag`` is the BCP 47 tag for ``lang`` attributes, ``own_name`` is the language's name in itself.
    """

    code: str
    suffix: str
    tag: str
    own_name: str
    english_name: str
    direction: str = "ltr"


# In the order the United Nations lists them: the order of the language bar and of admin tabs.
OFFICIAL = (
    Language("ar", "ar", "ar", "العربية", "Arabic", "rtl"),
    Language("zh-hans", "zh_hans", "zh-Hans", "中文", "Chinese"),
    Language("en", "en", "en", "English", "English"),
    Language("fr", "fr", "fr", "Français", "French"),
    Language("ru", "ru", "ru", "Русский", "Russian"),
    Language("es", "es", "es", "Español", "Spanish"),
)
BY_CODE = {language.code: language for language in OFFICIAL}
CODES = tuple(BY_CODE)
DEFAULT = "en"

# What a reader gets when a text is missing in their language: English first, since most readers of
# the others have some; then Chinese, the language the sources were read in; then the rest in UN order.
FALLBACK_ORDER = ("en", "zh-hans", "fr", "es", "ru", "ar")


def language_for(code: str | None) -> Language:
    """The language of ``code``, or English where the code is none of the six."""
    return BY_CODE.get(code or "", BY_CODE[DEFAULT])


def column(field: str, code: str) -> str:
    """The name of the column that holds ``field`` in language ``code``, such as ``title_zh_hans``."""
    return f"{field}_{BY_CODE[code].suffix}"


def column_label(name: str, code: str) -> str:
    """What the column of language ``code`` is called on pages, beside the ``name`` of its field.

    The script of the admin's tabs, which say the language themselves, takes the brackets off.
    """
    return f"{name} [{BY_CODE[code].own_name}]"


def columns(field: str) -> list[str]:
    """The six columns of a translated ``field``, in the order of the language bar."""
    return [column(field, code) for code in CODES]

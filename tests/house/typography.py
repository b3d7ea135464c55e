"""How each language is not written: patterns that must not be found in the plain words of a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

LETTERS = {
    "ar": re.compile("[\u0620-\u064a\u0671-\u06d3]"),
    "ru": re.compile("[А-Яа-я]"),
    "zh-hans": re.compile("[\u3400-\u9fff]"),
    "fr": re.compile("[A-Za-zÀ-ÿŒœ]"),
    "es": re.compile("[A-Za-zÀ-ÿ]"),
}
NEVER = {
    "ar": {
        "a comma, semicolon or question mark that is not Arabic": "[\u0620-\u0652] ?[,;?]",
        "digits that the United Nations do not use in Arabic": "[\u0660-\u0669\u06f0-\u06f9]",
    },
    "zh-hans": {
        "a punctuation mark that is not Chinese": "[\u3400-\u9fff] ?[,;:?!]",
        "a space between two characters": "[\u3400-\u9fff] [\u3400-\u9fff]",
    },
    "fr": {
        "a straight apostrophe": "'",
        "a colon, semicolon, question or exclamation mark without a no-break space": (
            r"[^\W\d][:;?!]|\d[;?!]| [:;?!]"
        ),
        "quotation marks that are not French": '["“”]',
        "guillemets without no-break spaces inside": "«[^\u00a0\u202f]|[^\u00a0\u202f]»",
    },
    "es": {
        "a straight apostrophe or quotation mark": "[\"']",
        "a question without its first mark": r"^[^¿]*\?",
    },
    "ru": {
        "quotation marks that are not Russian": "[\"'“”]",
        "the letter ё, which documents do not write": "[ёЁ]",
    },
}
DOCUMENT_SYMBOL = re.compile(r"(?<![\w/])[A-Z]+(?:/[\w.]*\w)+")


def typography(words: str, language: str) -> Iterator[str]:
    """The faults of a text from which placeholders, markup and addresses are taken out."""
    for fault, pattern in NEVER[language].items():
        if re.search(pattern, words):
            yield f"has {fault}"


def not_isolated(text: str) -> Iterator[str]:
    """In Arabic a symbol such as E/CN.17/2011/8 is kept together by isolates, or by an element of its own."""
    for symbol in DOCUMENT_SYMBOL.finditer(text):
        before, after = text[: symbol.start()][-1:], text[symbol.end() :][:1]
        if before not in ("\u2066", "\u2068", ">") or after not in ("\u2069", "<"):
            yield f"{symbol[0]} stands without isolates (U+2066 and U+2069)"

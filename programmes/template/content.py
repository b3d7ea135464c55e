"""The text that people write on the template, in the one form it has everywhere.

A *content* is JSON::

    {"edition": "csd-2010", "items": {
        "title":   {"texts": TEXTS, "cites": [CITE]},
        "targets": [{"id": "t1", "texts": TEXTS, "cites": [CITE],
                     "quantities": [{"value": null, "placeholder": "xx", "unit": "percent",
                                     "by": 2020, "per": ""}]}]}}

    TEXTS = {"en": {"text": "...", "status": "unofficial", "of": "<sha256 of the source text>"}}
    CITE  = {"document": "E/CN.17/2011/8", "part": "annex", "position": "9"}

An item nobody wrote is absent. A row's ``id`` is given once and kept through rounds, translations and
versions. A quantity that is still open has ``value`` null, never 0. ``of`` says which source text a
translation was made from: when that text changes, the translation is stale.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from languages.official import CODES
from programmes.status import TextStatus
from programmes.template.editions import CURRENT_EDITION, EDITIONS, Edition, Item

Content = dict[str, Any]
Texts = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Passage:
    """One text of a content in all its languages: a prose item, or one row of a list item."""

    item: Item
    row_id: str
    texts: Texts
    cites: list[dict[str, str]]
    quantities: list[dict[str, Any]]

    @property
    def path(self) -> str:
        """Where the passage stands: ``description``, or ``targets/t1``."""
        return f"{self.item.code}/{self.row_id}" if self.row_id else self.item.code


def empty_content(edition: Edition = CURRENT_EDITION) -> Content:
    """A content on which nothing has been written."""
    return {"edition": edition.code, "items": {}}


def edition_of(content: Content) -> Edition:
    """The edition that ``content`` was written on."""
    return EDITIONS[content["edition"]]


def passages(content: Content) -> Iterator[Passage]:
    """Every passage that has been written, in the order of the template."""
    for code, item in edition_of(content).items.items():
        written = content["items"].get(code)
        if not written:
            continue
        for row in written if item.is_list else [written]:
            yield Passage(
                item, row.get("id", ""), row["texts"], row.get("cites", []), row.get("quantities", [])
            )


def texts_at(content: Content, path: str) -> Texts:
    """The texts of the passage at ``path``, by language; empty where nothing is written there."""
    return next((passage.texts for passage in passages(content) if passage.path == path), {})


def title_texts(content: Content) -> Texts:
    """The title by language."""
    return texts_at(content, "title")


def languages_of(content: Content) -> list[str]:
    """Codes of the languages in which anything is written, in the order of the language bar."""
    written = {code for passage in passages(content) for code, text in passage.texts.items() if text["text"]}
    return [code for code in CODES if code in written]


def coverage(content: Content) -> tuple[int, dict[str, int]]:
    """How many passages there are, and by language in how many of them anything is written."""
    texts = [passage.texts for passage in passages(content)]
    return len(texts), {code: sum(code in each for each in texts) for code in CODES}


def original_language(texts: Texts) -> str:
    """The code of the language in which a passage stands in its original words; empty where it does not."""
    return next((code for code in CODES if texts.get(code, {}).get("status") == TextStatus.ORIGINAL), "")


def source_text(texts: Texts) -> str:
    """The words that translations of a passage are made from: the original where there is one."""
    code = original_language(texts)
    return texts[code]["text"] if code else ""


def is_stale(texts: Texts, language: str) -> bool:
    """Whether the source changed since the text in ``language`` was made from it."""
    made_from = texts.get(language, {}).get("of")
    return bool(made_from) and made_from != text_hash(source_text(texts))


def text_hash(text: str) -> str:
    """SHA-256 of one text, in hexadecimal."""
    # A text that cannot be stored can still be compared; storing it is refused elsewhere, with its name.
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def digest(value: Any) -> str:
    """SHA-256 of ``value`` as JSON with sorted keys in UTF-8: the same on every machine."""
    return hashlib.sha256(canonical(value).encode(errors="surrogatepass")).hexdigest()


def canonical(value: Any) -> str:
    """The one way in which ``value`` is written as JSON when it is compared or hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def with_text(content: Content, path: str, language: str, text: dict[str, Any] | None) -> Content:
    """A copy of ``content`` with the text at ``path`` in ``language`` set, or removed when ``None``.

    A prose item that was absent is begun; a row must exist (``KeyError`` otherwise).
    """
    changed = deepcopy(content)
    code, _slash, row_id = path.partition("/")
    if row_id:
        holder = {row["id"]: row for row in changed["items"].get(code, [])}[row_id]
    else:
        holder = changed["items"].setdefault(code, {"texts": {}, "cites": []})
    if text is None:
        holder["texts"].pop(language, None)
    else:
        holder["texts"][language] = text
    if not row_id and not holder["texts"]:
        del changed["items"][code]
    return changed

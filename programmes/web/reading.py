"""A content prepared for drawing: sections of items, each text in the reader's language or marked as not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from languages.official import OFFICIAL, Language, language_for
from languages.reading import Reading, pick
from programmes.status import TextStatus
from programmes.template.content import (
    Content,
    Texts,
    edition_of,
    is_stale,
    original_language,
    passages,
    title_texts,
)
from programmes.template.editions import PERIODS, UNITS, Item, ItemKind, Section

Cite = dict[str, str]
Addresses = Callable[[str], str]
"""The address of the page that is being drawn, by the code of a language."""


@dataclass(frozen=True)
class DrawnQuantity:
    """What one target counts; ``value`` is None where the submitters left a blank."""

    value: Decimal | None
    placeholder: str
    unit: str | Promise
    per: str | Promise
    by: int | None

    @property
    def is_open(self) -> bool:
        return self.value is None


@dataclass(frozen=True)
class Original:
    """Where the words stand that a passage was translated from: the same passage in their own language."""

    language: Language
    address: str


@dataclass(frozen=True)
class DrawnPassage:
    """One text with what a reader must know of it: its language, its standing, its sources, its original.

    ``anchor`` is its place on the page, the same in every language. Without an ``original`` the text either
    is one, or is not a translation of anything that is held here: then its sources lead on.
    """

    anchor: str
    reading: Reading
    status: str
    is_stale: bool
    original: Original | None
    quantities: list[DrawnQuantity]
    cites: list[Cite]

    @property
    def paragraphs(self) -> list[str]:
        return [part for part in self.reading.text.split("\n\n") if part.strip()]

    @property
    def status_label(self) -> str:
        return str(TextStatus(self.status).label)


@dataclass(frozen=True)
class DrawnItem:
    item: Item
    passages: list[DrawnPassage]

    @property
    def kind(self) -> ItemKind:
        return self.item.kind


@dataclass(frozen=True)
class DrawnSection:
    """A numbered section of the template with the items in which something is written."""

    section: Section
    items: list[DrawnItem]

    @property
    def passages(self) -> Iterator[DrawnPassage]:
        return (passage for item in self.items for passage in item.passages)

    @property
    def cites(self) -> list[Cite]:
        """The sources of the section, each once."""
        return list({tuple(cite.items()): cite for each in self.passages for cite in each.cites}.values())

    @property
    def has_one_source(self) -> bool:
        """Whether one line below the section can name the source of all of it."""
        return len(self.cites) == 1 and all(each.cites for each in self.passages)


@dataclass(frozen=True)
class DrawnContent:
    """A whole content: its title, its sections, and what must be said of all of it once."""

    title: Reading
    title_status: str
    title_cites: list[Cite]
    original_title: Reading | None
    sections: list[DrawnSection]
    languages: list[LanguageState]

    @property
    def quantities(self) -> list[DrawnQuantity]:
        return [each for section in self.sections for p in section.passages for each in p.quantities]

    @property
    def open_quantities(self) -> list[DrawnQuantity]:
        """Quantities that the submitters left blank."""
        return [each for each in self.quantities if each.is_open]

    @property
    def common_status(self) -> str:
        """The standing that every text in the reader's language has; empty where they differ."""
        statuses = {p.status for each in self.sections for p in each.passages if not p.reading.is_fallback}
        return statuses.pop() if len(statuses) == 1 else ""

    @property
    def standing(self) -> list[str | Promise]:
        """What a reader has to know of the texts, in sentences."""
        title = TITLE_STANDING.get(self.title_status) if not self.title.is_fallback else None
        text = TEXT_STANDING.get(self.common_status)
        return [sentence for sentence in (title, text) if sentence]


@dataclass(frozen=True)
class LanguageState:
    """How much of a content there is in one language, and what it is worth."""

    language: Language
    title_status: str
    text_statuses: list[str]

    @property
    def title_label(self) -> str | Promise:
        return TextStatus(self.title_status).label if self.title_status else _("no title")

    @property
    def text_labels(self) -> list[str | Promise]:
        """What the texts beyond the title are, each standing once; empty where there are none."""
        return [TextStatus(status).label for status in self.text_statuses]


TITLE_STANDING: dict[str, str | Promise] = {
    TextStatus.UNOFFICIAL: _("The title is an unofficial translation by the registry."),
    TextStatus.REVIEWED: _("The title is a translation by the registry, checked by a second person."),
    TextStatus.SUMMARY: _("The title is in the registry’s own words."),
}
TEXT_STANDING: dict[str, str | Promise] = {
    TextStatus.UNOFFICIAL: _("The text is an unofficial translation by the registry."),
    TextStatus.REVIEWED: _("The text is a translation by the registry, checked by a second person."),
    TextStatus.SUMMARY: _("The text is an unofficial summary in the registry’s own words."),
}


def drawn(content: Content, addresses: Addresses) -> DrawnContent:
    """``content`` for the active language, in template order; what nobody wrote is left out.

    ``addresses`` gives the page that it is drawn on in other languages.
    """
    texts = title_texts(content)
    title = pick(texts)
    original = {code: text for code, text in texts.items() if text["status"] == TextStatus.ORIGINAL}
    return DrawnContent(
        title=title,
        title_status=texts[title.language.code]["status"] if title.text else "",
        title_cites=content["items"].get("title", {}).get("cites", []),
        original_title=pick(original) if original and title.language.code not in original else None,
        sections=list(_sections(content, addresses)),
        languages=list(_language_states(content)),
    )


def _sections(content: Content, addresses: Addresses) -> Iterator[DrawnSection]:
    for section in edition_of(content).sections:
        items = [
            DrawnItem(item, list(_passages(item, content["items"][item.code], addresses)))
            for item in section.items
            if item.code != "title" and content["items"].get(item.code)
        ]
        if items:
            yield DrawnSection(section, items)


def _passages(item: Item, written: Any, addresses: Addresses) -> Iterator[DrawnPassage]:
    for row in written if item.is_list else [written]:
        texts, row_id = row["texts"], row.get("id", "")
        reading = pick(texts)
        code = reading.language.code
        anchor = f"p-{item.code}-{row_id}" if row_id else f"p-{item.code}"
        yield DrawnPassage(
            anchor=anchor,
            reading=reading,
            status=texts.get(code, {}).get("status", TextStatus.UNOFFICIAL),
            is_stale=is_stale(texts, code),
            original=_original(texts, code, anchor, addresses),
            quantities=list(_quantities(row.get("quantities", []))),
            cites=row.get("cites", []),
        )


def _original(texts: Texts, code: str, anchor: str, addresses: Addresses) -> Original | None:
    """The original of the text in ``code``, where that is a translation and its original is held too."""
    source = original_language(texts)
    if source in ("", code) or texts.get(code, {}).get("status") not in TextStatus.TRANSLATIONS:
        return None
    return Original(language_for(source), f"{addresses(source)}#{anchor}")


def _quantities(written: Iterable[dict[str, Any]]) -> Iterator[DrawnQuantity]:
    for each in written:
        yield DrawnQuantity(
            value=None if each["value"] is None else Decimal(each["value"]),
            placeholder=each["placeholder"],
            unit=UNITS.get(each["unit"], ""),
            per=PERIODS.get(each["per"], ""),
            by=each["by"],
        )


def _language_states(content: Content) -> Iterator[LanguageState]:
    titles = title_texts(content)
    beyond = [passage.texts for passage in passages(content) if passage.path != "title"]
    for language in OFFICIAL:
        code = language.code
        statuses = dict.fromkeys(texts[code]["status"] for texts in beyond if code in texts)
        yield LanguageState(language, titles.get(code, {}).get("status", ""), list(statuses))

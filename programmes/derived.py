"""Rows derived from the current version: titles, sort keys, quantities and the words of search.

One function refreshes them and every writer calls it; ``verify_registry`` compares what stands in the
database with what would be written now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from languages.collation import sort_key
from languages.folding import spellings, tokens
from languages.official import CODES, column
from languages.reading import all_texts, pick
from programmes.models import Meaning, Party, Programme, Quantity, SearchEntry, Submitter, Version
from programmes.template.content import Content, passages, texts_at, title_texts

# PostgreSQL refuses more than a megabyte of words to an index; what is beyond is not searched.
SEARCH_LENGTH = 250_000
# Words beyond this are found, but not offered to somebody who misspelt them.
SPELLINGS_LENGTH = 20_000
QUANTITY_FIELDS = ("item", "item_id", "order", "value", "placeholder", "unit", "by", "per")


@dataclass(frozen=True)
class Derived:
    """What follows from one content: columns of the programme, quantities, and search text by weight."""

    columns: dict[str, Any]
    quantities: list[dict[str, Any]]
    search: dict[str, str]


def derive(programme: Programme, content: Content, parties: Iterable[Party]) -> Derived:
    """What the derived rows of ``programme`` have to be for ``content``."""
    title, summary = title_texts(content), texts_at(content, "overall_objective")
    columns: dict[str, Any] = {"title_status": {code: text["status"] for code, text in title.items()}}
    for code in CODES:
        own_title = title.get(code, {}).get("text")
        columns[column("title", code)] = own_title
        columns[column("summary", code)] = summary.get(code, {}).get("text")
        # A title in a fallback language takes its place in the reader's alphabet all the same.
        columns[column("sort_key", code)] = sort_key(own_title or pick(title, code).text, code)
    return Derived(columns, list(_quantities(content)), search_words(programme, content, parties))


def refresh(programme: Programme) -> None:
    """Write the derived rows of ``programme`` anew from its current version.

    Before the first publication the title follows the working version, so that the admin can show it;
    nothing else is derived, since nothing is public.
    """
    version = programme.current or Version.objects.working().filter(programme=programme).first()
    if version is None:
        return
    derived = derive(programme, version.content, _parties(programme))
    for name, value in derived.columns.items():
        setattr(programme, name, value)
    # An update leaves no history row: these columns follow from a version, which records the change.
    Programme.objects.filter(pk=programme.pk).update(**derived.columns)
    for name, value in derived.columns.items():
        setattr(programme, name, value)
    if programme.current is None:
        return
    Meaning.objects.filter(programme=programme).delete()
    Quantity.objects.filter(programme=programme).delete()
    Quantity.objects.bulk_create([Quantity(programme=programme, **fields) for fields in derived.quantities])
    SearchEntry.objects.update_or_create(programme=programme, defaults=derived.search)


def refresh_submitter(submitter: Submitter) -> None:
    """Write anew what the programmes of ``submitter`` are found by, after its names changed."""
    for programme in Programme.objects.filter(parties__submitter=submitter).select_related("current"):
        refresh(programme)


def stale_parts(programme: Programme) -> list[str]:
    """The names of derived parts of a public ``programme`` that do not follow from its current version."""
    assert programme.current is not None  # a programme becomes public by a version
    derived = derive(programme, programme.current.content, _parties(programme))
    stale = [name for name, value in derived.columns.items() if getattr(programme, name) != value]
    if list(programme.quantity_set.order_by("id").values(*QUANTITY_FIELDS)) != derived.quantities:
        stale.append("quantities")
    entry = SearchEntry.objects.filter(programme=programme).values(*derived.search).first()
    if entry != derived.search:
        stale.append("search")
    return stale


def _parties(programme: Programme) -> Iterable[Party]:
    return programme.parties.select_related("submitter")


def _quantities(content: Content) -> Iterable[dict[str, Any]]:
    for code, written in content["items"].items():
        for row in written if isinstance(written, list) else []:
            for order, quantity in enumerate(row.get("quantities", [])):
                value = quantity["value"]
                yield {
                    "item": code,
                    "item_id": row["id"],
                    "order": order,
                    "value": None if value is None else Decimal(value),
                    **{name: quantity[name] for name in ("placeholder", "unit", "by", "per")},
                }


def search_words(programme: Programme, content: Content, parties: Iterable[Party]) -> dict[str, str]:
    """The columns of the row that ``programme`` is searched by.

    Migrations call it too, after a change of how words are folded; their models have the fields read here.
    """
    titles: list[str] = []
    texts: list[str] = []
    for passage in passages(content):
        into = titles if passage.path == "title" else texts
        into += [text["text"] for text in passage.texts.values()]
    names = []
    for party in parties:
        names += [party.named_as, *all_texts(party.submitter, "name").values()]
        names += all_texts(party.submitter, "short_name").values()
    numbers = _ways_to_write(programme)
    return {
        "titles": _as_words([*numbers, *titles]),
        "names": _as_words(names),
        "texts": _as_words(texts),
        "words": _as_words([*numbers, *titles, *names, *texts]),
        "spellings": " ".join(_spellings(names, [*titles, *texts])),
    }


def _ways_to_write(programme: Programme) -> list[str]:
    # 10YFP-009 is asked for as YFP-009 and as 10YFP 9 too.
    if not programme.reference:
        return []
    prefix, _hyphen, number = programme.reference.partition("-")
    names = (prefix, prefix.lstrip("0123456789"))
    return [f"{name}-{each}" for name in names for each in (number, programme.serial)]


def _as_words(texts: Iterable[str]) -> str:
    # A space on both ends, so that the beginning of a word is a space and the word.
    words = dict.fromkeys(word for text in texts for word in tokens(text))
    return f" {' '.join(words)[:SEARCH_LENGTH]} " if words else ""


def _spellings(names: Iterable[str], texts: Iterable[str]) -> Iterator[str]:
    written = [word for name in names for word in spellings(name, is_name=True)]
    written += [word for text in texts for word in spellings(text)]
    room = SPELLINGS_LENGTH
    for word in dict.fromkeys(written):
        room -= len(word) + 1
        if room < 0:
            return
        yield word

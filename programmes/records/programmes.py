"""Programmes and their versions as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from languages.official import CODES, columns
from languages.reading import all_texts, pick
from programmes.models import Version
from programmes.records.frozen import hashed_form
from programmes.records.texts import content_record, quantity_records, text_record

_OF_PROGRAMME = (
    "pk",
    "reference",
    "status",
    "stage",
    "instrument",
    "changed_at",
    "title_status",
    "current__number",
    *columns("title"),
)


_OF_PARTY = (
    "parties__order",
    "parties__pk",
    "parties__role",
    "parties__named_as",
    "parties__named_language",
    "parties__submitter__slug",
    "parties__submitter__kind",
    *columns("parties__submitter__name"),
)


# What a version says, and a withheld one does not.
_OF_VERSION = (
    "status",
    "stage",
    "instrument",
    "cell_reason",
    "original_language",
    "submitters",
    "content",
    "quantities",
    "placements",
)


def rows_of(programmes: QuerySet) -> QuerySet:
    """What ``programme_records`` reads, in one query: a row for every party of every programme.

    ``programmes`` keep their order, which has to end in something no two of them share. What they were
    annotated with stays on the rows.
    """
    return programmes.values(*programmes.query.annotations, *_OF_PROGRAMME, *_OF_PARTY)


def programme_records(rows: Iterable[Mapping[str, Any]], language: str | None) -> Iterator[dict[str, Any]]:
    """The line of a list for each programme of ``rows``, one at a time: what is public of it but its text."""
    for _pk, of_programme in groupby(rows, key=itemgetter("pk")):
        yield _line(list(of_programme), language)


def full_record(rows: list[Mapping[str, Any]], version: Version, language: str | None) -> dict[str, Any]:
    """Everything public of one programme: the line of a list, its text, and how and when it came to be so.

    ``version`` is its current one.
    """
    frozen, programme = version.record, version.programme
    record = _line(rows, language)
    sources = {party["submitter"]: party["source"] for party in frozen["parties"]}
    for submitter in record["submitters"]:
        submitter["source"] = sources.get(submitter["slug"])
    return {
        **record,
        "joined_into": programme.joined_into.reference if programme.joined_into else None,
        "superseded_by": programme.superseded_by.reference if programme.superseded_by else None,
        **text_record("cell_reason", frozen["cell_reason"], language),
        "original_language": frozen["original_language"] or None,
        "content": content_record(version.content, language),
        "quantities": quantity_records(version.content),
        "placements": [_placement(each, language) for each in frozen["placements"]],
        **publication_record(version, language),
    }


def publication_record(version: Version, language: str | None) -> dict[str, Any]:
    """When and why a version was published, and the hashes that chain it to the one before.

    Of one that is withheld all stays but its own note: ``withheld`` says since when, and what readers are
    told instead.
    """
    withheld = version.withheld
    return {
        "version": version.number,
        "version_kind": version.kind,
        **text_record("note", {} if withheld else all_texts(version, "note"), language),
        "published_at": version.published_at,
        "edition": version.edition,
        "sha256": version.sha256,
        "previous_sha256": version.previous_sha256 or None,
        "version_url": version.permalink,
        "withheld": withheld
        and {"since": withheld.since, **text_record("note", all_texts(withheld, "note"), language)},
    }


def version_record(version: Version, language: str | None) -> dict[str, Any]:
    """One version for ever: the text, cell, names and placements that were public under its number.

    In all languages at once it carries ``hashed`` too, from which anyone can compute the hash anew. Of a
    version that is withheld only ``publication_record`` has anything to say.
    """
    publication = publication_record(version, language)
    if version.withheld:
        return {"reference": version.programme.reference, **dict.fromkeys(_OF_VERSION), **publication}
    frozen = version.record
    record = {
        "reference": frozen["reference"],
        "status": frozen["status"],
        "stage": frozen["stage"],
        "instrument": frozen["instrument"],
        **text_record("cell_reason", frozen["cell_reason"], language),
        "original_language": frozen["original_language"] or None,
        "submitters": [_frozen_party(each, language) for each in frozen["parties"]],
        "content": content_record(version.content, language),
        "quantities": quantity_records(version.content),
        "placements": [_placement(each, language) for each in frozen["placements"]],
        **publication,
    }
    return record if language else {**record, "hashed": hashed_form(version)}


def _line(rows: list[Mapping[str, Any]], language: str | None) -> dict[str, Any]:
    programme = rows[0]
    title = all_texts(programme, "title")
    statuses = programme["title_status"]
    parties = [row for row in rows if row["parties__pk"] is not None]
    parties.sort(key=itemgetter("parties__order", "parties__pk"))
    return {
        "reference": programme["reference"],
        "status": programme["status"],
        **text_record("title", title, language),
        "title_status": statuses if language is None else statuses.get(pick(title, language).language.code),
        "stage": programme["stage"],
        "instrument": programme["instrument"],
        "submitters": [_party(row, language) for row in parties],
        "languages": [code for code in CODES if code in title],
        "version": programme["current__number"],
        "changed_at": programme["changed_at"],
        "url": reverse("programme-id", args=[programme["reference"]]),
    }


def _party(row: Mapping[str, Any], language: str | None) -> dict[str, Any]:
    return {
        "slug": row["parties__submitter__slug"],
        **text_record("name", all_texts(row, "parties__submitter__name"), language),
        "kind": row["parties__submitter__kind"],
        "role": row["parties__role"],
        "named_as": row["parties__named_as"],
        "named_language": row["parties__named_language"],
    }


def _frozen_party(frozen: Mapping[str, Any], language: str | None) -> dict[str, Any]:
    return {
        "slug": frozen["submitter"],
        **text_record("name", frozen["name"], language),
        **{name: frozen[name] for name in ("kind", "role", "named_as", "named_language", "source")},
    }


def _placement(frozen: Mapping[str, Any], language: str | None) -> dict[str, Any]:
    return {
        **{name: frozen[name] for name in ("claimant", "scope", "stage", "instrument")},
        **text_record("note", frozen["note"], language),
        "wording": frozen["wording"] or None,
        "wording_language": frozen["wording_language"] or None,
        "source": frozen["source"],
    }

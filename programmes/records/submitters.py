"""Submitters as records."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from languages.official import DEFAULT
from languages.reading import all_texts
from programmes.models import Party, Submitter
from programmes.records.texts import text_record


def submitter_record(submitter: Submitter, language: str | None) -> dict[str, Any]:
    """What is public of a submitter."""
    with translation.override(language or DEFAULT):
        address = submitter.get_absolute_url()
    return {
        "slug": submitter.slug,
        "kind": submitter.kind,
        "group": submitter.group or None,
        **text_record("name", all_texts(submitter, "name"), language),
        **text_record("short_name", all_texts(submitter, "short_name"), language),
        "part_of": submitter.parent.slug if submitter.parent else None,
        "continued_by": submitter.successor.slug if submitter.successor else None,
        "url": address,
    }


def part_record(party: Party, language: str | None) -> dict[str, Any]:
    """One programme as a part of its submitter's record: which it is, and the submitter's part in it."""
    programme = party.programme
    return {
        "reference": programme.reference,
        "status": programme.status,
        **text_record("title", all_texts(programme, "title"), language),
        "role": party.role,
        "named_as": party.named_as,
        "named_language": party.named_language,
        "url": programme.permalink,
    }

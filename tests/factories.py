"""Rows for tests, made through the front door: programmes are prepared and published by the workflow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import slugify

from programmes import workflow
from programmes.models import Document, Party, Placement, Programme, Submitter, Withholding
from programmes.status import (
    Claimant,
    DocumentKind,
    Locator,
    PartyRole,
    PlacementScope,
    SubmitterKind,
    TextStatus,
    VersionKind,
)

SYMBOL = "TEST/2011/1"
CITE = {"document": SYMBOL, "part": Locator.PARAGRAPH.value, "position": "7"}
NOTES = {"en": "First listed."}


def texts(**by_language: str) -> dict[str, dict[str, Any]]:
    """The texts of one passage; the first is the original. ``zh_hans`` stands for ``zh-hans``."""
    statuses = [TextStatus.ORIGINAL.value] + [TextStatus.UNOFFICIAL.value] * len(by_language)
    return {
        language.replace("_", "-"): {"text": text, "status": status, "of": None}
        for (language, text), status in zip(by_language.items(), statuses, strict=False)
    }


def prose(text: str = "", **by_language: str) -> dict[str, Any]:
    """A prose item in its stored form, cited; ``text`` is English."""
    return {"texts": texts(**({"en": text} if text else {}), **by_language), "cites": [CITE]}


def row(row_id: str, text: str, *quantities: Mapping[str, Any], **by_language: str) -> dict[str, Any]:
    """One row of a list item in its stored form, cited."""
    return {"id": row_id, **prose(text, **by_language), "quantities": [dict(each) for each in quantities]}


def quantity(value: str | None, unit: str = "percent", **fields: Any) -> dict[str, Any]:
    """One quantity in its stored form; ``value`` is None while it is open."""
    return {"value": value, "placeholder": "", "unit": unit, "by": None, "per": "", **fields}


def make_document(symbol: str = SYMBOL, **fields: Any) -> Document:
    """The document that test rows are cited to."""
    defaults = {"kind": DocumentKind.REPORT, "title_en": "A report", **fields}
    return Document.objects.get_or_create(symbol=symbol, defaults=defaults)[0]


def make_submitter(
    name: str = "Ruritania", kind: str = SubmitterKind.MEMBER_STATE, **fields: Any
) -> Submitter:
    """A submitter by its English name; asking for the same name again gives the same one."""
    defaults = {"kind": kind, "name_en": name, "short_name_en": name[:80], **fields}
    return Submitter.objects.get_or_create(slug=slugify(name), defaults=defaults)[0]


def make_party(programme: Programme, submitter: Submitter | str, **fields: Any) -> Party:
    """A cited party: the first of a programme leads, the others are co-submitters."""
    if isinstance(submitter, str):
        submitter = make_submitter(submitter)
    order = programme.parties.count() + 1
    given = {
        "role": PartyRole.LEAD if order == 1 else PartyRole.CO_SUBMITTER,
        "order": order,
        "named_as": submitter.name_en,
        "named_language": "en",
        "document": make_document(),
        "locator": Locator.PARAGRAPH,
        "position": "7",
        **fields,
    }
    return Party.objects.create(programme=programme, submitter=submitter, **given)


def make_placement(programme: Programme, stage: str, instrument: str, **fields: Any) -> Placement:
    """A cited claim about a programme's cell, the submitter's primary one unless said otherwise."""
    given = {
        "claimant": Claimant.SUBMITTER,
        "scope": PlacementScope.PRIMARY,
        "document": make_document(),
        "locator": Locator.PARAGRAPH,
        "position": "7",
        **fields,
    }
    return Placement.objects.create(programme=programme, stage_id=stage, instrument_id=instrument, **given)


def make_programme(
    *,
    title: str | Mapping[str, str] = "Clean ovens",
    stage: str = "production",
    instrument: str = "planning",
    submitters: Iterable[Submitter | str] = ("Ruritania",),
    published: bool = True,
    content: Mapping[str, Any] | None = None,
    by: Any = None,
) -> Programme:
    """A programme with its parties, everything cited, public unless ``published`` is false.

    ``title`` is English text, or texts by language code, the first of them the original. ``content`` holds
    further items in their stored form: see ``prose``, ``row`` and ``quantity``. The stage and instrument
    have to exist: ask for the fixture ``taxonomy``.
    """
    by_language = {"en": title} if isinstance(title, str) else dict(title)
    by_keyword = {code.replace("-", "_"): text for code, text in by_language.items()}
    programme = workflow.prepare(stage=stage, instrument=instrument, title=texts(**by_keyword), by=by)
    Programme.objects.filter(pk=programme.pk).update(cell_reason_en="As the submitters say.")
    for submitter in submitters:
        make_party(programme, submitter)
    # Neither `prepare` nor an edit of texts carries citations: they come from where a text comes from.
    working = programme.versions.working().get()
    working.content["items"]["title"]["cites"] = [CITE]
    working.content["items"].update(content or {})
    working.save()
    if published:
        publish(programme, VersionKind.LISTED, by=by)
    programme.refresh_from_db()
    return programme


def publish(programme: Programme, kind: str = VersionKind.UPDATED, *, by: Any = None, **options: Any) -> Any:
    """Publish the working version as ``kind`` with a note in English."""
    return workflow.publish(programme=programme, kind=kind, by=by, **{"notes": NOTES, **options})


def make_withheld(*, title: str = "Ovens of Mr Smith", now: str = "Clean ovens", by: Any = None) -> Programme:
    """A listed programme called ``now``, whose first version, called ``title``, is withheld."""
    programme = make_programme(title=title, by=by)
    working = workflow.open_working_version(programme=programme, by=by)
    working.content["items"]["title"]["texts"]["en"]["text"] = now
    working.save()
    publish(programme, VersionKind.CORRECTED, by=by, notes={"en": "Put right."})
    withhold(programme, by=by)
    programme.refresh_from_db()
    return programme


def withhold(programme: Programme, number: int = 1, *, by: Any = None, **options: Any) -> Withholding:
    """Withhold one version of ``programme``."""
    given = {"notes": {"en": "It named a person."}, "reason": "A letter of 3 May.", **options}
    return workflow.withhold(version=programme.versions.get(number=number), by=by, **given)

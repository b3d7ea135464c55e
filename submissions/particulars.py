"""What a submission says beside the text of the template: where it belongs, and on whose authority it comes.

Both are sections of the draft like those of the template, saved and taken back in the same way:

    cell       {"stage": "waste", "instrument": "legal", "reason": "...",
                "also": [{"stage": "production", "instrument": "legal"}]}
    authority  {"kind": "note_verbale", "number": "114/2026", "date": "2026-05-04"}
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Value
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.dates import long_date
from languages.reading import read
from lifecycle.models import Instrument, Stage
from lifecycle.scheme import Scheme
from programmes.template.editions import EDITIONS
from programmes.validators import clean_text
from submissions.status import AuthorityKind

CELL, AUTHORITY = "cell", "authority"
# The sections that every edition of the template has beside its own.
LABELS: dict[str, str | Promise] = {
    CELL: gettext_lazy("Place in the matrix"),
    AUTHORITY: gettext_lazy("Authority to submit"),
}
REASON_LENGTH, NUMBER_LENGTH, MAX_ALSO = 2000, 80, 10


def section_labels(edition: str) -> dict[str, str | Promise]:
    """Every section of a submission by its code, in order: those of the template, then cell and authority."""
    return {section.code: section.label for section in EDITIONS[edition].sections} | LABELS


def empty(code: str) -> dict[str, Any]:
    """The section ``code`` on which nobody has written."""
    if code == CELL:
        return {"stage": "", "instrument": "", "reason": "", "also": []}
    return {"kind": "", "number": "", "date": ""}


def clean(code: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """``given`` as it is stored; ``ValidationError`` by address, such as ``cell/also/0``."""
    if not isinstance(given, Mapping):
        raise ValidationError({code: _("The page came back incomplete. Look at it again, then save.")})
    return _clean_cell(given) if code == CELL else _clean_authority(given)


def _clean_cell(given: Mapping[str, Any]) -> dict[str, Any]:
    # One query for both axes: autosave has few to spend.
    stages = Stage.objects.order_by().annotate(axis=Value("stage")).values_list("axis", "code")
    instruments = Instrument.objects.order_by().annotate(axis=Value("instrument")).values_list("axis", "code")
    codes = {("stage", ""), ("instrument", ""), *stages.union(instruments)}

    def known(place: Any, address: str) -> tuple[str, str]:
        stage, instrument = (str(place.get(axis) or "") for axis in ("stage", "instrument"))
        if not {("stage", stage), ("instrument", instrument)} <= codes:
            raise ValidationError({address: _("Choose a stage and an instrument of the matrix.")})
        return stage, instrument

    also = given.get("also") or []
    if not isinstance(also, list) or not all(isinstance(place, Mapping) for place in also):
        raise ValidationError({"cell/also": _("Choose a stage and an instrument of the matrix.")})
    if len(also) > MAX_ALSO:
        raise ValidationError(
            {"cell/also": ValidationError(_("Keep to %(limit)d further cells."), params={"limit": MAX_ALSO})}
        )
    primary = known(given, "cell")
    cells = [known(place, f"cell/also/{number}") for number, place in enumerate(also)]
    # Once each, whole, and never the cell it is in anyway.
    further = [cell for cell in dict.fromkeys(cells) if all(cell) and cell != primary]
    return {
        "stage": primary[0],
        "instrument": primary[1],
        "reason": _text(given, "reason", REASON_LENGTH, "cell/reason", _("Reason")),
        "also": [{"stage": stage, "instrument": instrument} for stage, instrument in further],
    }


def _clean_authority(given: Mapping[str, Any]) -> dict[str, Any]:
    kind, on = str(given.get("kind") or ""), str(given.get("date") or "")
    if kind and kind not in AuthorityKind.values:
        raise ValidationError({"authority/kind": _("Choose on what authority you submit.")})
    if on:
        try:
            on = date.fromisoformat(on).isoformat()
        except ValueError as fault:
            raise ValidationError({"authority/date": _("Give the date as year, month and day.")}) from fault
    number = _text(given, "number", NUMBER_LENGTH, "authority/number", _("Number"))
    return {"kind": kind, "number": number, "date": on}


def _text(given: Mapping[str, Any], name: str, limit: int, address: str, label: str) -> str:
    try:
        return clean_text(str(given.get(name) or ""), limit=limit, label=label)
    except ValidationError as fault:
        raise ValidationError({address: fault}) from fault


# --- In words -------------------------------------------------------------------------------------


def authority_words(authority: dict[str, Any]) -> str:
    """``Note verbale · 114/2026 · 4 May 2026``, or nothing."""
    kind = AuthorityKind(authority["kind"]).label if authority["kind"] else ""
    day = long_date(date.fromisoformat(authority["date"])) if authority["date"] else ""
    return " · ".join(str(word) for word in (kind, authority["number"], day) if word)


def place_words(place: Mapping[str, str], scheme: Scheme) -> str:
    """A cell by the names of its stage and its instrument, in the reader's language; a dash where none is."""
    stage, instrument = scheme.stages.get(place["stage"]), scheme.instruments.get(place["instrument"])
    return " × ".join(read(axis, "name").text if axis else "–" for axis in (stage, instrument))

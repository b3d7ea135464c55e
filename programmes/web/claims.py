"""Who says where a programme belongs and what it is called, from the record of a version.

The record is what is public; rows may be ahead of it while a correction is being made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from languages.official import language_for
from languages.reading import Reading, pick, read
from lifecycle.scheme import Scheme
from programmes.status import Claimant, EntryPart, PlacementScope

THE_REPORT = "E/CN.17/2011/8"


@dataclass(frozen=True)
class Claim:
    """One cell that somebody claims, against the secretariat's own."""

    claimant: Claimant
    is_also: bool
    stage: Reading
    instrument: Reading
    source: Mapping[str, str]
    note: Reading
    agrees: bool


@dataclass(frozen=True)
class Printed:
    """A title or a submitter as a source prints it; ``differs`` from what is kept here."""

    wording: Reading
    source: Mapping[str, str]
    differs: bool


def claims(record: Mapping[str, Any], scheme: Scheme) -> Iterator[Claim]:
    """The claims of others about the programme's cell, in the order of the record."""
    for placement in record["placements"]:
        yield Claim(
            claimant=Claimant(placement["claimant"]),
            is_also=placement["scope"] == PlacementScope.ALSO,
            stage=read(scheme.stages[placement["stage"]], "name"),
            instrument=read(scheme.instruments[placement["instrument"]], "name"),
            source=placement["source"],
            note=pick(placement["note"]),
            agrees=all(placement[axis] == record[axis] for axis in ("stage", "instrument")),
        )


def printed_titles(record: Mapping[str, Any], titles: Mapping[str, Any]) -> list[Printed]:
    """The title as each source prints it, where any of them differs from the title kept here."""
    printed = [
        Printed(
            _as_printed(each["wording"], each["wording_language"]),
            each["source"],
            each["wording"] != titles.get(each["wording_language"], {}).get("text"),
        )
        for each in record["placements"]
        if each["wording"]
    ]
    return printed if any(each.differs for each in printed) else []


def printed_names(record: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], Printed]]:
    """Each party of a record with its name as signed or printed."""
    return [
        (
            party,
            Printed(
                _as_printed(party["named_as"], party["named_language"]),
                party["source"],
                party["named_as"] != party["name"].get(party["named_language"]),
            ),
        )
        for party in record["parties"]
    ]


@dataclass(frozen=True)
class Corrigendum:
    """A printed line, and the line of a later document that puts it right; both stand as printed."""

    before: Printed
    after: Printed


def corrigenda(programme: Any) -> list[Corrigendum]:
    """What became of the printed lines that mean ``programme``, which was found ``with_corrigenda``."""
    return [
        Corrigendum(_as_line(each["before"]), _as_line(each["after"]))
        for each in programme.superseded_lines or []
    ]


def _as_line(entry: Mapping[str, Any]) -> Printed:
    source = {**entry, "position": str(entry["position"])}
    return Printed(_as_printed(entry["wording"], entry["wording_language"]), source, differs=False)


def is_from_report(record: Mapping[str, Any]) -> bool:
    """Whether the programme is a line of the annex of E/CN.17/2011/8, of which no details were found."""
    sources = [each["source"] for each in (*record["parties"], *record["placements"])]
    return any(each["document"] == THE_REPORT and each["part"] == EntryPart.ANNEX for each in sources)


def _as_printed(wording: str, code: str) -> Reading:
    language = language_for(code)
    return Reading(wording, language, is_fallback=pick({code: wording}).is_fallback)

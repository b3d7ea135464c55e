"""What differs between two contents, or two records: shown before publishing, and to whoever compares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from languages.comparing import Piece, marked
from languages.official import CODES, Language, language_for
from languages.reading import pick, read
from lifecycle.models import Instrument, Stage
from programmes.status import Claimant, PartyRole, PlacementScope, TextStatus
from programmes.template.content import Content, Passage, Texts, edition_of, passages
from programmes.template.wording import cite_words, quantity_words

Side = TypeVar("Side")
# Texts of one comparison are marked word by word up to this many characters, both sides together; those
# beyond it are shown whole, before and after, so that no content makes a page that takes long to draw.
MOST_MARKED = 500_000


@dataclass(frozen=True)
class Change:
    """One thing that differs, in the words of both sides; an absent side is an empty list.

    ``row`` is the number of the row it stands in, ``language`` that of the text; neither is given where it
    does not apply. ``is_too_much`` says that the words of so long a comparison are not marked any more.
    """

    label: str
    before: list[str]
    after: list[str]
    row: int | None = field(default=None, kw_only=True)
    language: Language | None = field(default=None, kw_only=True)
    is_too_much: bool = field(default=False, kw_only=True)

    @property
    def pieces(self) -> list[Piece]:
        """Both texts in one, word by word. For a change of one text into another."""
        return marked(self.before[0], self.after[0])

    @property
    def is_rewritten(self) -> bool:
        """Whether one text became another: then the words that differ are worth marking."""
        is_text = self.language is not None and len(self.before) == len(self.after) == 1
        return is_text and not self.is_too_much


def content_changes(before: Content | None, after: Content) -> list[Change]:
    """What ``after`` says otherwise than ``before``, passage by passage and language by language."""
    was = {passage.path: passage for passage in passages(before)} if before else {}
    now = {passage.path: passage for passage in passages(after)}
    # A row is called by its place on the page that will be public; one that goes, by the place it had.
    rows = _row_numbers(was.values()) | _row_numbers(now.values())
    # In the order of the template, what went beside what came.
    order = {code: number for number, code in enumerate(edition_of(after).items)}
    paths = sorted(
        dict.fromkeys([*now, *was]), key=lambda path: order.get(path.partition("/")[0], len(order))
    )
    found = [
        change for path in paths for change in _passage_changes(was.get(path), now.get(path), rows.get(path))
    ]
    return list(_bounded(found)) + list(_order_changes(was, now))


def uncorrected(working: Content, public: Content, corrections: Iterable[Mapping[str, str]]) -> list[Change]:
    """Where ``working`` says otherwise than what was put right in ``public`` while somebody wrote there."""
    own = {passage.path: passage for passage in passages(working)}
    now = {passage.path: passage for passage in passages(public)}
    rows = _row_numbers(now.values()) | _row_numbers(own.values())
    places = {(each["path"], each["language"]) for each in corrections}
    found = [
        (path, change)
        for path in dict.fromkeys([*own, *now])
        for change in _passage_changes(own.get(path), now.get(path), rows.get(path))
    ]
    return [
        change for path, change in found if (path, change.language.code if change.language else "") in places
    ]


def _bounded(changes: Iterable[Change]) -> Iterator[Change]:
    characters = 0
    for change in changes:
        if change.is_rewritten:
            characters += len(change.before[0]) + len(change.after[0])
        yield replace(change, is_too_much=True) if characters > MOST_MARKED else change


def _row_numbers(written: Iterable[Passage]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    rows_of: dict[str, int] = {}
    for passage in written:
        if passage.row_id:
            rows_of[passage.item.code] = numbers[passage.path] = rows_of.get(passage.item.code, 0) + 1
    return numbers


def _passage_changes(was: Passage | None, now: Passage | None, row: int | None) -> Iterator[Change]:
    some = now or was
    assert some is not None  # every path comes from one of the two
    label = str(some.item.label)
    old, new = (side.texts if side else {} for side in (was, now))
    for change in text_changes(label, _words_of(old), _words_of(new)):
        yield replace(change, row=row)
    for code in CODES:
        if code in old and code in new and old[code]["status"] != new[code]["status"]:
            told = _("%(label)s: standing of the text (%(language)s)")
            named = {"label": label, "language": language_for(code).own_name}
            yield Change(told % named, _standing(old[code]), _standing(new[code]), row=row)
    amounts = _sides(was, now, lambda side: [quantity_words(each) for each in side.quantities])
    if amounts[0] != amounts[1]:
        yield Change(_("%(label)s: amounts") % {"label": label}, *_differing(*amounts), row=row)
    sources = _sides(was, now, lambda side: [cite_words(each) for each in side.cites])
    if sources[0] != sources[1]:
        yield Change(_("%(label)s: source") % {"label": label}, *_differing(*sources), row=row)


def text_changes(label: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """What the texts ``new``, by language, say otherwise than ``old``."""
    for code in CODES:
        if old.get(code) != new.get(code):
            before, after = ([side[code]] if side.get(code) else [] for side in (old, new))
            yield Change(label, before, after, language=language_for(code))


def _words_of(texts: Texts) -> dict[str, str]:
    return {code: text["text"] for code, text in texts.items()}


def _standing(text: Mapping[str, Any]) -> list[str]:
    return [str(TextStatus(text["status"]).label)]


def _sides(
    was: Side | None, now: Side | None, words: Callable[[Side], list[str]]
) -> tuple[list[str], list[str]]:
    return (words(was) if was else [], words(now) if now else [])


def _differing(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """The lines that are on one side only; all of them where nothing but their order differs."""
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    return (gone, come) if gone or come else (before, after)


def _order_changes(was: Mapping[str, Passage], now: Mapping[str, Passage]) -> Iterator[Change]:
    for code, item in {passage.item.code: passage.item for passage in now.values()}.items():
        old = [path for path in was if path in now and path.startswith(f"{code}/")]
        new = [path for path in now if path in was and path.startswith(f"{code}/")]
        if old != new:
            sides = ([_beginning(now[path]) for path in order] for order in (old, new))
            yield Change(_("%(label)s: order of the rows") % {"label": item.label}, *sides)


def _beginning(passage: Passage) -> str:
    return Truncator(pick(passage.texts).text).chars(60)


def record_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What the record ``after`` says otherwise than ``before``, which is empty before the first version."""
    names = {row.pk: read(row, "name").text for table in (Stage, Instrument) for row in table.objects.all()}

    def cell(record: Mapping[str, Any]) -> str:
        return f"{names[record['stage']]} × {names[record['instrument']]}"

    lines: dict[str, Callable[[Mapping[str, Any]], list[str]]] = {
        _("Cell"): lambda record: [cell(record)],
        _("Original language"): lambda record: _own_name(record["original_language"]),
        _("Parties"): lambda record: [_party_words(party) for party in record["parties"]],
        _("Placements"): lambda record: [
            f"{_placement_words(placement)}: {cell(placement)}" for placement in record["placements"]
        ],
    }
    sides = {label: _sides(before or None, after, words) for label, words in lines.items()}
    found = [Change(label, *_differing(*side)) for label, side in sides.items() if side[0] != side[1]]
    found += text_changes(_("Reason for the cell"), before.get("cell_reason", {}), after["cell_reason"])
    return found + list(_changed_names(before, after))


def _changed_names(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Names and notes in every language, of parties and placements that are in both records."""
    names = {party["submitter"]: party["name"] for party in before.get("parties", [])}
    for party in after["parties"]:
        label = _("Name of %(party)s") % {"party": party["named_as"]}
        yield from text_changes(label, names.get(party["submitter"], party["name"]), party["name"])
    notes = {_placement_words(each): each["note"] for each in before.get("placements", [])}
    for placement in after["placements"]:
        words = _placement_words(placement)
        label = _("Note on the placement: %(placement)s") % {"placement": words}
        yield from text_changes(label, notes.get(words, {}), placement["note"])


def _own_name(code: str) -> list[str]:
    return [language_for(code).own_name] if code else []


def _party_words(party: Mapping[str, Any]) -> str:
    words = [pick(party["name"]).text, party["named_as"], str(PartyRole(party["role"]).label)]
    return " · ".join([*words, cite_words(party["source"])])


def _placement_words(placement: Mapping[str, Any]) -> str:
    claimant, scope = Claimant(placement["claimant"]).label, PlacementScope(placement["scope"]).label
    return f"{claimant} ({scope}), {cite_words(placement['source'])}"

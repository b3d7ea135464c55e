"""The template form as templates draw it: each field with its value, its faults and what stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from languages.official import Language, language_for
from languages.reading import Reading, order_of_preference
from programmes.status import TextStatus
from programmes.template.content import Texts, is_stale
from programmes.template.editions import MAX_CITES, MAX_QUANTITIES, Item, Section
from programmes.template.merge import Conflict, Part
from programmes.template.sheet import Sheet, TypedCite, TypedPassage
from programmes.template.wording import cite_words, quantity_words


@dataclass(frozen=True)
class Page:
    """What the fields of a page have in common."""

    language: Language
    texts: Mapping[str, Texts]
    errors: Mapping[str, list[str]]
    conflicts: Sequence[Conflict]
    documents: Sequence[str]
    cursor: str

    def field(self, address: str, value: Any = "") -> FormField:
        """The field at ``address``."""
        return FormField(address, value, self.errors.get(address, []), wants_cursor=address == self.cursor)


@dataclass(frozen=True)
class FormField:
    """One field: ``name`` is its address, ``value`` what stands in it."""

    name: str
    value: Any
    errors: list[str]
    wants_cursor: bool = False

    @property
    def id(self) -> str:
        return id_of(self.name)


@dataclass(frozen=True)
class FormQuantity:
    """The fields of one amount of a row."""

    number: int
    value: FormField
    is_open: FormField
    placeholder: FormField
    unit: FormField
    by: FormField
    per: FormField

    @property
    def errors(self) -> list[str]:
        fields = (self.value, self.placeholder, self.unit, self.by, self.per)
        return [message for each in fields for message in each.errors]


@dataclass(frozen=True)
class FormCite:
    """The fields of one source of a passage."""

    number: int
    document: FormField
    part: FormField
    position: FormField
    is_unknown: bool
    """Whether the document is none of those that may be chosen: it stays on offer all the same."""

    @property
    def errors(self) -> list[str]:
        return [message for each in (self.document, self.part, self.position) for message in each.errors]


@dataclass(frozen=True)
class FormConflict:
    """What somebody else wrote meanwhile, in lines."""

    part: Part
    theirs: list[str]


@dataclass(frozen=True)
class FormPassage:
    """One text with everything about it that can be changed, and what a translator has to see.

    ``moved`` is the button that has just moved the row: it keeps the cursor while it can be pressed again.
    """

    item: Item
    typed: TypedPassage
    number: int
    of: int
    text: FormField
    moved: str
    quantities: list[FormQuantity]
    cites: list[FormCite]
    errors: list[str]
    beside: Reading | None
    status: TextStatus | None
    is_stale: bool
    conflicts: list[FormConflict]

    @property
    def id(self) -> str:
        return id_of(self.typed.path)

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_last(self) -> bool:
        return self.number == self.of

    @property
    def has_faults(self) -> bool:
        beneath = [each.errors for each in self.quantities] + [each.errors for each in self.cites]
        return bool(self.text.errors or self.errors or any(beneath))

    @property
    def may_add_quantity(self) -> bool:
        return self.item.has_quantities and len(self.quantities) < MAX_QUANTITIES

    @property
    def may_add_cite(self) -> bool:
        return len(self.cites) < MAX_CITES

    @property
    def cite_words(self) -> list[str]:
        """The sources that are given, in a few words each."""
        return [cite_words(vars(cite)) for cite in self.typed.cites if cite.document and cite.position]

    @property
    def is_uncited(self) -> bool:
        """Whether something is written here and no source says so yet."""
        return bool(self.typed.text.strip()) and all(cite.is_blank for cite in self.typed.cites)

    @property
    def shows_cites(self) -> bool:
        """Whether there is something to do about the sources; otherwise they stay folded."""
        fields = [field for cite in self.cites for field in (cite.document, cite.part, cite.position)]
        wanted = any(field.wants_cursor or field.errors for field in fields)
        return wanted or any(conflict.part is Part.CITES for conflict in self.conflicts)


@dataclass(frozen=True)
class FormItem:
    """One item of the template: its one text, or its rows; and rows that I removed and others wrote on."""

    item: Item
    passages: list[FormPassage]
    errors: list[str]
    contested: list[tuple[str, str]]
    wants_cursor: bool

    @property
    def id(self) -> str:
        return self.item.code

    @property
    def may_add(self) -> bool:
        return self.item.is_list and len(self.passages) < self.item.max_rows


@dataclass(frozen=True)
class FormSection:
    section: Section
    items: list[FormItem]


def id_of(address: str) -> str:
    """The ``id`` of the element at ``address``; what is wrong with all amounts is said at their row."""
    return address.removesuffix("/quantities").removesuffix("/cites").replace("/", "-")


def draw(sections: Iterable[Section], sheet: Sheet, page: Page) -> list[FormSection]:
    """Everything on ``sheet``, section by section."""
    return [
        FormSection(section, [_item(item, sheet[item.code], page) for item in section.items])
        for section in sections
    ]


def _item(item: Item, typed: Sequence[TypedPassage], page: Page) -> FormItem:
    contested = [
        (conflict.path, " / ".join(conflict.theirs.values()))
        for conflict in page.conflicts
        if conflict.part is Part.ROW and conflict.path.partition("/")[0] == item.code
    ]
    passages = [_passage(item, each, number, len(typed), page) for number, each in enumerate(typed, start=1)]
    errors = page.errors.get(item.code, []) if item.is_list else []
    return FormItem(item, passages, errors, contested, wants_cursor=page.cursor == item.code)


def _passage(item: Item, typed: TypedPassage, number: int, of: int, page: Page) -> FormPassage:
    code, texts = page.language.code, page.texts.get(typed.path, {})
    own = texts.get(code)
    text = page.field(f"{typed.path}/{code}", typed.text)
    moved = {f"{typed.path}/up": "up", f"{typed.path}/down": "down"}.get(page.cursor, "")
    is_at_end = (moved, number) in (("up", 1), ("down", of))
    beneath = (typed.path, f"{typed.path}/quantities", f"{typed.path}/cites")
    return FormPassage(
        item=item,
        typed=typed,
        number=number,
        of=of,
        text=replace(text, wants_cursor=page.cursor == typed.path or is_at_end),
        moved="" if is_at_end else moved,
        quantities=_quantities(typed, page),
        cites=_cites(typed, page),
        errors=[message for at in beneath for message in page.errors.get(at, []) if at != item.code],
        beside=_beside(texts, code),
        status=TextStatus(own["status"]) if own else None,
        is_stale=is_stale(texts, code),
        conflicts=[_conflict(each) for each in page.conflicts if each.path == typed.path],
    )


def _quantities(typed: TypedPassage, page: Page) -> list[FormQuantity]:
    drawn = []
    for number, quantity in enumerate(typed.quantities):
        at = f"{typed.path}/quantities/{number}"
        drawn.append(
            FormQuantity(
                number,
                value=page.field(f"{at}/value", quantity.value),
                is_open=page.field(f"{at}/open", quantity.is_open),
                placeholder=page.field(f"{at}/placeholder", quantity.placeholder),
                unit=page.field(f"{at}/unit", quantity.unit),
                by=page.field(f"{at}/by", quantity.by),
                per=page.field(f"{at}/per", quantity.per),
            )
        )
    return drawn


def _cites(typed: TypedPassage, page: Page) -> list[FormCite]:
    drawn = []
    # One empty line where there is none: every public text needs its source.
    for number, cite in enumerate(typed.cites or [TypedCite()]):
        at = f"{typed.path}/cites/{number}"
        drawn.append(
            FormCite(
                number,
                document=page.field(f"{at}/document", cite.document),
                part=page.field(f"{at}/part", cite.part),
                position=page.field(f"{at}/position", cite.position),
                is_unknown=bool(cite.document) and cite.document not in page.documents,
            )
        )
    return drawn


def _beside(texts: Texts, code: str) -> Reading | None:
    """What a translator works from: the original, else English, else any other text where there is none."""
    others = {each: text for each, text in texts.items() if each != code}
    originals = [each for each, text in others.items() if text["status"] == TextStatus.ORIGINAL]
    fallback = [each for each in order_of_preference("en") if each in others]
    if code == "en" and code in texts:
        fallback = []
    chosen = next(iter([*originals, *fallback]), None)
    return Reading(others[chosen]["text"], language_for(chosen), is_fallback=True) if chosen else None


def _conflict(conflict: Conflict) -> FormConflict:
    match conflict.part:
        case Part.QUANTITIES:
            lines = [quantity_words(quantity) for quantity in conflict.theirs]
        case Part.CITES:
            lines = [cite_words(cite) for cite in conflict.theirs]
        case _:
            lines = [conflict.theirs] if conflict.theirs else []
    return FormConflict(conflict.part, lines)

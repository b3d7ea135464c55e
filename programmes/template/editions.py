"""The items of the common programme template, by edition.

The one definition that form, admin, API, exports and completeness read: adding an item is one entry
here. Items are retired, never renamed, and every edition ever used stays, so that what was written on it
can always be drawn. The first edition follows the worked example in the annex of E/CN.17/2011/8
(para. 58); the blank template itself is not in the report, so no limit or requirement of it is known:
the limits below only keep a page readable.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ItemKind(StrEnum):
    LINE = "line"
    """One line of text."""
    PROSE = "prose"
    """Paragraphs, separated by empty lines."""
    LIST = "list"
    """One statement a row."""
    TARGETS = "targets"
    """One statement a row, each with the quantities it counts."""


@dataclass(frozen=True)
class Item:
    """One thing the template asks for; ``limit`` is in characters, of a whole text or of one row."""

    code: str
    kind: ItemKind
    label: str | Promise
    limit: int
    guidance: str | Promise = ""
    required: bool = False
    max_rows: int = 100

    @property
    def is_list(self) -> bool:
        return self.kind in (ItemKind.LIST, ItemKind.TARGETS)

    @property
    def has_quantities(self) -> bool:
        return self.kind is ItemKind.TARGETS


@dataclass(frozen=True)
class Section:
    """A numbered heading of the template with its items."""

    code: str
    number: str
    label: str | Promise
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Edition:
    """The template as it stood at one time."""

    code: str
    label: str | Promise
    sections: tuple[Section, ...]

    @property
    def items(self) -> dict[str, Item]:
        """Every item by its code, in the order of the template."""
        return {item.code: item for section in self.sections for item in section.items}


UNITS: dict[str, str | Promise] = {
    "percent": pgettext_lazy("unit", "per cent"),
    "countries": pgettext_lazy("unit", "countries"),
    "people": pgettext_lazy("unit", "people"),
    "organisations": pgettext_lazy("unit", "organizations"),
    "projects": pgettext_lazy("unit", "projects"),
    "tonnes": pgettext_lazy("unit", "tonnes"),
    "usd": pgettext_lazy("unit", "United States dollars"),
}
PERIODS: dict[str, str | Promise] = {"year": pgettext_lazy("period", "a year")}
# Of one row, and of one passage.
MAX_QUANTITIES = 10
MAX_CITES = 10

CSD_2010 = Edition(
    code="csd-2010",
    label=_("Template of the Commission on Sustainable Development, 2010"),
    sections=(
        Section("title", "", _("Title"), (Item("title", ItemKind.LINE, _("Title"), 400, required=True),)),
        Section(
            "purpose",
            "1",
            _("Purpose and goals"),
            (
                Item(
                    "overall_objective",
                    ItemKind.PROSE,
                    _("Overall objective"),
                    5000,
                    _("What will be different, and for whom."),
                    required=True,
                ),
                Item(
                    "targets",
                    ItemKind.TARGETS,
                    _("Possible specific targets"),
                    1000,
                    _("One target each. A quantity that cannot be given yet stays a marked blank."),
                ),
            ),
        ),
        Section(
            "description",
            "2",
            _("Programme description"),
            (
                Item(
                    "description",
                    ItemKind.PROSE,
                    _("Programme description"),
                    20000,
                    _(
                        "The problem and its size, the policy measures needed, and the part of market and "
                        "public sector."
                    ),
                    required=True,
                ),
            ),
        ),
        Section(
            "activities",
            "3",
            _("Activities and policies"),
            (
                Item("initiatives", ItemKind.LIST, _("Initiatives built on"), 1000),
                Item("climate_link", ItemKind.PROSE, _("Link to climate policy"), 5000),
                Item("agreements", ItemKind.LIST, _("Agreements supported"), 1000),
                Item("poverty_link", ItemKind.PROSE, _("Contribution to reducing poverty"), 5000),
                Item("activities", ItemKind.LIST, _("Specific activities"), 1000),
            ),
        ),
        Section(
            "implementation",
            "4",
            _("Implementation mechanism"),
            (Item("implementation", ItemKind.PROSE, _("Implementation mechanism"), 10000),),
        ),
        Section("actors", "5", _("Main actors"), (Item("actors", ItemKind.LIST, _("Main actors"), 1000),)),
        Section(
            "success",
            "6",
            _("Success criteria and possible indicators"),
            (
                Item(
                    "success_criteria",
                    ItemKind.TARGETS,
                    _("Success criteria and possible indicators"),
                    1000,
                    _("One criterion or indicator each."),
                ),
            ),
        ),
        Section(
            "resources",
            "7",
            _("Technical and financial resources"),
            (Item("resources", ItemKind.PROSE, _("Technical and financial resources"), 10000),),
        ),
    ),
)

EDITIONS = {edition.code: edition for edition in (CSD_2010,)}
CURRENT_EDITION = CSD_2010

"""The filters of a page as a reader meets them: facets to tick, chips to remove, and what was ignored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from languages.collation import sort_key
from languages.official import BY_CODE, DEFAULT, OFFICIAL, Language, language_for
from languages.reading import Reading, read
from lifecycle.models import Axis
from programmes.facets import Facets
from programmes.filters import ProgrammeFilter
from programmes.status import SubmitterKind
from programmes.web.addresses import Selection

# More submitters than this are no list to choose from; the most frequent are offered, and search finds all.
MOST_SUBMITTERS = 200
MOST_IGNORED, IGNORED_LENGTH = 8, 40


@dataclass(frozen=True)
class Choice:
    """One value of a facet: what it is called, whether it is chosen, how many programmes it would leave."""

    value: str
    name: Reading
    is_chosen: bool
    count: int


@dataclass(frozen=True)
class FacetGroup:
    """A facet with its values in the order in which they are shown."""

    name: str
    label: str | Promise
    choices: list[Choice]

    @property
    def has_several(self) -> bool:
        """Whether more than one value is chosen, which the list allows."""
        return sum(choice.is_chosen for choice in self.choices) > 1


@dataclass(frozen=True)
class Chip:
    """One value of a filter in use; ``address`` is the same page without it."""

    label: str | Promise
    name: Reading
    address: str


@dataclass(frozen=True)
class Drop:
    """A filter in use with all its values; ``address`` is the page without it, which shows ``count``."""

    label: str | Promise
    names: str
    address: str
    count: int


class Narrowing:
    """What ``filters`` narrow by, in words; ``page`` names the page that the addresses lead to."""

    def __init__(self, filters: ProgrammeFilter, facets: Facets, page: str) -> None:
        self.filters, self.facets, self.page = filters, facets, page
        self.selection = Selection.of(filters)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.filters.in_use)

    @property
    def ignored(self) -> list[str]:
        """The names of what the address asked for and nobody understood, fit to be shown."""
        return [Truncator(name).chars(IGNORED_LENGTH) for name in self.filters.ignored[:MOST_IGNORED]]

    @property
    def clear(self) -> str:
        """The address of the page with nothing chosen; the lens stays."""
        lens = self.selection.chosen.get("lens", [])
        return Selection({"lens": lens}).at(self.page) if self.page == "matrix" else Selection().at(self.page)

    @property
    def words(self) -> str:
        """What is searched for, to stand in the search field again."""
        return next(iter(self.selection.chosen.get("q", [])), "")

    @property
    def order(self) -> str:
        """The chosen order of the list; empty for best match, which only a search has."""
        chosen = next(iter(self.selection.chosen.get("sort", [])), "")
        return chosen or ("" if self.words else "title")

    @property
    def orders(self) -> list[tuple[str, str | Promise]]:
        """The orders that a list may have, by code."""
        return self.filters.filters["sort"].extra["choices"]

    def beside_form(self) -> list[tuple[str, str]]:
        """What the filter form of the matrix passes on, since it has no field for it."""
        return self.selection.without("q", "kind", "language", "submitter", "sort").pairs()

    def beside_search(self) -> list[tuple[str, str]]:
        """What a search passes on: everything but the words."""
        return self.selection.without("q").pairs()

    def beside_facets(self) -> list[tuple[str, str]]:
        """What the facets of the list pass on: all that cannot be ticked there."""
        return self.selection.without("stage", "instrument", "kind", "language", "submitter").pairs()

    def beside_sort(self) -> list[tuple[str, str]]:
        """What a change of order passes on: everything but the order."""
        return self.selection.without("sort").pairs()

    def matrix_groups(self) -> list[FacetGroup]:
        """The facets that the matrix offers, besides submitters; stage and instrument are its own axes."""
        return [self.group(name) for name in ("kind", "language")]

    def groups(self) -> list[FacetGroup]:
        """Every facet that is ticked, one below the other."""
        return [self.group(name) for name in ("stage", "instrument", "kind", "language")]

    def group(self, name: str) -> FacetGroup:
        """The facet ``name``."""
        chosen, counts = self.selection.chosen.get(name, []), self.facets.counts.get(name, {})
        choices = [
            Choice(code, text, code in chosen, counts.get(code, 0)) for code, text in self._names(name)
        ]
        return FacetGroup(name, self.filters.filters[name].label, choices)

    def submitters(self) -> list[Choice]:
        """The submitters to choose from, in the reader's alphabet."""
        chosen, counts = self.selection.chosen.get("submitter", []), self.facets.counts.get("submitter", {})
        frequent = sorted(counts, key=lambda slug: -counts[slug])[:MOST_SUBMITTERS]
        known = [slug for slug in dict.fromkeys([*frequent, *chosen]) if slug in self.facets.submitters]
        code = language_for(get_language()).code
        return sorted(
            (Choice(slug, self._submitter(slug), slug in chosen, counts.get(slug, 0)) for slug in known),
            key=lambda choice: sort_key(choice.name.text, code),
        )

    def chips(self) -> Iterator[Chip]:
        """The filters in use, value by value, each with the address that drops it."""
        for name, values in self.filters.in_use.items():
            for value in values:
                yield Chip(
                    self._label(name),
                    self._name_of(name, value),
                    self.selection.less(name, value).at(self.page),
                )

    def drops(self, counts: dict[str, int]) -> Iterator[Drop]:
        """The filters in use; ``counts`` says by its name how many programmes there are without each."""
        comma = pgettext("between names in a list", ", ")
        for name, values in self.filters.in_use.items():
            names = comma.join(str(self._name_of(name, value)) for value in values)
            yield Drop(self._label(name), names, self.selection.without(name).at(self.page), counts[name])

    def _label(self, name: str) -> str | Promise:
        if name == "q":
            return pgettext("filter", "Words searched for")
        if name in ("row", "column"):
            return read(self.filters.scheme.lenses[self.filters.value("lens")].lens, "name").text
        return self.filters.filters[name].label

    def _name_of(self, name: str, value: str) -> Reading:
        if name == "submitter":
            return self._submitter(value)
        if name in ("row", "column"):
            return self._line(name, value)
        if name == "q":
            return Reading(
                _("“%(words)s”") % {"words": value}, language_for(get_language()), is_fallback=False
            )
        return dict(self._names(name))[value]

    def _names(self, name: str) -> Iterable[tuple[str, Reading]]:
        here = language_for(get_language())
        scheme = self.filters.scheme
        if name in ("stage", "instrument"):
            rows = scheme.stages if name == "stage" else scheme.instruments
            return [(code, read(row, "name")) for code, row in rows.items()]
        if name == "language":
            return [(each.code, _own_name(each, here)) for each in OFFICIAL]
        return [
            (value, Reading(str(label), here, is_fallback=False)) for value, label in SubmitterKind.choices
        ]

    def _submitter(self, slug: str) -> Reading:
        return self.facets.submitters.get(slug) or Reading(slug, BY_CODE[DEFAULT], is_fallback=False)

    def _line(self, axis: str, code: str) -> Reading:
        lens = self.filters.scheme.lenses[self.filters.value("lens")]
        lines = lens.rows if axis == Axis.ROW else lens.columns
        return next(read(line.row, "name") for line in lines if line.code == code)


def _own_name(each: Language, here: Language) -> Reading:
    return Reading(each.own_name, each, is_fallback=each is not here)

"""What the visitor narrowed by: the one FilterSet of pages, matrix, API and exports."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.cleaning import UncleanText, clean
from languages.official import OFFICIAL, column
from lifecycle.models import Axis
from lifecycle.scheme import Scheme
from programmes.models import Party, Programme
from programmes.querysets import ProgrammeQuerySet
from programmes.status import SubmitterKind

Q_LENGTH = 200
# Parameters of the address that choose what is shown of the result, not which programmes are in it.
BESIDE_FILTERS = frozenset({"page", "page_size", "cursor", "lang", "format"})
# Filters that a facet offers values of, in the order in which they are shown.
FACETS = ("stage", "instrument", "kind", "language", "submitter")


def _is_text(value: str) -> None:
    """Refuse what could never be stored, so that it cannot be looked for either."""
    try:
        clean(value)
    except UncleanText as unclean:
        raise ValidationError(
            _("Take out the character %(character)s."), params={"character": str(unclean)}
        ) from unclean


class ProgrammeFilter(django_filters.FilterSet):
    """Filters over the counted programmes.

    ``stage`` and ``instrument`` are base codes; ``lens`` with ``row`` or ``column`` selects a line of a
    lens instead. A value that means nothing is not applied and stands in ``ignored``.
    """

    q = django_filters.CharFilter(
        method="search",
        max_length=Q_LENGTH,
        validators=[_is_text],
        label=_("Words in titles, texts and submitters"),
    )
    stage = django_filters.MultipleChoiceFilter(label=_("Stage"), distinct=False)
    instrument = django_filters.MultipleChoiceFilter(label=_("Instrument"), distinct=False)
    kind = django_filters.MultipleChoiceFilter(
        method="of_kind", choices=SubmitterKind.choices, label=_("Kind of submitter")
    )
    language = django_filters.MultipleChoiceFilter(
        method="available_in",
        choices=[(each.code, each.own_name) for each in OFFICIAL],
        label=_("Available in"),
    )
    submitter = django_filters.CharFilter(
        method="by_submitter", max_length=80, validators=[_is_text], label=_("Submitter")
    )
    lens = django_filters.ChoiceFilter(method="accept", label=_("Lens"))
    row = django_filters.CharFilter(
        method="on_row", max_length=40, validators=[_is_text], label=_("Row of the lens")
    )
    column = django_filters.CharFilter(
        method="on_column", max_length=40, validators=[_is_text], label=_("Column of the lens")
    )
    sort = django_filters.ChoiceFilter(
        method="accept",
        choices=[
            ("title", pgettext_lazy("sort by", "Title")),
            ("reference", pgettext_lazy("sort by", "Reference")),
            ("changed", pgettext_lazy("sort by", "Last changed")),
        ],
        label=_("Sort by"),
    )

    class Meta:
        model = Programme
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, scheme: Scheme, queryset: QuerySet | None = None) -> None:
        everything = Programme.objects.counted() if queryset is None else queryset
        super().__init__(data, queryset=everything)
        self.scheme = scheme
        self.filters["stage"].extra["choices"] = [(code, code) for code in scheme.stages]
        self.filters["instrument"].extra["choices"] = [(code, code) for code in scheme.instruments]
        self.filters["lens"].extra["choices"] = [(code, code) for code in scheme.lenses]

    @property
    def unknown(self) -> list[str]:
        """Names in the address that are no filter at all."""
        return sorted(set(self.data) - set(self.filters) - BESIDE_FILTERS)

    @property
    def ignored(self) -> list[str]:
        """Names of everything in the address that was not applied: unknown names and bad values."""
        bad_line = [name for name in ("row", "column") if self.value(name) and self._line(name) is None]
        return sorted({*self.unknown, *self.form.errors, *bad_line})

    def value(self, name: str) -> Any:
        """The cleaned value of one filter; empty where it was not given or not understood."""
        return self.form.cleaned_data.get(name) if self.form.is_valid() or self.form.cleaned_data else None

    @property
    def in_use(self) -> dict[str, list[str]]:
        """The values that narrow the result, by name of filter."""
        found = {name: self.value(name) for name in self.filters if name not in ("lens", "sort")}
        lists = {
            name: list(dict.fromkeys(value)) if isinstance(value, list) else [value]
            for name, value in found.items()
            if value
        }
        return {name: values for name, values in lists.items() if name not in self.ignored}

    def without(self, name: str) -> ProgrammeFilter:
        """The same filters less one: what its facet counts over."""
        data = self.data.copy()
        data.pop(name, None)
        return ProgrammeFilter(data, scheme=self.scheme)

    def searching(self, words: str, *, alone: bool = False) -> ProgrammeFilter:
        """The same filters with other words to look for; those words ``alone`` without the rest."""
        data = QueryDict(mutable=True) if alone else self.data.copy()
        data["q"] = words
        return ProgrammeFilter(data, scheme=self.scheme)

    def search(self, queryset: ProgrammeQuerySet, _name: str, value: str) -> QuerySet:
        return queryset.search(value)

    def accept(self, queryset: QuerySet, _name: str, _value: str) -> QuerySet:
        """Nothing to narrow: the value is read by the caller, and checked by being a choice."""
        return queryset

    def of_kind(self, queryset: QuerySet, _name: str, kinds: list[str]) -> QuerySet:
        return queryset.filter(_has_party(submitter__kind__in=kinds)) if kinds else queryset

    def by_submitter(self, queryset: QuerySet, _name: str, slug: str) -> QuerySet:
        return queryset.filter(_has_party(submitter__slug=slug))

    def available_in(self, queryset: QuerySet, _name: str, languages: list[str]) -> QuerySet:
        any_of = Q()
        for code in languages:
            any_of |= Q(**{f"{column('title', code)}__isnull": False})
        return queryset.filter(any_of)

    def on_row(self, queryset: QuerySet, _name: str, _value: str) -> QuerySet:
        stages = self._line("row")
        return queryset if stages is None else queryset.filter(stage__in=stages)

    def on_column(self, queryset: QuerySet, _name: str, _value: str) -> QuerySet:
        instruments = self._line("column")
        return queryset if instruments is None else queryset.filter(instrument__in=instruments)

    def _line(self, axis: str) -> list[str] | None:
        lens = self.value("lens") or ""
        return self.scheme.base_codes(lens, Axis(axis), self.value(axis) or "")


def _has_party(**submitter: Any) -> Exists:
    # A subquery, not a join: a joint programme must be counted once.
    return Exists(Party.objects.filter(programme=OuterRef("pk"), **submitter))

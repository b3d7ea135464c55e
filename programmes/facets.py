"""How many programmes each further filter would leave, for every facet at once and in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Case, CharField, Count, Expression, F, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from languages.official import CODES, column, language_for
from languages.reading import Reading, order_of_preference, pick
from programmes.filters import ProgrammeFilter
from programmes.models import Party

TOTAL = "total"
Key = TypeVar("Key", bound=Hashable)
NOTHING = Value("", CharField())


@dataclass(frozen=True)
class Facets:
    """``total`` programmes match; ``counts[facet][value]`` would match with that value of that facet.

    A facet is counted over the other filters, not over itself, so that a second value can be chosen.
    Under ``kind`` and ``submitter`` a joint programme counts once for each.
    """

    total: int
    counts: dict[str, dict[str, int]]
    submitters: dict[str, Reading] = field(default_factory=dict)
    """What each counted submitter is called, for the active language."""


def count_facets(filters: ProgrammeFilter) -> Facets:
    """The counts for every facet of ``filters``: one query, whatever the number of programmes."""
    language_filter = filters.without("language").qs
    parts = [
        _part(TOTAL, filters.qs, Value("", CharField())),
        _part("stage", filters.without("stage").qs, F("stage_id")),
        _part("instrument", filters.without("instrument").qs, F("instrument_id")),
        _party_part("kind", filters.without("kind").qs, "submitter__kind"),
        _party_part("submitter", filters.without("submitter").qs, "submitter__slug", *_best_name()),
        *(_part("language", language_filter.available_in(code), Value(code, CharField())) for code in CODES),
    ]
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    submitters: dict[str, Reading] = {}
    for facet, value, name, language, number in parts[0].union(*parts[1:], all=True):
        counts[facet][value] = number
        if name:
            submitters[value] = pick({language: name})
    total = counts.pop(TOTAL, {}).get("", 0)
    return Facets(total, dict(counts), submitters)


def count_each(asked: Mapping[Key, ProgrammeFilter]) -> dict[Key, int]:
    """How many programmes each of several filters finds, by its key: one query for all of them."""
    keys = list(asked)
    parts = [_part(str(at), asked[key].qs, Value("", CharField())) for at, key in enumerate(keys)]
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return dict.fromkeys(keys, 0) | {keys[int(row[0])]: row[-1] for row in found}


def _part(facet: str, programmes: QuerySet, value: F | Value) -> QuerySet:
    # A plain queryset: modeltranslation's own puts annotations in another order, and a union goes by order.
    plain: QuerySet = QuerySet(programmes.model, query=programmes.query.chain()).order_by()
    return _grouped(plain, facet, value, Count("pk"))


def _party_part(facet: str, programmes: QuerySet, path: str, *name: Expression) -> QuerySet:
    parts = Party.objects.filter(programme__in=programmes.order_by().values("pk")).order_by()
    return _grouped(parts, facet, F(path), Count("programme", distinct=True), *name)


def _grouped(
    rows: QuerySet,
    facet: str,
    value: F | Value,
    number: Count,
    name: Expression = NOTHING,
    language: Expression = NOTHING,
) -> QuerySet:
    columns = ("facet", "facet_value", "facet_name", "facet_language")
    return (
        rows.annotate(
            facet=Value(facet, CharField()), facet_value=value, facet_name=name, facet_language=language
        )
        .values(*columns)
        .annotate(number=number)
        .values_list(*columns, "number")
    )


def _best_name() -> tuple[Expression, Expression]:
    """A submitter's name as ``languages.reading`` would pick it, and the language that it is in."""
    order = order_of_preference(language_for(get_language()).code)
    names = {code: column("submitter__name", code) for code in order}
    written = [When(**{f"{name}__isnull": False}, then=Value(code)) for code, name in names.items()]
    return (
        Coalesce(*names.values(), Value(""), output_field=CharField()),
        Case(*written, default=Value(""), output_field=CharField()),
    )

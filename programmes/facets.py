"""How many programmes each further filter would leave, for every facet at once and in one query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, Count, F, QuerySet, Value

from languages.official import CODES
from programmes.filters import ProgrammeFilter
from programmes.models import Party

TOTAL = "total"


@dataclass(frozen=True)
class Facets:
    """``total`` programmes match; ``counts[facet][value]`` would match with that value of that facet.

    A facet is counted over the other filters, not over itself, so that a second value can be chosen.
    Under ``kind`` and ``submitter`` a joint programme counts once for each.
    """

    total: int
    counts: dict[str, dict[str, int]]


def count_facets(filters: ProgrammeFilter) -> Facets:
    """The counts for every facet of ``filters``: one query, whatever the number of programmes."""
    language_filter = filters.without("language").qs
    parts = [
        _part(TOTAL, filters.qs, Value("", CharField())),
        _part("stage", filters.without("stage").qs, F("stage_id")),
        _part("instrument", filters.without("instrument").qs, F("instrument_id")),
        _party_part("kind", filters.without("kind").qs, "submitter__kind"),
        _party_part("submitter", filters.without("submitter").qs, "submitter__slug"),
        *(_part("language", language_filter.available_in(code), Value(code, CharField())) for code in CODES),
    ]
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for facet, value, number in parts[0].union(*parts[1:], all=True):
        counts[facet][value] = number
    total = counts.pop(TOTAL, {}).get("", 0)
    return Facets(total, dict(counts))


def _part(facet: str, programmes: QuerySet, value: F | Value) -> QuerySet:
    return (
        programmes.order_by()
        .annotate(facet=Value(facet, CharField()), facet_value=value)
        .values("facet", "facet_value")
        .annotate(number=Count("pk"))
        .values_list("facet", "facet_value", "number")
    )


def _party_part(facet: str, programmes: QuerySet, path: str) -> QuerySet:
    return (
        Party.objects.filter(programme__in=programmes.order_by().values("pk"))
        .order_by()
        .annotate(facet=Value(facet, CharField()), facet_value=F(path))
        .values("facet", "facet_value")
        .annotate(number=Count("programme", distinct=True))
        .values_list("facet", "facet_value", "number")
    )

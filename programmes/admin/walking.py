"""From one programme to the next, along the list as somebody narrowed it.

Django's admin keeps what a list was narrowed by in the addresses of its pages; ours keep it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

LONGEST = 1000
"""Nobody goes through more one by one, and each of these pages asks for as much of the list."""


class Narrowed(ChangeList):
    """The list for a page that does not show it: which rows it holds and in which order, none counted."""

    def get_results(self, request: HttpRequest) -> None:
        pass


@dataclass(frozen=True)
class Step:
    """Another programme of the list: the page one is on, about that one."""

    pk: int
    reference: str
    address: str


@dataclass(frozen=True)
class Place:
    """Where a programme stands in the list that its page was opened from."""

    number: int
    of: int
    previous: Step | None
    next: Step | None


def place_of(table: admin.ModelAdmin, request: HttpRequest, pk: int) -> Place | None:
    """The place of the programme ``pk``; none where the list is too long, or does not hold it any more."""
    found = list(_narrowed(table, request).values_list("pk", "reference")[: LONGEST + 1])
    at = next((number for number, (each, _reference) in enumerate(found) if each == pk), None)
    if at is None or len(found) > LONGEST:
        return None
    return Place(
        number=at + 1,
        of=len(found),
        previous=_step(request, found[:at][-1:]),
        next=_step(request, found[at + 1 :][:1]),
    )


def address_of(table: admin.ModelAdmin, request: HttpRequest, page: str, *args: Any) -> str:
    """Where a page about programmes is, with what the list was narrowed by."""
    kept: dict[str, Any] = {"preserved_filters": table.get_preserved_filters(request), "opts": table.opts}
    return add_preserved_filters(kept, reverse(f"admin:programmes_programme_{page}", args=args))


def _narrowed(table: admin.ModelAdmin, request: HttpRequest) -> QuerySet:
    kept = QueryDict(request.GET.get("_changelist_filters", ""), mutable=True)
    kept.pop(PAGE_VAR, None)
    asked = copy(request)
    asked.GET = kept  # type: ignore[assignment]  # the stubs want one that cannot be changed
    try:
        return Narrowed(
            request=asked,
            model=table.model,
            list_display=table.get_list_display(asked),
            list_display_links=(),
            list_filter=table.get_list_filter(asked),
            date_hierarchy=table.date_hierarchy,
            search_fields=table.get_search_fields(asked),
            list_select_related=False,
            list_per_page=table.list_per_page,
            list_max_show_all=table.list_max_show_all,
            list_editable=(),
            model_admin=table,
            sortable_by=None,
            search_help_text="",
        ).queryset
    except IncorrectLookupParameters:
        return table.model._default_manager.none()


def _step(request: HttpRequest, rows: Iterable[tuple[int, str]]) -> Step | None:
    here = request.resolver_match
    assert here is not None  # a page is being answered
    for pk, reference in rows:
        # Django's own pages call it otherwise than ours.
        key = "object_id" if "object_id" in here.kwargs else "pk"
        address = reverse(here.view_name, kwargs={**here.kwargs, key: pk})
        return Step(pk, reference, f"{address}?{request.GET.urlencode()}".removesuffix("?"))
    return None

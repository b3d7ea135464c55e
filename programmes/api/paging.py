"""Lists in pages that a program can follow to the end: ``count``, ``next``, ``previous``, ``results``."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.utils.urls import remove_query_param, replace_query_param

from programmes.api.base import Faults, ReadView

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
# Beyond any registry, and well within what a database counts in.
MAX_PAGE = 10_000_000
PARAMETERS = ("page", "page_size")


class PagedView(ReadView):
    """An address that answers with one page of a list."""

    parameters = PARAMETERS

    def faults(self) -> Faults:
        faults = super().faults()
        for name, value, largest in (
            ("page", self.page, MAX_PAGE),
            ("page_size", self.page_size, MAX_PAGE_SIZE),
        ):
            if not 1 <= value <= largest:
                faults[name] = [_("Give a whole number from 1 to %(largest)d.") % {"largest": largest}]
        return faults

    @cached_property
    def page(self) -> int:
        return _number(self.request.query_params.get("page") or "1")

    @cached_property
    def page_size(self) -> int:
        return _number(self.request.query_params.get("page_size") or str(PAGE_SIZE))

    @property
    def start(self) -> int:
        """The place of the page's first row among all rows."""
        return (self.page - 1) * self.page_size

    def envelope(self, total: int, results: list[dict[str, Any]]) -> dict[str, Any]:
        """The page as it is answered. A page beyond the last one does not exist; the first always does."""
        if self.start >= max(total, 1):
            raise NotFound
        return {
            "count": total,
            "next": self._address(self.page + 1) if self.start + self.page_size < total else None,
            "previous": self._address(self.page - 1) if self.page > 1 else None,
            "results": results,
        }

    def _address(self, page: int) -> str:
        here = self.request.build_absolute_uri()
        return remove_query_param(here, "page") if page == 1 else replace_query_param(here, "page", page)


def _number(given: str) -> int:
    # No number in these digits: zero, which no page has.
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0

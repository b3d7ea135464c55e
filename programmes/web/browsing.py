"""The matrix and the list: two views of the same filtered programmes."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.generic import TemplateView

from lifecycle.scheme import REPORT, load_scheme
from programmes.facets import count_facets
from programmes.filters import ProgrammeFilter
from programmes.matrix import PER_CELL, build

PAGE_SIZE = 20
LAST_PAGE = 50


class BrowsingView(TemplateView):
    """What matrix and list share: the filters of the address and what each further one would leave."""

    @cached_property
    def filters(self) -> ProgrammeFilter:
        return ProgrammeFilter(self.request.GET, scheme=load_scheme())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filters=self.filters, scheme=self.filters.scheme, facets=count_facets(self.filters), **kwargs
        )


class MatrixView(BrowsingView):
    """The programmes cut by one lens."""

    template_name = "programmes/matrix.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lenses = self.filters.scheme.lenses
        lens = lenses.get(self.request.GET.get("lens") or REPORT)
        if lens is None:
            raise Http404
        programmes = self.filters.qs.for_matrix(per_cell=PER_CELL).with_parties()
        return super().get_context_data(matrix=build(lens, programmes), **kwargs)


class ProgrammeListView(BrowsingView):
    """The programmes as a list, in the reader's alphabetical order unless the address says otherwise."""

    template_name = "programmes/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = self.filters.qs.in_order(self.filters.value("sort"), get_language()).with_parties()
        paginator = Paginator(rows, PAGE_SIZE)
        # The facets have counted the programmes already.
        paginator.count = context["facets"].total
        number = _page_number(self.request.GET.get("page", "1"))
        if number > min(paginator.num_pages, LAST_PAGE):
            raise Http404
        return {**context, "page": paginator.page(number), "last_page": LAST_PAGE}


def _page_number(given: str) -> int:
    if not given.isascii() or not given.isdigit() or len(given) > 4 or int(given) < 1:
        raise Http404
    return int(given)



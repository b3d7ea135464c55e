"""The gaps with the rule that found each, and the nearest programmes to one empty cell."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from lifecycle.scheme import REPORT
from programmes import gaps
from programmes.matrix import PER_CELL, Matrix, build
from programmes.web.browsing import BrowsingView
from programmes.web.standing import standing_of_titles


class GapsView(BrowsingView):
    """Every gap of a lens; with ``row`` and ``column``, the one empty cell there.

    htmx asks for the one cell and gets just that, to be put in place on the matrix; others get a page.
    """

    template_name = "programmes/gaps.html"
    page = "gaps"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def get_template_names(self) -> list[str]:
        is_part = "HX-Request" in self.request.headers and "row" in self.request.GET
        return ["programmes/_gap_in_cell.html" if is_part else self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lens = self.filters.scheme.lenses.get(self.request.GET.get("lens") or REPORT)
        if lens is None:
            raise Http404
        # Over all programmes, whatever the address narrows by: a gap is a gap of the registry.
        everything = self.filters.queryset.for_matrix(per_cell=PER_CELL).with_parties()
        matrix = build(lens, everything)
        found = gaps.cell_gaps(matrix)
        chosen = self._chosen(matrix, found)
        shown = [chosen] if chosen else found
        near = [each.programme for gap in shown for each in gap.nearest]
        return {
            "matrix": matrix,
            "lens": lens,
            "lenses": self.filters.scheme.lenses.values(),
            "line_gaps": gaps.line_gaps(matrix),
            "cell_gaps": shown,
            "gap": chosen,
            "standing": standing_of_titles(near),
            **kwargs,
        }

    def _chosen(self, matrix: Matrix, found: list[gaps.CellGap]) -> gaps.CellGap | None:
        row, column = self.request.GET.get("row"), self.request.GET.get("column")
        if row is None and column is None:
            return None
        for gap in found:
            if (gap.cell.row.code, gap.cell.column.code) == (row, column):
                return gap
        raise Http404

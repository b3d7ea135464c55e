"""The matrix and the list: two views of the same filtered programmes."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.generic import TemplateView

from lifecycle.scheme import REPORT, LensScheme, load_scheme
from programmes.facets import count_facets
from programmes.filters import ProgrammeFilter
from programmes.matrix import PER_CELL, build
from programmes.suggestions import suggest
from programmes.web.addresses import Selection
from programmes.web.grid import Grid, names_in
from programmes.web.helping import Help
from programmes.web.narrowing import Narrowing
from programmes.web.pages import PublicPage
from programmes.web.standing import standing_of_titles

PAGE_SIZE = 20
LAST_PAGE = 50


class BrowsingView(PublicPage, TemplateView):
    """What matrix and list share: the filters of the address and what each further one would leave."""

    page: str

    @cached_property
    def filters(self) -> ProgrammeFilter:
        return ProgrammeFilter(self.request.GET, scheme=load_scheme())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        narrowing = Narrowing(self.filters, count_facets(self.filters), self.page)
        total = narrowing.facets.total
        # Nothing found: then the query for the programmes is saved, and what would help is asked for.
        help_with = self._help(narrowing) if narrowing.is_narrowed and not total else {}
        chips = list(narrowing.chips())
        return super().get_context_data(narrowing=narrowing, total=total, chips=chips, **help_with, **kwargs)

    def _help(self, narrowing: Narrowing) -> dict[str, Any]:
        found = suggest(self.filters)
        return {
            "help": Help.of(found, narrowing.selection, self.page),
            "drops": list(narrowing.drops(found.without)),
        }


class MatrixView(BrowsingView):
    """The programmes cut by one lens."""

    template_name = "programmes/matrix.html"
    page = "matrix"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lens = self.filters.scheme.lenses.get(self.request.GET.get("lens") or REPORT)
        if lens is None:
            raise Http404
        context = super().get_context_data(lens=lens.lens, **kwargs)
        selection = context["narrowing"].selection
        rows = self.filters.qs if context["total"] else self.filters.qs.none()
        programmes = list(rows.for_matrix(per_cell=PER_CELL).with_parties())
        return {
            **context,
            "grid": Grid(build(lens, programmes), selection),
            "lenses": [_switch(each, selection) for each in self.filters.scheme.lenses.values()],
            "as_list": selection.at("programmes"),
            "names": names_in(programmes),
            "standing": standing_of_titles(programmes),
        }


class ProgrammeListView(BrowsingView):
    """The programmes as a list, in the reader's alphabetical order unless the address says otherwise."""

    template_name = "programmes/list.html"
    page = "programmes"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        narrowing: Narrowing = context["narrowing"]
        words = self.filters.value("q") or ""
        rows = self.filters.qs.in_order(self.filters.value("sort"), get_language(), words)
        # The text is read only to show where it has the reader's words.
        joined = ("stage", "instrument", "current") if words else ("stage", "instrument")
        paginator = Paginator(rows.select_related(*joined).with_difference().with_parties(), PAGE_SIZE)
        # The facets have counted the programmes already.
        paginator.count = context["total"]
        number = _page_number(self.request.GET.get("page", "1"))
        if number > min(paginator.num_pages, LAST_PAGE):
            raise Http404
        page = paginator.page(number)
        return {
            **context,
            "page": page,
            "words": words,
            "standing": standing_of_titles(page.object_list),
            "as_matrix": narrowing.selection.without("sort").at("matrix"),
            "previous_page": _page_address(narrowing.selection, number - 1),
            "next_page": _page_address(narrowing.selection, number + 1) if page.has_next() else "",
            "is_last_page": number == LAST_PAGE and page.has_next(),
        }


def _switch(each: LensScheme, selection: Selection) -> dict[str, Any]:
    """One entry of the lens switch: the same filters under another lens, and its size."""
    bare = selection.without("lens", "row", "column")
    return {
        "lens": each.lens,
        "address": (bare if each.code == REPORT else bare.having(lens=each.code)).at("matrix"),
        "rows": sum(not line.is_outside for line in each.rows),
        "columns": sum(not line.is_outside for line in each.columns),
    }


def _page_address(selection: Selection, number: int) -> str:
    if not 1 <= number <= LAST_PAGE:
        return ""
    return (selection.having(page=number) if number > 1 else selection).at("programmes")


def _page_number(given: str) -> int:
    if not given.isascii() or not given.isdigit() or len(given) > 4 or int(given) < 1:
        raise Http404
    return int(given)

"""The entrance: what this is, the matrix at a glance, the newest changes, how much in each language."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from languages.official import OFFICIAL
from lifecycle.scheme import REPORT, load_scheme
from programmes.matrix import build
from programmes.models import Programme, Version
from programmes.querysets import NEWEST
from programmes.web.addresses import Selection
from programmes.web.context import address_in
from programmes.web.grid import Grid
from programmes.web.pages import PublicPage

SHOWN = 5


class HomeView(PublicPage, TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        programmes = Programme.objects.counted()
        lens = load_scheme().lenses.get(REPORT)
        if lens is None:  # nobody has seeded this registry yet
            raise Http404
        # Counts only: one programme stands for all in its base cell.
        matrix = build(lens, programmes.for_matrix(per_cell=1))
        titles = programmes.count_titles()
        return super().get_context_data(
            grid=Grid(matrix, Selection()),
            newest=Version.objects.newest_changes().select_related("programme")[:SHOWN],
            looked_through=NEWEST,
            titles=[(each, *titles[each.code], address_in(self.request, each.code)) for each in OFFICIAL],
            **kwargs,
        )

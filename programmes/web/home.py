"""The entrance: what this is, the matrix at a glance, what changed last."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from lifecycle.scheme import REPORT, load_scheme
from programmes.matrix import PER_CELL, build
from programmes.models import Programme, Version

NEWEST = 5


class HomeView(TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        programmes = Programme.objects.counted().for_matrix(per_cell=PER_CELL)
        newest = Version.objects.newest_changes().select_related("programme")
        return super().get_context_data(
            matrix=build(load_scheme().lenses[REPORT], programmes), newest=newest[:NEWEST], **kwargs
        )

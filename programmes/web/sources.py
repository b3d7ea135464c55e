"""The documents, and the reconciliation of what each counts, lists and shows."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from programmes.reconciliation.loading import load_sources
from programmes.web.pages import PublicPage
from programmes.web.standing import standing_of_titles


class SourcesView(PublicPage, TemplateView):
    """Every figure with the printed lines that it is counted from."""

    template_name = "programmes/sources.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sources = load_sources()
        return super().get_context_data(
            sources=sources, standing=standing_of_titles(sources.programmes), **kwargs
        )

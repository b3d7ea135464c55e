"""Who submits programmes, and everything one submitter is part of."""

from __future__ import annotations

from typing import Any

from django.views.generic import DetailView, ListView

from programmes.models import Submitter


class SubmitterListView(ListView):
    """Everybody who is part of a public programme, by kind."""

    template_name = "programmes/submitters.html"
    context_object_name = "submitters"

    def get_queryset(self) -> Any:
        return Submitter.objects.with_programme_counts()


class SubmitterView(DetailView):
    """One submitter, its names as printed beside the name of today, and its programmes."""

    template_name = "programmes/submitter.html"
    context_object_name = "submitter"
    queryset = Submitter.objects.select_related("parent", "successor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parties=self.object.parties.public(), **kwargs)

"""One programme, one of its versions, and the language-free addresses of both."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import DetailView

from lifecycle.models import Instrument, Stage
from programmes.models import Programme, Version
from programmes.web.reading import content_sections


class ProgrammeView(DetailView):
    """A programme as it is now, with everything that is public of it."""

    template_name = "programmes/programme.html"
    context_object_name = "programme"
    slug_field = slug_url_kwarg = "reference"
    queryset = Programme.objects.public().select_related("current", "stage", "instrument", "joined_into")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        programme = self.object
        return super().get_context_data(
            parties=programme.parties.select_related("submitter", "entry__document", "document"),
            placements=programme.placements.select_related(
                "stage", "instrument", "entry__document", "document"
            ),
            versions=programme.versions.published().defer("content", "record"),
            sections=content_sections(programme.current.content),
            **kwargs,
        )


class VersionView(DetailView):
    """What was public of a programme under one number, for ever."""

    template_name = "programmes/version.html"
    context_object_name = "version"
    queryset = Version.objects.published().select_related("programme__current")

    def get_object(self, queryset: Any = None) -> Version:
        return get_object_or_404(
            self.get_queryset(),
            programme__in=Programme.objects.public().filter(reference=self.kwargs["reference"]),
            number=self.kwargs["number"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = self.object.record
        return super().get_context_data(
            record=record,
            stage=Stage.objects.get(pk=record["stage"]),
            instrument=Instrument.objects.get(pk=record["instrument"]),
            sections=content_sections(self.object.content),
            **kwargs,
        )


def permalink(request: HttpRequest, reference: str) -> HttpResponse:
    """To a programme's page in the reader's language."""
    return redirect(get_object_or_404(Programme.objects.public(), reference=reference))


def version_permalink(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """To one version's page in the reader's language."""
    version = get_object_or_404(
        Version.objects.published().select_related("programme"),
        programme__in=Programme.objects.public().filter(reference=reference),
        number=number,
    )
    return redirect(version)

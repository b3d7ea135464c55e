"""One programme, one of its versions, and the language-free addresses of both."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.vary import vary_on_cookie
from django.views.generic import DetailView

from lifecycle.scheme import load_scheme
from programmes.models import Programme, Version
from programmes.template.content import title_texts
from programmes.web.citing import cited_at
from programmes.web.claims import claims, corrigenda, is_from_report, printed_names, printed_titles
from programmes.web.context import address_in
from programmes.web.locator import Locator
from programmes.web.pages import PublicPage, read_only
from programmes.web.reading import drawn


class ProgrammeView(PublicPage, DetailView):
    """A programme as it is now, with everything that is public of it.

    Cell and claims are those of the current version: a correction that is being made is not public yet.
    """

    template_name = "programmes/programme.html"
    context_object_name = "programme"
    slug_field = slug_url_kwarg = "reference"
    queryset = (
        Programme.objects.public()
        .with_neighbours()
        .with_corrigenda()
        .select_related("current", "joined_into", "superseded_by")
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        programme: Any = self.object
        return super().get_context_data(
            **what_a_version_says(self.request, programme.current),
            version=programme.current,
            parties=programme.parties.select_related("submitter"),
            corrigenda=corrigenda(programme),
            versions=Version.objects.published().filter(programme=programme).defer("content", "record"),
            permanent_address=self.request.build_absolute_uri(programme.permalink),
            **kwargs,
        )


class VersionView(PublicPage, DetailView):
    """What was public of a programme under one number, for ever; or that it is withheld, since when and why.

    The page answers 200 then too: the version is there and can be cited, and its words may come back.
    """

    template_name = "programmes/version.html"
    context_object_name = "version"
    queryset = Version.objects.public().select_related("programme__current")

    def get_object(self, queryset: Any = None) -> Version:
        return get_object_or_404(
            self.get_queryset(), programme__reference=self.kwargs["reference"], number=self.kwargs["number"]
        )

    def get_template_names(self) -> list[str]:
        return ["programmes/withheld.html" if self.object.withheld else self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version: Version = self.object
        return super().get_context_data(
            **({} if version.withheld else what_a_version_says(self.request, version)),
            programme=version.programme,
            is_current=version.pk == version.programme.current_id,
            permanent_address=self.request.build_absolute_uri(version.permalink),
            **kwargs,
        )


def what_a_version_says(request: HttpRequest, version: Version | None) -> dict[str, Any]:
    """Text, cell and claims of a version, for the page of the version and for the programme's own."""
    assert version is not None  # a public programme has a current version
    scheme, record = load_scheme(), version.record
    return {
        "content": drawn(version.content, lambda code: address_in(request, code)),
        "record": record,
        "stage": scheme.stages[record["stage"]],
        "instrument": scheme.instruments[record["instrument"]],
        "claims": list(claims(record, scheme)),
        "cited": cited_at(request, version),
        "is_from_report": is_from_report(record),
        "names": printed_names(record),
        "printed_titles": printed_titles(record, title_texts(version.content)),
        "locator": Locator.of(scheme, record["stage"], record["instrument"]),
    }


@read_only
@vary_on_cookie
def permalink(request: HttpRequest, reference: str) -> HttpResponse:
    """To a programme's page in the reader's language."""
    return redirect(get_object_or_404(Programme.objects.public(), reference=reference))


@read_only
@vary_on_cookie
def version_permalink(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """To one version's page in the reader's language."""
    version = get_object_or_404(
        Version.objects.public().select_related("programme"), programme__reference=reference, number=number
    )
    return redirect(version)

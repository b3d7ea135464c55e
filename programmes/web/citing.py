"""A version as a file that reference managers read."""

from __future__ import annotations

from abc import ABC, abstractmethod

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from programmes.citing import CitedVersion
from programmes.models import Version
from programmes.web.pages import PublicPage


def cited_at(request: HttpRequest, version: Version) -> CitedVersion:
    """``version`` as cited under its language-free address, which its own record is enough for."""
    address = reverse("version-id", args=[version.record["reference"], version.number])
    return CitedVersion.of(version, request.build_absolute_uri(address))


class CitationFile(PublicPage, ABC):
    """One version in one of the formats; what is withheld is not for citing."""

    extension: str
    content_type: str

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        version = get_object_or_404(Version.objects.readable(), programme__reference=reference, number=number)
        cited = cited_at(request, version)
        name = f"{cited.key}.{self.extension}"
        return HttpResponse(
            self.written(cited),
            content_type=f"{self.content_type}; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @abstractmethod
    def written(self, cited: CitedVersion) -> str:
        """The whole text of the file."""


class BibtexFile(CitationFile):
    extension, content_type = "bib", "application/x-bibtex"

    def written(self, cited: CitedVersion) -> str:
        return cited.bibtex


class RisFile(CitationFile):
    extension, content_type = "ris", "application/x-research-info-systems"

    def written(self, cited: CitedVersion) -> str:
        return cited.ris

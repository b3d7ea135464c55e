"""Programmes: as a list, one by one, and every version of each."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from languages.official import DEFAULT
from programmes import records
from programmes.api import narrowing, paging
from programmes.api.base import ReadView
from programmes.api.shapes import programmes as shapes
from programmes.api.shapes.answers import answers, page_of
from programmes.api.shapes.parameters import LANG, PAGING, REFERENCE
from programmes.models import Programme, Version


class ProgrammeListView(narrowing.NarrowedView, paging.PagedView):
    """The listed programmes that the filters leave, a page at a time.

    In alphabetical order of the language asked for (English under ``lang=all``), unless ``sort`` says
    otherwise; with ``q`` the best match comes first.
    """

    parameters = (*narrowing.PARAMETERS, *paging.PARAMETERS)

    @extend_schema(
        operation_id="programmes",
        parameters=[*narrowing.filter_parameters(), *PAGING, LANG],
        responses=answers(page_of(shapes.Programme), may_be_missing=True),
    )
    def get(self, request: Request) -> Response:
        page = self.filters.qs.page(
            self.start,
            self.page_size,
            sort=self.filters.value("sort"),
            language=self.language or DEFAULT,
            words=self.filters.value("q") or "",
        )
        rows = list(records.rows_of(page))
        lines = [self._linked(line) for line in records.programme_records(rows, self.language)]
        if not rows and self.page > 1:
            raise Http404
        return Response(self.envelope(rows[0]["total"] if rows else 0, lines))

    def _linked(self, line: dict[str, Any]) -> dict[str, Any]:
        address = reverse("api-programme", args=[line["reference"]])
        return {**line, "url": self.absolute(line["url"]), "api_url": self.absolute(address)}


class ProgrammeView(ReadView):
    """Everything public of one programme; one that left the list too, with its status, date and reason."""

    @extend_schema(
        operation_id="programme",
        parameters=[REFERENCE, LANG],
        responses=answers(shapes.FullProgramme, may_be_missing=True),
    )
    def get(self, request: Request, reference: str) -> Response:
        rows = list(records.rows_of(Programme.objects.public().filter(reference=reference)))
        if not rows:
            raise Http404
        version = (
            Version.objects.published()
            .select_related("programme__joined_into", "programme__superseded_by")
            .get(programme=rows[0]["pk"], number=rows[0]["current__number"])
        )
        record = records.full_record(rows, version, self.language)
        versions = reverse("api-versions", args=[reference])
        return Response(
            {
                **record,
                "url": self.absolute(record["url"]),
                "version_url": self.absolute(record["version_url"]),
                "versions_url": self.absolute(versions),
                "api_url": self.absolute(request.path),
            }
        )


class VersionListView(paging.PagedView):
    """Every version of a programme that was ever public, the newest first."""

    @extend_schema(
        operation_id="versions",
        parameters=[REFERENCE, *PAGING, LANG],
        responses=answers(page_of(shapes.ListedVersion), may_be_missing=True),
    )
    def get(self, request: Request, reference: str) -> Response:
        programme = get_object_or_404(
            Programme.objects.public().annotate(version_count=Count("versions__number")), reference=reference
        )
        versions = programme.versions.published().defer("content", "record").select_related("programme")
        page = versions[self.start : self.start + self.page_size]
        return Response(self.envelope(programme.version_count, [self._record(each) for each in page]))

    def _record(self, version: Version) -> dict[str, Any]:
        record = records.publication_record(version, self.language)
        address = reverse("api-version", args=[version.programme.reference, version.number])
        return {
            **record,
            "version_url": self.absolute(record["version_url"]),
            "api_url": self.absolute(address),
        }


class VersionView(ReadView):
    """One version for ever: the text, names and cell that were public under its number.

    Of one that is withheld there is only what identifies it, and the reason; everything else is null.
    """

    @extend_schema(
        operation_id="version",
        parameters=[REFERENCE, LANG],
        responses=answers(shapes.FullVersion, may_be_missing=True),
    )
    def get(self, request: Request, reference: str, number: int) -> Response:
        version = get_object_or_404(
            Version.objects.public().select_related("programme"),
            programme__reference=reference,
            number=number,
        )
        record = records.version_record(version, self.language)
        return Response({**record, "version_url": self.absolute(record["version_url"])})

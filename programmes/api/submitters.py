"""Who submits programmes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from programmes import records
from programmes.api import paging
from programmes.api.base import ReadView
from programmes.api.shapes import submitters as shapes
from programmes.api.shapes.answers import answers, page_of
from programmes.api.shapes.parameters import LANG, PAGING
from programmes.models import Party, Submitter

# Parts of a submitter that its record names at once; the list of programmes gives all of them in pages.
MOST_PARTS = 100


class SubmitterListView(paging.PagedView):
    """Everybody who is part of a listed programme, by kind and slug."""

    @extend_schema(
        operation_id="submitters",
        parameters=[*PAGING, LANG],
        responses=answers(page_of(shapes.Submitter), may_be_missing=True),
    )
    def get(self, request: Request) -> Response:
        submitters = Submitter.objects.with_programme_counts().select_related("parent", "successor")
        page = submitters[self.start : self.start + self.page_size]
        return Response(self.envelope(submitters.count(), [_record(self, each) for each in page]))


class SubmitterView(ReadView):
    """One submitter, and the programmes with a page that it is part of."""

    @extend_schema(
        operation_id="submitter",
        parameters=[LANG],
        responses=answers(shapes.FullSubmitter, may_be_missing=True),
    )
    def get(self, request: Request, slug: str) -> Response:
        submitters = Submitter.objects.public().counting_programmes()
        submitter = get_object_or_404(submitters.select_related("parent", "successor"), slug=slug)
        listed = f"{reverse('api-programmes')}?{urlencode({'submitter': slug})}"
        return Response(
            {
                **_record(self, submitter),
                "programmes": [self._part(part) for part in submitter.parties.public()[:MOST_PARTS]],
                "programmes_url": self.absolute(listed),
            }
        )

    def _part(self, part: Party) -> dict[str, Any]:
        record = records.part_record(part, self.language)
        address = reverse("api-programme", args=[record["reference"]])
        return {**record, "url": self.absolute(record["url"]), "api_url": self.absolute(address)}


def _record(view: ReadView, submitter: Any) -> dict[str, Any]:
    record = records.submitter_record(submitter, view.language)
    return {
        **record,
        "programme_count": submitter.programme_count,
        "url": view.absolute(record["url"]),
        "api_url": view.absolute(reverse("api-submitter", args=[submitter.slug])),
    }

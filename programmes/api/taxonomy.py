"""Both axes, the lenses, and the programmes counted into their cells."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from languages.official import columns
from languages.reading import all_texts
from lifecycle.models import BaseCode, Instrument, LensMapping, Stage
from lifecycle.scheme import REPORT, LensScheme, Line, load_scheme
from programmes.api import narrowing, paging
from programmes.api.shapes import taxonomy as shapes
from programmes.api.shapes.answers import answers, page_of
from programmes.api.shapes.parameters import LANG, PAGING
from programmes.matrix import Cell, build
from programmes.records import named_record

# Programmes that a cell names at once; the list of programmes gives all of them in pages.
PER_CELL = 100


class BaseCodeListView(paging.PagedView):
    """The lines of one axis of the report's own matrix, in its order."""

    model: type[BaseCode]

    def answer(self) -> Response:
        rows = list(self.model._default_manager.all())
        page = rows[self.start : self.start + self.page_size]
        return Response(self.envelope(len(rows), [self._record(each) for each in page]))

    def _record(self, row: BaseCode) -> dict[str, Any]:
        return {
            "code": row.code,
            "order": row.order,
            **named_record(row, self.language, "name", "short_name"),
            "note": row.note or None,
            "source": row.source or None,
            "official_in": row.official_in,
        }


class StageListView(BaseCodeListView):
    """The life-cycle stages: the rows of the report's matrix."""

    model = Stage

    @extend_schema(
        operation_id="lifecycle_stages",
        parameters=[*PAGING, LANG],
        responses=answers(page_of(shapes.BaseCode), may_be_missing=True),
    )
    def get(self, request: Request) -> Response:
        return self.answer()


class InstrumentListView(BaseCodeListView):
    """The types of instrument: the columns of the report's matrix."""

    model = Instrument

    @extend_schema(
        operation_id="instrument_types",
        parameters=[*PAGING, LANG],
        responses=answers(page_of(shapes.BaseCode), may_be_missing=True),
    )
    def get(self, request: Request) -> Response:
        return self.answer()


class LensListView(paging.PagedView):
    """The ways to cut the same programmes: lines, the base codes each holds, and what that loses."""

    @extend_schema(
        operation_id="lenses",
        parameters=[*PAGING, LANG],
        responses=answers(page_of(shapes.Lens), may_be_missing=True),
    )
    def get(self, request: Request) -> Response:
        lenses = list(load_scheme().lenses.values())
        page = lenses[self.start : self.start + self.page_size]
        return Response(self.envelope(len(lenses), [self._record(each) for each in page]))

    def _record(self, lens: LensScheme) -> dict[str, Any]:
        return {
            "code": lens.code,
            **named_record(lens.lens, self.language, "name", "note"),
            "rows": [_line(line, self.language) for line in lens.rows],
            "columns": [_line(line, self.language) for line in lens.columns],
            "api_url": self.absolute(f"{reverse('api-matrix')}?{urlencode({'lens': lens.code})}"),
        }


class MatrixView(narrowing.NarrowedView):
    """The programmes that the filters leave, cut by one lens; every cell is there, the empty ones too."""

    @extend_schema(
        operation_id="matrix",
        parameters=[*narrowing.filter_parameters(), LANG],
        responses=answers(shapes.Matrix, may_be_missing=True),
    )
    def get(self, request: Request) -> Response:
        lens = self.filters.scheme.lenses.get(self.filters.value("lens") or REPORT)
        if lens is None:  # a registry that nobody has seeded yet
            raise NotFound
        programmes = self.filters.qs.for_matrix(per_cell=PER_CELL)
        matrix = build(lens, programmes.only("reference", "stage", "instrument", *columns("title")))
        return Response(
            {
                "lens": lens.code,
                **named_record(lens.lens, self.language, "name", "note"),
                "count": matrix.total,
                "rows": [{**_line(row.line, self.language), "count": row.total} for row in matrix.rows],
                "columns": [
                    {**_line(column.line, self.language), "count": column.total} for column in matrix.columns
                ],
                "cells": [self._cell(cell) for cell in matrix.cells],
            }
        )

    def _cell(self, cell: Cell) -> dict[str, Any]:
        return {
            "row": cell.row.code,
            "column": cell.column.code,
            "count": cell.count,
            "programmes": [
                {"reference": programme.reference, **named_record(programme, self.language, "title")}
                for programme in cell.programmes[:PER_CELL]
            ],
            "api_url": self._list_of(cell),
        }

    def _list_of(self, cell: Cell) -> str:
        # The same filters; those of the address that name a line give way to the cell's own.
        query = self.request.query_params.copy()
        query["lens"] = query.get("lens") or REPORT
        query["row"], query["column"] = cell.row.code, cell.column.code
        return self.absolute(f"{reverse('api-programmes')}?{query.urlencode()}")


def _line(line: Line, language: str | None) -> dict[str, Any]:
    return {
        "code": line.code,
        **named_record(line.row, language, "name", "short_name"),
        "is_outside": line.is_outside,
        "base_codes": line.base_codes,
        "losses": [_loss(each, language) for each in line.losses if all_texts(each, "loss")],
    }


def _loss(mapping: LensMapping, language: str | None) -> dict[str, Any]:
    return {
        "code": mapping.stage_id or mapping.instrument_id,
        "basis": mapping.basis or None,
        **named_record(mapping, language, "loss"),
    }

"""Every answer is what the schema says: to the requests that people make, and to those machines make up."""

from __future__ import annotations

from functools import cache

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests import factories

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

PROGRAMME = {"reference": "10YFP-009"}
VERSION = {"reference": "10YFP-009", "number": 1}
ASKED = [
    ("/api/v1/", {}, {}),
    ("/api/v1/programmes/", {}, {}),
    ("/api/v1/programmes/", {}, {"stage": ["production"], "q": "education", "page_size": 100}),
    ("/api/v1/programmes/", {}, {"stage": ["nowhere"], "colour": "red"}),
    ("/api/v1/programmes/", {}, {"page": 99}),
    ("/api/v1/programmes/{reference}/", PROGRAMME, {}),
    ("/api/v1/programmes/{reference}/", {"reference": "10YFP-999"}, {}),
    ("/api/v1/programmes/{reference}/versions/", PROGRAMME, {}),
    ("/api/v1/programmes/{reference}/versions/{number}/", VERSION, {}),
    ("/api/v1/submitters/", {}, {"page_size": 100}),
    ("/api/v1/submitters/{slug}/", {"slug": "finland"}, {}),
    ("/api/v1/lifecycle-stages/", {}, {}),
    ("/api/v1/instrument-types/", {}, {}),
    ("/api/v1/lenses/", {}, {}),
    ("/api/v1/matrix/", {}, {}),
    ("/api/v1/matrix/", {}, {"lens": "marrakech"}),
]


@cache
def handler():
    return WSGIHandler()


def application(environ, start_response):
    """The portal, made at the first request: while tests are collected, its settings are not yet theirs."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)  # the client asks for gzip and reads none
    return handler()(environ, start_response)


schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(public=True))
schema.app = application


@pytest.fixture(autouse=True)
def one_connection(registry):
    """The portal closes its connection after a request; here it is the test's own."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.parametrize("lang", ["ar", "all"])
@pytest.mark.parametrize(("path", "place", "query"), ASKED)
def test_what_people_ask(path, place, query, lang):
    case = schema[path]["GET"].Case(path_parameters=place, query={**query, "lang": lang})
    case.call_and_validate(checks=CHECKS)


def test_a_programme_with_everything_and_one_with_nothing(make_rich_and_poor):
    for reference in make_rich_and_poor:
        for lang in ("fr", "all"):
            case = schema["/api/v1/programmes/{reference}/"]["GET"].Case(
                path_parameters={"reference": reference}, query={"lang": lang}
            )
            assert case.call_and_validate(checks=CHECKS).status_code == 200


def test_a_withheld_version(registry):
    reference = factories.make_withheld().reference
    for lang in ("fr", "all"):
        for path, place in (("versions/", {}), ("versions/{number}/", {"number": 1})):
            case = schema[f"/api/v1/programmes/{{reference}}/{path}"]["GET"].Case(
                path_parameters={"reference": reference, **place}, query={"lang": lang}
            )
            assert case.call_and_validate(checks=CHECKS).status_code == 200


@pytest.fixture
def make_rich_and_poor(registry):
    rich = factories.make_programme(
        submitters=["Zembla", "Arcadia"],
        content={
            "targets": [factories.row("t1", "A tenth.", factories.quantity("10.5", by=2020, per="year"))],
            "description": factories.prose("Ovens.", fr="Des fours."),
        },
    )
    factories.make_placement(rich, "waste", "legal")
    rich.parties.filter(order=2).delete()
    poor = factories.make_programme(title={"ru": "Печи"}, submitters=[])
    return rich.reference, poor.reference


@schema.parametrize()
@settings(
    max_examples=30,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_what_machines_make_up(case):
    case.call_and_validate(checks=CHECKS)

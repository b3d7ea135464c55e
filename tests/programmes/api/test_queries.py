"""At most two queries an answer, and as many at 1, 3 and 300 programmes (performance budget 8)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db

PATHS = {
    "": 0,
    "programmes/": 2,
    "programmes/?page_size=100": 2,
    "programmes/?page_size=100&lang=all": 2,
    "programmes/?stage=production&instrument=legal&kind=member_state&language=en&q=programme": 2,
    "programmes/?lens=eu&row=eu_stage_production&column=outside": 2,
    "programmes/?submitter=state-0&sort=changed": 2,
    "programmes/10YFP-001/": 2,
    "programmes/10YFP-001/?lang=all": 2,
    "programmes/10YFP-001/versions/": 2,
    "programmes/10YFP-001/versions/1/": 1,
    "submitters/?page_size=100": 2,
    "submitters/state-0/": 2,
    "lifecycle-stages/": 1,
    "instrument-types/": 1,
    "lenses/?lang=all": 1,
    "matrix/": 2,
    "matrix/?lens=marrakech&kind=member_state&lang=all": 2,
    "schema/": 0,
    "docs/": 0,
}


def queries(client):
    counted = {}
    for path in PATHS:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/api/v1/{path}").status_code == 200
        counted[path] = len(asked)
    return counted


def spread(make_programme, number):
    for each in range(number):
        make_programme(
            title={"en": f"Programme {each}", "zh-hans": f"方案{each}"},
            stage=("production", "products", "waste")[each % 3],
            submitters=["State 0", f"State {each + 1}"],
        )


@pytest.mark.parametrize("number", [1, 3])
def test_at_one_and_at_three(make_programme, client, number):
    spread(make_programme, number)
    assert queries(client) == PATHS


def test_at_three_hundred(three_hundred, client):
    assert queries(client) == PATHS


def test_no_answer_asks_more_than_twice():
    assert max(PATHS.values()) == 2

"""At most four queries a page signed out, and as many at 1, 3 and 300 programmes (performance budget 8)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db

PAGES = {
    "": 4,
    "matrix/": 4,
    "matrix/?lens=eu&kind=member_state&submitter=state-0&language=en": 4,
    "programmes/": 4,
    "programmes/?stage=production&kind=member_state&language=en&sort=changed": 4,
    "programmes/?q=programme": 4,
    "programmes/?lens=marrakech&row=production": 4,
    "programmes/?stage=production&kind=un_entity": 3,
    "programmes/10YFP-001/": 4,
    "programmes/10YFP-001/v/1/": 2,
    "programmes/10YFP-001/v/1/cite.bib": 1,
    "programmes/10YFP-001/v/1/cite.ris": 1,
    "submitters/": 1,
    "submitters/state-0/": 3,
    "nothing/here/": 0,
}


def queries(client):
    counted = {}
    for page in PAGES:
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/fr/{page}")
        counted[page] = len(asked)
    return counted


@pytest.mark.parametrize("number", [1, 3])
def test_at_one_and_at_three(make_programme, client, number):
    for each in range(number):
        make_programme(
            title={"en": f"Programme {each}", "zh-hans": f"方案{each}"},
            submitters=["State 0", f"State {each + 1}"],
        )
    assert queries(client) == PAGES


def test_at_three_hundred(three_hundred, client):
    assert queries(client) == PAGES


def test_the_addresses_free_of_language_ask_once(make_programme, client):
    make_programme()
    for address in ("/id/10YFP-001", "/id/10YFP-001/v/1"):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) == 1

"""What the lists and the record ask of the database is the same at one row and at three."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from submissions import assignment
from tests import desk
from tests.factories import make_programme

pytestmark = pytest.mark.django_db
SUBMISSIONS, ROUNDS = "/en/admin/submissions/submission/", "/en/admin/submissions/round/"
MEMBERSHIPS, RECORD = "/en/admin/submissions/membership/", "/en/admin/audit/"


@pytest.mark.parametrize(
    "address",
    [
        SUBMISSIONS,
        f"{SUBMISSIONS}?turn=ours&status__exact=in_screening",
        f"{SUBMISSIONS}?q=Waste",
        ROUNDS,
        MEMBERSHIPS,
        RECORD,
        f"{RECORD}?person=keeper",
        f"{RECORD}?object=10YFP-001",
        f"{RECORD}?table=submissions.submission",
    ],
)
def test_it_costs_the_same_at_one_row_and_at_three(address, fatima, agency, stranger, kim, kims):
    def add(number):
        draft = desk.make_draft(fatima, agency, title=f"Waste {number}")
        screened = desk.bring_to("in_screening", draft, by=fatima, screener=kim)
        assignment.assign(submission=screened, to=kim, by=kim)
        make_programme(title=f"Programme {number}", submitters=[f"Submitter {number}"], by=kim)
        desk.make_member(stranger, desk.make_agency(f"Agency {number}"))

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert kims.get(address).status_code == 200
        return len(asked)

    add(1)
    cost()  # content types are looked up once in a process
    at_one = cost()
    add(2)
    add(3)
    assert cost() == at_one

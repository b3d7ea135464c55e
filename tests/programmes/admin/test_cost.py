"""What the pages of one programme ask of the database is the same at one row of each kind and at three."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes import workflow
from programmes.models import Party, Placement, SourceEntry
from tests import desk
from tests.factories import make_document, make_submitter
from tests.programmes.admin.conftest import address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["change", "text", "publish", "history"])
def test_it_costs_the_same_at_one_row_and_at_three(page, publisher_client, publisher, programme):
    document = make_document()
    cited = {"document": document, "locator": "paragraph", "position": "1"}

    def add(number):
        submitter = make_submitter(f"Submitter {number}")
        printed = {"wording": f"Line {number}", "wording_language": "en"}
        cited["entry"] = SourceEntry.objects.create(
            document=document, part="annex", position=number, **printed
        )
        named = {"named_as": submitter.slug, "named_language": "en", "role": "partner"}
        Party.objects.create(programme=programme, submitter=submitter, **named, **cited)
        cell = {"claimant": "annex", "scope": "also", "stage_id": "waste", "instrument_id": "legal"}
        Placement.objects.create(programme=programme, **cell, **cited)
        desk.edit(programme, publisher, title=f"Ovens {number}")
        notes = {"en": f"{number}"}
        workflow.publish(programme=programme, kind="corrected", notes=notes, by=publisher, reason="–")

    def cost():
        desk.edit(programme, publisher, title="Once more")
        with CaptureQueriesContext(connection) as asked:
            assert publisher_client.get(address(page, programme.pk)).status_code == 200
        workflow.discard_working_version(programme=programme, by=publisher)
        return len(asked)

    add(1)
    cost()  # content types are looked up once in a process
    at_one = cost()
    add(2)
    add(3)
    assert cost() == at_one

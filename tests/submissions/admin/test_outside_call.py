"""Taking a draft outside a call, on the desk."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from submissions.models import Call, Submission
from tests import desk
from tests.page import Page

pytestmark = pytest.mark.django_db

ADDRESS = "/en/admin/submissions/submission/outside-call/"
RECORD = "/en/admin/audit/?table=submissions.submission"


@pytest.fixture
def closed() -> Call:
    long_ago = timezone.now() - timezone.timedelta(days=30)
    opened = long_ago - timezone.timedelta(days=30)
    return Call.objects.create(
        code="past", title="Past", opens_at=opened, closes_at=long_ago, template_edition="csd-2010"
    )


def take(client, reference, reason="By note verbale."):
    return client.post(ADDRESS, {"reference": reference, "reason": reason}, follow=True)


def test_what_no_call_asks_for_is_submitted_once_the_secretariat_takes_it(kims, kim, draft, fatima, closed):
    desk.fill(draft, fatima)
    with pytest.raises(ValidationError, match="ask the secretariat to take it outside one"):
        desk.submit(draft, fatima)
    response = take(kims, f" {draft.reference.lower()} ")
    assert response.redirect_chain == [("/en/admin/submissions/submission/", 302)]
    assert "Done: Take a draft outside a call." in Page(response).words()
    assert desk.submit(draft, fatima).number == 1
    page = Page(kims.get(f"/en/admin/submissions/submission/{draft.pk}/change/"))
    assert "Taken outside a callBy note verbale." in page.words()


def test_the_record_says_who_took_it_and_why_once_it_was_sent(kims, kim, draft, fatima, closed):
    take(kims, draft.reference)
    assert "Taken outside a call" not in Page(kims.get(RECORD)).words()
    desk.fill(draft, fatima)
    desk.submit(draft, fatima)
    words = Page(kims.get(f"{RECORD}&subject={draft.reference}")).words()
    assert "Taken outside a call" in words
    assert "By note verbale." in words
    assert Submission.objects.get().outside_call_by == kim


def test_it_is_taken_once(kims, draft, lees, lee):
    take(kims, draft.reference)
    again = take(lees, draft.reference, "Another reason.")
    assert (again.status_code, Submission.objects.get().outside_call_reason) == (422, "By note verbale.")
    assert "It is taken outside a call already." in Page(again).words()
    assert "Another reason." in again.content.decode()


@pytest.mark.parametrize("reference", ["SUB-2026-7KM4QX", "x" * 21, "", "\x00"])
def test_what_is_no_draft_is_refused_and_what_was_typed_stays(reference, kims, draft):
    refused = take(kims, reference)
    assert refused.status_code == 422
    assert "By note verbale." in refused.content.decode()
    assert Submission.objects.get().outside_call_reason == ""


def test_nothing_is_told_of_what_was_sent(kims, screened):
    assert "No draft has this reference." in Page(take(kims, screened.reference)).words()


def test_without_a_reason_nothing_is_taken(kims, draft):
    assert take(kims, draft.reference, " ").status_code == 422
    assert Submission.objects.get().outside_call_reason == ""


def test_nobody_takes_a_draft_of_their_own_submitter(kims, kim, draft, agency):
    desk.make_member(kim, agency, "editor")
    assert take(kims, draft.reference).status_code == 422
    assert Submission.objects.get().outside_call_reason == ""


def test_the_list_leads_there_whoever_screens(kims, reader_client):
    assert (
        'href="/en/admin/submissions/submission/outside-call/"'
        in kims.get("/en/admin/submissions/submission/").content.decode()
    )
    assert "outside-call" not in reader_client.get("/en/admin/submissions/submission/").content.decode()

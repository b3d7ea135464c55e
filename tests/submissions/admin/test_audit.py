"""The record of everything as a page says it."""

from datetime import UTC, datetime

from submissions.models import Call


def test_moments_are_said_in_words_and_what_follows_from_other_columns_not_at_all(kims, draft):
    Call.objects.create(code="spring", title_en="Spring", opens_at=datetime(2030, 5, 1, 9, tzinfo=UTC))
    page = kims.get("/en/admin/audit/", {"object": "spring"}).content.decode()
    assert "1 May 2030, 09:00 UTC" in page
    assert "2030-05-01" not in page
    assert "sort_key" not in kims.get("/en/admin/audit/").content.decode()

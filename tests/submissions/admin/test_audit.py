"""The record of everything as a page says it."""

from datetime import UTC, datetime

import pytest

from submissions.models import Call


def test_moments_are_said_in_words_and_what_follows_from_other_columns_not_at_all(kims, draft):
    Call.objects.create(code="spring", title_en="Spring", opens_at=datetime(2030, 5, 1, 9, tzinfo=UTC))
    page = kims.get("/en/admin/audit/", {"object": "spring"}).content.decode()
    assert "1 May 2030, 09:00 UTC" in page
    assert "2030-05-01" not in page
    assert "sort_key" not in kims.get("/en/admin/audit/").content.decode()


@pytest.mark.parametrize("table", ["audit/", "audit.csv"])
def test_until_the_last_of_all_days_is_everything(table, kims, screened):
    url = f"/en/admin/{table}"
    answer = kims.get(url, {"object": screened.reference, "until": "9999-12-31"})
    said = b"".join(answer) if answer.streaming else answer.content
    assert (answer.status_code, screened.reference in said.decode()) == (200, True)

"""What changed since one last looked, on the overview and beside what one saw."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from submissions import on_behalf
from submissions.models import LastLook, SavedSection
from tests import desk
from tests.page import Page

pytestmark = pytest.mark.django_db

HEADING = "What changed since you last looked"


def overview(client, draft):
    return Page(client.get(f"/en/submit/{draft.reference}/"))


def go_away():
    """An hour passes for those who looked."""
    hour = timedelta(hours=1)
    LastLook.objects.update(at=F("at") - hour, before_at=F("before_at") - hour)


def test_the_first_visit_tells_nothing_and_the_next_what_others_saved(hers, his, draft, fatima):
    assert HEADING not in overview(his, draft).words()
    desk.write(draft, "title", fatima, title=desk.line("Much less food waste"))
    go_away()
    page = overview(his, draft)
    news = page.words(".//section[@aria-labelledby='news']")
    assert "Title Fatima Focal" in news
    address = f"/en/submit/{draft.reference}/write/title/saves/?since=1"
    assert page.all(".//section[@aria-labelledby='news']//a")[0].get("href") == address
    compared = Page(his.get(address)).words(".//main")
    assert "removed: Less" in compared
    assert "added: Much less" in compared
    assert "Compared with save 1" in compared


def test_it_is_still_there_when_one_comes_back_and_gone_another_day(hers, his, draft, fatima):
    overview(his, draft)
    desk.write(draft, "title", fatima, title=desk.line("Other"))
    go_away()
    for _twice in range(2):
        assert HEADING in overview(his, draft).words()
    go_away()
    assert HEADING not in overview(his, draft).words()


def test_the_secretariat_looks_without_a_trace(draft, fatima, kim, signed_in):
    desk.submit(draft, fatima)
    assert overview(signed_in(kim, "password", "mfa"), draft)
    assert not LastLook.objects.exists()


def test_whoever_only_asks_for_the_head_of_the_page_has_not_looked(hers, draft):
    hers.head(f"/en/submit/{draft.reference}/")
    assert not LastLook.objects.exists()


def test_what_one_saw_and_is_not_kept_any_more_is_said_to_be_gone(hers, draft):
    SavedSection.objects.filter(submission=draft, code="title").update(revision=7)
    words = Page(hers.get(f"/en/submit/{draft.reference}/write/title/saves/?since=3")).words(".//main")
    assert "What you saw is not kept any more" in words


@pytest.mark.parametrize("since", ["", "x", "-1", "9" * 30, "²", "99"])
def test_a_save_that_never_was_is_compared_with_as_well_as_can_be(since, hers, draft):
    assert hers.get(f"/en/submit/{draft.reference}/write/title/saves/?since={since}").status_code == 200


def test_who_of_the_secretariat_keyed_it_in_is_not_named(hers, fatima, kim, agency):
    keyed = on_behalf.open_for(submitter=agency, received="paper", by=kim, language="en")
    overview(hers, keyed)
    desk.fill(keyed, kim)
    go_away()
    page = overview(hers, keyed)
    assert "Title Secretariat" in page.words(".//section[@aria-labelledby='news']")
    saves = hers.get(f"/en/submit/{keyed.reference}/write/title/saves/")
    form = hers.get(f"/en/submit/{keyed.reference}/write/title/")
    for each in (page.words(), Page(saves).words(), Page(form).words()):
        assert "Kim Keeper" not in each


def test_as_many_queries_for_one_change_as_for_ten(his, draft, fatima):
    overview(his, draft)
    counts = []
    for changes in (1, 9):
        for number in range(changes):
            for code, item in (("title", "title"), ("description", "description")):
                desk.write(draft, code, fatima, **{item: desk.line(f"{changes} {number}")})
        go_away()
        with CaptureQueriesContext(connection) as queries:
            overview(his, draft)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 24

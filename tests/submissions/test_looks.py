"""What changed since somebody last looked: by others, since the save one saw, while a visit lasts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from submissions import looks
from submissions.drafting import assemble
from submissions.models import LastLook
from tests import desk

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def look(user, submission, at):
    found = looks.look(user=user, submission=submission, revisions=assemble(submission).revisions, at=at)
    return found and [(each.code, each.since, each.who) for each in found.news]


def test_the_first_look_has_nothing_to_compare_with(draft, edith):
    assert look(edith, draft, NOON) is None


def test_what_others_saved_is_told_with_the_save_one_saw(draft, fatima, edith):
    look(edith, draft, NOON)
    for title in ("Less waste", "Much less waste"):
        desk.write(draft, "title", fatima, title=desk.line(title))
    desk.write(draft, "activities", fatima)
    assert look(edith, draft, NOON + 60 * MINUTE) == [("title", 1, ["Fatima Focal"])]


def test_what_one_saved_oneself_is_no_news(draft, fatima, edith):
    look(edith, draft, NOON)
    desk.write(draft, "title", edith, title=desk.line("Mine"))
    assert look(edith, draft, NOON + 60 * MINUTE) == []
    desk.write(draft, "title", fatima, title=desk.line("Hers"))
    desk.write(draft, "title", edith, title=desk.line("Mine again"))
    assert look(edith, draft, NOON + 120 * MINUTE) == [("title", 2, ["Fatima Focal"])]


def test_news_stays_for_the_visit_and_is_gone_on_the_next(draft, fatima, edith):
    look(edith, draft, NOON)
    desk.write(draft, "title", fatima, title=desk.line("Hers"))
    news = [("title", 1, ["Fatima Focal"])]
    assert look(edith, draft, NOON + 60 * MINUTE) == news
    assert look(edith, draft, NOON + 61 * MINUTE) == news
    assert look(edith, draft, NOON + 90 * MINUTE) == news
    assert look(edith, draft, NOON + 121 * MINUTE) == []


def test_what_is_saved_during_the_visit_joins_the_news(draft, fatima, edith):
    look(edith, draft, NOON)
    desk.write(draft, "title", fatima, title=desk.line("Hers"))
    look(edith, draft, NOON + 60 * MINUTE)
    desk.write(draft, "description", fatima, description=desk.line("New."))
    assert look(edith, draft, NOON + 61 * MINUTE) == [
        ("title", 1, ["Fatima Focal"]),
        ("description", 1, ["Fatima Focal"]),
    ]


def test_each_has_a_look_of_their_own_and_one_of_each_submission(draft, fatima, edith, agency):
    other = desk.make_draft(fatima, agency)
    for user in (fatima, edith):
        for submission in (draft, other):
            look(user, submission, NOON)
            look(user, submission, NOON + MINUTE)
    assert LastLook.objects.count() == 4


def test_a_thrown_away_draft_takes_its_looks_with_it(draft, fatima):
    look(fatima, draft, NOON)
    draft.delete()
    assert not LastLook.objects.exists()


@pytest.mark.parametrize("saves", [1, 8])
def test_it_costs_three_queries_however_much_is_new(saves, draft, fatima, edith, django_assert_num_queries):
    look(edith, draft, NOON)
    for number in range(saves):
        desk.write(draft, "title", fatima, title=desk.line(f"Title {number}"))
        desk.write(draft, "description", fatima, description=desk.line(f"Text {number}"))
    revisions = assemble(draft).revisions
    with django_assert_num_queries(3):
        looks.look(user=edith, submission=draft, revisions=revisions, at=NOON + 60 * MINUTE)

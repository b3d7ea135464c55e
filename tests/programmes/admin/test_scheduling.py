"""Publication at a stated time, from the desk: asked in UTC, said everywhere, taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from programmes import workflow
from programmes.models import Scheduling, Version
from tests.programmes.admin.conftest import address
from tests.programmes.admin.test_publishing import NOTES, edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomorrow():
    return (timezone.now() + timedelta(days=1)).date()


@pytest.fixture
def schedule(publisher_client, programme, send, tomorrow):
    """The publisher schedules the working version for tomorrow at nine."""

    def act(**typed):
        edit(programme)
        given = {"kind": "corrected", "when": "later", "day": tomorrow.isoformat(), "time": "09:00"}
        return send(publisher_client, address("publish", programme.pk), **{**given, **NOTES, **typed})

    return act


def test_it_is_scheduled_in_utc_and_said_on_every_page_of_it(
    schedule, publisher_client, programme, publisher, tomorrow
):
    answer = schedule()
    assert answer.url == address("change", programme.pk)
    scheduling = Scheduling.objects.get()
    assert scheduling.publish_at == datetime(tomorrow.year, tomorrow.month, tomorrow.day, 9, tzinfo=UTC)
    assert (scheduling.kind, scheduling.made_by, scheduling.outcome) == ("corrected", publisher, "waiting")
    for page in ("change", "publish", "text"):
        html = publisher_client.get(address(page, programme.pk)).content.decode()
        assert "09:00 UTC" in html
    assert 'name="seen"' not in publisher_client.get(address("publish", programme.pk)).content.decode()
    assert not Version.objects.filter(number=2).exists()


def test_an_edit_ends_it_and_the_pages_say_so(schedule, publisher_client, programme):
    schedule()
    edit(programme, "Cleanest ovens", seen="Cleaner ovens")
    for page in ("change", "publish"):
        html = publisher_client.get(address(page, programme.pk)).content.decode()
        assert "It was changed after it had been scheduled." in html
    assert 'name="seen"' in publisher_client.get(address("publish", programme.pk)).content.decode()


def test_once_it_is_public_nothing_is_said_of_it_any_more(schedule, publisher_client, programme):
    schedule()
    workflow.publish_due(at=timezone.now() + timedelta(days=3))
    edit(programme, "Cleanest ovens", seen="Cleaner ovens")
    page = publisher_client.get(address("publish", programme.pk)).content.decode()
    assert "Compared with version 2" in page
    assert "UTC" not in page.partition("becomes-public")[2].partition("<form")[0]


def test_it_is_unscheduled_once(schedule, publisher_client, programme):
    schedule()
    url = address("unschedule", programme.pk)
    assert publisher_client.post(url).url == address("change", programme.pk)
    assert Scheduling.objects.get().outcome == "unscheduled"
    again = publisher_client.post(url)
    assert again.status_code == 409
    assert "Nothing is scheduled any more" in again.content.decode()


def test_unscheduling_is_no_link_that_one_follows(schedule, publisher_client, programme):
    schedule()
    assert publisher_client.get(address("unschedule", programme.pk)).status_code == 405
    assert Scheduling.objects.get().outcome == "waiting"


@pytest.mark.parametrize("who", ["reader_client", "curator_client"])
def test_who_may_not_publish_may_not_unschedule(request, schedule, programme, who):
    schedule()
    answer = request.getfixturevalue(who).post(address("unschedule", programme.pk))
    assert answer.status_code == 403
    assert Scheduling.objects.get().outcome == "waiting"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"day": "", "time": "09:00"}, "Give the day and the time."),
        ({"time": ""}, "Give the day and the time."),
        ({"day": "2011-05-04"}, "still to come"),
        ({"when": "now"}, "A day or time is given"),
        ({"when": "whenever"}, "whenever is not one of the available choices"),
        ({"day": "tomorrow"}, "Enter a valid date."),
        ({"time": "25:61"}, "Enter a valid time."),
    ],
)
def test_a_time_that_is_none_is_refused_and_nothing_typed_is_lost(schedule, typed, says):
    answer = schedule(**typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert "A letter of 3 May." in page
    assert not Scheduling.objects.exists()
    assert Version.objects.published().count() == 1

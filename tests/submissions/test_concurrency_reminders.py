"""Two of the secretariat press the button at once, on real connections of PostgreSQL: one letter each."""

import pytest

from accounts.models import Letter
from submissions.models import Reminder
from submissions.reminders import RemindingRefused, remind
from tests import desk
from tests.at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 20


def test_two_who_press_at_once_write_one_letter_to_each(fatima, edith, agency, kim):
    lee = desk.make_staff_member("lee@un.example")
    for number in range(1, ROUNDS + 1):
        returned = desk.bring_to("returned", desk.make_draft(fatima, agency), by=fatima, screener=kim)
        outcomes = at_once(
            *[lambda by=by, returned=returned: remind(submission=returned, by=by) for by in (kim, lee)]
        )
        assert sorted(type(each).__name__ for each in outcomes) == ["Reminder", "RemindingRefused"]
        [why] = [each for each in outcomes if isinstance(each, RemindingRefused)]
        assert "reminded its submitters on" in why.messages[0]
        assert Reminder.objects.filter(submission=returned).count() == 1
        assert Letter.objects.filter(key__startswith="reminder:").count() == 2 * number

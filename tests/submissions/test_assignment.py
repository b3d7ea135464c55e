"""Who answers for a submission: given and taken on record, and told in one letter."""

from __future__ import annotations

import pytest

from accounts.models import Letter
from accounts.staff import set_role
from submissions import assignment
from submissions.models import Assignment, Submission
from tests import desk
from tests.doors import browser
from tests.screening import page

pytestmark = pytest.mark.django_db
LIST = "/en/admin/submissions/submission/"


@pytest.fixture
def lee(db):
    return desk.make_staff_member("lee@un.example")


@pytest.fixture
def sent(draft, fatima, kim):
    return desk.bring_to("submitted", draft, by=fatima, screener=kim)


@pytest.fixture
def other(fatima, agency, kim):
    return desk.bring_to("submitted", desk.make_draft(fatima, agency), by=fatima, screener=kim)


def give(submission, to, by):
    return assignment.assign(submission=submission, to=to, by=by)


def recorded():
    return list(Assignment.objects.order_by("pk").values_list("submission", "before", "after", "by"))


def told(person):
    return list(Letter.objects.filter(to=person).exclude(key__startswith="move:").order_by("pk"))


# --- The record ---------------------------------------------------------------------------------------


def test_each_change_is_recorded_before_and_after(sent, kim, lee):
    give(sent, lee, kim)
    give(sent, kim, lee)
    give(sent, None, lee)
    assert recorded() == [
        (sent.pk, None, lee.pk, kim.pk),
        (sent.pk, lee.pk, kim.pk, lee.pk),
        (sent.pk, kim.pk, None, lee.pk),
    ]


def test_where_nothing_changes_nothing_is_recorded_or_told(sent, kim, lee):
    give(sent, lee, kim)
    give(sent, lee, kim)
    assert recorded() == [(sent.pk, None, lee.pk, kim.pk)]
    assert len(told(lee)) == 1


def test_what_is_refused_is_neither_recorded_nor_told(sent, draft, fatima, agency, kim, reader):
    for submission, to, by in (
        (sent, reader, kim),
        (sent, kim, reader),
        (desk.make_draft(fatima, agency), kim, kim),
    ):
        with pytest.raises(assignment.AssignmentRefused):
            give(submission, to, by)
    assert recorded() == []
    assert told(reader) == told(kim) == []


# --- The letters --------------------------------------------------------------------------------------


def test_who_is_assigned_gets_a_letter_with_the_way_to_its_page(sent, kim, lee):
    give(sent, lee, kim)
    [letter] = told(lee)
    assert letter.subject == f"Assigned to you: {sent.reference}"
    for body in (letter.text, letter.html):
        assert f"/admin/submissions/submission/{sent.pk}/change/" in body
        assert "Less food waste" in body
        assert "From now on you answer for what follows" in body


def test_it_is_written_in_the_language_of_whoever_reads_it(sent, kim, lee):
    lee.language = "ar"
    lee.save()
    give(sent, lee, kim)
    [letter] = told(lee)
    assert letter.language == "ar"
    assert 'dir="rtl"' in letter.html


def test_who_takes_something_is_not_told_what_they_know(sent, kim):
    give(sent, kim, kim)
    give(sent, None, kim)
    assert told(kim) == []


def test_from_whom_it_is_taken_is_told_too(sent, kim, lee):
    give(sent, lee, kim)
    give(sent, kim, kim)
    assert [letter.subject for letter in told(lee)] == [
        f"Assigned to you: {sent.reference}",
        f"No longer assigned to you: {sent.reference}",
    ]
    assert told(kim) == []


def test_who_does_not_screen_any_more_is_told_nothing_of_it(sent, kim, lee):
    give(sent, lee, kim)
    set_role(user=lee, groups=["reader"], by=None, is_staff=True, is_active=True)
    give(sent, kim, kim)
    assert len(told(lee)) == 1
    assert recorded()[-1] == (sent.pk, lee.pk, kim.pk, kim.pk)


# --- From the desk ------------------------------------------------------------------------------------


def test_many_at_once_are_told_in_one_letter_and_recorded_one_by_one(sent, other, kim, lee):
    give(other, lee, kim)
    chosen = {"action": "assign_selected", "_selected_action": [sent.pk, other.pk], "assign": "yes"}
    done = browser(lee, "mfa").post(LIST, {**chosen, "to": kim.pk}, follow=True)
    assert "2 submissions assigned." in done.content.decode()
    assert set(recorded()[1:]) == {(sent.pk, None, kim.pk, lee.pk), (other.pk, lee.pk, kim.pk, lee.pk)}
    [letter] = told(kim)
    assert letter.subject == f"Assigned to you: {sent.reference}, {other.reference}"
    assert f"/{sent.pk}/change/" in letter.text
    assert f"/{other.pk}/change/" in letter.text
    # It was theirs, and they gave it away themselves.
    assert [each.subject for each in told(lee)] == [f"Assigned to you: {other.reference}"]


def test_from_its_page_it_is_recorded_and_told_alike(sent, kim, lee):
    browser(kim, "mfa").post(page(sent, "assign"), {"to": lee.pk})
    assert recorded() == [(sent.pk, None, lee.pk, kim.pk)]
    assert len(told(lee)) == 1
    assert Submission.objects.get(pk=sent.pk).assigned_to == lee


def test_a_letter_for_many_costs_what_one_for_a_few_costs(
    fatima, agency, kim, lee, django_assert_max_num_queries
):
    def queries(number):
        drafts = [desk.make_draft(fatima, agency) for _ in range(number)]
        sent = [desk.bring_to("submitted", each, by=fatima, screener=kim) for each in drafts]
        with django_assert_max_num_queries(200) as counted:
            assignment.assign_all(submissions=sent, to=lee, by=kim)
        return [each["sql"] for each in counted if "accounts_letter" in each["sql"]]

    assert len(queries(1)) == len(queries(3))

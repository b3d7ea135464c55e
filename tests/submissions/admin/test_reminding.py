"""Submitters are reminded from the page of what was returned, or of many from the list: shown, then sent."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Letter, User
from submissions.models import Reminder, Submission
from submissions.reminders import remind
from tests import desk
from tests.page import Page, words
from tests.screening import hidden, page

LIST = "/en/admin/submissions/submission/"


@pytest.fixture
def returned(draft, fatima, kim):
    return desk.bring_to("returned", draft, by=fatima, screener=kim)


def text_of(answer):
    return answer.content.decode()


def written():
    return Letter.objects.filter(key__startswith="reminder:")


def choosing(*submissions, **pressed):
    return {"action": "remind_selected", "_selected_action": [each.pk for each in submissions], **pressed}


# --- One ----------------------------------------------------------------------------------------------


def test_the_letter_is_shown_before_it_is_sent_and_the_page_says_when_it_was(returned, fatima, edith, kims):
    User.objects.filter(pk=edith.pk).update(language="fr")
    assert "Remind its submitters" in text_of(kims.get(page(returned)))
    shown = kims.post(page(returned, "remind"))
    for said in (
        f"{returned.reference}: please reply by 31 December 2999",
        "réponse attendue au plus tard le 31 décembre 2999",
        "Fatima Focal",
        "Carlos Co",
    ):
        assert said in text_of(shown), said
    assert (written().count(), Reminder.objects.count()) == (0, 0)
    assert kims.post(page(returned, "remind"), {"letters": hidden(shown, "letters")}).status_code == 302
    assert {letter.to for letter in written()} == {fatima, edith}
    assert "by <bdi>Kim Keeper</bdi>." in text_of(kims.get(page(returned)))


def test_a_second_press_the_same_day_says_who_was_first_and_writes_nothing(returned, kims, lees, lee):
    shown = lees.post(page(returned, "remind"))
    remind(submission=returned, by=lee)
    again = kims.post(page(returned, "remind"), {"letters": hidden(shown, "letters")})
    assert again.status_code == 403
    said = f"{returned.reference}: lee reminded its submitters on "
    assert said in text_of(again)
    assert said in text_of(kims.get(page(returned)))
    assert (written().count(), Reminder.objects.count()) == (1, 1)


def test_what_the_clock_wrote_is_told_without_a_name(returned, kims):
    Letter.objects.create(key=f"remind:reply-7:{returned.pk}:2999-12-31", message_id="<1@portal>")
    shown = text_of(kims.get(page(returned)))
    assert "Reminded on " in shown
    assert f"{returned.reference}: its submitters were reminded on " in shown


def test_what_waits_for_nobody_offers_no_reminder(screened, kims):
    assert "Remind its submitters" not in text_of(kims.get(page(screened)))
    answer = kims.post(page(screened, "remind"))
    assert answer.status_code == 403
    assert f"{screened.reference}: only what was returned waits for its submitters." in text_of(answer)
    assert not Reminder.objects.exists()


def test_where_nobody_wants_a_letter_the_button_says_so(returned, fatima, kims):
    User.objects.filter(pk=fatima.pk).update(wants_reminders=False)
    said = "nobody who may write on it wants reminders. Use the discussion instead."
    assert said in text_of(kims.get(page(returned)))
    assert kims.post(page(returned, "remind")).status_code == 403


def test_the_record_tells_who_had_them_reminded(returned, kim, kims):
    remind(submission=returned, by=kim)
    lines = kims.get(f"/en/admin/audit/?object={returned.reference}").context["lines"]
    latest = lines[0]
    assert (latest["act"], latest["by"], latest["name"]) == ("Reminded", kim, returned.reference)


# --- Many ---------------------------------------------------------------------------------------------


def test_many_are_named_with_how_many_people_before_any_letter_is_sent(
    returned, fatima, edith, agency, bureau, stefan, kim, kims
):
    screened = desk.bring_to("in_screening", desk.make_draft(fatima, agency), by=fatima, screener=kim)
    late = desk.bring_to("returned", desk.make_draft(stefan, bureau, title="Late"), by=stefan, screener=kim)
    Submission.objects.filter(pk=late.pk).update(reply_by=datetime.date(2011, 5, 4))
    asked = Page(kims.post(LIST, choosing(returned, late, screened, index="0")))
    told, left_out = (
        [words(line) for line in asked.all(path)] for path in (".//form//ul/li", ".//section/ul/li")
    )
    assert told == sorted(
        [
            f"{returned.reference} Less food waste 2 people get a letter Please reply by 31 December 2999.",
            f"{late.reference} Late 1 person gets a letter The day to reply by was 4 May 2011. "
            "You can still answer in place, then submit again.",
        ]
    )
    assert left_out == [f"{screened.reference}: only what was returned waits for its submitters."]
    assert written().count() == 0
    done = kims.post(LIST, choosing(returned, late, remind="yes"), follow=True)
    assert "The submitters of 2 submissions were reminded." in text_of(done)
    assert sorted(letter.to.name for letter in written()) == ["Carlos Co", "Fatima Focal", "Stefan Stranger"]
    assert {each.told for each in Reminder.objects.all()} == {1, 2}


def test_what_cannot_be_any_more_is_said_and_the_others_are_reminded(returned, fatima, agency, kim, kims):
    other = desk.bring_to("returned", desk.make_draft(fatima, agency), by=fatima, screener=kim)
    remind(submission=other, by=kim)
    done = text_of(kims.post(LIST, choosing(returned, other, remind="yes"), follow=True))
    assert f"{other.reference}: Kim Keeper reminded its submitters on " in done
    assert "The submitters of 1 submission were reminded." in done
    assert Reminder.objects.count() == 2


def test_where_none_can_be_reminded_nothing_is_asked(screened, kims):
    shown = text_of(kims.post(LIST, choosing(screened, index="0")))
    assert "only what was returned waits for its submitters." in shown
    assert 'name="remind"' not in shown


def test_the_number_of_the_overdue_leads_to_where_they_are_reminded(returned, kims):
    yesterday = timezone.now().date() - datetime.timedelta(days=1)
    Submission.objects.filter(pk=returned.pk).update(reply_by=yesterday)
    line = next(
        line
        for box in kims.get("/en/admin/").context["boxes"]
        for line in box.lines
        if line.label == "Of these overdue"
    )
    action = "Remind the submitters of the selected submissions"
    assert action in line.note
    listed = kims.get(line.numbers[0].address)
    assert action in text_of(listed)
    assert returned.reference in text_of(listed)
    kims.post(line.numbers[0].address, choosing(returned, remind="yes"))
    assert written().get().subject == f"{returned.reference}: the day to reply by has passed"


def test_it_costs_the_same_for_one_as_for_three(returned, fatima, agency, kim, kims):
    def cost(*chosen):
        with CaptureQueriesContext(connection) as queries:
            assert kims.post(LIST, choosing(*chosen, index="0")).status_code == 200
        return len(queries)

    cost(returned)
    one = cost(returned)
    others = [
        desk.bring_to("returned", desk.make_draft(fatima, agency), by=fatima, screener=kim) for _ in range(2)
    ]
    assert cost(returned, *others) == one

"""The admin's first page: what waits is counted as it is listed, and each number leads to its rows."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter, Visit
from accounts.staff import GROUPS, make_staff
from programmes import workflow as registry
from submissions import assignment, membership
from submissions.models import Call, Submission
from tests import desk
from tests.doors import browser as signed_in
from tests.factories import make_programme

pytestmark = pytest.mark.django_db
FIRST = "/en/admin/"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def ada(db):
    """An administrator and nothing else."""
    return make_staff(email="ada@un.example", password="", name="Ada", groups=["administrator"])


def boxes(client):
    return {box.name: box for box in client.get(FIRST).context["boxes"]}


def numbers(box):
    return [[number.count for number in line.numbers] for line in box.lines]


def rows_at(client, address):
    return set(client.get(address).context["cl"].queryset)


def stands_for(submission, days):
    moved = timezone.now() - datetime.timedelta(days=days)
    Submission.objects.filter(pk=submission.pk).update(changed_at=moved)
    return Submission.objects.get(pk=submission.pk)


def make(status, days, fatima, agency, kim):
    draft = desk.make_draft(fatima, agency, title=f"{status} for {days} days")
    # Whether or not there is a call by then.
    Submission.objects.filter(pk=draft.pk).update(outside_call_reason="By note verbale.")
    return stands_for(desk.bring_to(status, draft, by=fatima, screener=kim), days)


def test_what_waits_is_counted_by_state_and_age_and_each_number_leads_to_its_rows(fatima, agency, kim, kims):
    made = {
        (status, days): make(status, days, fatima, agency, kim)
        for status, days in [
            ("submitted", 1),
            ("submitted", 10),
            ("in_screening", 20),
            ("in_screening", 30),
            ("in_screening", 400),
            ("draft", 50),
            ("accepted", 50),
        ]
    }
    box = boxes(kims)["all"]
    assert [str(column) for column in box.columns] == [
        "up to 7 days",
        "8 to 14 days",
        "15 to 28 days",
        "more than 28 days",
    ]
    assert numbers(box) == [[1, 1, 0, 0], [0, 0, 1, 2]]
    submitted, screening = box.lines
    assert rows_at(kims, submitted.numbers[1].address) == {made["submitted", 10]}
    assert rows_at(kims, screening.numbers[3].address) == {
        made["in_screening", 30],
        made["in_screening", 400],
    }


def test_mine_are_those_assigned_to_me_and_nobodys_those_to_nobody(fatima, agency, kim, kims):
    mine = make("submitted", 9, fatima, agency, kim)
    other = make("submitted", 9, fatima, agency, kim)
    nobodys = make("in_screening", 0, fatima, agency, kim)
    assignment.assign(submission=mine, to=kim, by=kim)
    assignment.assign(submission=other, to=desk.make_staff_member("lee@un.example"), by=kim)
    found = boxes(kims)
    assert numbers(found["mine"]) == [[0, 1, 0, 0], [0, 0, 0, 0]]
    assert rows_at(kims, found["mine"].lines[0].numbers[1].address) == {mine}
    [waiting] = found["others"].lines
    assert (str(waiting.label), waiting.numbers[0].count) == ("Nobody answers for these yet", 1)
    assert rows_at(kims, waiting.numbers[0].address) == {nobodys}


def test_what_submitters_have_to_answer_is_told_and_what_is_overdue_of_it(fatima, agency, kim, kims):
    in_time, late = (make("returned", 3, fatima, agency, kim) for _ in range(2))
    yesterday = timezone.now().date() - datetime.timedelta(days=1)
    Submission.objects.filter(pk=late.pk).update(reply_by=yesterday)
    returned, overdue = boxes(kims)["others"].lines
    assert rows_at(kims, returned.numbers[0].address) == {in_time, late}
    assert (overdue.numbers[0].count, overdue.numbers[0].is_urgent) == (1, True)
    assert rows_at(kims, overdue.numbers[0].address) == {late}


def test_a_reply_is_not_overdue_on_its_day(fatima, agency, kim, kims):
    due_today = make("returned", 3, fatima, agency, kim)
    Submission.objects.filter(pk=due_today.pk).update(reply_by=timezone.now().date())
    assert [str(line.label) for line in boxes(kims)["others"].lines] == [
        "Returned, for their submitters to answer"
    ]


def test_working_versions_wait_to_be_published(listed, kim, kims):
    assert numbers(boxes(kims)["publish"]) == []
    registry.open_working_version(programme=listed, by=kim)
    [line] = boxes(kims)["publish"].lines
    assert line.numbers[0].count == 1
    assert rows_at(kims, line.numbers[0].address) == {listed}


def test_requests_to_act_for_a_submitter_wait_for_whoever_decides_on_them(
    stranger, agency, kims, reader_client
):
    asked = membership.ask(user=stranger, submitter=agency)
    [line] = boxes(kims)["people"].lines
    assert rows_at(kims, line.numbers[0].address) == {asked}
    assert "people" not in boxes(reader_client)


def test_calls_tell_what_came_and_what_came_late(fatima, agency, kim, kims):
    def call(code, **closes):
        opened = timezone.now() - datetime.timedelta(days=30)
        return Call.objects.create(code=code, title_en=code, opens_at=opened, late="mark", **closes)

    past = call("past", closes_at=timezone.now() - datetime.timedelta(days=2))
    standing = call("standing")
    late = desk.make_draft(fatima, agency)
    in_time = desk.make_draft(fatima, agency)
    Submission.objects.filter(pk=late.pk).update(call=past)
    Submission.objects.filter(pk=in_time.pk).update(call=standing)
    for draft in (late, in_time):
        desk.submit(Submission.objects.get(pk=draft.pk), fatima)
    lines = {str(line.label): line for line in boxes(kims)["calls"].lines}
    assert {label: [number.count for number in line.numbers] for label, line in lines.items()} == {
        "past": [1, 1],
        "standing": [1, 0],
    }
    assert lines["standing"].note == "Open."
    assert rows_at(kims, lines["past"].numbers[1].address) == {late}
    assert rows_at(kims, lines["standing"].numbers[0].address) == {in_time}


def test_an_administrator_sees_letters_that_did_not_arrive_and_who_has_no_second_factor(ada, kims, fatima):
    client = signed_in(ada, "mfa")
    Letter.objects.update(state="given_up")
    found = boxes(client)
    count = Letter.objects.count()
    assert count > 0
    assert numbers(found["letters"]) == [[count]]
    assert rows_at(client, found["letters"].lines[0].numbers[0].address) == set(Letter.objects.all())
    [without] = found["factors"].lines
    assert {user.email for user in rows_at(client, without.numbers[0].address)} == {
        "ada@un.example",
        "keeper@un.example",
    }
    assert not {"letters", "factors"} & set(boxes(kims))


def test_an_empty_desk_says_what_to_expect(kims):
    page = kims.get(FIRST).content.decode()
    for words in (
        "Nothing is assigned to you.",
        "What submitters send arrives here.",
        "There is no call. Until there is one, submissions are taken at any time.",
    ):
        assert words in page


# --- What is new --------------------------------------------------------------------------------------


def back_after(user, days):
    Visit.objects.filter(user=user).update(at=timezone.now() - datetime.timedelta(days=days))


def test_what_others_did_since_the_last_visit_is_told_and_ones_own_acts_are_not(
    draft, fatima, kim, kims, publisher
):
    assert kims.get(FIRST).context["news"] is None
    back_after(kim, 1)
    desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    lees = make_programme(title="Published meanwhile", by=publisher)
    news = kims.get(FIRST).context["news"]
    assert [move.target for move in news.moves] == ["submitted"]
    assert [version.programme for version in news.versions] == [lees]
    assert news.is_all
    # It stays new for as long as one is there.
    assert len(kims.get(FIRST).context["news"].moves) == 1
    back_after(kim, 1)
    Visit.objects.filter(user=kim).update(at=timezone.now() - datetime.timedelta(hours=1))
    after = kims.get(FIRST).context["news"]
    assert after.since > news.since


def test_what_moved_is_told_to_those_alone_who_may_see_submissions(draft, fatima, kim):
    nobody = make_staff(email="nobody@un.example", password="", name="Nobody", groups=[])
    client = signed_in(nobody, "password", "mfa")
    client.get(FIRST)
    back_after(nobody, 1)
    desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    assert client.get(FIRST).context["news"].moves == []


# --- Cost and languages -------------------------------------------------------------------------------


def queries_of(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as counted:
        client.get(FIRST)
    return len(counted)


def test_every_box_costs_the_same_at_one_row_and_at_three(
    fatima, agency, kim, stranger, publisher, django_assert_max_num_queries
):
    now = timezone.now()
    yesterday, tomorrow = now - datetime.timedelta(days=1), now + datetime.timedelta(days=1)
    everything = make_staff(email="ada@un.example", password="", name="Ada", groups=list(GROUPS))
    client = signed_in(everything, "mfa")

    def fill(number):
        assignment.assign(submission=make("submitted", 1, fatima, agency, kim), to=everything, by=kim)
        make("in_screening", 9, fatima, agency, kim)
        overdue = make("returned", 1, fatima, agency, kim)
        Submission.objects.filter(pk=overdue.pk).update(reply_by=yesterday.date())
        late = desk.make_draft(fatima, agency)
        late.call = Call.objects.create(
            code=f"call-{number}", title_en="–", opens_at=yesterday, closes_at=yesterday + HOUR, late="mark"
        )
        late.save()
        desk.submit(late, fatima)
        scheduled = make_programme(title=f"Programme {number}", by=publisher)
        desk.edit(scheduled, publisher, title="–")
        registry.schedule(
            programme=scheduled,
            kind="corrected",
            notes={"en": "–"},
            by=publisher,
            reason="–",
            seen=registry.digest_of(desk.working(scheduled)),
            at=tomorrow,
        )
        membership.ask(user=stranger, submitter=desk.make_agency(f"Other {number}"))
        Letter.objects.filter(pk=Letter.objects.filter(state="waiting").first().pk).update(state="given_up")
        desk.make_staff_member(f"without.factor.{number}@un.example")

    client.get(FIRST)
    back_after(everything, 1)
    fill(1)
    client.get(FIRST)  # content types are looked up once in a process
    at_one = queries_of(client, django_assert_max_num_queries)
    fill(2)
    fill(3)
    found = client.get(FIRST).context
    assert {box.name for box in found["boxes"] if box.lines} == {
        *("mine", "all", "others", "publish", "people", "calls", "letters", "factors")
    }
    assert (len(found["news"].moves), len(found["news"].versions)) == (5, 3)
    assert queries_of(client, django_assert_max_num_queries) == at_one


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_it_opens_in_every_direction(language, draft, fatima, kim, kims):
    desk.bring_to("returned", draft, by=fatima, screener=kim)
    html = kims.get(FIRST.replace("en", language, 1)).content.decode()
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in html[:200]


def test_it_stands_where_the_admin_says_its_first_page_is(kims):
    assert reverse("admin:index") == reverse("secretariat") == FIRST
    assert kims.get(FIRST).context["site_header"] == "Programme registry: secretariat"

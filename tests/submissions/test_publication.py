"""When what was accepted becomes public, its members are told once, and its page stops waiting."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from accounts.models import Letter
from programmes import workflow as registry
from programmes.models import Programme
from programmes.status import VersionKind
from submissions.models import Submission
from submissions.publication import tell_published
from tests import desk
from tests.desk import open_update
from tests.factories import NOTES, publish
from tests.page import Page
from tests.writing import client_of


def accept(submission, fatima, kim):
    return desk.bring_to("accepted", submission, by=fatima, screener=kim)


def make_public(programme, kind=VersionKind.LISTED):
    Programme.objects.filter(pk=programme.pk).update(cell_reason_en="As the submitters say.")
    return publish(programme, kind)


def told():
    return [
        (each.to.email, each.subject.strip()) for each in Letter.objects.filter(key__startswith="public:")
    ]


def words(user, submission):
    return Page(client_of(user).get(f"/en/submit/{submission.reference}/")).words()


def test_members_are_told_once_that_their_programme_is_public(draft, fatima, kim):
    there = accept(draft, fatima, kim)
    assert (tell_published(), told()) == (0, [])
    version = make_public(there.programme)
    assert [tell_published(), tell_published()] == [1, 0]
    assert told() == [("focal.point@ruritania.example", "10YFP-001: public now")]
    letter = Letter.objects.get(key__startswith="public:")
    assert "What you submitted is public now, as 10YFP-001." in letter.text
    assert "/id/10YFP-001" in letter.text
    there.refresh_from_db()
    assert there.public_in == version


def test_an_update_is_public_when_its_words_are_and_not_before(listed, fatima, agency, kim):
    update = open_update(listed, fatima, agency)
    desk.fill(update, fatima)
    there = accept(update, fatima, kim)
    # Another change of the programme says nothing of the update.
    registry.correct_record(programme=listed, notes=NOTES, by=kim, reason="A letter.")
    assert (tell_published(), told()) == (0, [])
    assert "the secretariat publishes it" in words(fatima, there)
    make_public(listed, VersionKind.UPDATED)
    assert tell_published() == 1
    assert told() == [("focal.point@ruritania.example", "10YFP-001: public now")]
    text = Letter.objects.get(key__startswith="public:").text
    assert "Your update of 10YFP-001 is public now: version 3." in text
    there = Submission.objects.get(pk=there.pk)
    assert there.public_in.number == 3
    assert "publishes it" not in words(fatima, there)
    assert "Nobody’s turn: the programme is in the registry." in words(fatima, there)


def test_who_asks_for_withdrawal_at_once_is_told_all_the_same(draft, fatima, kim):
    there = accept(draft, fatima, kim)
    make_public(there.programme)
    desk.workflow.ask_for_withdrawal(submission=there, by=fatima, message="We changed our mind.")
    assert tell_published() == 1


def test_what_was_withdrawn_before_is_told_to_nobody(listed, fatima, agency, kim):
    update = open_update(listed, fatima, agency)
    desk.fill(update, fatima)
    there = accept(update, fatima, kim)
    desk.workflow.withdraw(submission=there, by=fatima)
    registry.correct_record(programme=listed, notes=NOTES, by=kim, reason="A letter.")
    assert (tell_published(), told()) == (0, [])


def test_the_worker_tells_by_a_command(draft, fatima, kim, capsys):
    make_public(accept(draft, fatima, kim).programme)
    call_command("tell_published")
    assert capsys.readouterr().out == "1 became public.\n"


@pytest.mark.parametrize("number", [1, 3])
def test_looking_costs_one_query_while_nothing_is_new(number, fatima, agency, kim, django_assert_num_queries):
    for each in range(number):
        accept(desk.make_draft(fatima, agency, title=f"Programme {each}"), fatima, kim)
    with django_assert_num_queries(1):
        tell_published()

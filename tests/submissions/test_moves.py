"""Who may move a submission from where to where: the whole table, written out by hand."""

import pytest

from submissions import workflow
from submissions.models import Move, Round, Submission
from submissions.status import SubmissionStatus
from tests import desk

FROM_TO_BY = {
    ("draft", "submitted", "focal point"),
    ("returned", "submitted", "focal point"),
    ("submitted", "withdrawn", "focal point"),
    ("in_screening", "withdrawn", "focal point"),
    ("returned", "withdrawn", "focal point"),
    ("accepted", "withdrawn", "focal point"),
    ("submitted", "in_screening", "secretariat"),
    ("in_screening", "returned", "secretariat"),
    ("in_screening", "accepted", "secretariat"),
    ("in_screening", "not_listed", "secretariat"),
    ("accepted", "in_screening", "publisher"),
    ("not_listed", "in_screening", "publisher"),
}
# What is public is not taken back but asked to be; the status stays.
ASKED_FOR = {("accepted", "accepted", "focal point")}
ACTS = {
    "submitted": lambda s, by: workflow.submit(submission=s, by=by, nonce=desk.new_nonce(), declared=True),
    "withdrawn": lambda s, by: workflow.withdraw(submission=s, by=by),
    "in_screening": lambda s, by: workflow.take_into_screening(submission=s, by=by),
    "returned": desk.return_it,
    "accepted": lambda s, by: workflow.accept(submission=s, by=by),
    "not_listed": lambda s, by: workflow.not_list(submission=s, by=by, reason="It is none."),
}
# The way back from a decision leads where another act leads too.
BACK = ("in_screening", lambda s, by: workflow.reconsider(submission=s, by=by, reason="Looked at again."))
STATUSES = ["draft", "submitted", "in_screening", "returned", "accepted", "not_listed", "withdrawn"]


@pytest.fixture
def people(fatima, edith, rita, stranger, kim, reader, screener, publisher):
    return {
        "focal point": fatima,
        "editor": edith,
        "reader": rita,
        "stranger": stranger,
        "secretariat": kim,
        "staff who reads": reader,
        "staff who curates": screener,
        "publisher": publisher,
    }


def state(submission):
    return (
        Submission.objects.filter(pk=submission.pk).values().get(),
        list(Round.objects.filter(submission=submission).values()),
        list(Move.objects.filter(submission=submission).values()),
    )


def test_the_table_is_the_one_written_here():
    names = {"focal point": "focal_point"}
    by_hand = {(start, to, names.get(who, who)) for start, to, who in FROM_TO_BY | ASKED_FOR}
    assert {(str(start), str(to), str(who)) for start, to, who in workflow.MOVES} == by_hand
    assert SubmissionStatus.values == STATUSES
    assert set(ACTS) == set(STATUSES) - {"draft"}


@pytest.mark.parametrize("start", STATUSES)
def test_nobody_moves_it_otherwise(start, people, draft):
    submission = desk.bring_to(start, draft, by=people["focal point"], screener=people["secretariat"])
    for to, act in [*ACTS.items(), BACK]:
        for who, person in people.items():
            if (start, to, who) in FROM_TO_BY:
                continue
            before = state(submission)
            with pytest.raises(workflow.MoveRefused):
                act(Submission.objects.get(pk=submission.pk), person)
            assert state(submission) == before, (start, to, who)


@pytest.mark.parametrize(("start", "to", "who"), sorted(FROM_TO_BY))
def test_every_move_of_the_table_leaves_a_move_and_its_status(start, to, who, people, draft):
    submission = desk.bring_to(start, draft, by=people["focal point"], screener=people["secretariat"])
    moves = submission.moves.count()
    assert to in workflow.legal_moves(submission, people[who])
    act = BACK[1] if who == "publisher" else ACTS[to]
    act(submission, people[who])
    submission.refresh_from_db()
    last = submission.moves.last()
    assert submission.status == to
    assert submission.moves.count() == moves + 1
    assert (last.source, last.target, last.by) == (start, to, people[who])


def test_a_focal_point_on_the_staff_does_not_decide_on_their_own(draft, kim, agency, fatima):
    desk.make_member(kim_twin := desk.make_staff_member("twin@un.example"), agency)
    desk.submit(draft, fatima)
    with pytest.raises(workflow.MoveRefused) as refusal:
        workflow.take_into_screening(submission=draft, by=kim_twin)
    assert refusal.value.messages == ["Only a screener who is none of them may do this."]


def test_a_refusal_says_from_where_to_where(draft, fatima):
    desk.submit(draft, fatima)
    with pytest.raises(workflow.MoveRefused) as refusal:
        desk.submit(draft, fatima)
    assert refusal.value.messages == ["A submission that is “Submitted” cannot become “Submitted”."]

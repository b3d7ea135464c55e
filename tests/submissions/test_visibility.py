"""Who sees which submission, and what each has to do."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from submissions import discussion, membership, opening, permissions
from submissions.models import Comment, Membership, Submission
from tests import desk


def seen_by(user):
    return {submission.reference: submission.own_role for submission in Submission.objects.visible_to(user)}


@pytest.fixture
def people(fatima, edith, rita, stranger, kim, reader, screener):
    return {
        "fatima": fatima,
        "edith": edith,
        "rita": rita,
        "stranger": stranger,
        "kim": kim,
        "staff who reads": reader,
        "staff who curates": screener,
        "nobody": AnonymousUser(),
    }


def test_a_draft_is_seen_by_its_submitters_alone(draft, people):
    assert {name: seen_by(person).get(draft.reference) for name, person in people.items()} == {
        "fatima": "focal_point",
        "edith": "editor",
        "rita": "reader",
        "stranger": None,
        "kim": None,
        "staff who reads": None,
        "staff who curates": None,
        "nobody": None,
    }
    assert all(draft.reference not in seen_by(people[name]) for name in ("stranger", "kim", "nobody"))


def test_what_was_sent_is_seen_by_the_secretariat_too(draft, people):
    desk.submit(draft, people["fatima"])
    seeing = {name for name, person in people.items() if draft.reference in seen_by(person)}
    assert seeing == {"fatima", "edith", "rita", "kim", "staff who reads", "staff who curates"}


def test_a_draft_without_a_submitter_is_its_authors_until_a_membership_is_approved(
    stranger, fatima, agency, kim
):
    draft = opening.open_draft(by=stranger, language="en")
    asked = membership.ask(user=stranger, submitter=agency, role="editor")
    assert seen_by(stranger) == {draft.reference: "focal_point"}
    assert seen_by(fatima) == {}
    membership.approve(membership=asked, by=kim)
    assert seen_by(stranger) == {draft.reference: "editor"}
    assert seen_by(fatima) == {draft.reference: "focal_point"}


@pytest.mark.parametrize("state", ["asked", "declined", "ended"])
def test_a_membership_that_is_not_active_shows_nothing(state, draft, fatima):
    Membership.objects.filter(user=fatima).update(state=state)
    assert seen_by(fatima) == {}


def test_a_closed_account_sees_nothing(draft, fatima, kim):
    desk.submit(draft, fatima)
    for user in (fatima, kim):
        user.is_active = False
        assert seen_by(user) == {}


def test_the_strongest_membership_counts_and_nothing_is_seen_twice(draft, fatima, agency):
    other = desk.make_agency("Bureau")
    desk.make_member(fatima, other, "reader")
    draft.parties.create(submitter=other, role="partner", order=2, named_as="Bureau", named_language="en")
    assert [(each.pk, each.own_role) for each in Submission.objects.visible_to(fatima)] == [
        (draft.pk, "focal_point")
    ]


def test_the_list_takes_one_query_however_many_there_are(draft, fatima, agency):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            list(Submission.objects.visible_to(fatima).with_draft_titles().with_parties().in_order())
        return len(caught)

    one = queries()
    for _ in range(2):
        desk.make_draft(fatima, agency)
    assert queries() == one == 3


@pytest.mark.parametrize(
    ("status", "todo"),
    [
        ("draft", {"fatima", "edith"}),
        ("submitted", {"kim"}),
        ("in_screening", {"kim"}),
        ("returned", {"fatima", "edith"}),
        ("accepted", set()),
        ("not_listed", set()),
        ("withdrawn", set()),
    ],
)
def test_everyone_knows_whose_turn_it_is(status, todo, draft, people):
    desk.bring_to(status, draft, by=people["fatima"], screener=people["kim"])
    assert {name for name, who in people.items() if Submission.objects.waiting_for(who).exists()} == todo


def test_counts_name_every_status(draft, fatima, agency):
    desk.submit(desk.make_draft(fatima, agency), fatima)
    assert Submission.objects.visible_to(fatima).counts() == {
        "draft": 1,
        "submitted": 1,
        "in_screening": 0,
        "returned": 0,
        "accepted": 0,
        "not_listed": 0,
        "withdrawn": 0,
    }


def test_every_no_gives_its_reason(draft, people):
    asked = [
        permissions.may_write,
        permissions.may_submit,
        permissions.may_withdraw,
        permissions.may_discard,
        permissions.may_accept,
        permissions.may_comment,
        permissions.may_note_internally,
    ]
    yes = {
        (name, ask.__name__)
        for name, person in people.items()
        for ask in asked
        if ask(person, Submission.objects.get(pk=draft.pk))
    }
    assert yes == {
        ("fatima", "may_write"),
        ("fatima", "may_submit"),
        ("fatima", "may_discard"),
        ("fatima", "may_comment"),
        ("edith", "may_write"),
        ("edith", "may_comment"),
        ("kim", "may_accept"),
        ("kim", "may_comment"),
        ("kim", "may_note_internally"),
    }
    for person in people.values():
        for ask in asked:
            answer = ask(person, Submission.objects.get(pk=draft.pk))
            assert bool(answer.reason) is not answer.allowed


def test_what_one_may_is_never_taken_for_what_another_may(draft, fatima, stranger, kim):
    found = Submission.objects.visible_to(fatima).get()
    for person, role in ((fatima, "focal_point"), (stranger, None), (fatima, "focal_point"), (kim, None)):
        assert permissions.role_of(person, found) == role
        assert bool(permissions.may_write(person, found)) is (role is not None)


def test_internal_notes_are_never_seen_by_submitters(draft, people):
    desk.submit(draft, people["fatima"])
    for text, audience in (("To all", "secretariat"), ("Between us", "internal")):
        discussion.comment(submission=draft, section="title", text=text, by=people["kim"], audience=audience)

    def read_by(name):
        submission = Submission.objects.visible_to(people[name]).get()
        return [each.text for each in Comment.objects.visible_to(people[name], submission)]

    assert read_by("kim") == read_by("staff who reads") == ["To all", "Between us"]
    assert read_by("fatima") == read_by("edith") == read_by("rita") == ["To all"]
    desk.make_member(people["staff who curates"], draft.parties.get().submitter, "reader")
    assert read_by("staff who curates") == ["To all"]


def test_references_leave_no_gaps_to_count(fatima, agency):
    references = [opening.open_draft(by=fatima, language="en").reference for _ in range(5)]
    serials = [reference.rpartition("-")[2] for reference in references]
    assert all(len(serial) == 6 and not set(serial) & set("0O1IL5S8B2ZAEU") for serial in serials)

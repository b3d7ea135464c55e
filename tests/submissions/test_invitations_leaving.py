"""A submitter that leaves: what is told, what stays as it was, and what comes of it in the registry."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Letter
from submissions import invitations, opening, permissions, workflow
from submissions.models import Submission
from tests import desk, together
from tests.factories import make_submitter

pytestmark = pytest.mark.django_db


def refused(act, **given):
    with pytest.raises(ValidationError) as told:
        act(**given)
    return told.value.messages


def parties(submission):
    return list(submission.parties.values_list("named_as", "role", "order"))


def role_of(user, submission):
    return permissions.role_of(user, Submission.objects.get(pk=submission.pk))


def test_who_leaves_a_draft_was_never_there(draft, bureau, stefan, fatima):
    party = together.join(draft, bureau, stefan)
    invitations.leave(party=party, by=stefan)
    assert parties(draft) == [("Agency", "lead", 1)]
    assert role_of(stefan, draft) is None
    assert set(together.told("party_left:")) == {fatima.email, stefan.email}
    together.join(draft, bureau, stefan)
    assert len(parties(draft)) == 2


def test_leaving_what_was_sent_is_recorded_with_its_reason_and_everybody_is_told(
    draft, bureau, stefan, fatima, kim
):
    party = together.join(draft, bureau, stefan)
    together.sign(party, stefan)
    sent = desk.submit(draft, fatima)
    party = draft.parties.get(pk=party.pk)
    assert refused(invitations.leave, party=party, by=stefan) == ["Give the reason."]
    invitations.leave(party=party, by=stefan, reason="The law has changed.")
    party.refresh_from_db()
    assert (party.left_by, party.left_reason) == (stefan, "The law has changed.")
    assert role_of(stefan, draft) is None
    assert set(together.told("party_left:")) == {fatima.email, stefan.email, kim.email}
    sent.refresh_from_db()
    assert [each["named_as"] for each in sent.parties] == ["Agency", "Bureau"]
    assert [each.named_as for each in Submission.objects.get(pk=draft.pk).standing_parties] == ["Agency"]
    assert refused(invitations.leave, party=party, by=stefan, reason="Again.") == [
        "This submitter takes no part any more."
    ]


def test_parties_stand_in_the_order_in_which_they_joined_whoever_left_meanwhile(draft, bureau, stefan, edith):
    first = together.join(draft, bureau, stefan)
    for name in ("Committee", "Council"):
        submitter = make_submitter(name, "un_entity")
        desk.make_member(edith, submitter)
        together.join(draft, submitter, edith)
        if name == "Committee":
            invitations.leave(party=first, by=stefan)
    assert parties(draft) == [
        ("Agency", "lead", 1),
        ("Committee", "co_submitter", 3),
        ("Council", "co_submitter", 4),
    ]


# --- Persons, and drafts that are thrown away ---------------------------------------------------------


@pytest.fixture
def helper(draft, fatima, stranger):
    """A person who takes part."""
    together.with_address(stranger)
    invitations.accept(invitation=together.invite_person(draft, stranger.email, fatima), by=stranger)
    return draft.collaborators.get()


def test_a_person_whose_part_others_end_is_told_once(draft, helper, fatima, stranger):
    for _twice in range(2):
        invitations.remove_collaborator(collaborator=helper, by=fatima)
    assert together.told("part_ended:") == {stranger.email: f"{draft.reference}: your part has ended"}
    letter = Letter.objects.get(key__startswith="part_ended:")
    for said in (letter.text, letter.html):
        assert "A focal point has ended your part in this submission. You do not see it any more." in said
        assert "Less food waste" in said
        assert draft.permalink not in said


def test_a_person_who_leaves_is_told_nothing(draft, helper, stranger):
    invitations.remove_collaborator(collaborator=helper, by=stranger)
    assert together.told("part_ended:") == {}
    assert role_of(stranger, draft) is None


def test_everybody_else_is_told_that_a_joint_draft_was_thrown_away(
    draft, helper, bureau, stefan, fatima, edith, rita
):
    together.join(draft, bureau, stefan)
    waiting = together.invite_person(draft, "expert@elsewhere.example", fatima)
    over = together.invite_person(draft, "other@elsewhere.example", fatima)
    invitations.withdraw(invitation=over, by=fatima)
    opening.discard(submission=draft, by=fatima)
    others = (helper.user, stefan, edith, rita)
    assert together.told("discarded:") == {
        user.email: f"{draft.reference}: the draft was discarded" for user in others
    }
    assert "Less food waste" in Letter.objects.filter(key__startswith="discarded:").first().text
    # Nobody opens an invitation to what is not there any more.
    assert set(together.told(f"invitation_withdrawn:{waiting.pk}")) == {"expert@elsewhere.example"}
    assert Letter.objects.filter(key__startswith="invitation_withdrawn:").count() == 2


def test_of_a_draft_that_nobody_shares_nobody_is_told(draft, fatima, edith, rita):
    opening.discard(submission=draft, by=fatima)
    assert together.told("discarded:") == {}


def test_the_lead_does_not_leave(draft, fatima):
    assert refused(invitations.leave, party=draft.lead, by=fatima) == [
        "Who leads a submission does not leave it: withdraw the submission instead."
    ]


def test_who_left_is_no_party_of_the_programme(draft, bureau, stefan, fatima, kim):
    party = together.join(draft, bureau, stefan)
    together.sign(party, stefan)
    desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    invitations.leave(party=draft.parties.get(pk=party.pk), by=stefan, reason="No money.")
    accepted = workflow.accept(submission=draft, by=kim).submission
    assert list(accepted.programme.parties.values_list("named_as", "role")) == [("Agency", "lead")]


def test_the_lead_stays_the_same_while_others_write_with_it(draft, bureau, stefan, fatima):
    together.join(draft, bureau, stefan)
    other = make_submitter("Ruritania")
    assert refused(opening.choose_submitter, submission=draft, submitter=other) == [
        "Others write it with the submitter that leads it: it keeps that name."
    ]

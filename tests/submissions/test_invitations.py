"""Inviting others to write together: who may answer, what is kept, and what stops it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Letter
from submissions import invitations, opening, permissions
from submissions.models import Collaborator, Invitation, Submission
from tests import desk, together

pytestmark = pytest.mark.django_db


def refused(act, **given):
    with pytest.raises(ValidationError) as told:
        act(**given)
    return told.value.messages


def parties(submission):
    return list(submission.parties.values_list("named_as", "role", "order"))


def role_of(user, submission):
    return permissions.role_of(user, Submission.objects.get(pk=submission.pk))


# --- Submitters -------------------------------------------------------------------------------------


def test_an_invited_submitter_is_a_party_once_a_focal_point_of_its_accepts(draft, fatima, bureau, stefan):
    invitation = together.invite(draft, bureau, fatima)
    assert parties(draft) == [("Agency", "lead", 1)]
    invitations.accept(invitation=invitation, by=stefan)
    assert parties(draft) == [("Agency", "lead", 1), ("Bureau", "co_submitter", 2)]
    assert role_of(stefan, draft) == "focal_point"
    assert permissions.leads(fatima, draft)
    assert not permissions.leads(stefan, draft)


def test_it_signs_under_the_name_it_gives(draft, fatima, bureau, stefan):
    invitations.accept(invitation=together.invite(draft, bureau, fatima), by=stefan, named_as="  The Bureau ")
    party = draft.parties.get(submitter=bureau)
    assert (party.named_as, party.named_language) == ("The Bureau", "en")
    invitations.rename(party=party, named_as="Bureau of Waste")
    party.refresh_from_db()
    assert party.named_as == "Bureau of Waste"
    assert refused(invitations.rename, party=party, named_as=" ") == ["Give the name to sign under."]


def test_a_declined_invitee_sees_nothing_and_may_be_invited_again(draft, fatima, bureau, stefan):
    declined = together.invite(draft, bureau, fatima)
    invitations.decline(invitation=declined, by=stefan, reply="Not this year.")
    assert (role_of(stefan, draft), parties(draft)) == (None, [("Agency", "lead", 1)])
    assert Submission.objects.visible_to(stefan).count() == 0
    assert together.told(f"invitation_declined:{declined.pk}") == {
        fatima.email: f"{draft.reference}: an invitation was declined"
    }
    assert "Not this year." in Letter.objects.get(key=f"invitation_declined:{declined.pk}").text
    together.join(draft, bureau, stefan)
    assert role_of(stefan, draft) == "focal_point"


def test_who_is_invited_sees_nothing_before_they_accept(draft, fatima, bureau, stefan):
    together.invite(draft, bureau, fatima)
    assert Submission.objects.visible_to(stefan).count() == 0


def test_only_a_focal_point_of_the_invited_answers(draft, fatima, edith, rita, bureau, stefan, kim):
    invitation = together.invite(draft, bureau, fatima)
    desk.make_member(rita, bureau, "editor")
    for other in (fatima, edith, rita, kim):
        assert refused(invitations.accept, invitation=invitation, by=other) == ["Somebody else is invited."]
        assert refused(invitations.decline, invitation=invitation, by=other) == ["Somebody else is invited."]
    assert parties(draft) == [("Agency", "lead", 1)]


def test_an_answer_is_given_once(draft, fatima, bureau, stefan):
    invitation = together.invite(draft, bureau, fatima)
    invitations.accept(invitation=invitation, by=stefan)
    for act in (invitations.accept, invitations.decline, invitations.withdraw):
        assert refused(act, invitation=invitation, by=stefan) == [
            "The invitation has been answered or withdrawn already."
        ]
    assert len(parties(draft)) == 2


def test_an_expired_invitation_is_not_answered_and_may_be_repeated(draft, fatima, bureau, stefan):
    invitation = together.invite(draft, bureau, fatima)
    assert invitation.expires_at - invitation.created_at == timedelta(days=14)
    Invitation.objects.update(expires_at=timezone.now())
    assert refused(invitations.accept, invitation=invitation, by=stefan) == ["The invitation has expired."]
    together.join(draft, bureau, stefan)
    assert len(parties(draft)) == 2


def test_what_was_withdrawn_is_not_answered_and_who_got_the_letter_is_told(draft, fatima, bureau, stefan):
    invitation = together.invite(draft, bureau, fatima)
    invitations.withdraw(invitation=invitation, by=fatima)
    assert refused(invitations.accept, invitation=invitation, by=stefan) == [
        "The invitation has been answered or withdrawn already."
    ]
    assert together.told("invitation_withdrawn:") == {stefan.email: "An invitation was withdrawn"}


def test_nobody_is_invited_twice_nor_who_takes_part(draft, fatima, agency, bureau, stefan):
    together.invite(draft, bureau, fatima)
    given = {"submission": draft, "role": "partner", "by": fatima}
    assert refused(invitations.invite_submitter, submitter=bureau, **given) == [
        "This invitation waits for an answer already: withdraw it first."
    ]
    assert refused(invitations.invite_submitter, submitter=agency, **given) == [
        "This submitter takes part already."
    ]
    given["role"] = "lead"
    assert refused(invitations.invite_submitter, submitter=bureau, **given) == [
        "Choose one of the roles offered."
    ]


def test_nobody_s_draft_invites_nobody(stranger, bureau):
    draft = opening.open_draft(by=stranger, language="en")
    said = ["Say in whose name you submit before you invite others."]
    assert (
        refused(invitations.invite_submitter, submission=draft, submitter=bureau, role="partner", by=stranger)
        == said
    )
    assert (
        refused(invitations.invite_person, submission=draft, email="x@y.example", right="reader", by=stranger)
        == said
    )


def test_the_parties_stand_fast_once_it_was_sent(draft, fatima, bureau, stefan, kim):
    returned = desk.bring_to("returned", draft, by=fatima, screener=kim)
    said = ["It has been sent: its parties cannot be changed any more."]
    assert (
        refused(
            invitations.invite_submitter, submission=returned, submitter=bureau, role="partner", by=fatima
        )
        == said
    )
    assert refused(invitations.rename, party=returned.lead, named_as="Other") == said


def test_without_a_focal_point_the_secretariat_is_told_and_nothing_of_the_draft(draft, fatima, bureau, kim):
    together.invite(draft, bureau, fatima)
    letter = Letter.objects.get(key__startswith="unreached:")
    assert letter.to == kim
    assert "Bureau" in letter.text
    for told in (draft.reference, "Less food waste", "Agency", "Fatima"):
        assert told not in letter.text + letter.html + letter.subject


def test_whoever_becomes_its_focal_point_later_may_answer(draft, fatima, bureau, stranger):
    invitation = together.invite(draft, bureau, fatima)
    desk.make_member(stranger, bureau)
    assert list(Invitation.objects.to(stranger).waiting(timezone.now())) == [invitation]
    invitations.accept(invitation=invitation, by=stranger)


# --- Persons ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "writes", "comments"),
    [("editor", True, True), ("commenter", False, True), ("reader", False, False)],
)
def test_an_invited_person_may_do_what_was_offered(right, writes, comments, draft, fatima, stranger):
    invitation = together.invite_person(draft, " Stranger@elsewhere.example", fatima, right)
    together.with_address(stranger)
    invitations.accept(invitation=invitation, by=stranger)
    found = Submission.objects.visible_to(stranger).get()
    assert found.own_role == right
    assert bool(permissions.may_write(stranger, found)) is writes
    assert bool(permissions.may_comment(stranger, found)) is comments
    assert not permissions.may_submit(stranger, found)
    assert not permissions.may_discard(stranger, found)


def test_an_address_that_was_not_confirmed_answers_nothing(draft, fatima, stranger):
    invitation = together.invite_person(draft, stranger.email, fatima)
    assert refused(invitations.accept, invitation=invitation, by=stranger) == ["Somebody else is invited."]


def test_the_stronger_of_membership_and_invitation_counts(draft, fatima, rita):
    invitation = together.invite_person(draft, rita.email, fatima, "editor")
    together.with_address(rita)
    invitations.accept(invitation=invitation, by=rita)
    assert role_of(rita, draft) == "editor"
    Collaborator.objects.update(right="reader")
    together.with_address(fatima)
    again = together.invite_person(draft, fatima.email, fatima, "reader")
    invitations.accept(invitation=again, by=fatima)
    assert role_of(fatima, draft) == "focal_point"


def test_a_person_whose_part_ended_sees_nothing(draft, fatima, stranger):
    together.with_address(stranger)
    invitations.accept(invitation=together.invite_person(draft, stranger.email, fatima), by=stranger)
    invitations.remove_collaborator(collaborator=draft.collaborators.get(), by=fatima)
    assert role_of(stranger, draft) is None


@pytest.mark.parametrize("status", ["withdrawn", "not_listed", "accepted"])
def test_nobody_joins_what_is_closed(status, draft, fatima, kim, stranger):
    together.with_address(stranger)
    invitation = together.invite_person(draft, stranger.email, fatima)
    desk.bring_to(status, draft, by=fatima, screener=kim)
    assert refused(invitations.accept, invitation=invitation, by=stranger) == [
        "It has been sent or closed meanwhile: nobody can join any more."
    ]


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x@y.example\nBcc: z@y.example"])
def test_an_address_that_is_none_is_refused(email, draft, fatima):
    refused(invitations.invite_person, submission=draft, email=email, right="reader", by=fatima)
    assert not Invitation.objects.exists()


# --- Links ------------------------------------------------------------------------------------------


def test_only_the_hash_of_the_link_is_kept_and_the_letter_is_forgotten_once_sent(draft, fatima):
    invitation = together.invite_person(draft, "new@elsewhere.example", fatima)
    token = together.token_in("new@elsewhere.example")
    assert invitations.hash_of(token) == invitation.token_hash
    assert token not in str(list(Invitation.objects.values()))
    letter = Letter.objects.get(key=f"invited:{invitation.pk}")
    assert letter.holds_key
    assert (letter.to, letter.language) == (None, "en")


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t[1:], lambda t: t.split(".")[0], lambda t: ""]
)
def test_a_forged_token_is_no_token(change, draft, fatima):
    together.invite_person(draft, "new@elsewhere.example", fatima)
    assert invitations.hash_of(change(together.token_in("new@elsewhere.example"))) == ""


def test_a_letter_to_an_account_is_in_its_language(draft, fatima, stranger):
    stranger.language = "fr"
    stranger.save()
    together.with_address(stranger)
    together.invite_person(draft, stranger.email, fatima)
    letter = Letter.objects.get(key__startswith="invited:")
    assert (letter.to, letter.language) == (stranger, "fr")


# --- Limits -----------------------------------------------------------------------------------------


def test_a_hundred_invitations_in_a_minute_are_stopped(draft, fatima):
    said = []
    for number in range(100):
        try:
            together.invite_person(draft, f"person{number}@elsewhere.example", fatima)
        except ValidationError as stopped:
            said += stopped.messages
    assert Invitation.objects.count() == Letter.objects.filter(key__startswith="invited:").count() == 20
    assert said == ["You have invited 20 times within an hour. Try again later."] * 80


def test_not_too_many_wait_for_an_answer_nor_are_there_too_many_in_all(draft, fatima):
    for number in range(20):
        together.invite_person(draft, f"person{number}@elsewhere.example", fatima)
    Invitation.objects.update(created_at=timezone.now() - timedelta(hours=1))
    given = {"submission": draft, "email": "more@elsewhere.example", "right": "reader", "by": fatima}
    assert refused(invitations.invite_person, **given) == [
        "Too many invitations wait for an answer: withdraw some of them first."
    ]
    Invitation.objects.update(answer="withdrawn")
    rows = list(Invitation.objects.all())
    for row in rows * 2:
        row.pk, row.token_hash = None, f"{row.token_hash[:50]}{Invitation.objects.count()}"
        row.save()
    assert refused(invitations.invite_person, **given) == [
        "There have been too many invitations to this submission."
    ]

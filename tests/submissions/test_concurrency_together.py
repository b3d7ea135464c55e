"""Several write together at once, on real connections of PostgreSQL: one answer counts, and all hear it."""

from functools import partial

import pytest

from accounts.models import Letter
from submissions import drafting, invitations, signing, workflow
from submissions.models import Invitation, Round, Section, Submission, SubmissionParty
from tests import desk, together
from tests.at_once import at_once, saving, submitting
from tests.desk import items, line

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_focal_points_answer_at_once_and_one_answer_counts(draft, fatima, bureau, stefan, edith):
    desk.make_member(edith, bureau)
    for answers in ([invitations.accept, invitations.decline], [invitations.accept, invitations.accept]):
        invitation = together.invite(draft, bureau, fatima)
        outcomes = at_once(
            *(
                partial(act, invitation=invitation, by=by)
                for act, by in zip(answers, (stefan, edith), strict=True)
            )
        )
        assert sorted(type(each).__name__ for each in outcomes) == ["Invitation", "InvitationRefused"]
        invitation.refresh_from_db()
        assert draft.parties.count() == (2 if invitation.answer == "accepted" else 1)
        assert (
            Letter.objects.filter(key=f"invitation_{invitation.answer}:{invitation.pk}", to=fatima).count()
            == 1
        )
        draft.parties.filter(submitter=bureau).delete()


def test_a_sign_off_against_a_save_holds_for_what_stands_or_is_told_that_it_does_not(
    draft, fatima, bureau, stefan
):
    party = together.join(draft, bureau, stefan)
    for number in range(1, 11):
        now = drafting.assemble(draft)
        seen, revision = signing.text_hash(now), now.revisions["title"]
        signed, _saved = at_once(
            lambda seen=seen: signing.sign_off(party=party, by=stefan, seen=seen),
            saving(draft, "title", items(title=line(f"Title {number}")), fatima, revision),
        )
        stands = drafting.assemble(draft)
        assert stands.content["items"]["title"]["texts"]["en"]["text"] == f"Title {number}"
        party.refresh_from_db()
        assert not signing.holds(party, stands)
        is_signed = isinstance(signed, SubmissionParty)
        assert (party.signed_hash == seen) is is_signed
        assert (party.edited_at is not None) is (party.signed_at is not None)
        told = Letter.objects.filter(key=f"edited_since:{party.pk}:{party.signed_at}")
        assert told.count() == (1 if party.signed_at else 0)


def test_a_submission_goes_out_with_the_invitation_answered_or_not_at_all(draft, fatima, bureau, stefan):
    invited, sent = at_once(lambda: together.invite(draft, bureau, fatima), submitting(draft, fatima, "once"))
    # Whoever comes second finds what the first has done.
    assert isinstance(invited, Invitation) is not isinstance(sent, Round)
    waiting = draft.invitations.filter(answer="open").count()
    assert (waiting, draft.rounds.count()) in {(1, 0), (0, 1)}


def test_what_is_sent_while_somebody_accepts_waits_for_the_signature(draft, fatima, bureau, stefan):
    invitation = together.invite(draft, bureau, fatima)
    _accepted, sent = at_once(
        lambda: invitations.accept(invitation=invitation, by=stefan), submitting(draft, fatima, "once")
    )
    assert isinstance(sent, workflow.Incomplete)
    assert (draft.parties.count(), draft.rounds.count()) == (2, 0)


def test_a_submission_goes_out_with_who_leaves_or_without(draft, fatima, bureau, stefan):
    party = together.join(draft, bureau, stefan)
    together.sign(party, stefan)
    left, sent = at_once(lambda: invitations.leave(party=party, by=stefan), submitting(draft, fatima, "once"))
    names = [each["named_as"] for each in sent.parties]
    # Left before it was sent, or asked for the reason after.
    assert names == (["Agency"] if left is None else ["Agency", "Bureau"])
    assert draft.parties.standing().count() == len(names)


def test_a_hundred_invitations_at_once_are_counted_one_by_one(draft, fatima):
    def inviting(number):
        return lambda: together.invite_person(draft, f"person{number}@elsewhere.example", fatima)

    for first in range(0, 24, 6):
        at_once(*(inviting(number) for number in range(first, first + 6)))
    assert Invitation.objects.count() == 20


def test_inviting_and_saving_at_once_hold_up_nobody(draft, fatima):
    for number in range(10):
        revision = drafting.assemble(draft).revisions["title"]
        invited, saved = at_once(
            lambda number=number: together.invite_person(draft, f"p{number}@elsewhere.example", fatima),
            saving(draft, "title", items(title=line(f"Title {number}")), fatima, revision),
        )
        assert isinstance(invited, Invitation)
        assert isinstance(saved, Section)


def test_two_focal_points_at_the_limit_invite_one_more_together(draft, fatima, stefan, agency):
    desk.make_member(stefan, agency)
    for number in range(19):
        together.invite_person(draft, f"person{number}@elsewhere.example", fatima)
    outcomes = at_once(
        *(partial(together.invite_person, draft, f"{by.pk}@elsewhere.example", by) for by in (fatima, stefan))
    )
    refused = [each for each in outcomes if isinstance(each, invitations.InvitationRefused)]
    assert [each.messages for each in refused] == [
        ["Too many invitations wait for an answer: withdraw some of them first."]
    ]
    assert Invitation.objects.count() == Letter.objects.filter(key__startswith="invited:").count() == 20


def test_two_focal_points_invite_one_submitter_once(draft, fatima, edith, agency, bureau, stefan):
    desk.make_member(stefan, agency)
    outcomes = at_once(*(partial(together.invite, draft, bureau, by) for by in (fatima, stefan)))
    assert sorted(type(each).__name__ for each in outcomes) == ["Invitation", "InvitationRefused"]


def test_what_is_accepted_and_withdrawn_at_once_is_one_of_both(draft, fatima, bureau, stefan):
    invitation = together.invite(draft, bureau, fatima)
    outcomes = at_once(
        partial(invitations.accept, invitation=invitation, by=stefan),
        partial(invitations.withdraw, invitation=invitation, by=fatima),
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["Invitation", "InvitationRefused"]
    invitation.refresh_from_db()
    assert (invitation.answer, draft.parties.count()) in {("accepted", 2), ("withdrawn", 1)}


def test_one_leaves_while_another_joins(draft, fatima, bureau, stefan, edith):
    party = together.join(draft, bureau, stefan)
    committee = desk.make_agency("Committee")
    desk.make_member(edith, committee)
    invitation = together.invite(draft, committee, fatima)
    at_once(
        lambda: invitations.leave(party=party, by=stefan),
        lambda: invitations.accept(invitation=invitation, by=edith),
    )
    assert [each.named_as for each in draft.parties.all()] == ["Agency", "Committee"]


def test_who_leaves_while_signing_has_left(draft, bureau, stefan):
    party = together.join(draft, bureau, stefan)
    signed, _left = at_once(
        lambda: together.sign(party, stefan), lambda: invitations.leave(party=party, by=stefan)
    )
    assert draft.parties.count() == 1
    assert isinstance(signed, (SubmissionParty, signing.SignatureRefused))


def test_somebody_signs_while_somebody_saves_without_knowing_and_is_told(draft, fatima, bureau, stefan):
    party = together.join(draft, bureau, stefan)
    for number in range(1, 6):
        opened = Submission.objects.get(pk=draft.pk)
        seen = drafting.assemble(opened).revisions["title"]
        at_once(
            lambda: together.sign(party, stefan),
            saving(opened, "title", items(title=line(f"Title {number}")), fatima, seen),
        )
        party.refresh_from_db()
        holds = signing.holds(party, drafting.assemble(draft))
        # Either it was signed as it stands now, or whoever signed has been told that it changed.
        assert holds or party.edited_at is not None or party.signed_at is None

"""Each co-submitter signs off the text; a signature holds while the text is equal, and sending needs all."""

import pytest

from submissions import drafting, invitations, permissions, signing, workflow
from submissions.models import Submission
from tests import desk, together
from tests.desk import line

pytestmark = pytest.mark.django_db


@pytest.fixture
def joint(draft, bureau, stefan):
    """A complete draft of two."""
    together.join(draft, bureau, stefan)
    return Submission.objects.get(pk=draft.pk)


@pytest.fixture
def theirs(joint, bureau):
    """The co-submitter's part."""
    return joint.parties.get(submitter=bureau)


def unsigned(submission):
    found = signing.unsigned(Submission.objects.get(pk=submission.pk), drafting.assemble(submission))
    return [party.named_as for party in found]


def hindered(submission, by):
    with pytest.raises(workflow.Incomplete) as told:
        desk.submit(submission, by)
    return [(each.section, each.address, each.message) for each in told.value.missing]


def test_it_is_not_sent_before_the_co_submitter_has_signed(joint, theirs, fatima, stefan):
    said = "Bureau has not signed off the text as it stands."
    assert hindered(joint, fatima) == [("together", f"party-{theirs.pk}", said)]
    together.sign(theirs, stefan)
    assert unsigned(joint) == []
    assert desk.submit(joint, fatima).number == 1


def test_a_partner_signs_nothing(draft, bureau, stefan, fatima):
    party = together.join(draft, bureau, stefan, "partner")
    assert unsigned(draft) == []
    with pytest.raises(signing.SignatureRefused, match="Only co-submitters sign off the text"):
        together.sign(party, stefan)
    desk.submit(draft, fatima)


def test_an_unanswered_invitation_of_a_submitter_hinders_and_that_of_a_person_does_not(
    draft, bureau, fatima, stefan
):
    together.invite_person(draft, "expert@elsewhere.example", fatima)
    invitation = together.invite(draft, bureau, fatima)
    said = "Bureau has not answered the invitation: wait, or withdraw it."
    assert hindered(draft, fatima) == [("together", f"invitation-{invitation.pk}", said)]
    invitations.withdraw(invitation=invitation, by=fatima)
    desk.submit(draft, fatima)


@pytest.mark.parametrize(
    ("code", "content", "ends"),
    [
        ("title", desk.items(title=line("Other")), True),
        ("cell", {"stage": "production", "instrument": "legal", "reason": "", "also": []}, True),
        ("authority", {"kind": "designation", "number": "", "date": "2026-05-04"}, False),
    ],
)
def test_a_signature_holds_only_while_text_and_cell_are_equal(
    code, content, ends, joint, theirs, fatima, stefan
):
    together.sign(theirs, stefan)
    before = joint.sections.get(code=code).content
    desk.save(joint, code, content, fatima)
    assert unsigned(joint) == (["Bureau"] if ends else [])
    assert set(together.told("edited_since:")) == ({stefan.email} if ends else set())
    desk.save(joint, code, before, fatima)
    assert unsigned(joint) == []


def test_who_signed_is_told_once_however_often_it_is_edited_and_again_after_signing_again(
    joint, theirs, fatima, stefan
):
    together.sign(theirs, stefan)
    for title in ("One", "Two", "Three"):
        desk.write(joint, "title", fatima, title=line(title))
    assert len(together.told("edited_since:")) == 1
    theirs.refresh_from_db()
    together.sign(theirs, stefan)
    desk.write(joint, "title", fatima, title=line("Four"))
    assert stefan.letters.filter(key__startswith="edited_since:").count() == 2


def test_the_others_are_told_of_a_signature_once(joint, theirs, fatima, edith, rita, stefan):
    first = together.sign(theirs, stefan)
    again = together.sign(theirs, stefan)
    assert (first.signed_by, first.signed_at) == (stefan, again.signed_at)
    assert together.told("signed_off:") == {
        person.email: f"{joint.reference}: the text was signed off" for person in (fatima, edith)
    }


def test_what_was_not_looked_at_is_not_signed(joint, theirs, fatima, stefan):
    seen = signing.text_hash(drafting.assemble(joint))
    desk.write(joint, "title", fatima, title=line("Quite another"))
    for looked_at in (seen, "", "made up"):
        with pytest.raises(signing.SignatureRefused, match="Somebody saved a section"):
            signing.sign_off(party=theirs, by=stefan, seen=looked_at)
    assert unsigned(joint) == ["Bureau"]


def test_what_was_sent_is_not_signed(joint, theirs, fatima, stefan):
    together.sign(theirs, stefan)
    desk.submit(joint, fatima)
    with pytest.raises(signing.SignatureRefused, match="It has been sent"):
        together.sign(theirs, stefan)


def test_a_round_keeps_who_signed_it_by_number_and_not_by_name(joint, theirs, fatima, stefan, agency, bureau):
    signed = together.sign(theirs, stefan)
    assert desk.submit(joint, fatima).parties == [
        {
            "submitter": agency.pk,
            "slug": "agency",
            "kind": "un_entity",
            "role": "lead",
            "order": 1,
            "named_as": "Agency",
            "named_language": "en",
            "signed_by": None,
            "signed_at": None,
        },
        {
            "submitter": bureau.pk,
            "slug": "bureau",
            "kind": "un_entity",
            "role": "co_submitter",
            "order": 2,
            "named_as": "Bureau",
            "named_language": "en",
            "signed_by": stefan.pk,
            "signed_at": signed.signed_at.isoformat(),
        },
    ]


def test_after_a_return_what_changed_is_signed_again_and_what_did_not_is_not(
    joint, theirs, fatima, stefan, kim
):
    together.sign(theirs, stefan)
    returned = desk.bring_to("returned", joint, by=fatima, screener=kim)
    assert unsigned(returned) == []
    desk.write(returned, "title", fatima, title=line("Answered"))
    assert [address for _, address, _ in hindered(returned, fatima)] == [f"party-{theirs.pk}"]
    theirs.refresh_from_db()
    together.sign(theirs, stefan)
    assert desk.submit(returned, fatima).number == 2


def test_who_left_after_the_return_signs_nothing_more(joint, theirs, fatima, stefan, kim):
    together.sign(theirs, stefan)
    returned = desk.bring_to("returned", joint, by=fatima, screener=kim)
    invitations.leave(party=theirs, by=stefan, reason="No money.")
    desk.write(returned, "title", fatima, title=line("Alone"))
    assert [each["named_as"] for each in desk.submit(returned, fatima).parties] == ["Agency"]


def test_only_the_lead_sends_takes_back_and_throws_away(joint, theirs, fatima, stefan):
    together.sign(theirs, stefan)
    assert not permissions.may_discard(stefan, joint)
    with pytest.raises(workflow.MoveRefused, match="Only a focal point"):
        desk.submit(joint, stefan)
    desk.submit(joint, fatima)
    with pytest.raises(workflow.MoveRefused, match="Only a focal point"):
        workflow.withdraw(submission=joint, by=stefan)
    assert not permissions.may_withdraw(stefan, Submission.objects.get(pk=joint.pk))
    workflow.withdraw(submission=joint, by=fatima)


# --- Saving without asking whether anybody has signed -------------------------------------------------


@pytest.fixture
def opened(joint):
    """The submission as somebody's page read it before anybody signed."""
    return Submission.objects.get(pk=joint.pk)


def save_title(submission, title, by, seen=1):
    content = desk.items(title=line(title))
    return drafting.save_section(submission=submission, code="title", content=content, seen=seen, by=by)


def told_of_edits(user):
    return user.letters.filter(key__startswith="edited_since:").count()


def test_who_signs_between_reading_and_saving_is_told_all_the_same(opened, joint, theirs, fatima, stefan):
    together.sign(theirs, stefan)
    assert save_title(opened, "Other", fatima).revision == 2
    assert told_of_edits(stefan) == 1
    assert unsigned(joint) == ["Bureau"]
    assert not Submission.objects.get(pk=joint.pk).is_signed


def test_whoever_read_it_as_signed_saves_after_the_first_edit_without_another_letter(
    joint, theirs, fatima, edith, stefan
):
    together.sign(theirs, stefan)
    first, second = (Submission.objects.get(pk=joint.pk) for _ in range(2))
    save_title(first, "One", fatima)
    assert second.is_signed
    assert save_title(second, "Two", edith, seen=2).revision == 3
    assert told_of_edits(stefan) == 1


def test_each_signature_is_told_of_its_own_first_edit_through_one_object(opened, theirs, fatima, stefan):
    committee = desk.make_agency("Committee")
    somebody = desk.User.objects.create_user("somebody@committee.example")
    desk.make_member(somebody, committee)
    other = together.join(opened, committee, somebody)
    together.sign(theirs, stefan)
    save_title(opened, "One", fatima)
    together.sign(other, somebody)
    save_title(opened, "Two", fatima, seen=2)
    assert (told_of_edits(stefan), told_of_edits(somebody)) == (1, 1)


def test_what_is_stale_or_sent_is_said_whatever_was_signed_meanwhile(opened, joint, theirs, fatima, stefan):
    desk.write(joint, "title", fatima, title=line("Theirs"))
    together.sign(theirs, stefan)
    with pytest.raises(drafting.StaleSection):
        save_title(opened, "Mine", fatima)
    desk.submit(joint, fatima)
    with pytest.raises(drafting.DraftRefused, match="It has been sent"):
        save_title(opened, "Mine", fatima, seen=2)
    assert told_of_edits(stefan) == 0


def test_a_save_that_changes_nothing_ends_no_signature(opened, joint, theirs, fatima, stefan):
    together.sign(theirs, stefan)
    assert save_title(opened, "Less food waste", fatima).revision == 1
    assert unsigned(joint) == []
    assert told_of_edits(stefan) == 0
    assert Submission.objects.get(pk=joint.pk).is_signed

"""The page about who writes: inviting, signatures, people, leaving, as a browser sends it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Letter
from submissions import drafting, invitations, signing
from submissions.models import Collaborator, Invitation, Submission
from tests import desk, together
from tests.filled import filled
from tests.page import Page
from tests.writing import client_of

pytestmark = pytest.mark.django_db


def at(draft, page="together/"):
    return f"/en/submit/{draft.reference}/{page}"


@pytest.fixture
def joint(draft, bureau, stefan):
    """A complete draft of two, which the co-submitter has not signed off."""
    together.join(draft, bureau, stefan)
    return draft


@pytest.fixture
def theirs(joint, bureau):
    return joint.parties.get(submitter=bureau)


def sign(client, draft, party):
    """Press the button on the preview."""
    return client.post(at(draft, "sign/"), filled_sign(client, draft), follow=True)


def filled_sign(client, draft):
    page = Page(client.get(at(draft, "preview/")))
    fields = page.all(".//section[@id='sign']//input")
    return {each.get("name"): each.get("value") for each in fields}


# --- Inviting ---------------------------------------------------------------------------------------


def test_the_focal_point_of_the_lead_invites_another_submitter(draft, hers, bureau, stefan, make_programme):
    make_programme(submitters=[bureau])
    form = filled(hers.get(at(draft)), "invite-submitter")
    sent = {**form, "invite_submitter-submitter": bureau.pk, "invite_submitter-message": "Join us."}
    page = Page(hers.post(at(draft), sent, follow=True))
    assert "Invited. You will be told by letter of the answer." in page.words()
    assert "Waits for an answer until" in page.words(".//section[@aria-labelledby='invitations']")
    invitation = Invitation.objects.get()
    assert (invitation.submitter, invitation.role, invitation.message) == (bureau, "co_submitter", "Join us.")
    assert "Join us." in Letter.objects.get(key=f"invited:{invitation.pk}", to=stefan).text


def test_what_waits_for_an_answer_stands_before_what_is_over(draft, hers, fatima):
    for name in ("first", "second"):
        together.invite_person(draft, f"{name}@agency.example", fatima)
    invitations.withdraw(invitation=Invitation.objects.latest("pk"), by=fatima)
    names = Page(hers.get(at(draft))).all(".//section[@aria-labelledby='invitations']//h4")
    assert ["".join(name.itertext()) for name in names] == ["first@agency.example", "second@agency.example"]


def test_a_person_is_invited_by_address(draft, hers):
    form = filled(hers.get(at(draft)), "invite-person")
    assert form["invite_person-right"] == ["commenter"]
    hers.post(at(draft), {**form, "invite_person-email": "Expert@Elsewhere.example"})
    assert list(Invitation.objects.values_list("email", "right")) == [
        ("expert@elsewhere.example", "commenter")
    ]


@pytest.mark.parametrize(
    ("form", "field", "value", "said"),
    [
        ("invite-submitter", "invite_submitter-submitter", "", "Choose the state or organization."),
        ("invite-submitter", "invite_submitter-submitter", "agency", "Choose one."),
        ("invite-person", "invite_person-email", "", "Give the e-mail address of the person."),
        ("invite-person", "invite_person-email", "nobody", "Enter a valid email address."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(form, field, value, said, draft, hers):
    sent = filled(hers.get(at(draft)), form)
    message = f"{form.replace('-', '_')}-message"
    answer = hers.post(at(draft), {**sent, field: value, message: "Please join."})
    assert answer.status_code == 422
    assert said in Page(answer).words()
    assert "Please join." in answer.content.decode()
    assert f"#id_{field}" in Page(answer).links().values()
    assert not Invitation.objects.exists()


def test_who_may_not_invite_is_offered_nothing(joint, hers, his, rita, stefan):
    offers = {}
    for who, client in (
        ("fatima", hers),
        ("edith", his),
        ("rita", client_of(rita)),
        ("stefan", client_of(stefan)),
    ):
        page = Page(client.get(at(joint)))
        offers[who] = [form.get("id") for form in page.all(".//form") if "invite" in form.get("id", "")]
    assert offers == {
        "fatima": ["invite-submitter", "invite-person"],
        "edith": [],
        "rita": [],
        "stefan": ["invite-person"],
    }


def test_addresses_of_the_invited_are_for_focal_points_alone(joint, hers, his, fatima, kim):
    together.invite_person(joint, "expert@elsewhere.example", fatima)
    assert "expert@elsewhere.example" in Page(hers.get(at(joint))).words()
    assert "expert@elsewhere.example" not in his.get(at(joint)).content.decode()


def test_a_hundred_forms_in_a_minute_are_stopped_in_words(draft, hers):
    form = filled(hers.get(at(draft)), "invite-person")
    answers = [
        hers.post(at(draft), {**form, "invite_person-email": f"person{number}@elsewhere.example"})
        for number in range(100)
    ]
    assert [each.status_code for each in answers] == [302] * 20 + [422] * 80
    assert "You have invited 20 times within an hour. Try again later." in Page(answers[-1]).words()
    assert Invitation.objects.count() == 20


def test_an_invitation_is_withdrawn_by_a_button(draft, hers, his, fatima, bureau):
    invitation = together.invite(draft, bureau, fatima)
    sent = {"act": "withdraw", "invitation": invitation.pk}
    assert his.post(at(draft), sent).status_code == 403
    assert "Withdraw the invitation" not in his.get(at(draft)).content.decode()
    assert "Withdrawn" in Page(hers.post(at(draft), sent, follow=True)).words()
    assert hers.post(at(draft), sent).status_code == 422


def test_of_another_submission_nothing_is_withdrawn_nor_left_nor_ended(
    draft, hers, fatima, agency, stefan, bureau
):
    other = desk.make_draft(stefan, bureau)
    invitation = together.invite_person(other, "expert@elsewhere.example", stefan)
    collaborator = Collaborator.objects.create(submission=other, user=fatima, right="reader")
    for act, name, row in (
        ("withdraw", "invitation", invitation),
        ("leave", "party", other.lead),
        ("rename", "party", other.lead),
        ("remove", "collaborator", collaborator),
    ):
        assert hers.post(at(draft), {"act": act, name: row.pk, "named_as": "X"}).status_code == 404
    assert Collaborator.objects.count() == Invitation.objects.filter(answer="open").count() == 1


# --- Signing ----------------------------------------------------------------------------------------


def test_the_co_submitter_looks_at_the_whole_and_signs_it_off(joint, theirs, stefan, hers):
    client = client_of(stefan)
    assert "Bureau has not signed off the text as it stands." in Page(hers.get(at(joint, ""))).words()
    assert "Your signature is missing" in Page(client.get(at(joint, ""))).words()
    page = Page(sign(client, joint, theirs))
    assert "Signed off on" in page.words()
    assert "You have signed off the text as it stands:" in Page(client.get(at(joint, "preview/"))).words()
    assert "has not signed off" not in Page(hers.get(at(joint, ""))).words()


def test_an_edit_after_a_sign_off_asks_for_it_again(joint, theirs, stefan, fatima, hers):
    client = client_of(stefan)
    sign(client, joint, theirs)
    desk.write(joint, "title", fatima, title=desk.line("Quite another"))
    assert "the text has changed since" in Page(hers.get(at(joint))).words()
    assert "The text has changed since you signed it off" in Page(client.get(at(joint, ""))).words()


def test_somebody_saved_since_it_was_looked_at_so_it_is_looked_at_again(joint, theirs, stefan, fatima):
    client = client_of(stefan)
    looked_at = filled_sign(client, joint)
    desk.write(joint, "title", fatima, title=desk.line("Quite another"))
    answer = client.post(at(joint, "sign/"), looked_at)
    assert answer.status_code == 409
    assert "Somebody saved a section since you looked at it." in Page(answer).words()
    assert "Quite another" in Page(answer).words()
    theirs.refresh_from_db()
    assert theirs.signed_hash == ""


def test_nobody_signs_for_another(joint, theirs, hers, his, rita):
    seen = signing.text_hash(drafting.assemble(joint))
    for client in (hers, his, client_of(rita)):
        sent = {"party": theirs.pk, "seen": seen}
        assert client.post(at(joint, "sign/"), sent).status_code == 403
    theirs.refresh_from_db()
    assert theirs.signed_hash == ""


def test_the_co_submitter_is_told_who_submits(joint, theirs, stefan):
    client = client_of(stefan)
    sign(client, joint, theirs)
    said = "Only a focal point of the submitter that leads it may do this."
    assert said in Page(client.get(at(joint, "preview/"))).words()
    assert said in Page(client.post(at(joint, "send/"), {"nonce": "x", "declared": "1"})).words()
    assert client.get(at(joint, "withdraw/")).status_code == 403


def test_a_focal_point_of_another_party_is_told_who_sends_withdraws_and_discards(
    joint, theirs, stefan, hers, his, fatima
):
    client = client_of(stefan)
    said = "Only focal points of the submitter that leads it submit it, withdraw it or discard it: Agency"
    turn = "Your turn: write. The submitter that leads it submits."
    page = Page(client.get(at(joint, "")))
    assert said in page.words()
    assert turn in page.words()
    assert turn in Page(client.get("/en/submit/")).words()
    for other in (hers, his):
        assert said not in Page(other.get(at(joint, ""))).words()
        assert "Your turn: write, then submit." in Page(other.get(at(joint, ""))).words()
    sign(client, joint, theirs)
    desk.submit(joint, fatima)
    assert said in Page(client.get(at(joint, ""))).words()


# --- Names, people, leaving -------------------------------------------------------------------------


def test_each_party_signs_under_the_name_it_wants(joint, theirs, stefan, hers):
    client = client_of(stefan)
    sent = {"act": "rename", "party": theirs.pk, "named_as": "Bureau of Waste"}
    assert hers.post(at(joint), sent).status_code == 403
    assert client.post(at(joint), {**sent, "named_as": "x" * 301}).status_code == 422
    client.post(at(joint), sent)
    assert "Bureau of Waste" in Page(hers.get(at(joint))).words()


def test_what_was_typed_stands_there_still_where_it_is_refused(joint, theirs, stefan, fatima):
    client = client_of(stefan)
    typed = "Bureau\0of Waste"
    page = Page(client.post(at(joint), {"act": "rename", "party": theirs.pk, "named_as": typed}))
    assert page.one(f".//input[@id='name-{theirs.pk}']").get("value") == typed
    sign(client, joint, theirs)
    desk.submit(joint, fatima)
    page = Page(client.post(at(joint), {"act": "leave", "party": theirs.pk, "reason": "x" * 2001}))
    assert page.one(f".//textarea[@id='why-{theirs.pk}']").text.strip() == "x" * 2001


def test_leaving_a_draft_ends_what_one_sees(joint, theirs, stefan, hers):
    client = client_of(stefan)
    answer = client.post(at(joint), {"act": "leave", "party": theirs.pk}, follow=True)
    assert answer.redirect_chain == [("/en/submit/", 302)]
    assert client.get(at(joint)).status_code == 404
    assert "Bureau" not in Page(hers.get(at(joint))).words(".//section[@aria-labelledby='parties']")


def test_leaving_what_was_sent_needs_a_reason_and_stays_to_be_read(joint, theirs, stefan, fatima, hers, kim):
    client = client_of(stefan)
    sign(client, joint, theirs)
    desk.submit(joint, fatima)
    assert client.post(at(joint), {"act": "leave", "party": theirs.pk}).status_code == 422
    client.post(at(joint), {"act": "leave", "party": theirs.pk, "reason": "The law has changed."})
    assert client.get(at(joint, "")).status_code == 404
    for page in ("", "together/"):
        assert "The law has changed." in Page(hers.get(at(joint, page))).words()
    assert "Bureau" in Page(hers.get(at(joint, "rounds/1/"))).words()


def test_a_person_leaves_or_is_removed(joint, stranger, hers, his, rita):
    Collaborator.objects.create(submission=joint, user=rita, right="editor")
    row = joint.collaborators.get()
    sent = {"act": "remove", "collaborator": row.pk}
    assert his.post(at(joint), sent).status_code == 403
    hers.post(at(joint), sent)
    assert not joint.collaborators.exists()


def test_a_collaborator_who_leaves_comes_to_the_desk(draft, stranger):
    row = Collaborator.objects.create(submission=draft, user=stranger, right="reader")
    client = client_of(stranger)
    answer = client.post(at(draft), {"act": "remove", "collaborator": row.pk}, follow=True)
    assert answer.redirect_chain == [("/en/submit/", 302)]
    assert client.get(at(draft)).status_code == 404


def test_an_invited_editor_writes_and_does_not_take_the_draft_away(draft, stefan, bureau):
    Collaborator.objects.create(submission=draft, user=stefan, right="editor")
    client = client_of(stefan)
    assert client.get(at(draft, "write/title/")).status_code == 200
    taking = client.post(at(draft, ""), {"act": "submitter", "chosen": bureau.pk})
    assert taking.status_code == 403
    assert client.post(at(draft, ""), {"act": "discard"}).status_code == 403
    assert [party.named_as for party in Submission.objects.get(pk=draft.pk).standing_parties] == ["Agency"]


def test_as_many_queries_for_two_parties_as_for_five(joint, fatima, hers, stranger):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            hers.get(at(joint))
        return len(caught)

    together.invite_person(joint, "one@elsewhere.example", fatima)
    Collaborator.objects.create(submission=joint, user=stranger, right="reader")
    two = queries()
    for name in ("Third", "Fourth", "Fifth"):
        person = desk.User.objects.create_user(f"{name}@elsewhere.example", name=name)
        submitter = desk.make_agency(name)
        desk.make_member(person, submitter)
        together.join(joint, submitter, person)
        together.invite_person(joint, f"to{name}@elsewhere.example", fatima)
        Collaborator.objects.create(submission=joint, user=person, right="reader")
    assert queries() == two

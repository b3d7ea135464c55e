"""The page of an invitation: who may read it and answer, and what everybody else learns, which is nothing."""

import pytest
from django.core import signing as tokens
from django.utils import timezone

from accounts.models import Letter
from submissions import invitations
from submissions.models import Invitation, Submission
from tests import desk, together
from tests.doors import told
from tests.page import Page
from tests.writing import client_of

pytestmark = pytest.mark.django_db


def at(token, language="en"):
    return f"/{language}/submit/invitations/{token}/"


@pytest.fixture
def invited(draft, fatima, bureau, stefan):
    """The bureau is invited; the token is in the letter to its focal point."""
    together.invite(draft, bureau, fatima)
    return together.token_in(stefan.email)


@pytest.fixture
def invited_person(draft, fatima, stranger):
    """Whoever reads an address is invited, with a word."""
    given = {"submission": draft, "email": stranger.email, "right": "editor", "by": fatima}
    invitations.invite_person(**given, message="Please help with the indicators.")
    return together.token_in(stranger.email)


def test_the_invited_read_what_it_is_about_and_nothing_of_the_text(invited, draft, stefan):
    page = Page(client_of(stefan).get(at(invited)))
    for said in ("Less food waste", "Fatima Focal", "Agency", "Bureau", "Co-submitter"):
        assert said in page.words(), said
    assert "Integrated waste management × Laws and regulations" in page.words()
    assert "Half as much food" not in page.words()
    assert "Much food is thrown away" not in page.words()
    assert "Much food" not in Letter.objects.get(key__startswith="invited:").text


def test_the_invited_read_what_their_part_would_be(invited, invited_person, stefan, stranger):
    asked = Page(client_of(stefan).get(at(invited))).words()
    assert "Co-submitter: signs off the text before it is submitted." in asked
    asked = Page(client_of(together.with_address(stranger)).get(at(invited_person))).words()
    assert "Write: on every section, as an editor does." in asked


def test_reading_answers_nothing(invited, draft, stefan):
    client = client_of(stefan)
    for _ in range(2):
        assert client.get(at(invited)).status_code == 200
    assert Invitation.objects.get().answer == "open"
    assert client.head(at(invited)).status_code == 200
    assert draft.parties.count() == 1


def test_accepting_leads_to_the_submission(invited, draft, stefan):
    client = client_of(stefan)
    answered = client.post(at(invited), {"act": "accept", "named_as": "Bureau of Waste"}, follow=True)
    assert answered.redirect_chain == [(f"/en/submit/{draft.reference}/", 302)]
    assert "Bureau of Waste" in answered.content.decode()
    assert "Your signature is missing" in answered.content.decode()


def test_declining_leads_to_the_desk_and_nothing_of_it_stands_there(invited, draft, stefan):
    client = client_of(stefan)
    assert "invited to write together" in client.get("/en/submit/").content.decode()
    answered = client.post(at(invited), {"act": "decline", "reply": "No."}, follow=True)
    assert answered.redirect_chain == [("/en/submit/", 302)]
    assert draft.reference not in answered.content.decode()
    assert "invited to write together" not in answered.content.decode()
    assert client.get(f"/en/submit/{draft.reference}/").status_code == 404


def test_the_link_of_the_letter_has_no_language_and_comes_back_after_signing_in(invited, stefan, client):
    there = client.get(f"/invitations/{invited}", headers={"Accept-Language": "fr"}, follow=True)
    assert there.redirect_chain[-1][0] == f"/fr/accounts/login/?next=/fr/submit/invitations/{invited}/"
    assert client_of(stefan).get(f"/invitations/{invited}", follow=True).status_code == 200


def test_under_another_account_it_says_who_was_invited_and_is_not_consumed(
    invited, draft, fatima, edith, rita
):
    for other in (edith, rita, fatima):
        client = client_of(other)
        for answer in (client.get(at(invited)), client.post(at(invited), {"act": "accept"})):
            assert answer.status_code == 403
            page = Page(answer)
            assert "Bureau" in page.words()
            assert other.email in page.words()
            for hidden in (draft.reference, "Less food waste", "Agency", "Stefan"):
                assert hidden not in page.words()
    assert Invitation.objects.get().answer == "open"


def test_from_another_account_the_way_leads_through_signing_out_back_to_the_invitation(
    invited, edith, stefan
):
    client = client_of(edith)
    (way,) = Page(client.get(at(invited))).all(".//main//a[@class='btn main']")
    out = client.post(way.get("href"), follow=True)
    assert out.redirect_chain[-1][0] == f"/en/accounts/login/?next={at(invited)}"


def test_a_person_s_invitation_under_another_account_names_the_address_alone(
    invited_person, draft, rita, stranger, kim
):
    for client in (client_of(rita), client_of(stranger), client_of(kim)):
        answer = client.post(at(invited_person), {"act": "accept"})
        assert answer.status_code == 403
        assert stranger.email in Page(answer).words()
        for hidden in (draft.reference, "Less food waste", "Fatima", "indicators"):
            assert hidden not in answer.content.decode()
    assert draft.collaborators.count() == 0


def test_whoever_has_confirmed_the_address_takes_part(invited_person, draft, stranger):
    client = client_of(together.with_address(stranger))
    page = Page(client.get(at(invited_person)))
    assert "Please help with the indicators." in page.words()
    client.post(at(invited_person), {"act": "accept"})
    assert [each.right for each in draft.collaborators.all()] == ["editor"]
    assert client.get(f"/en/submit/{draft.reference}/write/title/").status_code == 200
    assert client.get(f"/en/submit/{draft.reference}/together/").status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_is_answered_as_a_made_up_one(method, invited, stefan, edith):
    forged = [
        f"{invited[:-1]}{'A' if invited[-1] != 'A' else 'B'}",
        invited.split(".")[0],
        tokens.Signer(sep=".").sign("x" * 43),
        Invitation.objects.get().token_hash[:-1],
        "made%00up",
    ]
    for client in (client_of(stefan), client_of(edith)):
        made_up = getattr(client, method)(at("made.up"))
        assert made_up.status_code == 404
        for token in forged:
            assert told(getattr(client, method)(at(token)), token) == told(made_up, "made.up")


def test_by_its_hash_it_is_there_for_the_invited_alone(invited, stefan, edith):
    kept = Invitation.objects.get().token_hash
    assert client_of(stefan).get(at(kept)).status_code == 200
    there, made_up = (client_of(edith).get(at(each)) for each in (kept, "made.up"))
    assert told(there, kept) == told(made_up, "made.up")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"expires_at": timezone.now()}, "The invitation has expired."),
        ({"answer": "withdrawn"}, "answered or withdrawn already"),
        ({"answer": "declined"}, "answered or withdrawn already"),
    ],
)
def test_what_is_over_is_said_to_the_invited_and_answered_by_nobody(
    change, said, invited, draft, stefan, edith
):
    Invitation.objects.update(**change)
    for answer in (
        client_of(stefan).get(at(invited)),
        client_of(stefan).post(at(invited), {"act": "accept"}),
    ):
        assert answer.status_code == 410
        assert said in answer.content.decode()
        assert "Less food waste" not in answer.content.decode()
    assert said not in client_of(edith).get(at(invited)).content.decode()
    assert draft.parties.count() == 1


def test_a_replayed_answer_changes_nothing(invited, draft, stefan):
    client = client_of(stefan)
    for act in ("accept", "accept", "decline"):
        assert client.post(at(invited), {"act": act}).status_code == 302
    assert Invitation.objects.get().answer == "accepted"
    assert draft.parties.count() == 2


def test_of_a_discarded_draft_nothing_is_left(invited, draft, stefan, fatima):
    desk.opening.discard(submission=draft, by=fatima)
    assert client_of(stefan).get(at(invited)).status_code == 404
    assert not Invitation.objects.exists()


def test_what_was_sent_meanwhile_takes_nobody_in(invited_person, draft, stranger, fatima, kim):
    together.with_address(stranger)
    desk.bring_to("withdrawn", draft, by=fatima, screener=kim)
    answer = client_of(stranger).post(at(invited_person), {"act": "accept"})
    assert answer.status_code == 410
    assert Submission.objects.visible_to(stranger).count() == 0


def test_it_reads_from_right_to_left_where_it_should(invited, stefan):
    page = Page(client_of(stefan).get(at(invited, "ar")))
    assert page.html.get("dir") == "rtl"
    assert "Less food waste" in page.words()

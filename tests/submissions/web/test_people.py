"""Asking to act for a submitter, answering, changing roles, leaving and handing over, all on one page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from programmes.models import Submitter
from submissions import membership
from submissions.models import Membership
from tests import desk
from tests.factories import make_programme
from tests.page import Page

pytestmark = pytest.mark.django_db
PEOPLE = "/en/submit/people/"


@pytest.fixture
def public_agency(agency):
    """In the registry for everybody to see."""
    make_programme(title="Clean ovens", submitters=[agency])
    return agency


def act(client, name, member, **typed):
    return client.post(PEOPLE, {"act": name, "membership": member.pk, **typed})


def ask(client, submitter, **typed):
    given = {
        "act": "ask",
        "ask-submitter": submitter.pk,
        "ask-role": "editor",
        "ask-message": "I write.",
        **typed,
    }
    return client.post(PEOPLE, given)


def propose(client, **typed):
    given = {"propose-name": "Ruritania", "propose-kind": "member_state", "propose-language": "en", **typed}
    return client.post(PEOPLE, {"act": "propose", "propose-message": "From the mission.", **given})


def state(member):
    member.refresh_from_db()
    return member.state, member.role


# --- Asking -----------------------------------------------------------------------------------------


def test_signed_out_it_leads_to_the_sign_in():
    assert Client().get(PEOPLE)["Location"] == f"/en/accounts/login/?next={PEOPLE}"


def test_one_asks_for_a_submitter_and_is_told_so(stranger, public_agency, signed_in):
    client = signed_in(stranger)
    response = ask(client, public_agency)
    assert response["Location"] == PEOPLE
    asked = Membership.objects.get(user=stranger)
    assert (asked.submitter, asked.role, asked.state, asked.message) == (
        public_agency,
        "editor",
        "asked",
        "I write.",
    )
    page = Page(client.get(PEOPLE))
    assert "You have asked. You will be told by letter of the answer." in page.words()
    assert "Agency" in page.words(".//section[@aria-labelledby='asked']")


def test_a_submitter_that_is_not_public_is_not_offered_and_cannot_be_asked_for(stranger, agency, signed_in):
    client = signed_in(stranger)
    assert "Agency" not in Page(client.get(PEOPLE)).words()
    missing = ask(client, Submitter(pk=999_999))
    hidden = ask(client, agency)
    assert missing.status_code == hidden.status_code == 422
    # What is hidden is answered as what is not there, except for what was typed.
    assert Page(missing).words() == Page(hidden).words()


def test_asked_twice_it_says_so_and_keeps_the_message(stranger, public_agency, signed_in):
    client = signed_in(stranger)
    ask(client, public_agency)
    response = ask(client, public_agency, **{"ask-message": "Me again."})
    assert response.status_code == 422
    assert "You have asked already; you will be told of the answer." in Page(response).words()
    assert Page(response).one(".//textarea[@name='ask-message']").text.strip() == "Me again."


def test_the_page_of_a_submitter_leads_here_with_the_submitter_chosen(stranger, public_agency, signed_in):
    links = Page(Client().get("/en/submitters/agency/")).links()
    address = links["Ask to act for this submitter"]
    assert address == "/en/submit/people/?for=agency#ask"
    page = Page(signed_in(stranger).get(address))
    options = page.all(".//select[@name='ask-submitter']//option")
    assert [each.text for each in options if "selected" in each.attrib] == ["Agency"]


def test_one_proposes_a_submitter_that_is_not_there(stranger, signed_in):
    propose(signed_in(stranger))
    asked = Membership.objects.get(user=stranger)
    assert (asked.submitter, asked.proposed_name, asked.proposed_kind) == (None, "Ruritania", "member_state")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"propose-name": ""}, "Give the name of the state or organization."),
        ({"propose-kind": ""}, "Choose what kind of submitter it is."),
        ({"propose-name": "x" * 301}, "Ensure this value has at most 300 characters (it has 301)."),
    ],
)
def test_a_proposal_with_a_fault_says_what_to_do_and_keeps_what_was_typed(typed, told, stranger, signed_in):
    response = propose(signed_in(stranger), **typed)
    page = Page(response)
    assert response.status_code == 422
    assert told in page.words(".//div[@role='alert']")
    assert page.one(".//textarea[@name='propose-message']").text.strip() == "From the mission."


def test_a_request_is_taken_back(stranger, public_agency, signed_in):
    client = signed_in(stranger)
    ask(client, public_agency)
    act(client, "leave", Membership.objects.get(user=stranger))
    assert Membership.objects.get(user=stranger).state == "ended"


# --- Answering --------------------------------------------------------------------------------------


@pytest.fixture
def request_of_stranger(stranger, agency):
    return membership.ask(user=stranger, submitter=agency, role="editor", message="I work there.")


def test_a_focal_point_sees_who_asks_and_approves_with_another_role(fatima, request_of_stranger, signed_in):
    client = signed_in(fatima)
    shown = Page(client.get(PEOPLE)).words(".//section[@id='requests']")
    assert "Stefan Stranger" in shown
    assert "stranger@elsewhere.example" in shown
    assert "I work there." in shown
    act(client, "approve", request_of_stranger, role="reader")
    assert state(request_of_stranger) == ("active", "reader")


def test_no_comes_with_its_reason_and_without_one_the_form_stays_open(fatima, request_of_stranger, signed_in):
    client = signed_in(fatima)
    refused = act(client, "decline", request_of_stranger, reason="  ")
    assert refused.status_code == 422
    assert "Give the reason." in Page(refused).words(".//div[@role='alert']")
    act(client, "decline", request_of_stranger, reason="Not of ours.")
    assert state(request_of_stranger)[0] == "declined"
    assert request_of_stranger.reason == "Not of ours."


def test_a_request_that_was_answered_meanwhile_says_so(fatima, request_of_stranger, kim, signed_in):
    client = signed_in(fatima)
    client.get(PEOPLE)
    membership.approve(membership=request_of_stranger, by=kim)
    late = act(client, "decline", request_of_stranger, reason="Not of ours.")
    assert late.status_code == 422
    assert "Somebody has answered this request already." in Page(late).words()


def test_for_others_a_request_is_not_there(edith, stranger, request_of_stranger, rita, signed_in):
    outsider = User.objects.create_user("out@elsewhere.example", name="Olaf Out")
    for person in (edith, rita, outsider):
        client = signed_in(person)
        made_up = client.post(PEOPLE, {"act": "approve", "membership": "999999"})
        hidden = act(client, "approve", request_of_stranger)
        assert made_up.status_code == hidden.status_code == 404
        assert made_up.content == hidden.content
    assert state(request_of_stranger)[0] == "asked"


def test_nobody_answers_their_own_request(request_of_stranger, stranger, signed_in):
    response = act(signed_in(stranger), "approve", request_of_stranger, role="focal_point")
    assert response.status_code == 403
    assert "Nobody decides on their own membership." in Page(response).words()
    assert state(request_of_stranger)[0] == "asked"


def test_the_secretariat_may_say_that_a_proposed_one_is_there_already(stranger, agency, kim, signed_in):
    proposed = membership.propose(user=stranger, name="The Agency", kind="un_entity", language="en")
    client = signed_in(kim, "password", "mfa")
    assert "not in the registry" in Page(client.get(PEOPLE)).words(".//section[@id='requests']")
    act(client, "approve", proposed, role="focal_point", submitter=agency.pk)
    proposed.refresh_from_db()
    assert proposed.submitter == agency


def test_without_the_second_factor_the_secretariat_decides_nothing(stranger, kim, signed_in):
    proposed = membership.propose(user=stranger, name="The Agency", kind="un_entity", language="en")
    client = signed_in(kim, "password")
    assert "The Agency" not in Page(client.get(PEOPLE)).words()
    assert act(client, "approve", proposed, role="focal_point").status_code == 404
    assert state(proposed)[0] == "asked"


# --- Members ----------------------------------------------------------------------------------------


def test_members_see_each_other_and_only_a_focal_point_changes_anything(fatima, edith, rita, signed_in):
    member = Membership.objects.get(user=edith)
    page = Page(signed_in(rita).get(PEOPLE))
    assert all(name in page.words() for name in ("Fatima Focal", "Carlos Co", "Rita Reader (you)"))
    assert act(signed_in(rita), "role", member, role="reader").status_code == 403
    assert act(signed_in(rita), "remove", member, reason="No.").status_code == 403
    assert state(member) == ("active", "editor")
    act(signed_in(fatima), "role", member, role="reader")
    assert state(member) == ("active", "reader")
    act(signed_in(fatima), "remove", member, reason="Has left the office.")
    assert state(member)[0] == "ended"


@pytest.mark.parametrize("name", ["leave", "hand_over"])
def test_nobody_gives_up_what_is_another_s(name, fatima, edith, signed_in):
    member = Membership.objects.get(user=fatima)
    assert act(signed_in(edith), name, member, to=member.pk).status_code == 403
    assert state(member) == ("active", "focal_point")


def test_the_last_focal_point_hands_over_and_then_may_leave(fatima, edith, signed_in):
    own, other = Membership.objects.get(user=fatima), Membership.objects.get(user=edith)
    client = signed_in(fatima)
    refused = act(client, "leave", own)
    assert refused.status_code == 403
    assert "You are the last focal point" in Page(refused).words(".//div[@role='alert']")
    assert act(client, "hand_over", own, to="").status_code == 422
    act(client, "hand_over", own, to=other.pk)
    assert (state(own), state(other)) == (("active", "editor"), ("active", "focal_point"))
    act(client, "leave", own)
    assert state(own)[0] == "ended"


@pytest.mark.parametrize(
    "typed", [{"act": "dance"}, {"act": ""}, {}, {"membership": "x\0y"}, {"membership": "9" * 40}]
)
def test_an_act_there_is_none_of_changes_nothing(typed, fatima, signed_in):
    own = Membership.objects.get(user=fatima)
    response = signed_in(fatima).post(
        PEOPLE, {"membership": own.pk, "act": "leave", **typed} if typed else {}
    )
    assert response.status_code in (404, 422)
    assert state(own) == ("active", "focal_point")


def test_it_takes_as_many_queries_for_one_person_as_for_three(fatima, agency, signed_in):
    client, counts = signed_in(fatima), []
    for count in (1, 3):
        for number in range(count):
            someone = User.objects.create_user(f"p{count}{number}@agency.example", name="P")
            desk.make_member(someone, agency, "editor")
            asks = User.objects.create_user(f"q{count}{number}@agency.example", name="Q")
            membership.ask(user=asks, submitter=agency)
        with CaptureQueriesContext(connection) as queries:
            client.get(PEOPLE)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_it_opens_in_every_script(language, fatima, request_of_stranger, signed_in):
    assert signed_in(fatima).get(f"/{language}/submit/people/").status_code == 200

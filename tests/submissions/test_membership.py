"""Asking, answering and handing over: nobody acts for a submitter who was not told they may."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Letter
from programmes.models import Submitter
from submissions import membership, permissions
from submissions.models import Membership
from tests import desk


def of(user):
    return Membership.objects.get(user=user)


def templates_to(user):
    """The events that a person was told of."""
    return [letter.key.partition(":")[0] for letter in Letter.objects.filter(to=user).order_by("pk")]


def test_the_focal_points_are_asked_and_the_secretariat_where_there_are_none(stranger, fatima, kim, agency):
    membership.ask(user=stranger, submitter=agency, role="editor", message="I work there.")
    assert (templates_to(fatima)[-1], templates_to(kim)) == ("membership_asked", [])
    membership.ask(user=stranger, submitter=desk.make_agency("Bureau"))
    assert templates_to(kim) == ["membership_asked"]


def test_who_may_answer_sees_the_request(stranger, fatima, edith, kim, agency):
    asked = membership.ask(user=stranger, submitter=agency, role="editor")
    seeing = {
        user.name: list(Membership.objects.to_decide_by(user)) for user in (stranger, fatima, edith, kim)
    }
    assert seeing == {
        stranger.name: [],
        fatima.name: [asked],
        edith.name: [],
        kim.name: [asked],
    }
    may = {user.name: bool(permissions.may_decide(user, asked)) for user in (stranger, fatima, edith, kim)}
    assert may == {stranger.name: False, fatima.name: True, edith.name: False, kim.name: True}


def test_the_answer_is_told(stranger, fatima, agency):
    asked = membership.ask(user=stranger, submitter=agency, role="editor")
    membership.decline(membership=asked, by=fatima, reason="We do not know you.")
    letter = Letter.objects.get(to=stranger)
    assert "We do not know you." in letter.text
    assert "We do not know you." in letter.html
    assert of(stranger).state == "declined"
    membership.ask(user=stranger, submitter=agency, role="reader")
    membership.approve(membership=of(stranger), by=fatima)
    assert (of(stranger).state, of(stranger).role, of(stranger).approved_by) == ("active", "reader", fatima)
    assert templates_to(stranger) == ["membership_declined", "membership_approved"]
    assert Membership.objects.filter(user=stranger).count() == 1


def test_asking_again_while_waiting_or_belonging_is_refused(stranger, fatima, agency):
    membership.ask(user=stranger, submitter=agency)
    for user in (stranger, fatima):
        with pytest.raises(membership.MembershipRefused):
            membership.ask(user=user, submitter=agency)


def test_a_new_submitter_is_made_when_the_secretariat_says_yes(stranger, kim, taxonomy):
    asked = membership.propose(user=stranger, name="共和国", kind="member_state", language="zh-hans")
    assert Submitter.objects.count() == 0
    assert not permissions.may_decide(stranger, asked)
    assert templates_to(kim) == ["membership_asked"]
    membership.approve(membership=asked, by=kim)
    submitter = of(stranger).submitter
    assert (submitter.name_zh_hans, submitter.name_en, submitter.kind) == ("共和国", None, "member_state")
    assert (submitter.official_in, bool(submitter.slug)) == (["zh-hans"], True)
    assert not Submitter.objects.public().exists()
    assert of(stranger).role == "focal_point"


def test_two_bodies_of_one_name_get_an_address_each(stranger, fatima, kim, agency):
    asked = membership.propose(user=stranger, name="Agency", kind="un_entity", language="en")
    membership.approve(membership=asked, by=kim)
    assert Submitter.objects.filter(name_en="Agency").count() == 2


def test_a_proposal_of_what_is_there_already_becomes_a_membership_of_it(stranger, fatima, kim, agency):
    asked = membership.propose(user=stranger, name="The Agency", kind="un_entity", language="en")
    membership.approve(membership=asked, by=kim, submitter=agency, role="editor")
    assert (of(stranger).submitter, of(stranger).role) == (agency, "editor")
    assert Submitter.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": " "}, "name"), ({"kind": "club"}, "kind"), ({"language": "tlh"}, "language")],
)
def test_a_proposal_needs_name_kind_and_language(given, field, stranger):
    with pytest.raises(ValidationError) as fault:
        membership.propose(user=stranger, **{"name": "Club", "kind": "un_entity", "language": "en", **given})
    assert list(fault.value.message_dict) == [field]


@pytest.mark.parametrize("name", ["a\0b", "a\ud800", "x" * 301])
def test_a_name_that_cannot_be_stored_is_refused(name, stranger):
    with pytest.raises(ValidationError):
        membership.propose(user=stranger, name=name, kind="un_entity", language="en")


def test_the_last_focal_point_hands_over_before_leaving(fatima, edith, agency):
    with pytest.raises(membership.MembershipRefused):
        membership.leave(membership=of(fatima))
    with pytest.raises(membership.MembershipRefused):
        membership.change_role(membership=of(fatima), role="editor", by=fatima)
    assert "hand over" in str(permissions.may_leave(fatima, of(fatima)).reason)
    membership.hand_over(membership=of(fatima), to=of(edith))
    assert (of(fatima).role, of(edith).role) == ("editor", "focal_point")
    assert templates_to(edith)[-1] == "role_changed"
    membership.leave(membership=of(fatima))
    assert of(fatima).state == "ended"


def test_a_submitter_may_have_several_focal_points(fatima, edith, agency):
    membership.change_role(membership=of(edith), role="focal_point", by=fatima)
    assert permissions.may_leave(fatima, of(fatima))
    membership.remove(membership=of(fatima), by=edith, reason="Has another post now.")
    assert Membership.objects.focal_points().get().user == edith


def test_one_hands_over_to_a_member_of_the_same_submitter_only(fatima, edith, stranger, agency):
    other = desk.make_agency("Bureau")
    desk.make_member(stranger, other)
    for giver, taker in ((fatima, stranger), (edith, fatima), (fatima, fatima)):
        with pytest.raises(membership.MembershipRefused):
            membership.hand_over(membership=of(giver), to=of(taker))


def test_the_secretariat_puts_another_in_the_place_of_one_who_is_gone(fatima, stranger, kim, agency, draft):
    membership.replace_focal_point(membership=of(fatima), to=stranger, by=kim, reason="Has died.")
    assert (of(fatima).state, of(stranger).state, of(stranger).role) == ("ended", "active", "focal_point")
    assert permissions.may_submit(stranger, type(draft).objects.get())
    assert not permissions.may_write(fatima, type(draft).objects.get())
    assert (templates_to(stranger)[-1], templates_to(fatima)[-1]) == (
        "membership_approved",
        "membership_ended",
    )


def test_history_keeps_who_decided(stranger, fatima, agency):
    asked = membership.ask(user=stranger, submitter=agency)
    membership.approve(membership=asked, by=fatima)
    states = asked.history.order_by("history_id").values_list("state", flat=True)
    assert list(states) == ["asked", "active"]

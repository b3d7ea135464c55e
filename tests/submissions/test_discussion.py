"""Who says what to whom about a submission, who reads it, and who is told."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Letter, User
from submissions import discussion, permissions
from submissions.models import Collaborator, Comment, Submission
from tests import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def carl(draft) -> User:
    """Was invited to comment on the draft."""
    user = User.objects.create_user("carl@elsewhere.example", name="Carl Commenter")
    Collaborator.objects.create(submission=draft, user=user, right="commenter")
    return user


def say(submission, by, audience="coauthors", **more):
    given = {"section": "purpose", "text": f"To {audience}", **more}
    return discussion.comment(submission=submission, by=by, audience=audience, **given)


def read_by(user, submission):
    found = Submission.objects.get(pk=submission.pk)
    return [each.text for each in Comment.objects.visible_to(user, found)]


def told(said):
    return set(Letter.objects.filter(key=f"comment:{said.pk}").values_list("to__email", flat=True))


def test_what_submitters_say_among_themselves_the_secretariat_never_reads(
    draft, fatima, edith, rita, carl, kim, reader, stranger
):
    desk.submit(draft, fatima)
    for by, audience in ((fatima, "coauthors"), (carl, "secretariat"), (kim, "internal")):
        say(draft, by, audience)
    theirs = ["To coauthors", "To secretariat"]
    for member in (fatima, edith, rita, carl):
        assert read_by(member, draft) == theirs
    for staff in (kim, reader):
        assert read_by(staff, draft) == ["To secretariat", "To internal"]
    assert read_by(stranger, draft) == []


def test_one_of_the_staff_who_belongs_to_a_submitter_reads_as_its_members_do(draft, fatima, kim, agency):
    desk.submit(draft, fatima)
    say(draft, fatima)
    say(draft, kim, "internal")
    member = desk.make_staff_member("mia@un.example")
    desk.make_member(member, agency, "reader")
    assert read_by(member, draft) == ["To coauthors"]


def test_it_is_told_to_those_who_write_and_comment_with_one(draft, fatima, edith, rita, carl, kim):
    assert told(say(draft, fatima)) == {edith.email, carl.email}
    assert told(say(draft, carl)) == {fatima.email, edith.email}


def test_a_letter_on_a_draft_names_it_by_the_title_being_written(draft, fatima, edith):
    said = say(draft, fatima)
    assert "Less food waste" in Letter.objects.get(key=f"comment:{said.pk}").text


def test_a_letter_to_the_secretariat_names_it_by_the_title_that_was_sent(draft, fatima, kim):
    desk.bring_to("returned", draft, by=fatima, screener=kim)
    desk.write(draft, "title", fatima, title=desk.line("Not sent yet"))
    said = say(draft, fatima, "secretariat")
    assert "Not sent yet" not in Letter.objects.get(key=f"comment:{said.pk}").text


def test_a_letter_says_that_a_change_is_asked_for(draft, fatima, edith):
    asked, said = say(draft, fatima, kind="change"), say(draft, fatima)
    words = "It asks for a change"
    assert words in Letter.objects.get(key=f"comment:{asked.pk}").text
    assert words not in Letter.objects.get(key=f"comment:{said.pk}").text


def test_a_screener_among_the_submitters_is_not_told_as_one_who_screens(draft, fatima, kim, agency):
    other = desk.make_staff_member("otto@un.example")
    say(draft, fatima)
    desk.submit(draft, fatima)
    assert told(say(draft, fatima, "secretariat")) == {kim.email, other.email}


@pytest.mark.parametrize(
    ("who", "addressed"),
    [
        ("fatima", ["coauthors"]),
        ("edith", ["coauthors"]),
        ("carl", ["coauthors"]),
        ("rita", []),
        ("stranger", []),
    ],
)
def test_on_a_draft_the_submitters_talk_among_themselves(who, addressed, draft, request):
    user = request.getfixturevalue(who)
    for name in ("carl", "edith", "rita"):
        request.getfixturevalue(name)
    assert discussion.audiences(user, draft) == addressed


def test_once_it_was_sent_both_sides_talk_and_each_among_itself(draft, fatima, kim):
    desk.submit(draft, fatima)
    sent = Submission.objects.get(pk=draft.pk)
    assert discussion.audiences(fatima, sent) == ["secretariat", "coauthors"]
    assert discussion.audiences(kim, sent) == ["secretariat", "internal"]
    assert not permissions.may_address(kim, sent, "coauthors")
    assert not permissions.may_address(fatima, sent, "internal")


@pytest.mark.parametrize(
    "wrong",
    [
        {"item": "title"},
        {"item": "nothing"},
        {"section": "cell", "item": "cell"},
        {"audience": "everybody"},
        {"kind": "wish"},
        {"audience": "secretariat"},
        {"audience": "internal"},
    ],
)
def test_what_has_no_place_is_refused(wrong, draft, fatima):
    with pytest.raises(ValidationError):
        say(draft, fatima, **{"audience": "coauthors", **wrong})
    assert not Comment.objects.exists()


def test_the_same_words_for_others_or_on_another_item_are_another_remark(draft, fatima):
    one = {"text": "Why?", "nonce": "of-one-page"}
    say(draft, fatima, **one)
    say(draft, fatima, **one)
    say(draft, fatima, **one, item="targets")
    say(draft, fatima, **one, kind="change")
    desk.submit(draft, fatima)
    say(draft, fatima, "secretariat", **one)
    assert list(Comment.objects.values_list("item", "kind", "audience")) == [
        ("", "remark", "coauthors"),
        ("targets", "remark", "coauthors"),
        ("", "change", "coauthors"),
        ("", "remark", "secretariat"),
    ]

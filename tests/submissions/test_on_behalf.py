"""A submission on someone's behalf: keyed in by the secretariat, confirmed by being submitted."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Letter
from submissions import discussion, drafting, freezing, on_behalf, permissions, workflow
from submissions.models import Comment, Round, Submission
from tests import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def keyed(kim, agency):
    """Keyed in by Kim from a letter of the agency, with its scan."""
    draft = on_behalf.open_for(submitter=agency, received="paper", by=kim, language="en")
    desk.fill(draft, kim)
    desk.attach(draft, kim, kind="received", name="letter.pdf")
    return draft


def found(submission):
    return Submission.objects.get(pk=submission.pk)


def letters():
    return set(Letter.objects.filter(key__startswith="to_confirm:").values_list("to__email", flat=True))


def test_whoever_keys_it_in_writes_on_that_draft_alone(keyed, draft, kim):
    seen = {each.reference: each.own_role for each in Submission.objects.visible_to(kim)}
    assert seen == {keyed.reference: "editor"}
    assert permissions.may_write(kim, found(keyed))
    assert not permissions.may_submit(kim, found(keyed))


def test_colleagues_of_the_secretariat_do_not_see_it_before_it_is_sent(keyed, kim):
    colleague = desk.make_staff_member("otto@un.example")
    assert not Submission.objects.visible_to(colleague).exists()


def test_whoever_is_not_of_the_secretariat_any_more_sees_it_no_more(keyed, kim):
    kim.is_staff = False
    assert not Submission.objects.visible_to(kim).exists()
    assert permissions.role_of(kim, found(keyed)) is None


def test_only_a_screener_keys_in_and_never_for_a_submitter_of_their_own(fatima, reader, agency, kim):
    desk.make_member(kim, bureau := desk.make_agency("Bureau"), "reader")
    for user, submitter in ((fatima, agency), (reader, agency), (kim, bureau)):
        with pytest.raises(ValidationError):
            on_behalf.open_for(submitter=submitter, received="mail", by=user, language="en")
    with pytest.raises(ValidationError):
        on_behalf.open_for(submitter=agency, received="", by=kim, language="en")
    assert not Submission.objects.exists()


def test_pressed_twice_it_is_opened_once(kim, agency):
    opened = [
        on_behalf.open_for(submitter=agency, received="mail", by=kim, language="fr") for _twice in range(2)
    ]
    assert opened[0] == opened[1]


def test_it_is_sent_to_confirm_with_what_was_received_to_the_focal_points_of_the_submitter(
    keyed, fatima, edith, kim
):
    on_behalf.send_to_confirm(submission=keyed, by=kim)
    assert letters() == {fatima.email}
    assert found(keyed).confirm_asked_at is not None
    letter = Letter.objects.get(key__startswith="to_confirm:")
    assert "Less food waste" in letter.text
    assert f"/id/{keyed.reference}" in letter.text


def test_asked_again_for_the_same_text_nobody_gets_a_second_letter(keyed, fatima, kim):
    for _twice in range(2):
        on_behalf.send_to_confirm(submission=keyed, by=kim)
    desk.write(keyed, "title", kim, title=desk.line("As it stands in the letter"))
    on_behalf.send_to_confirm(submission=keyed, by=kim)
    assert Letter.objects.filter(key__startswith="to_confirm:", to=fatima).count() == 2


def test_without_what_was_received_it_is_not_sent_to_confirm_nor_submitted(keyed, fatima, kim):
    keyed.attachments.all().delete()
    with pytest.raises(ValidationError, match="Attach what was received"):
        on_behalf.send_to_confirm(submission=keyed, by=kim)
    with pytest.raises(workflow.Incomplete, match="Attach what was received"):
        desk.submit(keyed, fatima)
    assert not letters()


def test_without_a_focal_point_the_secretariat_is_told_what_to_do(keyed, kim, edith):
    with pytest.raises(ValidationError, match="has no focal point who could confirm it"):
        on_behalf.send_to_confirm(submission=keyed, by=kim)


def test_nobody_else_sends_it_to_confirm(keyed, fatima, draft, kim):
    for submission, user in ((keyed, fatima), (keyed, desk.make_staff_member("o@un.example")), (draft, kim)):
        with pytest.raises(ValidationError):
            on_behalf.send_to_confirm(submission=submission, by=user)
    assert not letters()


def test_a_focal_point_confirms_by_submitting_and_the_round_says_who_keyed_it_in(keyed, fatima, kim):
    sent = desk.submit(keyed, fatima)
    kept = Round.objects.get()
    assert (kept.received, kept.keyed_by, kept.submitted_by) == ("paper", kim, fatima)
    assert sent.sha256 == freezing.round_hash(kept)
    kept.received = "mail"
    assert sent.sha256 != freezing.round_hash(kept)


def test_whoever_keyed_it_in_does_not_screen_it(keyed, fatima, kim):
    desk.submit(keyed, fatima)
    colleague = desk.make_staff_member("otto@un.example")
    assert workflow.legal_moves(found(keyed), kim) == set()
    with pytest.raises(workflow.MoveRefused):
        workflow.take_into_screening(submission=keyed, by=kim)
    workflow.take_into_screening(submission=keyed, by=colleague)


def test_once_sent_whoever_keyed_it_in_writes_no_more_even_when_it_is_returned(keyed, fatima, kim):
    colleague = desk.make_staff_member("otto@un.example")
    desk.bring_to("returned", keyed, by=fatima, screener=colleague)
    assert not permissions.may_write(kim, found(keyed))
    assert permissions.may_write(fatima, found(keyed))


def test_it_is_talked_about_with_whoever_keys_it_in_while_it_is_a_draft(keyed, fatima, edith, kim):
    desk.make_staff_member("otto@un.example")
    about = {"submission": keyed, "section": "purpose"}
    asked = discussion.comment(**about, text="Is this a 7?", by=kim)
    answered = discussion.comment(**about, text="It is a 1.", by=fatima)
    alone = discussion.comment(**about, text="Do we agree?", by=fatima, audience="coauthors")
    told = {
        said.text: set(Letter.objects.filter(key=f"comment:{said.pk}").values_list("to__email", flat=True))
        for said in (asked, answered, alone)
    }
    assert told == {
        "Is this a 7?": {fatima.email, edith.email},
        "It is a 1.": {kim.email},
        "Do we agree?": {edith.email},
    }
    assert [each.text for each in Comment.objects.visible_to(kim, found(keyed))] == [
        "Is this a 7?",
        "It is a 1.",
    ]
    assert discussion.audiences(kim, found(keyed)) == ["secretariat"]


def test_a_file_was_received_only_where_the_submission_was(draft, fatima):
    with pytest.raises(ValidationError):
        desk.attach(draft, fatima, kind="received")


def test_the_database_keeps_how_it_came_and_who_keyed_it_in_together(draft, kim):
    for wrong in ({"received": "paper"}, {"keyed_by": kim}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.filter(pk=draft.pk).update(**wrong)


def test_those_of_the_secretariat_are_not_named_by_their_saves(keyed):
    section = keyed.sections.get(code="title")
    assert section.saver == "Secretariat"
    assert {each.saver for each in drafting.earlier_saves(keyed, "title")} == {"Secretariat"}

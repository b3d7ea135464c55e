"""The page on which a submission is screened: all one has to know, and what one does there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from submissions import assignment, discussion, invitations, workflow
from submissions.models import Assessment, Comment, Likeness, Screening, Submission, TakenBack
from submissions.screening import criteria
from tests import desk
from tests.doors import browser
from tests.screening import assess, hidden, page
from tests.together import join, sign


def text_of(client, submission):
    return client.get(page(submission)).content.decode()


def assessing(submission):
    return f"/en/admin/submissions/submission/{submission.pk}/assess/"


def answers(client, submission, **changed):
    """The form of the criteria as it stands on the page, changed."""
    shown = client.get(page(submission))
    fields = {
        "seen": hidden(shown, "seen"),
        "round": hidden(shown, "round"),
        "reason": "",
        "recommendation": "",
    }
    return fields | changed


def every(answer):
    return {f"answer_{term.pk}": answer for term in criteria()}


@pytest.fixture
def second_round(draft, fatima, bureau, stefan, kim):
    """A joint submission in its second round, one of whose parties has left since."""
    party = join(draft, bureau, stefan)
    sign(party, stefan)
    desk.attach(draft, fatima, name="plan.pdf")
    desk.bring_to("returned", draft, by=fatima, screener=kim)
    desk.write(draft, "description", fatima, description=desk.line("Far too much food is thrown away."))
    sign(draft.parties.get(pk=party.pk), stefan)
    desk.submit(draft, fatima)
    workflow.take_into_screening(submission=draft, by=kim)
    return Submission.objects.get(pk=draft.pk)


# --- What is shown --------------------------------------------------------------------------------


def test_the_page_shows_the_last_round_and_what_changed_since_the_one_before(second_round, kims):
    shown = text_of(kims, second_round)
    for words in (
        "What changed from round 1 to round 2",
        f"{second_round.reference}/R2",
        "Agency",
        "Bureau",
        "co-submitter",
        "plan.pdf",
        "Integrated waste management × Laws and regulations",
        "It is about waste.",
        "Half as much food is thrown away.",
        "Far too much food is thrown away.",
    ):
        assert words in shown, words
    assert "Far too" in shown[shown.index("<ins>") : shown.index("</ins>")]


def test_a_party_that_left_is_still_named_with_its_reason(second_round, stefan, bureau, kims):
    invitations.leave(party=second_round.parties.get(submitter=bureau), by=stefan, reason="No money.")
    shown = text_of(kims, second_round)
    assert "has left since" in shown
    assert "No money." in shown


def test_what_looks_alike_is_read_from_what_the_worker_found(screened, listed, fatima, agency, kims):
    """Also what the same submitters sent, which they are not shown themselves."""
    again, secret = (desk.make_draft(fatima, agency, title=title) for title in ("Sent twice", "Not told of"))
    for draft in (again, secret):
        desk.submit(draft, fatima)
    Submission.objects.filter(pk=again.pk).update(may_be_hinted=True)
    for order, entry in enumerate([{"programme": listed}, {"other": again}, {"other": secret}]):
        Likeness.objects.create(
            submission=screened, order=order, confidence=0.9, own_item="title", item="title", **entry
        )
    shown = text_of(kims, screened)
    assert f"{listed.reference}</bdi> Less waste" in shown
    assert f"{again.reference}</bdi> Sent twice" in shown
    assert "Not told of" not in shown


def test_notes_stand_apart_from_what_the_submitters_read(screened, fatima, kims):
    nonce = hidden(kims.get(page(screened)), "nonce")
    given = {"section": "title", "nonce": nonce}
    for _pressed_twice in range(2):
        kims.post(page(screened, "note"), {**given, "text": "Ask the ministry."})
    kims.post(page(screened, "write"), {**given, "text": "How many countries?"})
    assert set(Comment.objects.values_list("audience", "text")) == {
        ("internal", "Ask the ministry."),
        ("secretariat", "How many countries?"),
    }
    assert Comment.objects.count() == 2
    shown = text_of(kims, screened)
    notes = shown[shown.index('id="internal"') : shown.index('id="written"')]
    assert "Ask the ministry." in notes
    assert "How many countries?" not in notes
    assert "How many countries?" in shown
    theirs = browser(fatima).get(f"/en/submit/{screened.reference}/discussion/").content.decode()
    assert "Ask the ministry." not in theirs
    assert "How many countries?" in theirs


def test_who_belongs_to_its_submitters_reads_nothing_internal(screened, kim, kims, agency):
    twin = desk.make_staff_member("twin@un.example")
    discussion.comment(submission=screened, section="title", text="Note.", by=kim, audience="internal")
    assess(screened, kim)
    workflow.not_list(submission=screened, by=kim, reason="No.", internal_reason="Between us.")
    internal = ("Note.", "Between us.", "Kim Keeper says so.")
    twins = browser(twin, "password", "mfa")
    assert all(words in text_of(twins, screened) for words in internal)
    desk.make_member(twin, agency)
    assert [words for words in internal if words in text_of(twins, screened)] == []


def test_the_page_costs_the_same_whatever_stands_on_it(
    second_round, listed, make_programme, fatima, bureau, stefan, kim, kims
):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert kims.get(page(second_round)).status_code == 200
        return len(asked)

    def add(number, programme):
        person = desk.make_staff_member(f"screener{number}@un.example")
        assess(second_round, person, pa_goals="partly")
        for audience in ("internal", "secretariat"):
            discussion.comment(
                submission=second_round, section="title", text=f"{number}", by=person, audience=audience
            )
        other = desk.make_draft(stefan, bureau, title=f"Also {number}")
        desk.submit(other, stefan)
        Submission.objects.filter(pk=other.pk).update(may_be_hinted=True)
        for order, entry in enumerate([{"programme": programme}, {"other": other}]):
            Likeness.objects.create(
                submission=second_round,
                order=2 * number + order,
                confidence=0.9,
                own_item="title",
                item="title",
                **entry,
            )

    assess(second_round, kim)
    add(0, listed)
    cost()
    once = cost()
    for number in (1, 2):
        add(number, make_programme(title=f"Programme {number}"))
    assert cost() == once
    for _round in (3, 4):
        desk.return_it(second_round, kim)
        desk.attach(second_round, fatima, name="another.pdf")
        desk.submit(second_round, fatima)
        workflow.take_into_screening(submission=second_round, by=kim)
        assess(second_round, kim)
        second_round.refresh_from_db()
    # Each round that was assessed is one more fold, and no query more.
    assert cost() <= once


# --- Assessing ------------------------------------------------------------------------------------


def test_answers_are_kept_handed_in_and_read_by_the_other_who_has_done_so_too(screened, kims, lee, lees):
    given = every("met") | {"recommendation": "list", "reason": "Sound.", "press": "save"}
    assert kims.post(assessing(screened), answers(kims, screened, **given)).status_code == 302
    assert (Screening.objects.get().handed_in_at, Assessment.objects.count()) == (None, 26)
    assert "Sound." in text_of(kims, screened)
    given["press"] = "hand_in"
    assert kims.post(assessing(screened), answers(kims, screened, **given)).status_code == 302
    assert Screening.objects.get().handed_in_at
    assert "Sound." not in text_of(lees, screened)
    theirs = every("met") | {f"answer_{criteria()[0].pk}": "not_met", "press": "hand_in"}
    theirs |= {"recommendation": "return", "reason": "Ask them first."}
    assert lees.post(assessing(screened), answers(lees, screened, **theirs)).status_code == 302
    for client in (kims, lees):
        shown = text_of(client, screened)
        assert shown.count("answered differently") == 1
        for words in ("Sound.", "Ask them first.", "The screeners do not recommend the same."):
            assert words in shown


def test_what_cannot_be_handed_in_is_said_and_nothing_typed_is_lost(screened, kims):
    first = criteria()[0]
    given = {f"answer_{first.pk}": "partly", f"note_{first.pk}": "By half.", "reason": "Because."}
    answer = kims.post(assessing(screened), answers(kims, screened, press="hand_in", **given))
    html = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "Answer every criterion, then hand it in.",
        "By half.",
        "Because.",
        'value="partly" selected',
    ):
        assert words in html
    assert not Screening.objects.exists()


def test_what_was_typed_on_a_round_that_was_decided_on_is_shown_again(screened, kim, kims):
    first = criteria()[0]
    given = answers(kims, screened, press="save", **{f"note_{first.pk}": "By half."})
    desk.return_it(screened, kim)
    answer = kims.post(assessing(screened), given)
    assert answer.status_code == 422
    for words in ("This round is not being screened any more.", "By half."):
        assert words in answer.content.decode()


def test_what_was_handed_in_is_taken_back_by_its_author_and_the_page_says_so(screened, kim, kims, lees):
    assess(screened, kim, "list")
    assert lees.post(page(screened, "take_back")).status_code == 422
    assert "You handed in on" in text_of(kims, screened)
    assert kims.post(page(screened, "take_back")).status_code == 302
    assert TakenBack.objects.get().recommendation == "list"
    assert "Kim Keeper handed in on" in text_of(kims, screened)


@pytest.mark.parametrize(
    "wrong",
    [
        {"seen": "x"},
        {"seen": "99"},
        {"round": "7"},
        {"round": "x"},
        {"recommendation": "perhaps"},
        {"press": "burn"},
        {"seen": ""},
    ],
)
def test_a_form_that_was_tampered_with_keeps_nothing(wrong, screened, kims):
    given = answers(kims, screened, press="save") | wrong
    assert kims.post(assessing(screened), given).status_code in (400, 404, 422)
    assert not Screening.objects.exists()


def test_sent_by_no_button_it_is_kept_and_not_handed_in(screened, kims):
    given = answers(kims, screened, recommendation="list")
    given.pop("press", None)
    assert kims.post(assessing(screened), given).status_code == 302
    kept = Screening.objects.get()
    assert (kept.recommendation, kept.handed_in_at) == ("list", None)


def test_only_a_screener_answers(screened, reader, publisher, kim):
    for user in (reader, publisher):
        client = browser(user, "password", "mfa")
        assert client.post(assessing(screened), {"seen": 0, "round": 1}).status_code == 403
        assert 'name="press"' not in text_of(client, screened)
    assert browser(kim, "password").post(assessing(screened)).status_code == 302
    assert not Screening.objects.exists()


# --- Assigning ------------------------------------------------------------------------------------


def test_it_is_assigned_on_its_page_and_to_nobody_again(screened, kims, lee):
    assert kims.post(page(screened, "assign"), {"to": lee.pk}).status_code == 302
    assert Submission.objects.get().assigned_to == lee
    assert kims.post(page(screened, "assign"), {"to": ""}).status_code == 302
    assert Submission.objects.get().assigned_to is None


def test_it_is_assigned_to_none_but_a_screener_who_has_no_part_in_it(
    screened, kim, kims, agency, reader, fatima
):
    twin = desk.make_staff_member("twin@un.example")
    desk.make_member(twin, agency)
    for user in (reader, fatima, twin):
        assert kims.post(page(screened, "assign"), {"to": user.pk}).status_code == 422
    with pytest.raises(assignment.AssignmentRefused):
        assignment.assign(submission=screened, to=kim, by=reader)
    assert Submission.objects.get().assigned_to is None


def test_many_are_assigned_at_once_and_what_cannot_be_is_said(
    screened, fatima, agency, bureau, stefan, kim, kims, lee, reader
):
    other = desk.make_draft(stefan, bureau)
    desk.submit(other, stefan)
    desk.make_member(lee, bureau)
    changelist = "/en/admin/submissions/submission/"
    chosen = {"action": "assign_selected", "_selected_action": [screened.pk, other.pk]}
    asked = kims.post(changelist, {**chosen, "index": "0"})
    assert asked.status_code == 200
    assert screened.reference in asked.content.decode()
    done = kims.post(changelist, {**chosen, "assign": "yes", "to": lee.pk}, follow=True)
    html = done.content.decode()
    assert "1 submission assigned." in html
    assert f"{other.reference} cannot be given to lee" in html
    assigned = dict(Submission.objects.values_list("reference", "assigned_to"))
    assert assigned == {screened.reference: lee.pk, other.reference: None}
    readers = browser(reader, "password", "mfa")
    readers.post(changelist, {**chosen, "assign": "yes", "to": ""})
    assert dict(Submission.objects.values_list("reference", "assigned_to")) == assigned

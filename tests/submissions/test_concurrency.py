"""Several people at once, on real connections of PostgreSQL: nothing is lost, nothing happens twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import Letter
from submissions import discussion, drafting, membership, opening, workflow
from submissions.models import Comment, Membership, Move, Round, SavedSection, Section
from tests import desk
from tests.desk import edit, items, line, open_update, save, target, write
from tests.factories import publish

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """Start all acts together, each in a thread with its own connection; results, or what was refused."""
    barrier = Barrier(len(acts))

    def start(act):
        connection.ensure_connection()
        barrier.wait(timeout=30)
        try:
            return act()
        except (ValidationError, drafting.StaleSection) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(start, acts))


def submitting(draft, by, nonce):
    return lambda: workflow.submit(submission=draft, by=by, nonce=nonce, declared=True)


def saving(draft, code, content, by, seen):
    return lambda: save(draft, code, content, by, seen=seen)


def test_a_double_click_makes_one_round_and_one_letter_each(draft, fatima, edith):
    outcomes = at_once(*[submitting(draft, fatima, "once")] * 4)
    assert [type(each) for each in outcomes] == [Round] * 4
    assert Round.objects.count() == Move.objects.count() == 1
    receipts = Letter.objects.filter(key=f"move:{Move.objects.get().pk}")
    assert {letter.to for letter in receipts} >= {fatima, edith}
    assert receipts.filter(to__in=[fatima, edith]).count() == 2


def test_two_pages_of_one_draft_make_one_round(draft, fatima):
    outcomes = at_once(submitting(draft, fatima, "one"), submitting(draft, fatima, "two"))
    assert [type(each) for each in outcomes].count(Round) == 1
    refused = [each for each in outcomes if isinstance(each, workflow.MoveRefused)]
    assert [each.messages for each in refused] == [
        ["A submission that is “Submitted” cannot become “Submitted”."]
    ]
    assert Round.objects.count() == 1


def test_one_page_number_on_two_drafts_makes_one_round(draft, fatima, agency):
    other = desk.make_draft(fatima, agency)
    outcomes = at_once(submitting(draft, fatima, "once"), submitting(other, fatima, "once"))
    assert sorted(type(each).__name__ for each in outcomes) == ["MoveRefused", "Round"]
    assert Round.objects.count() == 1


def test_a_double_click_says_a_remark_once(draft, fatima, kim):
    desk.submit(draft, fatima)
    said = {"submission": draft, "section": "title", "text": "Why?", "by": kim, "nonce": "once"}
    outcomes = at_once(*[lambda: discussion.comment(**said)] * 4)
    assert len({each.pk for each in outcomes}) == Comment.objects.count() == 1


def test_saves_of_different_sections_all_stay(draft, fatima, edith):
    revisions = drafting.assemble(draft).revisions
    contents = {
        "title": items(title=line("Bins")),
        "description": items(description=line("Much.")),
        "actors": items(actors=[target("a1", "Councils")]),
        "resources": items(resources=line("Money.")),
    }
    people = [fatima, edith] * 2
    outcomes = at_once(
        *(
            saving(draft, code, content, by, revisions[code])
            for (code, content), by in zip(contents.items(), people, strict=True)
        )
    )
    assert [type(each) for each in outcomes] == [Section] * 4
    written = drafting.assemble(draft).content["items"]
    assert written["title"]["texts"]["en"]["text"] == "Bins"
    assert written["actors"][0]["texts"]["en"]["text"] == "Councils"
    assert {"description", "resources"} <= set(written)


def test_of_two_saves_of_one_section_one_stays_and_the_other_sees_both(draft, fatima, edith):
    seen = drafting.assemble(draft).revisions["title"]
    outcomes = at_once(
        saving(draft, "title", items(title=line("Bins")), fatima, seen),
        saving(draft, "title", items(title=line("Waste")), edith, seen),
    )
    (stale,) = [each for each in outcomes if isinstance(each, drafting.StaleSection)]
    both = {each["items"]["title"]["texts"]["en"]["text"] for each in (stale.theirs.content, stale.mine)}
    assert both == {"Bins", "Waste"}
    assert stale.theirs.revision == seen + 1
    assert SavedSection.objects.filter(code="title").count() == seen + 1


def test_a_save_while_it_is_sent_is_in_the_round_or_refused(draft, fatima, edith):
    for number in range(1, 11):
        seen = drafting.assemble(draft).revisions["title"]
        saved, sent = at_once(
            saving(draft, "title", items(title=line(f"Title {number}")), edith, seen),
            submitting(draft, fatima, f"nonce {number}"),
        )
        stands = drafting.assemble(draft).content["items"]["title"]["texts"]["en"]["text"]
        in_round = sent.content["items"]["title"]["texts"]["en"]["text"]
        # What was acknowledged went out with the round; what came too late was not acknowledged.
        assert stands == in_round
        assert (stands == f"Title {number}") == isinstance(saved, Section)
        draft.refresh_from_db()
        keeper = desk.keeper()
        workflow.take_into_screening(submission=draft, by=keeper)
        desk.return_it(draft, keeper)
        draft.refresh_from_db()


def test_withdrawn_and_accepted_at_once_it_ends_withdrawn_with_nothing_prepared(draft, fatima, kim):
    desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    at_once(
        lambda: workflow.withdraw(submission=draft, by=fatima),
        lambda: workflow.accept(submission=draft, by=kim),
    )
    draft.refresh_from_db()
    assert (draft.status, draft.programme) == ("withdrawn", None)


def test_withdrawn_and_published_at_once_it_is_public_or_it_is_gone(listed, fatima, agency, kim):
    draft = open_update(listed, fatima, agency)
    write(draft, "title", fatima, title=line("Far less waste"))
    write(draft, "description", fatima, description=line("Described."))
    accepted = desk.bring_to("accepted", draft, by=fatima, screener=kim)
    edit(listed, kim, language="fr", title="Bien moins de déchets")
    at_once(lambda: workflow.withdraw(submission=accepted, by=fatima), lambda: publish(listed))
    accepted.refresh_from_db()
    listed.refresh_from_db()
    outcome = accepted.status, listed.title_en, listed.title_fr, listed.placements.count()
    assert outcome in {
        ("accepted", "Far less waste", "Bien moins de déchets", 1),
        ("withdrawn", "Less waste", "Bien moins de déchets", 0),
    }


def test_two_last_focal_points_do_not_leave_at_once(fatima, stranger, agency):
    desk.make_member(stranger, agency)
    held = Membership.objects.filter(submitter=agency)
    assert held.count() == 2
    at_once(*(lambda each=each: membership.leave(membership=each) for each in held))
    assert Membership.objects.focal_points().filter(submitter=agency).count() == 1


def test_one_request_is_answered_once(stranger, fatima, agency, kim):
    asked = membership.ask(user=stranger, submitter=agency)
    at_once(
        lambda: membership.approve(membership=asked, by=fatima),
        lambda: membership.decline(membership=asked, by=kim, reason="Who is this?"),
    )
    letters = Letter.objects.filter(to=stranger)
    asked.refresh_from_db()
    assert (asked.state, letters.count()) in {("active", 1), ("declined", 1)}


def test_asking_twice_at_once_asks_once(stranger, agency):
    at_once(*[lambda: membership.ask(user=stranger, submitter=agency)] * 3)
    assert Membership.objects.filter(user=stranger).count() == 1


def test_two_drafts_of_one_update_are_not_opened_at_once(fatima, agency, make_programme):
    programme = make_programme(submitters=[agency])

    def begin():
        return opening.open_update(programme=programme, submitter=agency, by=fatima, language="en")

    outcomes = at_once(begin, begin)
    assert sorted(type(each).__name__ for each in outcomes) == ["DraftRefused", "Submission"]

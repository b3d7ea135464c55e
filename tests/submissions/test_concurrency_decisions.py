"""Two of the secretariat decide at once, on real connections of PostgreSQL, each from a page of their own."""

import pytest

from accounts.models import Letter
from programmes.models import Programme, Version
from submissions import workflow
from submissions.models import Assessment, Screening, Submission, TakenBack
from submissions.screening import take_back
from tests import desk
from tests.at_once import at_once
from tests.doors import browser
from tests.factories import publish
from tests.screening import assess, hidden, page, preview

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

RETURN = {"reply_by": "2999-12-31", "reason_title": "Too short."}
TOLD = ("Somebody moved it since this page was shown", "somebody decided meanwhile")


@pytest.fixture
def lee(db):
    """Another screener."""
    return desk.make_staff_member("lee@un.example")


@pytest.fixture
def screened(draft, fatima, kim):
    return desk.bring_to("in_screening", draft, by=fatima, screener=kim)


def pressing(user, submission, act, **given):
    """The last button of a decision whose letter ``user`` has looked at."""
    client = browser(user, "password", "mfa")
    shown = preview(client, submission, act, **given)
    sent = {"seen": hidden(shown, "seen"), "letters": hidden(shown, "letters"), **given}
    return lambda: client.post(page(submission, act), sent)


def the_one_refused(answers):
    """One was done; the other is told why not, and what happened."""
    assert sorted(each.status_code for each in answers) == [302, 409]
    html = max(answers, key=lambda each: each.status_code).content.decode()
    assert any(told in html for told in TOLD)
    assert "What happened since this page was shown" in html
    return html


def test_of_two_who_accept_at_once_one_does_and_the_other_is_told(screened, fatima, kim, lee):
    answers = at_once(
        pressing(kim, screened, "accept", message="From Kim."),
        pressing(lee, screened, "accept", message="From Lee."),
    )
    html = the_one_refused(answers)
    # What the one decided, and what the other had typed.
    assert "From Kim." in html
    assert "From Lee." in html
    screened.refresh_from_db()
    assert (screened.status, Programme.objects.count(), Version.objects.count()) == ("accepted", 1, 1)
    assert screened.moves.filter(target="accepted").count() == 1
    assert Letter.objects.filter(to=fatima, subject__endswith=": accepted").count() == 1


def test_accepted_and_returned_at_once_it_is_one_of_both(screened, kim, lee):
    answers = at_once(
        pressing(kim, screened, "accept", message="From Kim."),
        pressing(lee, screened, "return", message="From Lee.", **RETURN),
    )
    the_one_refused(answers)
    screened.refresh_from_db()
    outcome = screened.status, Programme.objects.count(), screened.reply_by is None
    assert outcome in {("accepted", 1, True), ("returned", 0, False)}
    assert screened.moves.count() == 3


def test_opened_again_and_published_at_once_it_is_public_or_it_is_gone(screened, kim, publisher):
    workflow.accept(submission=screened, by=kim)
    Programme.objects.update(cell_reason_en="As its submitters say.")
    programme = Programme.objects.get()

    def make_public():
        try:
            publish(programme, "listed", by=publisher)
        except Programme.DoesNotExist:
            return "gone"
        return "public"

    _back, published = at_once(
        lambda: workflow.reconsider(submission=screened, by=publisher, reason="Too early."), make_public
    )
    screened.refresh_from_db()
    outcome = screened.status, tuple(Programme.objects.values_list("status", flat=True)), published
    assert outcome in {("accepted", ("listed",), "public"), ("in_screening", (), "gone")}


def test_what_is_handed_in_while_somebody_decides_is_handed_in_or_refused(screened, kim, lee):
    handed, decided = at_once(
        lambda: assess(screened, lee),
        lambda: workflow.not_list(submission=screened, by=kim, reason="It is none."),
    )
    screened.refresh_from_db()
    assert (screened.status, decided.target) == ("not_listed", "not_listed")
    assert Screening.objects.filter(screener=lee).count() == isinstance(handed, Screening)


def test_a_double_click_hands_in_once_and_takes_back_once(screened, kim):
    at_once(*[lambda: assess(screened, kim)] * 3)
    assert (Screening.objects.count(), Assessment.objects.count()) == (1, 26)
    sent = screened.rounds.get()
    at_once(*[lambda: take_back(sent=sent, by=kim)] * 3)
    assert TakenBack.objects.count() == 1
    assert Submission.objects.get().status == "in_screening"

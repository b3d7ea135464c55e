"""What was compared is compared again once there is something new to compare it with, and not before."""

from __future__ import annotations

import pytest

from submissions import finding
from submissions.finding import Finder
from submissions.models import Submission
from tests import desk
from tests.factories import make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def words():
    """A finder without the optional packages."""
    return Finder(None)


@pytest.fixture
def theirs(bureau, stefan):
    """What another submitter sent."""
    sent = desk.make_draft(stefan, bureau, title="Less food is wasted")
    desk.submit(sent, stefan)
    return sent


def publish(title="Less food waste"):
    return make_programme(title={"en": title}, stage="waste", instrument="legal")


def alike(submission):
    return [likeness.entry for likeness in submission.likenesses.select_related("programme", "other")]


@pytest.mark.parametrize("status", ["draft", "submitted", "in_screening", "returned"])
def test_what_somebody_works_on_is_compared_again_after_a_publication(status, words, draft, fatima, kim):
    desk.bring_to(status, draft, by=fatima, screener=kim)
    words.work()
    later = publish()
    assert [words.work(), words.work()] == [1, 0]
    assert alike(draft) == [later]


def test_what_was_sent_first_is_compared_with_what_is_sent_later(words, draft, fatima, theirs):
    desk.submit(draft, fatima)
    words.work()
    assert alike(draft) == []
    Submission.objects.filter(pk=theirs.pk).update(may_be_hinted=True)
    words.work()
    assert alike(draft) == [theirs]


def test_nothing_is_compared_again_while_nothing_is_new(words, draft, fatima, theirs, monkeypatch):
    desk.submit(draft, fatima)
    compared, original = [], Finder.compare

    def noted(self, submission):
        compared.append(submission)
        original(self, submission)

    monkeypatch.setattr(Finder, "compare", noted)
    words.work()
    assert set(compared) == {draft, theirs}
    at = dict(Submission.objects.values_list("pk", "compared_at"))
    for finder in (words, words, Finder(None)):
        assert finder.work() == 0
    assert len(compared) == 2
    assert dict(Submission.objects.values_list("pk", "compared_at")) == at


def test_a_worker_that_begins_anew_compares_only_what_the_one_before_did_not(words, draft, fatima):
    words.work()
    assert Finder(None).work() == 0
    desk.write(draft, "title", fatima, title=desk.line("Urea deep placement"))
    assert Finder(None).work() == 1
    publish()
    assert Finder(None).work() == 1


def test_however_much_is_published_everybody_has_their_turn(words, draft, theirs, monkeypatch):
    words.work()
    monkeypatch.setattr(finding, "COMPARED_AT_ONCE", 1)
    for number in range(2):
        publish(f"Less food waste {number}")
        words.work()
    assert {len(alike(each)) for each in (draft, theirs)} == {1, 2}


def test_what_was_written_on_comes_first(words, draft, edith, theirs, monkeypatch):
    words.work()
    monkeypatch.setattr(finding, "COMPARED_AT_ONCE", 1)
    publish()
    # Both were compared; by their age alone the other would come first.
    Submission.objects.filter(pk=theirs.pk).update(compared_at=None)
    desk.write(draft, "title", edith, title=desk.line("Less waste of food"))
    words.work()
    assert (len(alike(draft)), len(alike(theirs))) == (1, 0)

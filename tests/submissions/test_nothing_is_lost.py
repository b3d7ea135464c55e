"""Whatever several people do in whatever order: no round is lost or changed, and no acknowledged word."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from submissions import drafting, opening, workflow
from submissions.models import Move, Round, SavedSection, Section, Submission
from submissions.permissions import may_discard, may_write
from tests import desk
from tests.desk import items, line, save

PEOPLE = ("fatima", "edith", "rita", "stranger", "kim")
TEXTS = st.sampled_from(["", "Bins", "Waste", "减少浪费", "x" * 500])
SAVE = st.tuples(
    st.just("save"),
    st.sampled_from(PEOPLE),
    st.sampled_from(["title", "description"]),
    TEXTS,
    # How many saves ago the page was read.
    st.integers(0, 2),
)
MOVE = st.tuples(
    st.sampled_from(["submit", "withdraw", "take", "return", "accept", "not list", "discard", "take back"]),
    st.sampled_from(PEOPLE),
)

MOVERS = {
    "submit": (workflow.submit, lambda: {"nonce": desk.new_nonce(), "declared": True}),
    "withdraw": (workflow.withdraw, dict),
    "take": (workflow.take_into_screening, dict),
    "accept": (workflow.accept, dict),
    "not list": (workflow.not_list, lambda: {"reason": "It is none."}),
}


def texts(content):
    return {
        code: each["texts"].get("en", {}).get("text")
        for code, each in content["items"].items()
        if code in ("title", "description")
    }


class Desk:
    """One submission, what people did with it, and what has to hold after each act."""

    def __init__(self, people, agency):
        self.people = people
        self.submission = desk.make_draft(people["fatima"], agency)
        self.rounds = {}
        self.acknowledged = texts(drafting.assemble(self.submission).content)

    def do(self, act, who, *details):
        before = self.submission.status
        # As a page does: everything in one transaction, and nothing of it where it is refused.
        with suppress(ValidationError, drafting.StaleSection), transaction.atomic():
            self.act(act, self.people[who], *details)
        found = Submission.objects.filter(pk=self.submission.pk).first()
        assert found is not None or (before == "draft" and not self.rounds)
        return found

    def act(self, act, by, *details):
        asked = {"save": may_write, "take back": may_write, "discard": may_discard}.get(act)
        if asked and not asked(by, Submission.objects.get(pk=self.submission.pk)):
            return
        match act:
            case "save":
                self.save(by, *details)
            case "take back":
                self.take_back(by)
            case "discard":
                opening.discard(submission=self.submission)
            case "return":
                desk.return_it(self.submission, by)
            case _:
                writer, options = MOVERS[act]
                writer(submission=self.submission, by=by, **options())

    def save(self, by, code, text, ago):
        seen = max(self.submission.sections.get(code=code).revision - ago, 0)
        save(self.submission, code, items(**{code: line(text)}), by, seen=seen)
        self.acknowledge(code, text)

    def take_back(self, by):
        first = drafting.earlier_saves(self.submission, "title").last()
        section = drafting.take_back(
            submission=self.submission,
            code="title",
            revision=first.revision,
            seen=self.submission.sections.get(code="title").revision,
            by=by,
        )
        self.acknowledge("title", texts(section.content).get("title", ""))

    def acknowledge(self, code, text):
        self.acknowledged = {**self.acknowledged, code: text}
        if not text:
            del self.acknowledged[code]

    def check(self):
        standing = drafting.assemble(self.submission)
        assert texts(standing.content) == self.acknowledged
        rounds = {sent["pk"]: sent for sent in Round.objects.values("pk", "number", "content", "sha256")}
        for pk, sent in self.rounds.items():
            assert rounds[pk] == sent
        for sent in Round.objects.all():
            assert sent.sha256 == workflow.round_hash(sent)
        self.rounds = rounds
        assert [each["number"] for each in rounds.values()] == list(range(1, len(rounds) + 1))
        moves = list(Move.objects.filter(submission=self.submission).order_by("pk"))
        path = ["draft", *(move.target for move in moves)]
        assert [move.source for move in moves] == path[:-1]
        assert path[-1] == self.submission.status
        # One row that stands for every section, and every save that counted.
        codes = [section.code for section in Section.objects.filter(submission=self.submission)]
        assert len(codes) == len(set(codes)) == 10
        for section in Section.objects.filter(submission=self.submission, revision__gt=0):
            newest = SavedSection.objects.filter(submission=self.submission, code=section.code).first()
            assert (newest.revision, newest.content) == (section.revision, section.content)


@pytest.mark.usefixtures("taxonomy")
# The cast stays the same; what an example does is rolled back after it.
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.one_of(SAVE, MOVE), max_size=14))
def test_nothing_sent_or_acknowledged_is_ever_lost(acts, fatima, edith, rita, stranger, kim, agency):
    people = {"fatima": fatima, "edith": edith, "rita": rita, "stranger": stranger, "kim": kim}
    with transaction.atomic():
        tried = Desk(people, agency)
        for act in acts:
            found = tried.do(*act)
            if found is None:
                break
            tried.submission = found
            tried.check()
        transaction.set_rollback(True)

"""Whatever several people do in whatever order: no round is lost or changed, and no acknowledged word.

Nor is anything that the secretariat wrote, whatever is accepted over it and withdrawn again.
"""

import json
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from programmes.models import Party, Placement
from programmes.template.content import passages
from submissions import drafting, freezing, opening, workflow
from submissions.models import Move, Round, SavedSection, Section, Submission
from submissions.permissions import may_discard, may_write
from tests import desk
from tests.desk import edit, items, line, open_update, save, write

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

# Chance seldom comes as far as a second round.
ONE_ROUND = [
    ("save", "edith", "title", "Bins", 0),
    ("submit", "fatima"),
    ("take", "kim"),
    ("return", "kim"),
    ("save", "fatima", "description", "Waste", 0),
]
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
                opening.discard(submission=self.submission, by=by)
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
            assert sent.sha256 == freezing.round_hash(sent)
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
@example(acts=[*ONE_ROUND, *ONE_ROUND, ("submit", "fatima"), ("take", "kim"), ("accept", "kim")])
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


# --- What the secretariat wrote -----------------------------------------------------------------------

PLACES = [("title", "en"), ("title", "fr"), ("description", "en"), ("description", "fr")]
EDIT = st.tuples(st.just("edit"), st.sampled_from(PLACES), st.sampled_from(["One", "Two", "减少"]))
ACCEPT, WITHDRAW = st.tuples(st.just("accept")), st.tuples(st.just("withdraw"), st.integers(0, 2))


class Update:
    """A listed programme, what the secretariat wrote on it, and the updates that were accepted meanwhile."""

    def __init__(self, programme, agency, fatima, kim):
        self.programme, self.agency, self.fatima, self.kim = programme, agency, fatima, kim
        self.public = self.rows()
        self.written = {(path, code): text for path, code, text in self.texts(programme.current.content)}
        # Where an accepted text stands above what the secretariat wrote.
        self.covered = set()
        self.accepted, self.withdrawn, self.count = [], [], 0

    def texts(self, content):
        for passage in passages(content):
            for code, text in passage.texts.items():
                if (passage.path, code) in PLACES:
                    yield passage.path, code, text["text"]

    def rows(self):
        self.programme.refresh_from_db()
        return list(Party.objects.values()), list(Placement.objects.values()), self.programme.current.number

    def edit(self, place, text):
        item, language = place
        edit(self.programme, self.kim, language=language, **{item: text})
        self.written[place] = text
        self.covered.discard(place)

    def accept(self):
        self.count += 1
        draft = open_update(self.programme, self.fatima, self.agency)
        for item in ("title", "description"):
            write(draft, item, self.fatima, **{item: line(f"Update {self.count}")})
        self.accepted.append(desk.bring_to("accepted", draft, by=self.fatima, screener=self.kim))
        self.covered |= {("title", "en"), ("description", "en")}

    def withdraw(self, which):
        if which < len(self.accepted):
            gone = self.accepted.pop(which)
            workflow.withdraw(submission=gone, by=self.fatima)
            self.withdrawn.append(f"{gone.reference}/R1")

    def check(self):
        assert self.rows() == self.public
        version = self.programme.versions.working().first() or self.programme.current
        said = {(path, code): text for path, code, text in self.texts(version.content)}
        covered = self.covered if self.accepted else set()
        assert {place: said.get(place) for place in self.written if place not in covered} == {
            place: text for place, text in self.written.items() if place not in covered
        }
        if not self.accepted:
            assert said == self.written
        for symbol in self.withdrawn:
            cite = json.dumps({"document": symbol})[1:-1]
            assert cite not in json.dumps([version.content, version.contributions])


# The cast stays the same; what an example does is rolled back after it.
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.one_of(EDIT, ACCEPT, WITHDRAW), max_size=8))
def test_nothing_the_secretariat_wrote_is_lost_by_what_is_accepted_and_withdrawn(
    acts, listed, agency, fatima, kim
):
    with transaction.atomic():
        tried = Update(listed, agency, fatima, kim)
        for act, *details in acts:
            getattr(tried, act)(*details)
            tried.check()
        transaction.set_rollback(True)

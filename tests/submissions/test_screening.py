"""Assessments: by the criteria, alone, handed in; read side by side; taken back with a trace."""

import pytest
from django.core.exceptions import ValidationError

from languages.freezing import FrozenError
from submissions import screening, workflow
from submissions.models import Assessment, Screening, TakenBack
from submissions.screening import Answered, ScreeningRefused
from tests import desk
from tests.screening import assess


@pytest.fixture
def lee(db):
    """Another screener."""
    return desk.make_staff_member("lee@un.example")


@pytest.fixture
def screened(draft, fatima, kim):
    return desk.bring_to("in_screening", draft, by=fatima, screener=kim)


def now(submission, user):
    return screening.panels_of(submission, user)[0]


def shown_to(submission, user):
    return [each.screener for each in now(submission, user).shown]


def refused(act):
    with pytest.raises(ScreeningRefused) as refusal:
        act()
    return refusal.value.messages


def test_the_criteria_are_those_of_panama_and_of_the_framework_as_adopted(taxonomy):
    codes = [term.code for term in screening.criteria()]
    assert [code[:3] for code in codes] == ["pp_"] * 15 + ["pa_"] * 11
    assert (codes[0], codes[14], codes[15], codes[25]) == (
        "pp_resource",
        "pp_flexible",
        "pa_goals",
        "pa_format",
    )


def test_nobody_reads_what_others_answer_before_everybody_has_handed_in(screened, kim, lee, reader):
    assess(screened, kim)
    assert [shown_to(screened, each) for each in (kim, lee, reader)] == [[kim], [], [kim]]
    assess(screened, lee, "return", hand_in=False)
    assert [shown_to(screened, each) for each in (kim, lee, reader)] == [[], [], []]
    assert [now(screened, each).waiting_for for each in (kim, lee)] == [[lee], [lee]]
    assess(screened, lee, "return", pa_goals="not_met")
    assert [shown_to(screened, each) for each in (kim, lee, reader)] == [[kim, lee]] * 3
    panel = now(screened, kim)
    assert panel.differs
    assert [line.criterion.code for line in panel.lines if line.differs] == ["pa_goals"]
    (line,) = [line for line in panel.lines if line.differs]
    assert [(said.answer, said.note) for said in line.answers] == [
        ("met", "Note on pa_goals"),
        ("not_met", "Note on pa_goals"),
    ]


def test_whoever_it_is_assigned_to_is_waited_for(screened, kim, lee):
    screened.assigned_to = lee
    screened.save()
    assess(screened, kim)
    assert (now(screened, kim).waiting_for, shown_to(screened, kim)) == ([lee], [])
    lee.groups.clear()
    assert (now(screened, kim).waiting_for, shown_to(screened, kim)) == ([], [kim])


def test_once_decided_everybody_of_the_secretariat_reads_what_was_handed_in(screened, kim, lee, reader):
    assess(screened, kim)
    assess(screened, lee, hand_in=False)
    workflow.not_list(submission=screened, by=kim, reason="It is none.")
    screened.refresh_from_db()
    assert [shown_to(screened, each) for each in (kim, lee, reader)] == [[kim]] * 3


def test_its_submitters_read_nothing_of_it(screened, kim, fatima, agency):
    twin = desk.make_staff_member("twin@un.example")
    desk.make_member(twin, agency)
    assess(screened, kim)
    assert screening.panels_of(screened, fatima) == screening.panels_of(screened, twin) == []
    assert refused(lambda: assess(screened, twin)) == ["You belong to a submitter of this submission."]
    assert refused(lambda: assess(screened, fatima)) == [
        "Only a screener of the secretariat may decide on submissions."
    ]


def test_it_is_handed_in_whole_or_not_at_all(screened, kim):
    (goals,) = [term for term in screening.criteria() if term.code == "pa_goals"]
    given = {"sent": screened.rounds.get(), "by": kim, "seen": 0, "reason": "Good.", "hand_in": True}
    told = refused(lambda: screening.save(answers={}, recommendation="list", **given))
    assert (told[0], len(told)) == ("Answer every criterion, then hand it in. Open:", 27)
    met = {term.pk: Answered("met") for term in screening.criteria()}
    for missing in ({"recommendation": ""}, {"recommendation": "list", "reason": " "}):
        told = refused(lambda missing=missing: screening.save(answers=met, **{**given, **missing}))
        assert told == ["Say what you recommend and why, then hand it in."]
    for wrong in ({goals.pk: Answered("100")}, {goals.pk: Answered("met", "x" * 2001)}):
        with pytest.raises(ValidationError):
            screening.save(answers=met | wrong, recommendation="list", **given)
    assert not Screening.objects.exists()


def test_what_is_handed_in_stays_until_its_author_takes_it_back_and_that_is_kept(screened, kim, lee):
    assess(screened, kim, "list", pa_goals="partly")
    sent = screened.rounds.get()
    told = refused(lambda: assess(screened, kim, "return"))
    assert told == ["You have handed it in. Take it back, then change it."]
    assert refused(lambda: screening.take_back(sent=sent, by=lee)) == ["You have not handed it in."]
    screening.take_back(sent=sent, by=kim)
    assess(screened, kim, "return")
    (kept,) = TakenBack.objects.all()
    assert (kept.recommendation, kept.reason) == ("list", "Kim Keeper says so.")
    assert kept.answers["pa_goals"] == {"answer": "partly", "note": "Note on pa_goals"}
    assert Assessment.objects.get(criterion__code="pa_goals").answer == "met"
    assert now(screened, kim).own.recommendation == "return"
    with pytest.raises(FrozenError):
        kept.delete()


def test_two_windows_of_one_screener_do_not_overwrite_each_other(screened, kim):
    assess(screened, kim, hand_in=False)
    given = {"sent": screened.rounds.get(), "by": kim, "answers": {}, "recommendation": "", "reason": ""}
    told = refused(lambda: screening.save(seen=0, **given))
    assert told == ["You saved it in another window since. Save again to replace what you saved there."]
    assert set(Assessment.objects.values_list("answer", flat=True)) == {"met"}
    screening.save(seen=1, **given)
    assert set(Assessment.objects.values_list("answer", flat=True)) == {""}


def test_a_round_that_is_not_screened_any_more_takes_no_answer(screened, kim, lee, fatima):
    first = screened.rounds.get()
    assess(screened, kim)
    desk.return_it(screened, kim)
    assert refused(lambda: assess(screened, lee)) == ["This round is not being screened any more."]
    desk.submit(screened, fatima)
    workflow.take_into_screening(submission=screened, by=kim)
    given = {"sent": first, "by": lee, "answers": {}, "recommendation": "", "reason": "", "seen": 0}
    told = refused(lambda: screening.save(**given))
    assert told == refused(lambda: screening.take_back(sent=first, by=kim))
    assert told == ["This round is not being screened any more."]
    screened.refresh_from_db()
    second, earlier = screening.panels_of(screened, lee)
    assert (second.shown, [each.screener for each in earlier.shown]) == ([], [kim])

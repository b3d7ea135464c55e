"""The worker's part: what is due is compared, once, and nothing is forgotten on the way."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from programmes import workflow as publishing
from programmes.models import Meaning
from programmes.verification import faults
from submissions import finding
from submissions.finding import Finder
from submissions.models import Likeness, RoundMeaning, Section, Submission
from submissions.querysets import SectionQuerySet
from tests import desk
from tests.factories import make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(taxonomy):
    """Three programmes, one of them in the draft's cell."""
    titles = {
        "Less food is thrown away": ("waste", "legal"),
        "Urea deep placement": ("production", "voluntary"),
        "Sustainable tourism": ("cross_stage", "mixed"),
    }
    return [
        make_programme(title={"en": title}, stage=stage, instrument=instrument)
        for title, (stage, instrument) in titles.items()
    ]


@pytest.fixture
def words():
    """A finder without the optional packages."""
    return Finder(None)


def alike(draft):
    return [likeness.entry for likeness in draft.likenesses.select_related("programme", "other")]


def due():
    return set(Section.objects.to_compare().values_list("code", flat=True))


# --- What is due ----------------------------------------------------------------------------------


def test_what_was_written_is_due_and_compared_once(words, draft, listed):
    assert due() == {"title", "purpose", "description", "cell"}
    assert [words.work(), words.work()] == [1, 0]
    assert due() == set()
    assert alike(draft)[0] == listed[0]


def test_a_burst_of_saves_is_compared_once(words, draft, fatima, listed):
    words.work()
    for number in range(5):
        desk.write(draft, "title", fatima, title=desk.line(f"Urea deep placement {number}"))
    assert [words.work(), words.work()] == [1, 0]
    assert alike(draft)[0] == listed[1]


def test_what_is_not_compared_is_not_due(words, draft, fatima):
    words.work()
    desk.write(draft, "activities", fatima, climate_link=desk.line("Less methane."))
    assert due() == set()


def test_a_save_while_it_compares_is_due_again(words, draft, fatima, listed, monkeypatch):
    original = Finder._alike

    def somebody_saves(self, submission, sections):
        desk.write(draft, "title", fatima, title=desk.line("Urea deep placement"))
        return original(self, submission, sections)

    words.work()
    desk.write(draft, "title", fatima, title=desk.line("Sustainable tourism"))
    with monkeypatch.context() as patch:
        patch.setattr(Finder, "_alike", somebody_saves)
        words.work()
    assert alike(draft)[0] == listed[2]
    assert due() == {"title"}
    words.work()
    assert alike(draft)[0] == listed[1]


def test_killed_before_it_is_written_it_is_due_still(words, draft, listed, monkeypatch):
    def killed(*args, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SectionQuerySet, "bulk_update", killed)
        with pytest.raises(KeyboardInterrupt):
            words.work()
    assert Likeness.objects.count() == 0
    assert due() == {"title", "purpose", "description", "cell"}
    Finder(None).work()
    assert alike(draft)[0] == listed[0]


def test_a_text_that_cannot_be_compared_does_not_hold_up_the_others(
    words, draft, fatima, agency, listed, caplog
):
    other = desk.make_draft(fatima, agency, title="Sustainable tourism")
    Section.objects.filter(submission=draft, code="title").update(content={"items": {"title": "no item"}})
    assert words.work() == 2
    assert alike(other)[0] == listed[2]
    assert (due(), words.work()) == (set(), 0)
    assert f"submission {draft.pk} cannot be compared" in caplog.text


def test_an_empty_draft_is_like_nothing(words, draft, fatima, listed):
    for code, item in (("title", "title"), ("description", "description"), ("purpose", "overall_objective")):
        desk.write(draft, code, fatima, **{item: desk.line("")})
    words.work()
    assert alike(draft) == []


def test_what_is_sent_before_it_was_compared_is_compared_while_it_is_screened(words, draft, fatima, listed):
    desk.submit(draft, fatima)
    assert [words.work(), words.work()] == [1, 0]
    assert alike(draft)[0] == listed[0]


@pytest.mark.parametrize("status", ["accepted", "not_listed", "withdrawn"])
def test_what_nobody_works_on_any_more_is_not_compared(status, words, draft, fatima, kim, listed):
    desk.bring_to(status, draft, by=fatima, screener=kim)
    assert words.work() == 0
    assert alike(draft) == []


def test_with_the_optional_packages_everything_is_compared_again(words, draft, listed, model):
    words.work()
    assert any(model.work() for _time in range(3))


def test_a_draft_discarded_meanwhile_stays_discarded(words, draft, listed):
    gone = Submission.objects.get(pk=draft.pk)
    draft.delete()
    words.compare(gone)
    assert Likeness.objects.count() == 0


# --- What others are told of ----------------------------------------------------------------------


@pytest.fixture
def theirs(taxonomy, stranger):
    """What another submitter sent."""
    bureau = desk.make_agency("Bureau")
    desk.make_member(stranger, bureau)
    sent = desk.make_draft(stranger, bureau, title="Less food is wasted")
    desk.submit(sent, stranger)
    return sent


@pytest.fixture(params=["words", "meaning"])
def either(request):
    """A finder without the optional packages, and one with them."""
    return Finder(None) if request.param == "words" else Finder(finding.meaning.Encoder())


def work(finder):
    """Everything that is due: with the model, what has no vectors comes first."""
    for _time in range(3):
        finder.work()


def test_a_submission_is_found_only_where_its_submitters_are_willing(either, draft, theirs):
    work(either)
    assert alike(draft) == []
    Submission.objects.filter(pk=theirs.pk).update(may_be_hinted=True)
    work(either)
    work(either)
    assert alike(draft) == [theirs]
    Submission.objects.filter(pk=theirs.pk).update(may_be_hinted=False)
    work(either)
    assert alike(draft) == []
    assert RoundMeaning.objects.count() == 0


def test_what_was_sent_is_compared_and_not_what_is_being_written_on_it(either, draft, theirs, stranger, kim):
    desk.workflow.take_into_screening(submission=theirs, by=kim)
    desk.return_it(theirs, kim)
    theirs.refresh_from_db()
    Submission.objects.filter(pk=theirs.pk).update(may_be_hinted=True)
    desk.write(theirs, "title", stranger, title=desk.line("A museum of postage stamps"))
    desk.write(theirs, "purpose", stranger, overall_objective=desk.line("Stamps are seen by many."))
    work(either)
    assert theirs in alike(draft)


def test_an_entry_of_its_own_is_never_kept(either, draft, fatima, agency, listed):
    programme = make_programme(
        title={"en": "Less food waste"}, stage="waste", instrument="legal", submitters=[agency]
    )
    update = desk.opening.open_update(programme=programme, submitter=agency, by=fatima, language="en")
    work(either)
    assert programme in alike(draft)
    assert programme not in alike(update)
    assert not Likeness.objects.filter(other__in=[draft, update]).exists()


# --- Vectors --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model():
    return Finder(finding.meaning.Encoder())


def test_the_worker_makes_vectors_once_and_publishing_takes_them_away(model, listed, publisher):
    assert Meaning.objects.count() == 0
    work(model)
    made = dict(Meaning.objects.values_list("programme", "pk"))
    assert set(made) == {programme.pk for programme in listed}
    work(model)
    assert dict(Meaning.objects.values_list("programme", "pk")) == made
    publishing.change_status(
        programme=listed[0], kind="withdrawn", notes={"en": "Withdrawn."}, by=publisher, reason="Asked for."
    )
    work(model)
    assert set(Meaning.objects.values_list("programme", flat=True)) == {listed[1].pk, listed[2].pk}


def test_vectors_of_another_model_are_made_anew(model, listed):
    work(model)
    Meaning.objects.update(maker="a model of the past")
    work(model)
    assert set(Meaning.objects.values_list("maker", flat=True)) == {finding.meaning.MAKER}


def test_vectors_of_other_texts_are_noticed(model, registry):
    work(model)
    assert list(faults()) == []
    Meaning.objects.filter(programme__reference="10YFP-009").update(of="0" * 64)
    assert list(faults()) == ["10YFP-009: its vectors were made from other texts"]


def test_across_languages(model, fatima, agency, listed):
    russian, chinese = (
        desk.opening.open_draft(by=fatima, submitter=agency, language=code) for code in ("ru", "zh-hans")
    )
    desk.write(russian, "title", fatima, title=desk.line("Устойчивый туризм", "ru"))
    desk.write(chinese, "title", fatima, title=desk.line("深施尿素", "zh-hans"))
    work(model)
    assert alike(russian)[0] == listed[2]
    assert alike(chinese)[0] == listed[1]


# --- The worker -----------------------------------------------------------------------------------


def test_the_command_compares_what_is_due(draft, listed, capsys, monkeypatch):
    monkeypatch.setattr("submissions.management.commands.find_alike.finder", lambda: Finder(None))
    call_command("find_alike")
    assert capsys.readouterr().out == "1 compared.\n"
    assert alike(draft)[0] == listed[0]

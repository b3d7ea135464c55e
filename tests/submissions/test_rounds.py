"""What is sent: frozen whole, once, and answered for."""

import datetime

import pytest
from asgiref.sync import async_to_sync
from django.core import serializers
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from languages.freezing import FrozenError
from submissions import drafting, freezing, workflow
from submissions.models import Call, Move, Round
from tests import desk
from tests.desk import line, write


def test_a_round_holds_everything_that_was_sent(draft, fatima, agency):
    desk.attach(draft, fatima)
    sent = desk.submit(draft, fatima)
    assert (sent.number, sent.symbol, sent.language) == (1, f"{draft.reference}/R1", "en")
    assert sent.content == drafting.assemble(draft).content
    assert sent.cell == {"stage": "waste", "instrument": "legal", "reason": "It is about waste.", "also": []}
    assert sent.parties == [
        {
            "submitter": agency.pk,
            "slug": "agency",
            "kind": "un_entity",
            "role": "lead",
            "order": 1,
            "named_as": "Agency",
            "named_language": "en",
            "signed_by": None,
            "signed_at": None,
        }
    ]
    assert [each["name"] for each in sent.attachments] == ["plan.pdf"]
    assert (sent.submitted_by, sent.is_late) == (fatima, False)
    assert sent.sha256 == freezing.round_hash(Round.objects.get())
    assert draft.title == "Less food waste"


def test_posting_the_same_page_again_finds_the_round_that_is_there(draft, fatima, kim):
    first = desk.submit(draft, fatima, nonce="once")
    assert desk.submit(draft, fatima, nonce="once") == first
    workflow.take_into_screening(submission=draft, by=kim)
    desk.return_it(draft, kim)
    assert desk.submit(draft, fatima, nonce="once") == first
    assert draft.status == "returned"
    assert Round.objects.count() == 1


def test_the_page_of_another_submission_sends_nothing(draft, fatima, agency, stranger):
    other = desk.make_draft(fatima, agency)
    desk.submit(other, fatima, nonce="once")
    for person in (fatima, stranger):
        with pytest.raises(workflow.MoveRefused):
            desk.submit(draft, person, nonce="once")
    with pytest.raises(workflow.MoveRefused):
        desk.submit(other, stranger, nonce="once")
    assert Round.objects.count() == 1


@pytest.mark.parametrize("nonce", ["", "x" * 65, "a\0b"])
def test_a_page_without_its_number_sends_nothing(nonce, draft, fatima):
    with pytest.raises(workflow.MoveRefused):
        desk.submit(draft, fatima, nonce=nonce)


def test_what_was_saved_after_the_preview_is_not_sent_unseen(draft, fatima, edith):
    seen = freezing.digest_of(drafting.assemble(draft))
    write(draft, "title", edith, title=line("Other"))
    with pytest.raises(workflow.MoveRefused):
        desk.submit(draft, fatima, seen=seen)
    assert desk.submit(draft, fatima, seen=freezing.digest_of(drafting.assemble(draft))).number == 1


def test_every_round_is_kept_as_it_was(draft, fatima, kim):
    first = desk.submit(draft, fatima)
    before = Round.objects.filter(pk=first.pk).values().get()
    workflow.take_into_screening(submission=draft, by=kim)
    desk.return_it(draft, kim, title="Too short.")
    draft.refresh_from_db()
    assert draft.reply_by == desk.FAR
    write(draft, "title", fatima, title=line("Much less food waste"))
    assert draft.title == "Less food waste"
    second = desk.submit(draft, fatima)
    assert (second.number, second.content["items"]["title"]["texts"]["en"]["text"]) == (
        2,
        "Much less food waste",
    )
    assert (draft.title, draft.reply_by) == ("Much less food waste", None)
    assert Round.objects.filter(pk=first.pk).values().get() == before
    assert [(move.target, move.round.number) for move in draft.moves.all()] == [
        ("submitted", 1),
        ("in_screening", 1),
        ("returned", 1),
        ("submitted", 2),
    ]
    assert draft.moves.get(target="returned").reasons == {"title": "Too short."}


@pytest.mark.parametrize(
    "options",
    [
        {"reasons": {}},
        {"reasons": {"title": "  "}},
        {"reasons": {"nonsense": "Why?"}},
        {"reasons": {"title": "Why?"}, "reply_by": datetime.date(2020, 1, 1)},
    ],
)
def test_it_is_returned_with_reasons_and_a_day_that_is_still_to_come(options, draft, fatima, kim):
    screened = desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    with pytest.raises(workflow.MoveRefused):
        workflow.return_with_reasons(submission=screened, by=kim, **{"reply_by": desk.FAR, **options})


def test_it_is_not_listed_only_with_a_reason(draft, fatima, kim):
    screened = desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    with pytest.raises(workflow.MoveRefused):
        workflow.not_list(submission=screened, by=kim, reason=" ")


# --- Calls ------------------------------------------------------------------------------------------


def make_call(code="csd-19", *, opens=-10, closes=10, late="refuse"):
    now = timezone.now()
    ends = None if closes is None else now + datetime.timedelta(days=closes)
    return Call.objects.create(
        code=code, title_en="A call", opens_at=now + datetime.timedelta(days=opens), closes_at=ends, late=late
    )


def answer(draft, call):
    draft.call = call
    draft.save()
    return draft


@pytest.mark.parametrize(
    ("call", "is_late"),
    [({}, False), ({"closes": None}, False), ({"closes": -1, "late": "mark"}, True)],
)
def test_a_round_says_whether_it_came_late(call, is_late, draft, fatima):
    sent = desk.submit(answer(draft, make_call(**call)), fatima)
    assert (sent.call, sent.is_late) == ("csd-19", is_late)


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        ({"closes": -1}, "The call for submissions has closed, and late ones are not taken."),
        ({"opens": 1, "late": "mark"}, "The call for submissions has not opened yet."),
    ],
)
def test_outside_its_time_nothing_is_taken(call, reason, draft, fatima):
    with pytest.raises(workflow.Incomplete) as refusal:
        desk.submit(answer(draft, make_call(**call)), fatima)
    assert [(each.section, each.message) for each in refusal.value.missing] == [("call", reason)]


def test_an_answer_to_what_was_returned_is_not_late(draft, fatima, kim):
    call = make_call()
    returned = desk.bring_to("returned", answer(draft, call), by=fatima, screener=kim)
    Call.objects.update(closes_at=timezone.now() - datetime.timedelta(days=1))
    assert desk.submit(returned, fatima).is_late is False


def test_late_once_it_stays_late(draft, fatima, kim):
    call = make_call(closes=-1, late="mark")
    returned = desk.bring_to("returned", answer(draft, call), by=fatima, screener=kim)
    assert desk.submit(returned, fatima).is_late is True


# --- Frozen -----------------------------------------------------------------------------------------


def changed(row):
    setattr(row, "declaration" if isinstance(row, Round) else "message", "Never said.")
    return row


def change_of(row):
    return {"declaration" if isinstance(row, Round) else "message": "Never said."}


def loaded(row):
    text = serializers.serialize("json", [changed(row)])
    return next(iter(serializers.deserialize("json", text)))


ROADS = {
    "save": lambda r: changed(r).save(),
    "save of one column": lambda r: changed(r).save(update_fields=list(change_of(r))),
    "raw save": lambda r: changed(r).save_base(raw=True),
    "asynchronous save": lambda r: async_to_sync(changed(r).asave)(),
    "loading a fixture": lambda r: loaded(r).save(),
    "delete": lambda r: r.delete(),
    "asynchronous delete": lambda r: async_to_sync(r.adelete)(),
    "update of a queryset": lambda r: type(r).objects.filter(pk=r.pk).update(**change_of(r)),
    "update of all": lambda r: type(r).objects.update(**change_of(r)),
    "delete of a queryset": lambda r: type(r).objects.filter(pk=r.pk).delete(),
    "delete without asking": lambda r: type(r).objects.filter(pk=r.pk)._raw_delete("default"),
    "base manager": lambda r: type(r)._base_manager.filter(pk=r.pk).update(**change_of(r)),
    "default manager": lambda r: type(r)._default_manager.filter(pk=r.pk).delete(),
    "bulk_update": lambda r: type(r).objects.bulk_update([changed(r)], list(change_of(r))),
    "bulk_create": lambda r: type(r).objects.bulk_create([changed(r)]),
    "of its submission": lambda r: r.submission.rounds.all().delete() and r.submission.moves.all().delete(),
    "update_or_create": lambda r: type(r).objects.update_or_create(pk=r.pk, defaults=change_of(r)),
}


@pytest.mark.parametrize("model", [Round, Move])
@pytest.mark.parametrize("road", ROADS)
def test_a_round_and_a_move_are_never_changed_or_deleted(road, model, draft, fatima):
    desk.submit(draft, fatima)
    before = list(model.objects.values())
    with pytest.raises(FrozenError), transaction.atomic():
        ROADS[road](model.objects.get())
    assert len(before) == 1
    assert list(model.objects.values()) == before


def test_a_submission_that_was_sent_cannot_be_deleted(draft, fatima):
    desk.submit(draft, fatima)
    with pytest.raises(ProtectedError), transaction.atomic():
        draft.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        fatima.delete()

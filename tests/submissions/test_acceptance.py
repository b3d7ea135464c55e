"""Accepting brings a round into a working version, cited to itself; the public page stays as it is."""

import pytest

from programmes import workflow as registry
from programmes.models import Document, Party, Placement, Programme
from programmes.status import VersionKind
from programmes.template.content import is_stale, texts_at
from programmes.verification import faults
from submissions import drafting, opening, workflow
from submissions.models import Submission
from submissions.permissions import may_accept
from tests import desk
from tests.desk import line, open_update, target, working, write
from tests.factories import CITE, NOTES, publish, quantity, row


def accept(submission, fatima, kim):
    return desk.bring_to("accepted", submission, by=fatima, screener=kim)


def make_public(programme, kind=VersionKind.LISTED):
    Programme.objects.filter(pk=programme.pk).update(cell_reason_en="As the submitters say.")
    return publish(programme, kind)


# --- A new programme ----------------------------------------------------------------------------------


def test_a_new_programme_is_prepared_and_nothing_is_public(draft, fatima, kim, agency):
    accepted = accept(draft, fatima, kim)
    programme, symbol = accepted.programme, f"{draft.reference}/R1"
    cite = {"document": symbol, "part": "round", "position": "1"}
    assert (programme.status, programme.reference, programme.original_language) == ("prepared", None, "en")
    assert (programme.stage_id, programme.instrument_id) == ("waste", "legal")
    content = working(programme).content
    assert content["items"]["title"] == {
        "texts": {"en": {"text": "Less food waste", "status": "original", "of": None}},
        "cites": [cite],
    }
    assert content["items"]["targets"] == [
        {
            "id": "t1",
            "texts": {"en": {"text": "Fewer countries without a plan", "status": "original", "of": None}},
            "cites": [cite],
            "quantities": [],
        }
    ]
    party = programme.parties.get()
    assert (party.submitter, party.role, party.named_as) == (agency, "lead", "Agency")
    assert (party.document.symbol, party.locator, party.position) == (symbol, "round", "1")
    claim = programme.placements.get()
    assert (claim.claimant, claim.scope, claim.note_en) == ("submitter", "primary", "It is about waste.")
    document = Document.objects.get(symbol=symbol)
    assert (document.kind, document.title_en) == ("submission", "Less food waste")


def test_further_cells_are_claims_too(draft, fatima, kim):
    also = [{"stage": "production", "instrument": "legal"}, {"stage": "waste", "instrument": "legal"}]
    desk.save(draft, "cell", {"stage": "waste", "instrument": "legal", "also": also}, fatima)
    claims = accept(draft, fatima, kim).programme.placements.values_list("scope", "stage", "instrument")
    assert list(claims) == [("primary", "waste", "legal"), ("also", "production", "legal")]


def test_it_can_be_published_and_passes_every_check_of_the_registry(draft, fatima, kim):
    programme = accept(draft, fatima, kim).programme
    version = make_public(programme)
    programme.refresh_from_db()
    assert (programme.reference, version.number, programme.title_en) == ("10YFP-001", 1, "Less food waste")
    assert list(faults()) == []


def test_what_was_returned_is_cited_to_the_round_that_was_accepted(draft, fatima, kim):
    returned = desk.bring_to("returned", draft, by=fatima, screener=kim)
    desk.submit(returned, fatima)
    workflow.take_into_screening(submission=returned, by=kim)
    workflow.accept(submission=returned, by=kim)
    programme = Submission.objects.get().programme
    assert working(programme).content["items"]["title"]["cites"] == [
        {"document": f"{draft.reference}/R2", "part": "round", "position": "2"}
    ]


def test_a_translation_of_another_language_is_not_the_original(fatima, agency, kim):
    draft = opening.open_draft(by=fatima, language="en", submitter=agency, other_language="Português")
    desk.fill(draft, fatima)
    with pytest.raises(workflow.Incomplete) as refusal:
        desk.submit(draft, fatima)
    assert refusal.value.messages == ["Attach the text in the language it was written in."]
    desk.attach(draft, fatima, kind="original")
    programme = accept(draft, fatima, kim).programme
    assert programme.original_language in (None, "")
    assert texts_at(working(programme).content, "title")["en"]["status"] == "unofficial"


# --- An update ----------------------------------------------------------------------------------------


def test_an_update_begins_with_what_the_programme_says_in_its_language(listed, fatima, agency):
    update = open_update(listed, fatima, agency)
    draft = drafting.assemble(update)
    assert draft.content["items"]["title"] == {
        "texts": {"en": {"text": "Less waste", "status": "original", "of": None}},
        "cites": [],
    }
    assert [each["id"] for each in draft.content["items"]["targets"]] == ["t1", "t2"]
    assert (draft.cell["stage"], draft.cell["instrument"]) == ("production", "planning")
    assert (update.updates, update.base) == (listed, listed.current)


def test_two_updates_in_one_name_are_not_on_their_way_at_once(listed, fatima, agency):
    first = open_update(listed, fatima, agency)
    with pytest.raises(drafting.DraftRefused) as refusal:
        open_update(listed, fatima, agency)
    assert refusal.value.messages == [
        f"An update of this programme is on its way already: {first.reference}."
    ]


def test_an_update_leaves_the_public_page_until_it_is_published(listed, fatima, agency, kim, client):
    page = f"/en/programmes/{listed.reference}/"
    before = client.get(page).content
    rows = list(Party.objects.values()), list(Placement.objects.values())
    update = open_update(listed, fatima, agency)
    write(update, "description", fatima, description=line("Described."))
    write(update, "title", fatima, title=line("Far less waste"))
    accepted = accept(update, fatima, kim)
    assert client.get(page).content == before
    assert (list(Party.objects.values()), list(Placement.objects.values())) == rows
    assert accepted.programme == listed
    publish(listed)
    assert "Far less waste" in client.get(page).content.decode()
    assert list(faults()) == []


def test_an_update_says_what_its_submitters_changed_and_keeps_the_rest(listed, fatima, agency, kim):
    update = open_update(listed, fatima, agency)
    write(update, "title", fatima, title=line("Far less waste"))
    write(update, "description", fatima, description=line("Described."))
    write(update, "implementation", fatima, implementation=line(""))
    write(
        update,
        "purpose",
        fatima,
        overall_objective=line("Old objective."),
        targets=[target("n1", "Burn less", quantity("7")), target("t1", "Halve it", quantity("60"))],
    )
    programme = accept(update, fatima, kim).programme
    content = working(programme).content
    cite = {"document": f"{update.reference}/R1", "part": "round", "position": "1"}
    title = content["items"]["title"]
    assert {code: (text["text"], text["status"]) for code, text in title["texts"].items()} == {
        "zh-hans": ("减少浪费", "unofficial"),
        "en": ("Far less waste", "original"),
        "fr": ("Moins de déchets", "unofficial"),
    }
    assert is_stale(title["texts"], "zh-hans")
    # The words changed, so the older source does not say them; where they stand unchanged it still does.
    assert title["cites"] == [cite]
    assert content["items"]["overall_objective"]["cites"] == [CITE, cite]
    assert content["items"]["overall_objective"]["texts"]["en"]["status"] == "original"
    assert "implementation" not in content["items"]
    targets = content["items"]["targets"]
    assert [each["id"] for each in targets] == ["n1", "t1", "t3"]
    assert [each["value"] for each in targets[1]["quantities"]] == ["60"]
    assert targets[1]["texts"]["fr"]["text"] == "La moitié"


def test_what_the_secretariat_wrote_meanwhile_elsewhere_stays(listed, fatima, agency, kim):
    update = open_update(listed, fatima, agency)
    write(update, "description", fatima, description=line("Described."))
    desk.submit(update, fatima)
    edited = registry.open_working_version(programme=listed, by=kim)
    edited.content["items"]["actors"] = [row("a1", "Councils")]
    edited.save()
    workflow.take_into_screening(submission=update, by=kim)
    workflow.accept(submission=update, by=kim)
    assert [each["id"] for each in working(listed).content["items"]["actors"]] == ["a1"]


def test_an_update_of_what_has_left_the_list_is_not_accepted(listed, fatima, agency, kim):
    update = open_update(listed, fatima, agency)
    write(update, "description", fatima, description=line("Described."))
    screened = desk.bring_to("in_screening", update, by=fatima, screener=kim)
    registry.change_status(programme=listed, kind="withdrawn", notes=NOTES, by=kim, reason="It ended.")
    with pytest.raises(workflow.MoveRefused) as refusal:
        workflow.accept(submission=screened, by=kim)
    assert refusal.value.messages == ["The programme that it updates is not listed any more."]
    assert not listed.versions.working().exists()


@pytest.mark.parametrize("is_update", [False, True])
def test_what_is_public_is_not_withdrawn_but_asked_to_be(is_update, draft, listed, fatima, agency, kim):
    submission = open_update(listed, fatima, agency) if is_update else draft
    write(submission, "description", fatima, description=line("Described."))
    accepted = accept(submission, fatima, kim)
    with pytest.raises(workflow.MoveRefused) as refusal:
        workflow.ask_for_withdrawal(submission=accepted, by=fatima, message="We ended it.")
    assert refusal.value.messages == ["Nothing of it is public yet: withdraw it."]
    make_public(accepted.programme, VersionKind.UPDATED if is_update else VersionKind.LISTED)
    with pytest.raises(workflow.MoveRefused) as refusal:
        workflow.withdraw(submission=accepted, by=fatima)
    assert refusal.value.messages == ["It is public already: ask for its withdrawal."]
    move = workflow.ask_for_withdrawal(submission=accepted, by=fatima, message="We ended it.")
    assert (move.source, move.target, move.message) == ("accepted", "accepted", "We ended it.")


def test_who_may_not_write_on_working_versions_is_told_so(draft, listed, fatima, agency, reader, kim):
    assert may_accept(kim, draft)
    assert not may_accept(reader, draft)

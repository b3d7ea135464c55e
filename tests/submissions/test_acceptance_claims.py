"""The cell that an update claims and the parties it names stand in the registry once it is published.

The cell of the programme itself stays the secretariat's decision, and nobody is taken off.
"""

import pytest

from accounts.models import User
from programmes import workflow as registry
from programmes.models import Placement, Programme
from programmes.verification import faults
from submissions import drafting, workflow
from submissions.models import Submission
from tests import desk, together
from tests.desk import line, open_update, working, write
from tests.factories import NOTES, make_party, make_placement, publish
from tests.filled import filled
from tests.screening import decide
from tests.submissions.test_verbatim import APPROVAL

WASTE = {"stage": "waste", "instrument": "legal", "reason": "It is about waste.", "also": []}
CONSUMPTION = {"stage": "consumption", "instrument": "legal", "reason": "Buyers too.", "also": []}


def send(programme, by, submitter, kim, *, cell=WASTE, language="en", joining=()):
    """An update that claims ``cell``, signed by ``submitter`` and whoever is ``joining``; accepted."""
    update = in_screening(programme, by, submitter, kim, cell=cell, language=language, joining=joining)
    workflow.accept(submission=update, by=kim)
    return Submission.objects.get(pk=update.pk)


def in_screening(programme, by, submitter, kim, *, cell=WASTE, language="en", joining=()):
    update = open_update(programme, by, submitter, language)
    write(update, "title", by, title=line("Far less waste", language))
    write(update, "description", by, description=line("Described.", language))
    desk.save(update, "cell", cell, by)
    for order, each in enumerate(joining, start=2):
        party = update.parties.create(
            submitter=each,
            role="co_submitter",
            order=order,
            named_as=f"{each.name_en}, as signed",
            named_language=language,
        )
        together.sign(party, by)
    return desk.bring_to("in_screening", update, by=by, screener=kim)


def claims(programme):
    """Who claims which cell, and where that is said."""
    return [
        (each.claimant, each.scope, each.stage_id, each.instrument_id, each.document.symbol)
        for each in programme.placements.all()
    ]


def parties(programme):
    return [
        (each.submitter.name_en, each.role, each.order, each.named_as, each.document.symbol)
        for each in programme.parties.all()
    ]


@pytest.fixture
def bureau(agency):
    return desk.make_agency("Bureau")


@pytest.fixture
def boris(bureau):
    """Focal point of the bureau."""
    user = User.objects.create_user("boris@bureau.example", name="Boris")
    desk.make_member(user, bureau)
    return user


# --- The cell -----------------------------------------------------------------------------------------


def test_the_cell_of_an_update_is_a_claim_once_it_is_published(listed, fatima, agency, kim):
    cell = {**WASTE, "also": [{"stage": "production", "instrument": "legal"}]}
    update = send(listed, fatima, agency, kim, cell=cell)
    assert claims(listed) == []
    version = publish(listed)
    symbol = f"{update.reference}/R1"
    assert claims(listed) == [
        ("submitter", "primary", "waste", "legal", symbol),
        ("submitter", "also", "production", "legal", symbol),
    ]
    assert [each["note"] for each in version.record["placements"]] == [{"en": "It is about waste."}, {}]
    source = {"document": symbol, "part": "round", "position": "1"}
    assert [each["source"] for each in version.record["placements"]] == [source, source]
    listed.refresh_from_db()
    assert (listed.stage_id, listed.instrument_id) == ("production", "planning")
    assert list(faults()) == []


def test_a_newer_claim_takes_the_place_of_the_one_before(listed, fatima, agency, kim):
    make_placement(listed, "production", "legal", claimant="annex")
    send(listed, fatima, agency, kim)
    publish(listed)
    update = send(listed, fatima, agency, kim, cell=CONSUMPTION)
    version = publish(listed)
    assert claims(listed) == [
        ("annex", "primary", "production", "legal", "TEST/2011/1"),
        ("submitter", "primary", "consumption", "legal", f"{update.reference}/R1"),
    ]
    # The earlier version still says what was claimed then.
    earlier = listed.versions.get(number=version.number - 1)
    assert [each["stage"] for each in earlier.record["placements"]] == ["production", "waste"]


def test_a_claim_of_others_stays_beside_it(listed, fatima, agency, boris, bureau, kim):
    send(listed, fatima, agency, kim, joining=[bureau])
    publish(listed)
    # Of two who said so together one alone says otherwise: disagreement is to be seen.
    send(listed, boris, bureau, kim, cell=CONSUMPTION)
    publish(listed)
    assert [each[2:4] for each in claims(listed)] == [("waste", "legal"), ("consumption", "legal")]
    send(listed, fatima, agency, kim, joining=[bureau])
    publish(listed)
    assert [each[2:4] for each in claims(listed)] == [("waste", "legal")]


def test_of_two_updates_published_together_the_later_claim_stands(listed, fatima, agency, kim):
    send(listed, fatima, agency, kim)
    second = send(listed, fatima, agency, kim, cell=CONSUMPTION)
    publish(listed)
    assert claims(listed) == [("submitter", "primary", "consumption", "legal", f"{second.reference}/R1")]


def test_a_claim_that_was_withdrawn_leaves_the_one_before(listed, fatima, agency, kim):
    first = send(listed, fatima, agency, kim)
    workflow.withdraw(submission=send(listed, fatima, agency, kim, cell=CONSUMPTION), by=fatima)
    publish(listed)
    assert claims(listed) == [("submitter", "primary", "waste", "legal", f"{first.reference}/R1")]


def test_a_public_claim_is_not_withdrawn_where_no_word_of_it_is_left(listed, fatima, agency, kim):
    update = send(listed, fatima, agency, kim)
    version = working(listed)
    version.content = listed.current.content
    version.save()
    publish(listed, approval=APPROVAL)
    with pytest.raises(workflow.MoveRefused) as refusal:
        workflow.withdraw(submission=update, by=fatima)
    assert refusal.value.messages == ["It is public already: ask for its withdrawal."]


def test_a_correction_meanwhile_publishes_no_claim(listed, fatima, agency, kim):
    send(listed, fatima, agency, kim)
    make_placement(listed, "production", "legal", claimant="annex")
    version = registry.correct_record(programme=listed, notes=NOTES, by=kim, reason="The annex says so.")
    assert [each["claimant"] for each in version.record["placements"]] == ["annex"]
    assert [each["claimant"] for each in publish(listed).record["placements"]] == ["annex", "submitter"]


def test_a_working_version_that_is_discarded_takes_its_claims_along(listed, fatima, agency, kim):
    send(listed, fatima, agency, kim)
    registry.discard_working_version(programme=listed, by=None)
    registry.open_working_version(programme=listed, by=kim)
    publish(listed)
    assert claims(listed) == []


def test_what_is_published_is_what_was_shown_claims_too(listed, fatima, agency, kim):
    send(listed, fatima, agency, kim)
    seen = registry.digest_of(working(listed))
    send(listed, fatima, agency, kim, cell=CONSUMPTION)
    with pytest.raises(registry.MoveRefused):
        publish(listed, seen=seen)
    assert claims(listed) == []


def test_an_update_begins_with_what_its_submitters_claimed_last(listed, fatima, agency, boris, bureau, kim):
    send(listed, fatima, agency, kim, joining=[bureau])
    publish(listed)

    def begun(by, submitter, language="en"):
        return drafting.assemble(open_update(listed, by, submitter, language)).cell

    assert begun(fatima, agency) == WASTE
    # The reason is in another language than the one that is written now.
    assert begun(boris, bureau, "fr") == {**WASTE, "reason": ""}


# --- The parties --------------------------------------------------------------------------------------


def test_who_signs_an_update_joins_and_nobody_is_taken_off(listed, fatima, agency, bureau, kim):
    update = send(listed, fatima, agency, kim, joining=[bureau])
    before = [
        ("Agency", "lead", 1, "Agency", "TEST/2011/1"),
        ("Ruritania", "co_submitter", 2, "Ruritania", "TEST/2011/1"),
    ]
    assert parties(listed) == before
    version = publish(listed)
    joined = ("Bureau", "co_submitter", 3, "Bureau, as signed", f"{update.reference}/R1")
    assert parties(listed) == [*before, joined]
    assert [each["submitter"] for each in version.record["parties"]] == ["agency", "ruritania", "bureau"]
    assert list(faults()) == []


def test_who_leads_an_update_does_not_take_the_lead_of_the_programme(listed, fatima, agency, kim):
    update = open_update(listed, fatima, agency)
    write(update, "description", fatima, description=line("Described."))
    listed.parties.filter(submitter=agency).delete()
    listed.parties.update(role="lead")
    desk.bring_to("accepted", update, by=fatima, screener=kim)
    publish(listed)
    assert [each[:3] for each in parties(listed)] == [
        ("Ruritania", "lead", 2),
        ("Agency", "co_submitter", 3),
    ]


def test_who_became_a_party_meanwhile_is_one_once(listed, fatima, agency, bureau, kim):
    send(listed, fatima, agency, kim, joining=[bureau])
    make_party(listed, bureau, role="partner", named_as="The Bureau")
    publish(listed)
    assert [each[:4] for each in parties(listed)][2:] == [("Bureau", "partner", 3, "The Bureau")]


# --- Through the doors --------------------------------------------------------------------------------


def test_the_desk_shows_what_is_claimed_and_publishes_it(
    listed, fatima, agency, bureau, kim, publisher_client, client
):
    pages = [
        f"/en/programmes/{listed.reference}/",
        f"/en/programmes/{listed.reference}/?lang=fr",
        "/en/programmes/?stage=waste",
        "/en/submitters/agency/",
        f"/api/v1/programmes/{listed.reference}/",
    ]
    before = [client.get(page).content for page in pages]
    User.objects.get(email="publisher@un.example").groups.add(*kim.groups.all())
    update = in_screening(listed, fatima, agency, kim, joining=[bureau])

    asked = f"/en/admin/submissions/submission/{update.pk}/act/accept/"
    shown = publisher_client.get(asked).content.decode()
    for words in (
        "Its submitters claim another cell",
        "Integrated waste management × Laws and regulations",
        "Production processes × Planning, institutions, investment and infrastructure",
        "Bureau, as signed",
    ):
        assert words in shown
    assert decide(publisher_client, update, "accept").status_code == 302
    assert [client.get(page).content for page in pages] == before
    assert client.get("/en/submitters/bureau/").status_code == 404

    for act in ("discard", "publish"):
        address = f"/en/admin/programmes/programme/{listed.pk}/{act}/"
        shown = publisher_client.get(address)
        assert "Submitter (primary cell)" in shown.content.decode()
        assert "Bureau, as signed" in shown.content.decode()
    given = {**filled(shown), "kind": "updated", "reason": "They wrote.", "note_en": "More about waste."}
    assert publisher_client.post(address, given).status_code == 302

    page = client.get(pages[0]).content.decode()
    for words in ("Bureau, as signed", "It is about waste.", f"{update.reference}/R1"):
        assert words in page
    assert client.get("/en/submitters/bureau/").status_code == 200
    assert Programme.objects.get().stage_id == "production"
    assert Placement.objects.get().stage_id == "waste"


def test_accepting_what_claims_the_same_cell_says_nothing_of_it(
    listed, fatima, agency, kim, publisher_client
):
    User.objects.get(email="publisher@un.example").groups.add(*kim.groups.all())
    cell = {**WASTE, "stage": "production", "instrument": "planning"}
    update = in_screening(listed, fatima, agency, kim, cell=cell)
    asked = f"/en/admin/submissions/submission/{update.pk}/act/accept/"
    assert "claim another cell" not in publisher_client.get(asked).content.decode()

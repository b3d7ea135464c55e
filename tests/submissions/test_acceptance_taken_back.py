"""What was accepted is withdrawn before it is public: it goes, and what the secretariat wrote stays."""

import pytest

from accounts.models import Letter
from programmes import workflow as registry
from programmes.models import Document, Programme, Version
from programmes.template.content import passages, texts_at
from submissions import workflow
from tests import desk
from tests.desk import edit, line, open_update, target, working, write
from tests.factories import CITE, publish, quantity


def english(programme):
    """The English prose of the working version, by item."""
    written = passages(working(programme).content)
    return {each.path: each.texts["en"]["text"] for each in written if "en" in each.texts and not each.row_id}


def cited(programme):
    """The symbols of everything that the working version is cited to."""
    return {cite["document"] for each in passages(working(programme).content) for cite in each.cites}


def accept(submission, fatima, kim):
    return desk.bring_to("accepted", submission, by=fatima, screener=kim)


def updated(programme, fatima, agency, kim, **written):
    """An accepted update that says ``written`` by section."""
    update = open_update(programme, fatima, agency)
    write(update, "description", fatima, description=line("Described."))
    for section, items in written.items():
        write(update, section, fatima, **items)
    return accept(update, fatima, kim)


def withdraw(submission, fatima):
    return workflow.withdraw(submission=submission, by=fatima)


@pytest.fixture
def update(listed, fatima, agency, kim):
    """It changes the title and the targets, adds a description and takes the implementation out."""
    return updated(
        listed,
        fatima,
        agency,
        kim,
        title={"title": line("Far less waste")},
        implementation={"implementation": line("")},
        purpose={
            "overall_objective": line("Old objective."),
            "targets": [target("n1", "Burn less"), target("t1", "Halve it", quantity("60"))],
        },
    )


# --- A new programme ----------------------------------------------------------------------------------


def test_withdrawn_before_it_is_public_a_new_programme_is_gone(draft, fatima, kim):
    accepted = accept(draft, fatima, kim)
    edit(accepted.programme, kim, language="fr", title="Moins de déchets")
    withdraw(accepted, fatima)
    accepted.refresh_from_db()
    assert (accepted.status, accepted.programme) == ("withdrawn", None)
    assert (Programme.objects.count(), Version.objects.count()) == (0, 0)
    assert accepted.rounds.count() == 1


# --- An update ----------------------------------------------------------------------------------------


def test_nothing_is_left_where_nobody_else_wrote(listed, update, fatima):
    move = withdraw(update, fatima)
    assert not listed.versions.working().exists()
    listed.refresh_from_db()
    update.refresh_from_db()
    assert (listed.status, listed.current.number) == ("listed", 1)
    assert (update.status, update.programme, move.kept) == ("withdrawn", None, [])
    assert (listed.placements.count(), listed.parties.count()) == (0, 2)


def test_what_was_written_before_stays_that_which_was_written_over_too(listed, fatima, agency, kim):
    edit(listed, kim, resources="Of our own.", cites=[CITE])
    edit(listed, kim, title="Less and less waste")
    before = working(listed).content
    withdraw(updated(listed, fatima, agency, kim, title={"title": line("Far less waste")}), fatima)
    assert working(listed).content == before
    assert english(listed)["title"] == "Less and less waste"


def test_what_was_written_since_elsewhere_stays(listed, update, fatima, kim):
    edit(listed, kim, resources="Of our own.", cites=[CITE])
    move = withdraw(update, fatima)
    assert english(listed) == {
        "title": "Less waste",
        "overall_objective": "Old objective.",
        "implementation": "Through councils.",
        "resources": "Of our own.",
    }
    content = working(listed).content
    assert content["items"]["targets"] == listed.current.content["items"]["targets"]
    assert content["items"]["title"] == listed.current.content["items"]["title"]
    assert (cited(listed), move.kept) == ({"TEST/2011/1"}, [])


def test_what_was_written_since_on_the_same_passage_stays_and_is_told(
    listed, update, fatima, kim, publisher_client
):
    edit(listed, kim, title="Much less waste")
    edit(listed, kim, language="fr", description="Décrit.")
    move = withdraw(update, fatima)
    assert english(listed) == {
        "title": "Much less waste",
        "overall_objective": "Old objective.",
        "implementation": "Through councils.",
    }
    assert texts_at(working(listed).content, "description")["fr"]["text"] == "Décrit."
    assert move.kept == ["title", "description"]
    # Nothing is cited to what was withdrawn: it is not published before somebody says where it is from.
    assert cited(listed) == {"TEST/2011/1"}
    with pytest.raises(registry.MoveRefused) as refusal:
        publish(listed)
    assert "Title" in refusal.value.messages[0]
    letter = Letter.objects.get(key=f"move:{move.pk}", to=kim)
    told = "stays in the working version"
    assert told in letter.text
    assert told in letter.html
    assert told not in Letter.objects.get(key=f"move:{move.pk}", to=fatima).text
    shown = publisher_client.get(f"/en/admin/submissions/submission/{update.pk}/change/").content.decode()
    assert told in shown


def test_a_source_of_it_that_was_given_elsewhere_goes_too(listed, update, fatima, kim):
    cite = {"document": f"{update.reference}/R1", "part": "round", "position": "1"}
    edit(listed, kim, resources="As they say.", cites=[cite])
    withdraw(update, fatima)
    assert cited(listed) == {"TEST/2011/1"}
    assert english(listed)["resources"] == "As they say."
    assert Document.objects.filter(symbol=cite["document"]).exists()


def test_of_two_that_were_accepted_one_is_taken_back_and_then_the_other(listed, update, fatima, agency, kim):
    cell = {"stage": "waste", "instrument": "legal", "reason": "It is waste.", "also": []}
    draft = open_update(listed, fatima, agency)
    write(draft, "description", fatima, description=line("Described anew."))
    desk.save(draft, "cell", cell, fatima)
    second = accept(draft, fatima, kim)
    withdraw(update, fatima)
    assert english(listed) == {
        "title": "Less waste",
        "overall_objective": "Old objective.",
        "implementation": "Through councils.",
        "description": "Described anew.",
    }
    assert cited(listed) == {"TEST/2011/1", f"{second.reference}/R1"}
    assert [each["source"]["document"] for each in working(listed).contributions] == [
        f"{second.reference}/R1"
    ]
    withdraw(second, fatima)
    assert not listed.versions.working().exists()


def test_what_was_begun_after_the_secretariat_discarded_it_stays(listed, update, fatima, kim):
    registry.discard_working_version(programme=listed, by=None)
    edit(listed, kim, title="Less and less waste")
    before = working(listed).content
    move = withdraw(update, fatima)
    assert working(listed).content == before
    assert move.kept == []

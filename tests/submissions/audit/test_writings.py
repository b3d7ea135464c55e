"""What was written on working versions is found in the record, read on its page and whole in its sheet."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from django.utils import timezone

from programmes import workflow as registry
from programmes.models import Writing
from submissions import assignment, discussion, workflow
from submissions.audit.reading import Asked, entries
from tests import desk
from tests.factories import make_programme, prose, texts
from tests.screening import assess

pytestmark = pytest.mark.django_db
PAGE, SHEET = "/en/admin/audit/", "/en/admin/audit.csv"
LONG = "word " * 3000


@pytest.fixture
def ovens(taxonomy):
    return make_programme(title="Clean ovens", content={"description": prose(LONG.strip())})


def told(auditor, **asked):
    return [
        (entry.act, entry.source.label, entry.name, entry.by)
        for entry in entries(Asked(**asked), user=auditor)
    ]


def acts(auditor, subject):
    """What is found of ``subject``, the first first, without the history of its rows."""
    return [
        act
        for act, *_ in reversed(told(auditor, subject=str(subject)))
        if act not in ("added", "changed", "deleted")
    ]


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


# --- What is found ------------------------------------------------------------------------------------


def test_a_submission_is_found_with_all_that_was_done_to_it(draft, fatima, kim, auditor):
    sent = desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    assignment.assign(submission=sent, to=kim, by=kim)
    assess(sent, kim)
    said = discussion.comment(
        submission=sent, section="title", text="It is vague.", by=kim, audience="internal"
    )
    discussion.resolve(comment=said, by=kim)
    assert acts(auditor, sent.reference) == [
        "sent",
        "moved",
        "moved",
        "assigned",
        "handed_in",
        "said",
        "resolved",
    ]
    [given] = [
        entry for entry in entries(Asked(subject=sent.reference), user=auditor) if entry.act == "assigned"
    ]
    [change] = given.changes
    assert (change.column, change.before, change.after) == ("assigned_to", None, kim.pk)


def test_what_was_said_is_not_told_nor_anything_of_a_draft(draft, fatima, kim, auditor, otto):
    discussion.comment(submission=draft, section="title", text="Hidden.", by=fatima, audience="coauthors")
    assert acts(auditor, draft.reference) == []
    sent = desk.bring_to("submitted", draft, by=fatima, screener=kim)
    discussion.comment(submission=sent, section="title", text="Hidden.", by=kim, audience="internal")
    assert acts(auditor, draft.reference) == ["sent", "moved", "said"]
    assert "Hidden." not in otto.get(PAGE).content.decode()
    assert b"Hidden." not in b"".join(otto.get(SHEET).streaming_content)


def test_a_programme_is_found_by_its_reference_with_what_was_written(ovens, kim, auditor):
    desk.edit(ovens, kim, title="Cleaner ovens")
    registry.discard_working_version(programme=ovens, by=kim)
    assert acts(auditor, ovens.reference) == ["begun", "published", "begun", "written", "discarded"]
    assert ("written", "programmes.programme", ovens.reference, kim.pk) in told(auditor)


def test_one_that_was_never_public_is_found_by_its_number_after_it_is_gone(taxonomy, kim, auditor):
    programme = registry.prepare(stage="waste", instrument="legal", title=texts(en="Bins"), by=kim)
    number = programme.pk
    registry.discard_prepared(programme=programme, by=kim)
    found = told(auditor, subject=str(number), table="programmes.programme")
    assert found == [
        ("deleted", "programmes.programme", str(number), None),
        ("discarded", "programmes.programme", str(number), kim.pk),
        ("begun", "programmes.programme", str(number), kim.pk),
        ("added", "programmes.programme", str(number), None),
    ]


def test_an_accepted_round_is_one_writing_and_so_is_taking_it_out_again(listed, fatima, agency, kim, auditor):
    update = desk.open_update(listed, fatima, agency)
    desk.write(update, "title", fatima, title=desk.line("Far less waste"))
    desk.write(update, "description", fatima, description=desk.line("Described."))
    desk.bring_to("accepted", update, by=fatima, screener=kim)
    merged = Writing.objects.get(act="merged")
    assert merged.by == kim
    changed = {place: (before, after) for place, before, after in merged.changes}
    assert changed["title/en"] == ("Less waste", "Far less waste")
    assert changed["description/en"] == (None, "Described.")
    desk.edit(listed, kim, resources="Of our own.")
    workflow.withdraw(submission=update, by=fatima)
    undone = Writing.objects.get(act="undone")
    assert undone.by == fatima
    back = {place: (before, after) for place, before, after in undone.changes}
    assert back["title/en"] == ("Far less waste", "Less waste")
    assert acts(auditor, listed.reference)[2:] == ["begun", "merged", "written", "undone"]


def test_taken_out_with_nothing_left_it_is_told_once(listed, fatima, agency, kim):
    update = desk.open_update(listed, fatima, agency)
    desk.write(update, "title", fatima, title=desk.line("Far less waste"))
    desk.write(update, "description", fatima, description=desk.line("Described."))
    desk.bring_to("accepted", update, by=fatima, screener=kim)
    workflow.withdraw(submission=update, by=fatima)
    undone, discarded = Writing.objects.filter(act__in=["undone", "discarded"]).order_by("pk")
    assert undone.changes != []
    assert (discarded.by, discarded.changes) == (fatima, [])


def test_who_may_not_look_at_programmes_is_not_told(ovens, kim, auditor):
    auditor.groups.clear()
    auditor = type(auditor).objects.get(pk=auditor.pk)
    assert told(auditor, table="programmes.programme") == []


# --- On the page and in the sheet ---------------------------------------------------------------------


def test_the_page_says_places_in_words_and_shows_of_long_texts_what_differs(ovens, kim, otto):
    desk.edit(ovens, kim, description=f"{LONG}and an end")
    html = otto.get(PAGE, {"object": ovens.reference, "person": "Keeper"}).content.decode()
    assert "Working version written on" in html
    assert "<strong>Programme description · English:</strong>" in html
    assert "and an end</bdi>" in html
    assert len(html) < 30_000


def test_the_sheet_has_texts_whole_and_places_as_they_are_stored(ovens, kim, otto):
    desk.edit(ovens, kim, description=f"{LONG}and an end")
    rows = rows_of(otto.get(SHEET, {"object": ovens.reference, "person": "Keeper"}))
    [written] = [row for row in rows if row["act"] == "written"]
    assert (written["column"], written["before"], written["after"]) == (
        "description/en",
        LONG.strip(),
        f"{LONG}and an end",
    )


def test_amounts_sources_and_standing_are_said_as_pages_say_them(listed, fatima, agency, kim, otto):
    update = desk.open_update(listed, fatima, agency)
    desk.write(update, "description", fatima, description=desk.line("Described."))
    desk.bring_to("accepted", update, by=fatima, screener=kim)
    html = otto.get(PAGE, {"object": listed.reference, "person": "Keeper"}).content.decode()
    assert "Round merged into the working version" in html
    assert "<strong>Programme description: source:</strong>" in html
    assert f"{update.reference}/R1, round 1" in html
    assert "original text" in html


def test_of_an_entry_with_hundreds_of_changes_the_page_shows_some_and_counts_the_rest(ovens, kim, otto):
    places = [[f"targets/t{number}/en", None, f"Target {number}"] for number in range(100)]
    Writing.objects.create(programme=ovens, act="merged", by=kim, at=timezone.now(), changes=places)
    html = otto.get(PAGE, {"object": ovens.reference, "person": "Keeper"}).content.decode()
    assert "Target 39<" in html
    assert "Target 40<" not in html
    assert "and 60 more changes, which the sheet has" in html
    rows = rows_of(otto.get(SHEET, {"object": ovens.reference, "person": "Keeper"}))
    assert len([row for row in rows if row["act"] == "merged"]) == 100


@pytest.mark.parametrize("address", [PAGE, SHEET])
def test_whole_texts_are_never_held_together(ovens, kim, otto, address):
    whole = 200_000
    for number in range(50):
        change = [["description/en", "a" * whole, f"{number % 10}" * whole]]
        Writing.objects.create(programme=ovens, act="written", by=kim, at=timezone.now(), changes=change)
    asked = {"table": "programmes.programme", "person": "Keeper"}
    otto.get(address, {**asked, "object": "nothing"})
    tracemalloc.start()
    answer = otto.get(address, asked)
    if answer.streaming:
        for _line in answer.streaming_content:
            pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # All of them together are 20 000 000 characters.
    assert most < 10_000_000

"""What is missing is said item by item, each with where to mend it."""

import pytest
from django.utils import timezone

from submissions import completeness, drafting, opening
from tests import desk
from tests.desk import items, line, save, target, write
from tests.factories import make_submitter


def missing(submission):
    draft = drafting.assemble(submission)
    return [
        (each.section, each.address, each.message)
        for each in completeness.missing(submission, draft, timezone.now())
    ]


def test_an_empty_draft_is_told_everything_that_the_template_needs(fatima, agency):
    assert missing(opening.open_draft(by=fatima, language="fr", submitter=agency)) == [
        ("title", "title/fr", "Title: this is needed."),
        ("purpose", "overall_objective/fr", "Overall objective: this is needed."),
        ("description", "description/fr", "Programme description: this is needed."),
        ("cell", "cell", "Choose the life-cycle stage and the instrument type of the programme."),
    ]


def test_a_complete_one_misses_nothing(draft):
    assert missing(draft) == []


def test_what_is_too_long_or_half_written_is_said_at_its_row(draft, fatima):
    write(draft, "title", fatima, title=line("x" * 403))
    write(draft, "actors", fatima, actors=[target("a1", ""), target("a2", "y" * 1001)])
    assert missing(draft) == [
        ("title", "title/en", "Title: shorten by 3 characters; the limit is 400."),
        ("actors", "actors/a1/en", "Write the text of this row, or remove the row."),
        ("actors", "actors/a2/en", "Main actors: shorten by 1 characters; the limit is 1000."),
    ]


@pytest.mark.parametrize(
    ("authority", "found"),
    [
        ({}, ["authority/kind"]),
        ({"kind": "note_verbale"}, ["authority/number", "authority/date", "authority"]),
        ({"kind": "note_verbale", "number": "7", "date": "2026-05-04"}, ["authority"]),
        ({"kind": "designation", "date": "2026-05-04"}, ["authority"]),
    ],
)
def test_a_government_submits_on_authority(authority, found, fatima, taxonomy):
    state = make_submitter("Ruritania")
    desk.make_member(fatima, state)
    draft = opening.open_draft(by=fatima, language="en", submitter=state)
    desk.fill(draft, fatima)
    save(draft, "authority", authority, fatima)
    assert [address for _section, address, _message in missing(draft)] == found
    if found == ["authority"]:
        desk.attach(draft, fatima, kind="authority")
        assert missing(draft) == []


def test_a_governments_round_carries_its_authority(fatima, taxonomy):
    state = make_submitter("Ruritania")
    desk.make_member(fatima, state)
    sent = desk.submit(desk.make_draft(fatima, state), fatima)
    assert sent.authority == {"kind": "note_verbale", "number": "7/2026", "date": "2026-05-04"}
    assert [each["kind"] for each in sent.attachments] == ["authority"]


def test_the_declaration_has_to_be_agreed_to(draft, fatima):
    with pytest.raises(desk.workflow.Incomplete) as refusal:
        desk.submit(draft, fatima, declared=False)
    assert [each.address for each in refusal.value.missing] == ["declared"]


def test_the_outline_says_where_something_stands(draft, fatima):
    save(draft, "actors", items(actors=[target("a1", "")]), fatima)
    assert completeness.progress(draft, drafting.assemble(draft)) == {
        "title": True,
        "purpose": True,
        "description": True,
        "activities": False,
        "implementation": False,
        "actors": True,
        "success": False,
        "resources": False,
        "cell": True,
        "authority": False,
    }

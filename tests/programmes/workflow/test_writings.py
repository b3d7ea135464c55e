"""Whatever is written on a working version is on record: who, when, by which act, before and after."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from programmes import workflow
from programmes.models import Programme, Writing
from programmes.status import VersionKind
from programmes.template.content import digest, text_hash
from programmes.template.merge import ContentEdit, RowsEdit, StaleEdit, TextEdit
from tests.factories import NOTES, make_programme, publish, quantity, row, texts

pytestmark = pytest.mark.usefixtures("taxonomy")


@pytest.fixture
def bins():
    """A listed programme without unfinished work; what made it is not told here."""
    programme = make_programme(
        title="Bins", content={"targets": [row("t1", "Half", quantity("50")), row("t2", "Third")]}
    )
    programme.earlier = Writing.objects.count()
    return programme


def edit(path, text, seen, *, language="en"):
    return ContentEdit(language, "", [TextEdit(path, text, text_hash(seen))])


def write(programme, page, by=None):
    return workflow.edit_working_version(programme=programme, edit=page, by=by)


def written(programme):
    """What is on record of ``programme`` since it was made, the first first."""
    found = Writing.objects.filter(programme=programme.pk).order_by("pk")[programme.earlier :]
    return [(each.act, each.by, each.changes) for each in found]


def test_a_new_programme_begins_with_its_title(publisher):
    programme = workflow.prepare(
        stage="waste", instrument="legal", title=texts(en="Bins", fr="Bacs"), by=publisher
    )
    [begun] = Writing.objects.filter(programme=programme)
    assert (begun.act, begun.by) == ("begun", publisher)
    assert begun.changes == [
        ["title/en", None, "Bins"],
        ["title/en/status", None, "original"],
        ["title/fr", None, "Bacs"],
        ["title/fr/status", None, "unofficial"],
    ]


def test_an_edit_leaves_what_differs_and_nothing_else(bins, screener, publisher):
    write(bins, edit("title", "Better bins", "Bins"), screener)
    write(bins, edit("title", "Best bins", "Better bins"), publisher)
    assert written(bins) == [
        ("begun", screener, []),
        ("written", screener, [["title/en", "Bins", "Better bins"]]),
        ("written", publisher, [["title/en", "Better bins", "Best bins"]]),
    ]


def test_amounts_and_the_order_of_rows_are_told_too(bins, screener):
    seen = digest([quantity("50")])
    rows = RowsEdit("targets", ["t2", "t1"], ["t1", "t2"], {"t1": ([quantity("60")], seen)})
    write(bins, ContentEdit("en", "", [], rows=[rows]), screener)
    assert written(bins)[1:] == [
        (
            "written",
            screener,
            [
                ["targets", ["t1", "t2"], ["t2", "t1"]],
                ["targets/t1/quantities", [quantity("50")], [quantity("60")]],
            ],
        )
    ]


def test_what_changes_nothing_and_what_is_refused_leave_nothing(bins, screener):
    write(bins, edit("title", "Better bins", "Bins"), screener)
    before = written(bins)
    write(bins, edit("title", "Better bins", "Better bins"), screener)
    with pytest.raises(StaleEdit):
        write(bins, edit("title", "My bins", "Bins"), screener)
    with pytest.raises(ValidationError):
        write(bins, edit("description", "\x00", ""), screener)
    assert written(bins) == before


def test_a_refused_edit_begins_nothing_either(bins, screener):
    with pytest.raises(StaleEdit):
        write(bins, edit("title", "My bins", "Their bins"), screener)
    assert written(bins) == []


def test_what_is_published_is_on_record_as_a_version_and_the_next_edit_begins_anew(bins, publisher):
    write(bins, edit("title", "Better bins", "Bins"), publisher)
    publish(bins, VersionKind.UPDATED)
    write(bins, edit("title", "Best bins", "Better bins"), publisher)
    assert [(act, changes) for act, _by, changes in written(bins)[2:]] == [
        ("begun", []),
        ("written", [["title/en", "Better bins", "Best bins"]]),
    ]


def test_what_is_discarded_is_told_back_to_what_is_public(bins, screener, publisher):
    write(bins, edit("title", "Better bins", "Bins"), screener)
    workflow.discard_working_version(programme=bins, by=publisher)
    assert written(bins)[2:] == [("discarded", publisher, [["title/en", "Better bins", "Bins"]])]
    workflow.discard_working_version(programme=bins, by=publisher)
    assert len(written(bins)) == 3


def test_a_programme_that_was_never_public_is_gone_and_its_record_stays(publisher):
    programme = workflow.prepare(stage="waste", instrument="legal", title=texts(en="Bins"), by=publisher)
    number = programme.pk
    workflow.discard_prepared(programme=programme, by=publisher)
    assert not Programme.objects.exists()
    begun, gone = Writing.objects.order_by("pk")
    assert (begun.programme_id, gone.programme_id) == (number, number)
    assert (gone.act, gone.by, gone.changes) == (
        "discarded",
        publisher,
        [["title/en", "Bins", None], ["title/en/status", "original", None]],
    )


def test_a_correction_is_told_where_it_was_carried_over_and_only_there(bins, screener, publisher):
    def correct(page):
        workflow.correct_text(programme=bins, edit=page, notes=NOTES, by=publisher, reason="A letter.")

    correct(edit("title", "Good bins", "Bins"))
    assert written(bins) == []
    write(bins, edit("targets/t1", "A half", "Half"), screener)
    correct(edit("title", "Better bins", "Good bins"))
    # Where somebody wrote, theirs stays: nothing was written here.
    correct(edit("targets/t1", "One half", "Half"))
    assert written(bins)[2:] == [("corrected", publisher, [["title/en", "Good bins", "Better bins"]])]

"""An urgent correction: public at once, on the working version too where nobody wrote there, else told."""

from __future__ import annotations

import pytest

from programmes import workflow
from programmes.changes import uncorrected
from programmes.models import Version
from programmes.template.content import digest, text_hash, texts_at
from programmes.template.merge import ContentEdit, RowsEdit, StaleEdit, TextEdit
from programmes.verification import faults
from tests.factories import CITE, NOTES, make_programme, prose, quantity, row

pytestmark = pytest.mark.usefixtures("taxonomy")


@pytest.fixture
def bins():
    return make_programme(
        title={"en": "Bins", "fr": "Bacs"},
        content={
            "description": prose("Long."),
            "targets": [row("t1", "Half", quantity("50")), row("t2", "Third")],
        },
    )


def page(path, text, seen, *, language="en", **more):
    return ContentEdit(language, "", [TextEdit(path, text, text_hash(seen))], **more)


def correct(programme, edit, **options):
    given = {"notes": NOTES, "by": None, "reason": "A letter of 3 May.", **options}
    return workflow.correct_text(programme=programme, edit=edit, **given)


def write(programme, edit):
    workflow.edit_working_version(programme=programme, edit=edit, by=None)


def text(content, path, language="en"):
    return texts_at(content, path).get(language, {}).get("text")


def working(programme):
    return Version.objects.working().get(programme=programme)


def left(programme):
    programme.refresh_from_db()
    each = working(programme)
    found = uncorrected(each.content, programme.current.content, each.corrections)
    return [(change.label, change.before, change.after) for change in found]


def test_it_is_public_at_once_and_begins_no_working_version(bins, publisher):
    version = correct(bins, page("title", "Better bins", "Bins"), by=publisher)
    bins.refresh_from_db()
    assert (version.number, version.kind, version.made_by) == (2, "corrected", publisher)
    assert (version.reason, version.note_en) == ("A letter of 3 May.", "First listed.")
    assert (bins.title_en, bins.title_fr, bins.current) == ("Better bins", "Bacs", version)
    assert not Version.objects.working().exists()
    assert list(faults()) == []


def test_the_working_version_gets_it_where_nobody_wrote(bins):
    write(bins, page("description", "Longer.", "Long."))
    correct(bins, page("title", "Better bins", "Bins"))
    bins.refresh_from_db()
    # Unfinished work does not become public with it.
    assert text(bins.current.content, "description") == "Long."
    content = working(bins).content
    assert (text(content, "title"), text(content, "description")) == ("Better bins", "Longer.")
    assert left(bins) == []


def test_another_language_of_the_same_passage_is_no_obstacle(bins):
    write(bins, page("title", "Bacs propres", "Bacs", language="fr"))
    correct(bins, page("title", "Better bins", "Bins"))
    content = working(bins).content
    assert (text(content, "title"), text(content, "title", "fr")) == ("Better bins", "Bacs propres")
    assert left(bins) == []


def test_where_somebody_wrote_theirs_stays_and_is_flagged_until_it_says_the_same(bins):
    write(bins, page("title", "My bins", "Bins"))
    correct(bins, page("title", "Better bins", "Bins"))
    assert text(working(bins).content, "title") == "My bins"
    assert left(bins) == [("Title", ["My bins"], ["Better bins"])]
    write(bins, page("title", "Better bins", "My bins"))
    assert left(bins) == []


def test_amounts_are_put_right_alike(bins):
    seen = digest([quantity("50")])
    rows = RowsEdit("targets", ["t1", "t2"], ["t1", "t2"], {"t1": ([quantity("60")], seen)})
    write(bins, page("description", "Longer.", "Long."))
    correct(bins, ContentEdit("en", "", [], rows=[rows]))
    bins.refresh_from_db()
    for content in (bins.current.content, working(bins).content):
        assert content["items"]["targets"][0]["quantities"] == [quantity("60")]
    assert left(bins) == []
    assert list(faults()) == []


def test_amounts_that_somebody_changed_are_flagged(bins):
    def amounts(value, seen):
        rows = {"t1": ([quantity(value)], digest([quantity(seen)]))}
        return ContentEdit("en", "", [], rows=[RowsEdit("targets", ["t1", "t2"], ["t1", "t2"], rows)])

    write(bins, amounts("70", "50"))
    correct(bins, amounts("60", "50"))
    assert working(bins).content["items"]["targets"][0]["quantities"] == [quantity("70")]
    assert left(bins) == [
        ("Possible specific targets: amounts", ["70 · per cent"], ["60 · per cent"]),
    ]


def test_a_row_that_is_taken_out_goes_there_too(bins):
    write(bins, page("description", "Longer.", "Long."))
    correct(bins, ContentEdit("en", "", [], rows=[RowsEdit("targets", ["t1"], ["t1", "t2"])]))
    bins.refresh_from_db()
    for content in (bins.current.content, working(bins).content):
        assert [each["id"] for each in content["items"]["targets"]] == ["t1"]


def test_a_working_version_published_later_keeps_the_correction(bins):
    write(bins, page("description", "Longer.", "Long."))
    correct(bins, page("title", "Better bins", "Bins"))
    workflow.publish(programme=bins, kind="updated", notes=NOTES, by=None)
    bins.refresh_from_db()
    assert (bins.title_en, text(bins.current.content, "description")) == ("Better bins", "Longer.")
    assert bins.current.corrections == []
    assert list(faults()) == []


def test_what_was_shown_is_published_or_nothing(bins):
    edit = page("title", "Better bins", "Bins")
    seen = digest(workflow.corrected(bins, edit))
    correct(bins, page("description", "Longer.", "Long."))
    with pytest.raises(workflow.MoveRefused, match="What is public changed since you looked"):
        correct(bins, edit, seen=seen)


def test_the_same_passage_corrected_by_another_is_not_overwritten(bins):
    correct(bins, page("title", "Their bins", "Bins"))
    with pytest.raises(StaleEdit):
        correct(bins, page("title", "My bins", "Bins"))


@pytest.mark.parametrize(
    ("edit", "options", "says"),
    [
        (page("title", "Bins", "Bins"), {}, "Nothing was changed."),
        (page("title", "Bins!", "Bins"), {"reason": " "}, "Give the reason."),
        (page("title", "Bins!", "Bins"), {"notes": {}}, "public note"),
        (page("overall_objective", "New.", ""), {}, "These texts have no source"),
    ],
)
def test_what_cannot_be_published_is_refused(bins, edit, options, says):
    with pytest.raises(workflow.MoveRefused, match=says):
        correct(bins, edit, **options)
    assert Version.objects.count() == 1


def test_what_is_not_listed_is_not_corrected(bins):
    workflow.change_status(programme=bins, kind="withdrawn", notes=NOTES, by=None, reason="Asked.")
    with pytest.raises(workflow.MoveRefused, match="cannot become"):
        correct(bins, page("title", "Better bins", "Bins"))


def test_sources_stay(bins):
    correct(bins, page("title", "Better bins", "Bins"))
    bins.refresh_from_db()
    assert bins.current.content["items"]["title"]["cites"] == [CITE]

"""The figures on the page on sources follow printed lines, links and stated counts, and nothing else."""

from __future__ import annotations

import pytest

from programmes.models import Party, Placement, Programme, SourceEntry, StatedCount
from tests import factories
from tests.page import words
from tests.programmes.web.sources_page import add_row, headings, reading, steps, tallies


@pytest.fixture
def sources(read, registry):
    """The page in English as the registry is on its first day; calling it again reads it again."""
    return lambda language="en": read(f"/{language}/sources/")


def test_a_further_row_and_programme_change_every_figure_they_touch(sources):
    before = sources()
    programme = factories.make_programme(title="Waste", stage="waste", instrument="legal")
    assert "1 programme of the registry stands in none of these lists: 10YFP-038 Waste" in sources().words()

    add_row(counted_under=["after_merging", "major_groups"], programme=programme)
    after = sources()
    assert (steps(before)[2], steps(after)[2]) == ("37", "38")
    assert "The annex prints 38 rows." in reading(after)
    assert "Major groups: 19 in the text, 20 in the annex" in reading(after)
    changed = [row for row in tallies(after) if row not in tallies(before)]
    assert [row[0] for row in changed] == [
        "Major groups (para. 59)",
        "Programmes after submitters joined forces",
    ]
    assert "1 more than the text counts" in changed[0][4]
    assert "2 more than the text counts" in changed[1][4]
    assert "6 rows of the annex are not in the table" in headings(after)
    assert after.all(".//*[@id='cell-waste-legal']") != []
    assert before.all(".//*[@id='cell-waste-legal']") == []
    assert "10YFP-038" in words(after.one(".//tr[@id='annex-38']"))
    assert "Every programme of the registry stands in one of these lists." in after.words()


def test_a_further_row_under_no_count_joins_the_reading(sources):
    add_row()
    found = reading(sources())
    assert "2 rows fall under no count of the text and make the difference" in found
    assert "row 38 废物处理 no programme" in found


def test_removing_row_34_changes_the_likeliest_reading(sources):
    entry = SourceEntry.objects.get(part="annex", position=34)
    for model in (Placement, Party):
        model.objects.filter(entry=entry).delete()
    entry.delete()
    after = sources()
    assert steps(after) == ["40", "36", "36", "31"]
    assert "nothing is left to explain" in reading(after)
    assert "34" not in reading(after)


def test_another_number_in_the_text_changes_the_reading(sources):
    StatedCount.objects.filter(key="after_merging").update(number=37)
    assert "the likeliest reading is that the 37 includes it" in reading(sources())


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"unep": 11, "desa": 3}, "1 row falls under no count of the text and makes the difference"),
        ({"after_merging": 37, "unep": 13}, "The totals agree, though 1 row falls under no count"),
        (
            {"after_merging": 35, "unep": 11},
            "The rows under no count and the rows that some counts do not reach",
        ),
        (
            {"after_merging": 34},
            "Neither the rows under no count nor the counts at odds with the annex account",
        ),
        (
            {"after_merging": 41},
            "Neither the rows under no count nor the counts at odds with the annex account",
        ),
    ],
)
def test_every_turn_of_the_figures_is_said(sources, numbers, said):
    for key, number in numbers.items():
        StatedCount.objects.filter(key=key).update(number=number)
    assert said in reading(sources())


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"after_merging": 37}, "nothing is left to explain"),
        ({"after_merging": 37, "unep": 12, "desa": 3}, "the text groups some rows otherwise"),
        ({"after_merging": 36, "unep": 12}, "the text did not count all rows of these submitters"),
        ({"after_merging": 38, "unep": 14}, "were counted and not printed"),
        ({"after_merging": 37, "unep": 12}, "No likeliest reading."),
    ],
)
def test_every_turn_is_said_where_no_row_is_left_uncounted(sources, numbers, said):
    SourceEntry.objects.filter(part="annex", position=34).update(counted_under=["after_merging", "unep"])
    StatedCount.objects.filter(key="unep").update(number=13)
    for key, number in numbers.items():
        StatedCount.objects.filter(key=key).update(number=number)
    assert said in reading(sources())


def test_some_of_several_uncounted_rows_may_be_left_out(sources):
    add_row()
    StatedCount.objects.filter(key="after_merging").update(number=37)
    assert "The sources do not say which." in reading(sources())


def test_a_text_without_counts_has_no_likeliest_reading(sources):
    StatedCount.objects.all().delete()
    assert reading(sources()).startswith("No likeliest reading.")


def test_where_the_registry_places_a_programme_changes_nothing_here(sources):
    before = sources().words()
    Programme.objects.filter(reference="10YFP-034").update(stage="waste", instrument="legal")
    assert sources().words() == before

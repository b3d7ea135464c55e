"""The page on sources: its figures follow the rows, and each leads to the lines it is counted from."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from languages.official import CODES
from programmes import workflow
from programmes.models import Document, EntryLink, Programme, SourceEntry, StatedCount
from programmes.status import LinkBasis
from tests import factories
from tests.page import words
from tests.programmes.web.sources_page import REPORT, add_row, headings, reading, steps, tallies


@pytest.fixture
def sources(read, registry):
    """The page in English as the registry is on its first day; calling it again reads it again."""
    return lambda language="en": read(f"/{language}/sources/")


# --- What it says -----------------------------------------------------------------------------------


def test_forty_thirty_six_thirty_seven_thirty_one(sources):
    assert steps(sources()) == ["40", "36", "37", "31"]


def test_the_likeliest_reading_names_row_34_and_its_reason(sources):
    found = reading(sources())
    assert "The text counts 36 programmes. The annex prints 37 rows." in found
    assert "the likeliest reading is that the 36 leaves it out" in found
    assert "row 34 可持续消费和生产指标 欧洲环境署 10YFP-034" in found
    assert found.endswith("2 + 12 + 2 + 1 + 19 = 36")


def test_every_count_stands_beside_its_rows(sources):
    rows = {row[0]: row[1:] for row in tallies(sources())}
    assert [
        cell.removeprefix("Text").removeprefix("Annex").removeprefix("Rows")
        for cell in rows["Department of Economic and Social Affairs (para. 59)"]
    ][:3] == ["2", "2", "4, 10"]
    assert rows["Under no count of the text"][2].endswith("34")


def test_what_differs_is_told_in_words(sources):
    assert headings(sources()) == [
        "1 programme is placed differently",
        "5 rows of the annex are not in the table",
        "1 entry of the table is not in the annex",
        "1 line has no programme in the registry",
        "2 lines stand for several programmes",
        "25 titles differ",
    ]


def test_a_cell_that_differs_says_so_in_words_and_pattern(sources):
    page = sources()
    differing = [words(cell) for cell in page.having("td", "differs")]
    assert "4 in the annex, / 3 in the table" in differing
    assert "≈ 2 in both, not for the same programmes" in differing


def test_every_document_has_its_symbol_isolated_and_says_what_is_held(sources):
    page = sources("ar")
    rows = {
        words(row.find("th")): row for row in page.all(".//tr") if row.get("id", "").startswith("document-")
    }
    assert list(rows) == [REPORT, "UNEP/GC.26/7/Add.1", "A/CONF.216/5"]
    for symbol, row in rows.items():
        document = Document.objects.get(symbol=symbol)
        assert row.find("th/bdi").get("dir") == "ltr"
        assert document.title_ar in words(row)
        assert document.holding_ar in words(row)
        links = [link.get("href") for link in row.findall(".//a")]
        assert links == ([document.url] if document.url else [])


def test_wording_in_chinese_is_marked_on_every_page_but_the_chinese(sources):
    def unmarked(element, language="page"):
        language = element.get("lang", language)
        texts = [element.text or "", *(child.tail or "" for child in element)]
        here = [text for text in texts if any("\u4e00" <= sign <= "\u9fff" for sign in text)]
        inside = [each for child in element for each in unmarked(child, language)]
        return inside + (here if language == "page" else [])

    for code in set(CODES) - {"zh-hans"}:
        assert unmarked(sources(code).one(".//main")) == []


def test_a_note_that_is_missing_in_a_language_is_shown_in_another_and_marked(sources):
    SourceEntry.objects.filter(part="annex", position=34).update(note_fr=None)
    row = sources("fr").one(".//tr[@id='annex-34']")
    assert words(row).count("No count of paragraph 59 covers this row") == 1
    assert "en" in [each.get("lang") for each in row.iter("bdi")]


def test_titles_that_are_ours_are_called_so(sources):
    assert "unofficial translations" in sources().words()
    assert "unofficial translations" not in sources("zh-hans").words()


# --- Every figure can be checked --------------------------------------------------------------------


@pytest.mark.parametrize("language", CODES)
def test_every_link_within_the_page_arrives(sources, language):
    page = sources(language)
    places = Counter(each.get("id") for each in page.html.iter() if each.get("id"))
    assert [place for place, number in places.items() if number > 1] == []
    within = {link.get("href")[1:] for link in page.all(".//a") if link.get("href", "").startswith("#")}
    assert within - set(places) == set()
    lines = {entry_id for entry_id in places if entry_id.startswith(("annex-", "table-"))}
    assert len(lines) == 37 + 31
    assert lines <= within


def test_a_line_shows_what_was_printed_and_the_programmes_it_means(sources):
    row = sources().one(".//tr[@id='table-19']")
    assert "可持续城市(2)" in words(row)
    assert [link.get("href") for link in row.findall(".//a")] == [
        "/en/programmes/10YFP-010/",
        "/en/programmes/10YFP-012/",
    ]


# --- Nothing hidden, nothing broken -----------------------------------------------------------------


def test_a_programme_without_a_page_leaves_no_trace(client, registry):
    factories.make_document()
    before = client.get("/en/sources/").content
    prepared = factories.make_programme(title="Secret", published=False)
    table_29 = SourceEntry.objects.get(part="table", position=29)
    EntryLink.objects.create(entry=table_29, programme=prepared, basis=LinkBasis.SENSE)
    assert client.get("/en/sources/").content == before


def test_a_programme_that_left_the_list_is_still_what_its_row_means(sources):
    before = steps(sources())
    programme = Programme.objects.get(reference="10YFP-034")
    workflow.change_status(
        programme=programme, kind="withdrawn", notes={"en": "Taken back."}, by=None, reason="Taken back."
    )
    page = sources()
    assert steps(page) == before
    assert "Withdrawn" in words(page.one(".//tr[@id='annex-34']"))


def test_a_second_document_has_places_of_its_own(sources):
    other = factories.make_document("TEST/2012/3", title_en="Another report")
    StatedCount.objects.create(document=other, key="all", number=1, paragraph="4", label_en="All programmes")
    SourceEntry.objects.create(
        document=other,
        part="annex",
        position=1,
        wording="One",
        wording_language="en",
        stage_id="waste",
        instrument_id="legal",
        counted_under=["all"],
    )
    page = sources()
    assert steps(page) == ["40", "36", "37", "31", "1", "1"]
    places = Counter(each.get("id") for each in page.html.iter() if each.get("id"))
    assert max(places.values()) == 1
    assert {"annex-1", "test-2012-3-annex-1", "test-2012-3-reading"} <= set(places)
    assert "TEST/2012/3" in [words(each) for each in page.all(".//h2//bdi")]


def test_submissions_are_named_where_they_are_cited_and_not_here(sources):
    factories.make_document("SUB-2026-0014/R2", kind="submission")
    assert "SUB-2026-0014" not in sources().words()


@pytest.mark.parametrize("junk", ["unep", {"unep": 1}, [["unep"], None, 3]])
def test_a_line_with_nonsense_for_its_counts_breaks_nothing(sources, junk):
    SourceEntry.objects.filter(part="annex", position=5).update(counted_under=junk)
    assert sources().status == 200


def test_markup_in_a_source_is_shown_as_text(sources):
    evil = "<script>alert(1)</script>"
    add_row(wording=evil, submitters_printed=evil, note_en=evil, stage_printed=evil)
    StatedCount.objects.update(label_en=evil, note_en=evil)
    Document.objects.update(title_en=evil, holding_en=evil)
    page = sources()
    assert page.all(".//script[.='alert(1)']") == []
    assert page.words().count(evil) > 10


def test_an_empty_registry_has_an_empty_page(read):
    assert read("/en/sources/").status == 200


def queries(client):
    with CaptureQueriesContext(connection) as asked:
        client.get("/fr/sources/")
    return len(asked)


def test_it_asks_as_often_with_many_lines_and_programmes_as_with_few(client, registry):
    few = queries(client)
    for position in range(38, 58):
        programme = factories.make_programme(title=f"Programme {position}", submitters=["Ruritania"])
        add_row(position, programme=programme if position % 2 else None)
    assert queries(client) == few == 6


def test_it_asks_as_often_when_there_is_nothing(client, taxonomy):
    assert queries(client) == 6


def test_it_is_light_and_sets_no_cookie(client, registry):
    answer = client.get("/ar/sources/", headers={"Accept-Encoding": "gzip"})
    assert len(answer.content) < 30_000
    assert answer.cookies == {}
    assert answer["Cache-Control"] == "public, no-cache"

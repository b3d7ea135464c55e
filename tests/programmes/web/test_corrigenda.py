"""A line of a corrigendum beside the one it puts right: both are shown, and all figures stay."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.models import Document, SourceEntry
from programmes.status import DocumentKind
from programmes.verification import faults
from tests.programmes.web.sources_page import headings, reading, steps

REPORT = "E/CN.17/2011/8"
CORRIGENDUM = "E/CN.17/2011/8/Corr.1"


def entry(position, part="annex"):
    return SourceEntry.objects.get(document__symbol=REPORT, part=part, position=position)


def put_right(position=9, wording="Clean stoves", part="annex", symbol=CORRIGENDUM, earlier=None, **fields):
    document, _made = Document.objects.get_or_create(
        symbol=symbol, defaults={"kind": DocumentKind.CORRIGENDUM, "title_en": "Corrigendum"}
    )
    line = SourceEntry(
        document=document,
        part=part,
        position=position,
        wording=wording,
        wording_language="en",
        supersedes=earlier or entry(position, part),
        **fields,
    )
    line.full_clean()
    line.save()
    return line


@pytest.fixture
def sources(read, registry):
    return lambda: read("/en/sources/")


def test_both_lines_are_shown_and_every_figure_is_as_before(sources):
    before = sources()
    put_right()
    after = sources()
    assert steps(after) == steps(before) == ["40", "36", "37", "31"]
    assert headings(after) == headings(before)
    assert reading(after) == reading(before)
    row = after.words(".//tr[@id='annex-9']")
    assert entry(9).wording in row
    assert row.partition("Superseded by ")[2] == "Clean stoves E/CN.17/2011/8/Corr.1, annex, row 9"
    assert list(faults()) == []


def test_the_corrigendum_is_among_the_documents_and_has_no_reconciliation_of_its_own(sources):
    put_right()
    page = sources()
    assert CORRIGENDUM in page.words(".//tr[@id='document-e-cn-17-2011-8-corr-1']")
    assert page.words().count("Every row of the annex") == sources().words().count("Every row of the annex")
    assert "Clean stoves" not in page.words(".//tr[@id='annex-10']")


def test_another_cell_is_said_and_moves_nothing(sources):
    before = headings(sources())
    put_right(stage_id="waste", instrument_id="legal")
    assert headings(sources()) == before
    assert "Waste" in sources().words(".//tr[@id='annex-9']")


def test_a_corrigendum_of_a_corrigendum_stands_behind_it(sources):
    first = put_right()
    put_right(wording="Cleanest stoves", symbol="E/CN.17/2011/8/Corr.2", earlier=first)
    row = sources().words(".//tr[@id='annex-9']")
    assert row.index("Clean stoves") < row.index("Cleanest stoves")


def test_the_page_of_the_programme_shows_both_and_its_citations_stay(registry, read):
    before = read("/en/programmes/10YFP-009/")
    assert "Put right by a corrigendum" not in before.words()
    put_right()
    page = read("/en/programmes/10YFP-009/")
    said = page.words(".//section[@id='sources']")
    assert "Put right by a corrigendum" in said
    assert "Clean stoves" in said
    assert entry(9).wording in said
    assert "E/CN.17/2011/8, annex, row 9" in page.words()
    assert "Clean stoves" not in read("/en/programmes/10YFP-010/").words()


def test_a_line_that_was_put_right_twice_is_shown_with_both_in_their_order(registry, read):
    first = put_right()
    put_right(wording="Cleanest stoves", symbol="E/CN.17/2011/8/Corr.2", earlier=first)
    said = read("/en/programmes/10YFP-009/").words(".//section[@id='sources']")
    said = said[said.index("Put right by a corrigendum") :]
    order = [said.index(each) for each in (entry(9).wording, "Clean stoves", "Cleanest stoves")]
    assert order == sorted(order)
    assert said.count("Clean stoves") == 2


def test_it_costs_the_same_at_one_line_and_at_three(registry, client):
    def queries(page):
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        return len(asked)

    without = queries("/en/sources/")
    first = put_right()
    at_one = [queries(page) for page in ("/en/programmes/10YFP-009/", "/en/programmes/10YFP-010/")]
    for position in (10, 11):
        put_right(position)
    put_right(symbol="E/CN.17/2011/8/Corr.2", earlier=first)
    put_right(9, part="table", earlier=entry(9, "table"))
    assert queries("/en/sources/") == without
    assert [queries("/en/programmes/10YFP-009/"), queries("/en/programmes/10YFP-012/")] == at_one == [4, 4]


@pytest.mark.django_db
def test_a_line_supersedes_one_of_another_document_and_never_itself(registry):
    line = put_right()
    line.supersedes = line
    with pytest.raises(ValidationError, match="another document"):
        line.full_clean()
    first = entry(9)
    first.supersedes = SourceEntry.objects.get(pk=line.pk)
    with pytest.raises(ValidationError, match="supersedes this one already"):
        first.full_clean()


def test_a_line_is_superseded_once(registry):
    put_right()
    with pytest.raises(ValidationError):
        put_right(symbol="E/CN.17/2011/8/Corr.2")


def test_a_curator_enters_it_at_the_desk(registry, curator_client):
    url = f"/en/admin/programmes/sourceentry/{put_right().pk}/change/"
    assert 'name="supersedes"' in curator_client.get(url).content.decode()

"""The page on sources as its tests read it, and a further row of the annex for it to follow."""

from __future__ import annotations

from programmes.models import Document, EntryLink, SourceEntry
from programmes.status import LinkBasis
from tests.page import words

REPORT = "E/CN.17/2011/8"


def steps(page):
    """The large numbers at the head of the page, in order."""
    return [words(each) for each in page.all(".//ol[@class='steps']/li/b")]


def reading(page):
    return page.words(".//*[@id='reading']")


def tallies(page):
    """The table of counts: its rows as lists of cell texts."""
    return [[words(cell) for cell in row] for row in page.all(".//table[@id='submitted']//tr")]


def headings(page):
    return [words(each) for each in page.all(".//main//h3")]


def add_row(position=38, *, counted_under=(), programme=None, cell=("waste", "legal"), **fields):
    """A further row of the annex."""
    entry = SourceEntry.objects.create(
        document=Document.objects.get(symbol=REPORT),
        part="annex",
        position=position,
        wording=fields.pop("wording", "废物处理"),
        wording_language="zh-hans",
        stage_id=cell[0],
        instrument_id=cell[1],
        counted_under=list(counted_under),
        **fields,
    )
    if programme:
        EntryLink.objects.create(entry=entry, programme=programme, basis=LinkBasis.WORDING)
    return entry

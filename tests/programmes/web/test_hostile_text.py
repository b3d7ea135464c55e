"""Markup in any text that people write is shown as text, on every page that shows it."""

from __future__ import annotations

import pytest

from lifecycle.models import Instrument, Lens, LensLine, LensMapping, Stage
from programmes import workflow
from programmes.models import Document, Programme, Submitter
from tests import factories
from tests.page import Page

EVIL = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"
PAGES = (
    "/en/",
    "/en/matrix/",
    "/en/matrix/?lens=eu",
    "/en/matrix/?kind=member_state&submitter=evil",
    "/en/programmes/",
    "/en/programmes/?submitter=evil&lens=eu&row=eu_stage_production&kind=un_entity",
    "/en/programmes/10YFP-001/",
    "/en/programmes/10YFP-001/v/1/",
    "/en/programmes/10YFP-002/",
    "/en/programmes/10YFP-002/v/2/changes/",
    "/en/submitters/",
    "/en/submitters/evil/",
    "/ar/matrix/",
    "/ar/programmes/",
    "/ar/programmes/10YFP-001/",
)


@pytest.fixture
def hostile(make_programme):
    """A registry in which every text that can be written holds markup."""
    named = {"name_en": EVIL, "short_name_en": EVIL[:40]}
    for model in (Stage, Instrument, LensLine, Submitter):
        model.objects.update(**named)
    Lens.objects.update(name_en=EVIL, note_en=EVIL)
    LensMapping.objects.update(loss_en=EVIL)
    document = factories.make_document("<b>TEST</b>/1", title_en=EVIL)
    submitter = factories.make_submitter("evil")
    Submitter.objects.filter(pk=submitter.pk).update(**named)
    content = {
        "overall_objective": factories.prose(EVIL),
        "targets": [factories.row("t1", EVIL, {**factories.quantity(None), "placeholder": "<i>xx</i>"})],
        "activities": [factories.row("a1", EVIL)],
    }
    for _each in range(2):
        programme = make_programme(title=EVIL, submitters=[], content=content, published=False)
        factories.make_party(programme, submitter, named_as=EVIL, document=document)
        factories.make_placement(programme, "waste", "legal", note_en=EVIL, document=document)
        Programme.objects.filter(pk=programme.pk).update(cell_reason_en=EVIL)
        workflow.publish(programme=programme, kind="listed", notes={"en": EVIL}, by=None)
    workflow.change_status(programme=programme, kind="withdrawn", notes={"en": EVIL}, by=None, reason=EVIL)
    assert Document.objects.exists()


def test_markup_is_shown_as_text(client, hostile):
    for address in PAGES:
        page = Page(client.get(address))
        assert (address, page.status) == (address, 200)
        foreign = [each.attrib for each in page.html.iter() if each.tag in ("script", "img")]
        assert [each for each in foreign if not each.get("src", "").startswith("/static/")] == []
        assert [each.attrib for each in page.html.iter() if "onerror" in each.attrib] == []
        assert page.words("body").count("<script>alert('x')") > 0, address


def test_what_is_searched_for_is_shown_as_text(read, registry):
    for name in ("matrix", "programmes"):
        page = read(f"/en/{name}/", q=EVIL)
        assert page.all(".//main//script") == []
        assert page.one(".//input[@type='search']").get("value") == EVIL

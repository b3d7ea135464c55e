"""From a translation to its original: each passage says what it is and leads to the words it comes from."""

import pytest

from programmes.models import Version
from programmes.status import TextStatus
from programmes.template.content import text_hash
from tests import factories
from tests.page import words


@pytest.fixture
def translated(make_programme):
    """Passages in Chinese with translations, one of them made from words that changed since."""

    def texts(zh, source=None, **others):
        made = factories.texts(zh_hans=zh, **others)
        for code in others:
            made[code] |= {"of": text_hash(source or zh)}
        return {"texts": made, "cites": [factories.CITE]}

    content = {
        "overall_objective": texts("清洁炉灶。", en="Clean ovens for all.", fr="Des fours propres."),
        "targets": [{"id": "t1", **texts("柴薪", en="Firewood"), "quantities": [factories.quantity("50")]}],
        "description": texts("新的说明。", source="旧的说明。", en="The old description."),
        "activities": [{"id": "a1", **texts("培训", ar="تدريب"), "quantities": []}],
        "resources": {
            "texts": {"en": {"text": "A fund.", "status": "summary", "of": None}},
            "cites": [factories.CITE],
        },
    }
    return make_programme(title={"zh-hans": "清洁炉灶", "en": "Clean ovens"}, content=content)


def passage(page, anchor):
    return page.one(f".//*[@id='{anchor}']")


def originals(page):
    """The links to originals: address, language and words."""
    return [
        (link.get("href"), link.get("hreflang"), words(link))
        for link in page.all(".//main//a")
        if words(link).startswith("original:")
    ]


def test_every_translation_leads_to_the_same_passage_in_its_original_language(read, translated):
    page = read("/en/programmes/10YFP-001/")
    there = "/zh-hans/programmes/10YFP-001/"
    assert originals(page) == [
        (f"{there}#p-overall_objective", "zh-Hans", "original: 中文"),
        (f"{there}#p-targets-t1", "zh-Hans", "original: 中文"),
        (f"{there}#p-description", "zh-Hans", "original: 中文"),
    ]
    assert words(passage(page, "p-targets-t1")) == "Firewood unofficial translation · original: 中文"


def test_the_original_stands_at_that_place_and_leads_nowhere(read, translated):
    page = read("/zh-hans/programmes/10YFP-001/")
    found = [
        words(passage(page, f"p-{each}")) for each in ("overall_objective", "targets-t1", "activities-a1")
    ]
    assert [text.split()[0] for text in found] == ["清洁炉灶。", "柴薪", "培训"]
    assert page.all(".//main//a[@hreflang]") == []


def test_a_translation_whose_original_changed_says_so_beside_the_way_to_it(read, translated):
    page = read("/en/programmes/10YFP-001/")
    assert words(passage(page, "p-description")) == (
        "The old description. translation out of date unofficial translation · original: 中文"
    )
    assert "out of date" not in words(passage(page, "p-overall_objective"))


def test_a_passage_shown_in_another_language_leads_to_the_original_only_where_it_is_none(read, translated):
    page = read("/fr/programmes/10YFP-001/")
    # English stands in for French: a translation too. The Chinese activity is the original itself.
    assert [link.get("href") for link in page.all(".//main//a[@hreflang]")] == [
        f"/zh-hans/programmes/10YFP-001/#p-{each}"
        for each in ("overall_objective", "targets-t1", "description")
    ]
    assert words(passage(page, "p-activities-a1")).startswith("培训")


def test_a_version_leads_to_the_original_in_the_same_version(read, translated):
    page = read("/en/programmes/10YFP-001/v/1/")
    assert originals(page)[0][0] == "/zh-hans/programmes/10YFP-001/v/1/#p-overall_objective"


def test_what_is_no_translation_leads_to_the_document_it_comes_from(read, translated):
    page = read("/en/programmes/10YFP-001/")
    assert "original:" not in words(passage(page, "p-resources"))
    section = page.one(".//section[@id='s-resources']")
    assert [(words(link), link.get("href")) for link in section.iter("a")] == [
        ("TEST/2011/1", "/en/sources/#document-test-2011-1")
    ]
    assert read("/en/sources/").all(".//*[@id='document-test-2011-1']") != []


def test_no_two_passages_share_a_place(read, registry):
    page = read("/en/programmes/10YFP-009/")
    places = [each.get("id") for each in page.html.iter() if each.get("id")]
    assert len(places) == len(set(places))
    assert sum(place.startswith("p-") for place in places) == sum(1 for _each in everything_written())


def everything_written():
    items = Version.objects.get(programme__reference="10YFP-009", number=1).content["items"]
    for code, written in items.items():
        if code != "title":
            yield from written if isinstance(written, list) else [written]


def test_every_standing_is_an_original_a_translation_or_a_summary():
    assert {*TextStatus.TRANSLATIONS, "original", "summary"} == set(TextStatus.values)

"""Six languages: the bar keeps page and filters, and no text in another language goes unmarked."""

from __future__ import annotations

import pytest

from languages.official import OFFICIAL
from tests.page import words

CODES = [language.code for language in OFFICIAL]


def bar(page):
    return [link.get("href") for link in page.all(".//ul[@class='langs']/li/a")]


@pytest.mark.parametrize("language", OFFICIAL, ids=CODES)
def test_the_page_says_its_language_and_direction(read, registry, language):
    html = read(f"/{language.code}/matrix/").html
    assert (html.get("lang"), html.get("dir")) == (language.tag, language.direction)


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "matrix/?lens=eu&kind=un_entity",
        "programmes/?stage=production&stage=waste&q=%D9%85%D8%A8&page=1",
        "programmes/10YFP-009/",
        "programmes/10YFP-009/v/1/",
        "submitters/unep/",
        "no/such/page/?q=1",
    ],
)
def test_the_bar_keeps_page_and_filters(read, registry, rest):
    assert bar(read(f"/en/{rest}")) == [f"/{code}/{rest}" for code in CODES]


def test_the_bar_of_a_page_without_language_leads_to_the_entrances(read, registry):
    assert bar(read("/nonsense")) == [f"/{code}/" for code in CODES]


def test_the_current_language_is_marked(read, registry):
    page = read("/ru/submitters/")
    assert [words(link) for link in page.all(".//ul[@class='langs']/li/a[@aria-current]")] == ["Русский"]


def test_every_language_is_announced_to_search_engines(read, registry):
    page = read("/en/matrix/", lens="eu")
    alternates = {
        link.get("hreflang"): link.get("href")
        for link in page.all(".//link")
        if link.get("rel") == "alternate"
    }
    assert alternates == {
        language.tag: f"http://testserver/{language.code}/matrix/?lens=eu" for language in OFFICIAL
    }


@pytest.mark.parametrize(
    ("address", "permanent"),
    [
        ("/fr/programmes/10YFP-009/", "http://testserver/id/10YFP-009"),
        ("/fr/programmes/10YFP-009/v/1/", "http://testserver/id/10YFP-009/v/1"),
    ],
)
def test_the_canonical_address_is_free_of_language(read, registry, address, permanent):
    links = [link for link in read(address).all(".//link") if link.get("rel") == "canonical"]
    assert [link.get("href") for link in links] == [permanent]


@pytest.mark.parametrize(
    ("preference", "entrance"),
    [
        ("ar", "/ar/"),
        ("zh-CN,zh;q=0.9", "/zh-hans/"),
        ("pt-BR,es;q=0.8", "/es/"),
        ("xx", "/en/"),
        ("", "/en/"),
        ("*;q=" + "9" * 2000, "/en/"),
    ],
)
def test_the_root_redirects_by_the_reader_s_preference(client, db, preference, entrance):
    answer = client.get("/", headers={"Accept-Language": preference})
    assert (answer.status_code, answer["Location"]) == (302, entrance)


def test_a_text_in_another_language_is_marked(read, make_programme):
    make_programme(title={"zh-hans": "清洁炉灶"}, submitters=["Ruritania"])
    for address in ("/ar/matrix/", "/ar/programmes/", "/ar/programmes/10YFP-001/", "/ar/"):
        page = read(address)
        marked = [each for each in page.all(".//bdi") if words(each) == "清洁炉灶"]
        assert {(each.get("lang"), each.get("dir")) for each in marked} == {("zh-Hans", "ltr")}, address
        assert words(page.one(".//main")).count("清洁炉灶") == len(marked), address
        assert page.having("span", "foreign") != [], address


def test_a_text_in_the_reader_s_own_language_is_not_tagged(read, make_programme):
    make_programme(title={"zh-hans": "清洁炉灶", "en": "Clean ovens"})
    page = read("/en/programmes/")
    assert page.having("span", "foreign") == []


def test_a_passage_in_another_language_carries_it(read, make_programme):
    content = {
        "targets": [
            {
                "id": "t1",
                "texts": {"fr": {"text": "Atteindre les paysans", "status": "original", "of": None}},
                "cites": [{"document": "TEST/2011/1", "part": "paragraph", "position": "7"}],
                "quantities": [],
            }
        ]
    }
    reference = make_programme(content=content).reference
    (cell,) = read(f"/en/programmes/{reference}/").all(".//table[@class='table stacks targets']/tbody/tr/th")
    assert cell.find("span").get("lang") == "fr"
    assert words(cell).startswith("Atteindre les paysans French")

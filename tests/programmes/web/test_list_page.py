"""The list: facets with counts, chips, order, pages, and an empty result that helps."""

import pytest

from tests.page import words

ADDRESS = "/en/programmes/"


def references(page):
    return [words(result.find("span")) for result in page.all(".//article[@class='result']")]


def facet(page, name):
    """What a facet offers: each value's words with its number."""
    boxes = [
        label
        for label in page.all(".//fieldset/label")
        if label.find("input") is not None and label.find("input").get("name") == name
    ]
    return {words(box.findall("span")[0]): int(words(box.find("span[@class='n']/span"))) for box in boxes}


def test_it_lists_everything_in_the_reader_s_alphabet(read, registry):
    page = read(ADDRESS)
    assert page.words(".//p[@role='status']") == "37 programmes"
    assert references(page)[:3] == ["10YFP-019", "10YFP-003", "10YFP-001"]
    assert references(read("/zh-hans/programmes/"))[:3] != ["10YFP-019", "10YFP-003", "10YFP-001"]


@pytest.mark.parametrize("sort", ["reference", "changed", "title"])
def test_the_order_is_in_the_address(read, registry, sort):
    page = read(ADDRESS, sort=sort)
    (chosen,) = [option for option in page.all(".//select[@id='sort']/option") if "selected" in option.attrib]
    assert chosen.get("value") == sort


def test_order_of_reference_counts_from_one(read, registry):
    assert references(read(ADDRESS, sort="reference")) == [f"10YFP-{number:03}" for number in range(1, 21)]


def test_facets_count_what_each_further_filter_would_leave(read, registry):
    page = read(ADDRESS, kind="un_entity")
    assert facet(page, "stage") == {
        "Production processes": 4,
        "Improving products and services": 2,
        "Distribution and marketing": 0,
        "Sustainable consumption and living": 4,
        "Integrated waste management": 0,
        "Cross-stage strategies": 3,
    }
    # A facet is not counted over itself, so that a second kind can be ticked.
    assert facet(page, "kind") == {
        "Member State": 5,
        "United Nations entity": 13,
        "Regional organization": 3,
        "Intergovernmental organization": 0,
        "Partnership": 2,
        "Major group": 19,
    }


def test_it_says_that_a_joint_programme_counts_under_each_kind(read, registry):
    hints = [words(hint) for hint in read(ADDRESS).having("p", "hint")]
    assert hints == ["A joint programme counts once for each kind."]


def test_two_values_of_a_facet_are_either_of_them(read, registry):
    page = read(ADDRESS, stage=["distribution", "products"])
    assert page.words(".//p[@role='status']") == "6 programmes match."


def test_each_chip_removes_itself_and_nothing_else(read, registry):
    page = read(ADDRESS, stage=["distribution", "products"], submitter="unep")
    chips = {words(chip): chip.get("href") for chip in page.having("a", "chip")}
    assert chips == {
        "Stage: Distribution and marketing×, remove": "/en/programmes/?stage=products&submitter=unep",
        "Stage: Improving products and services×, remove": (
            "/en/programmes/?stage=distribution&submitter=unep"
        ),
        "Submitter: United Nations Environment Programme×, remove": (
            "/en/programmes/?stage=distribution&stage=products"
        ),
    }


def test_a_row_of_a_lens_is_a_filter_too(read, registry):
    page = read(ADDRESS, lens="eu", row="eu_stage_products")
    assert page.words(".//p[@role='status']") == "6 programmes match."
    (chip,) = page.having("a", "chip")
    assert words(chip) == "European Union: Improving products, including distribution and marketing×, remove"


def test_pages_keep_the_filters(read, registry):
    first = read(ADDRESS, kind="major_group", sort="reference")
    assert first.words(".//nav[@class='pager']/span") == ""  # nineteen fit on one page
    everything = read(ADDRESS, sort="reference")
    following = everything.links(".//nav[@class='pager']")["Next"]
    assert following == "/en/programmes/?sort=reference&page=2"
    assert references(read(following)) == [f"10YFP-{number:03}" for number in range(21, 38)]


def test_pages_end_at_fifty_and_say_so(read, three_hundred, monkeypatch):
    monkeypatch.setattr("programmes.web.browsing.PAGE_SIZE", 5)
    page = read(ADDRESS, page=50)
    assert "Narrow your search to see the rest." in page.words()
    assert "Next" not in page.links()
    assert "Previous" in page.links()
    assert read(ADDRESS, page=51).status == 404


@pytest.mark.parametrize("number", ["abc", "0", "-1", "3", "999999", "1.5", "", "²"])
def test_a_page_that_does_not_exist_is_not_found(read, registry, number):
    assert read(ADDRESS, page=number).status == 404


def test_an_empty_result_says_which_filter_to_drop(read, registry):
    page = read(ADDRESS, stage="waste", kind="un_entity")
    assert page.words(".//p[@role='status']") == "0 programmes match."
    drop = {words(item): item.find("a").get("href") for item in page.all(".//ul[@class='plain drop']/li")}
    assert drop == {
        "Remove Stage: Integrated waste management 13 programmes": "/en/programmes/?kind=un_entity",
        "Remove Kind of submitter: United Nations entity 0 programmes": "/en/programmes/?stage=waste",
    }


def test_an_empty_registry_says_that_it_is_empty(read, taxonomy):
    assert "No programme is listed yet." in read(ADDRESS).words()


def test_a_search_finds_and_keeps_the_words_in_the_field(read, registry):
    page = read(ADDRESS, q="tourism")
    assert references(page) == ["10YFP-037"]
    assert page.one(".//form[@role='search']//input[@name='q']").get("value") == "tourism"


def test_the_facets_pass_on_the_words_and_the_order(read, registry):
    page = read(ADDRESS, q="sustainable", sort="reference", stage="production")
    form = next(form for form in page.all(".//form") if form.find(".//fieldset") is not None)
    hidden = {
        each.get("name"): each.get("value") for each in form.iter("input") if each.get("type") == "hidden"
    }
    assert hidden == {"q": "sustainable", "sort": "reference"}

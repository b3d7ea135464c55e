"""The matrix: every lens with its counts, gaps in words, what a lens loses, filters in the address."""

import pytest

from programmes import workflow
from tests.page import words

ADDRESS = "/en/matrix/"


def counts(page):
    """The numbers of the table, row by row, empty cells as zero, with the total at the end."""
    rows = page.all(".//table[@class='matrix']/tbody/tr")
    return {words(row.find("th/span/a")): [count(cell) for cell in row.findall("td")] for row in rows}


def count(cell):
    number = cell.find(".//a[@class='count']")
    if number is None:
        number = cell.find("b")
    return int(number.text) if number is not None else 0


def foot(page):
    return [count(cell) for cell in total_cells(page)]


def total_cells(page):
    cells = page.all(".//table[@class='matrix']/tfoot/tr/td")
    for cell in cells:
        found = cell.find(".//b")
        if found is not None and cell.find("b") is None:
            cell.append(found)
    return cells


def test_the_report_s_lens_counts_as_the_annex_does(read, registry):
    page = read(ADDRESS)
    assert counts(page) == {
        "Production processes": [1, 1, 3, 1, 4, 1, 11],
        "Improving products and services": [0, 0, 3, 1, 1, 0, 5],
        "Distribution and marketing": [0, 0, 0, 0, 1, 0, 1],
        "Sustainable consumption and living": [0, 0, 4, 3, 2, 0, 9],
        "Integrated waste management": [0, 0, 0, 0, 0, 0, 0],
        "Cross-stage strategies": [0, 0, 1, 7, 2, 1, 11],
    }
    assert foot(page) == [1, 1, 11, 12, 10, 2, 37]


@pytest.mark.parametrize(
    ("lens", "rows", "columns"),
    [
        ("eu", [11, 6, 9, 11], [1, 1, 12, 10, 2, 11]),
        ("marrakech", [11, 5, 1, 9, 0, 11], [2, 12, 11, 12]),
    ],
)
def test_every_lens_totals_37(read, registry, lens, rows, columns):
    page = read(ADDRESS, lens=lens)
    assert [row[-1] for row in counts(page).values()] == rows
    assert foot(page) == [*columns, 37]


def test_the_heading_says_how_many_cells_are_filled(read, registry):
    lede = read(ADDRESS).words(".//p[@class='lede']")
    assert lede == (
        "37 programmes by life-cycle stage and type of instrument. 17 of the 36 cells hold at least one; "
        "19 hold none."
    )


def test_what_a_lens_loses_is_said_where_it_is_lost(read, registry):
    page = read(ADDRESS, lens="eu")
    outside = next(cell for cell in page.all(".//thead/tr/th") if "Outside this lens" in words(cell))
    (note,) = [link for link in outside.iter("a") if link.get("href", "").startswith("#note-")]
    assert "is not among the five tools" in words(page.one(f".//li[@id='{note.get('href')[1:]}']"))


def test_the_line_outside_a_lens_is_drawn_only_where_it_holds_something(read, registry):
    everything, legal = read(ADDRESS, lens="eu"), read(ADDRESS, lens="eu", instrument="legal")
    assert "Outside this lens" in everything.words(".//thead")
    assert "Outside this lens" not in legal.words(".//thead")


def test_a_gap_is_said_in_words_and_leads_somewhere(read, registry):
    gaps = read(ADDRESS).having("td", "gap")
    in_words = [words(gap.find("a")) for gap in gaps if gap.find("a") is not None]
    assert len(in_words) == 19
    assert {each.split(":")[0] for each in in_words} == {"No programme"}


def test_a_thin_cell_says_so(read, registry):
    page = read(ADDRESS)
    cells = [cell for cell in page.all(".//tbody/tr/td") if cell.find(".//a[@class='count']") is not None]
    assert sum("only one" in words(cell) for cell in cells) == sum(count(cell) == 1 for cell in cells) == 9


def test_up_to_four_titles_are_shown_and_of_more_the_first_three(read, make_programme):
    for number in range(4):
        make_programme(title=f"Four {number}", stage="production", instrument="legal")
    for number in range(7):
        make_programme(title=f"Seven {number}", stage="waste", instrument="fiscal")
    page = read(ADDRESS)
    four, seven = (
        next(
            cell
            for cell in page.all(".//tbody/tr/td")
            if count(cell) == number and cell.find("ul") is not None
        )
        for number in (4, 7)
    )
    assert len(four.findall("ul/li")) == 4
    assert four.find("details") is None
    assert len(seven.findall("ul/li")) == 3
    assert len(seven.findall("details/ul/li")) == 4
    assert words(seven.find("details/summary/span")) == "Show all 7"


def test_a_cell_with_more_than_twenty_is_a_link_to_the_list(read, make_programme):
    for number in range(21):
        make_programme(title=f"Many {number}")
    (cell,) = [cell for cell in read(ADDRESS).all(".//tbody/tr/td") if cell.find("p") is not None]
    assert words(cell.find("p")) == "List of all 21 programmes"
    assert cell.find("ul") is None


def test_titles_stand_in_order_of_reference(read, registry):
    page = read(ADDRESS)
    for titles in page.all(".//ul[@class='titles']"):
        numbers = [int(words(entry.find(".//span"))) for entry in titles]
        assert numbers == sorted(numbers)


def test_where_sources_differ_the_entry_leads_to_who_says_so(read, registry):
    links = [link for link in read(ADDRESS).all(".//table//a") if words(link) == "sources differ"]
    assert [link.get("href") for link in links] == ["/en/programmes/10YFP-035/#placement"]


def test_a_count_leads_to_the_list_of_as_many(read, registry):
    for lens in ("report", "eu", "marrakech"):
        page = read(ADDRESS, lens=lens, kind="major_group")
        for cell in page.all(".//tbody/tr/td")[:12]:
            link = cell.find(".//a[@class='count']")
            if link is not None:
                listed = read(link.get("href"))
                assert listed.words(".//p[@role='status']").startswith(f"{count(cell)} programme")


def test_the_lens_switch_keeps_the_filters(read, registry):
    page = read(ADDRESS, kind="un_entity", lens="eu")
    addresses = [link.get("href") for link in page.all(".//ul[@class='lens']/li/a")]
    assert addresses == [
        "/en/matrix/?kind=un_entity",
        "/en/matrix/?lens=eu&kind=un_entity",
        "/en/matrix/?lens=marrakech&kind=un_entity",
    ]


def test_filters_narrow_the_matrix_and_can_be_removed(read, registry):
    page = read(ADDRESS, kind="un_entity", q="resource efficiency")
    chips = {words(chip): chip.get("href") for chip in page.having("a", "chip")}
    assert chips == {
        "Words searched for: “resource efficiency”×, remove": "/en/matrix/?kind=un_entity",
        "Kind of submitter: United Nations entity×, remove": "/en/matrix/?q=resource+efficiency",
    }
    assert page.words(".//p[@class='lede']") == "3 programmes match."
    assert foot(page)[-1] == 3


def test_the_form_shows_what_is_chosen_and_passes_on_the_rest(read, registry):
    page = read(ADDRESS, lens="eu", submitter="finland", q="build", language="fr", stage="consumption")
    form = page.one(".//form[@class='filters']")
    chosen = {
        select.get("name"): option.get("value")
        for select in form.iter("select")
        for option in select
        if "selected" in option.attrib
    }
    assert chosen == {"submitter": "finland", "language": "fr"}
    assert form.find(".//input[@name='q']").get("value") == "build"
    hidden = {
        each.get("name"): each.get("value") for each in form.iter("input") if each.get("type") == "hidden"
    }
    assert hidden == {"lens": "eu", "stage": "consumption"}


def test_two_values_of_a_filter_are_both_passed_on(read, registry):
    form = read(ADDRESS, kind=["un_entity", "major_group"]).one(".//form[@class='filters']")
    select = form.find(".//select[@name='kind']")
    assert "multiple" in select.attrib
    chosen = [option.get("value") for option in select if "selected" in option.attrib]
    assert chosen == ["un_entity", "major_group"]


def test_under_filters_an_empty_cell_is_called_no_gap(read, registry):
    page = read(ADDRESS, kind="un_entity")
    assert "No programme" not in page.words(".//table[@class='matrix']/tbody")
    assert "a gap: no programme" not in page.words(".//ul[@class='legend']")


def test_unofficial_titles_are_called_so_once(read, registry):
    sentence = "The titles on this page are unofficial translations by the registry."
    assert read(ADDRESS).words("body").count(sentence) == 1
    # In Chinese the titles are those of the source.
    assert sentence not in read("/zh-hans/matrix/").words("body")


def test_an_empty_registry_still_has_its_matrix_page(read, taxonomy):
    page = read(ADDRESS)
    assert page.status == 200


def test_withdrawn_and_prepared_programmes_are_not_in_it(read, make_programme):
    gone = make_programme(title="Gone away")
    workflow.change_status(
        programme=gone, kind="withdrawn", notes={"en": "Taken back."}, by=None, reason="Letter."
    )
    make_programme(title="Not yet", published=False)
    make_programme(title="Here to stay")
    page = read(ADDRESS)
    assert "Gone away" not in page.words("body")
    assert "Not yet" not in page.words("body")
    assert foot(page)[-1] == 1

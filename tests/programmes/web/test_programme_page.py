"""One programme: everything public of it, blanks as blanks, every claim with its source."""

import pytest

from programmes import workflow
from programmes.models import Party, Programme
from tests import factories
from tests.page import words

WORKED_EXAMPLE = "/en/programmes/10YFP-009/"


def section(page, name):
    return page.one(f".//section[@id='{name}']")


def rows(element, path="table/tbody/tr"):
    return [words(row) for row in element.findall(path)]


def test_it_shows_every_section_of_the_worked_example(read, registry):
    headings = [words(heading) for heading in read(WORKED_EXAMPLE).all(".//section/h2")]
    assert headings[:7] == [
        "1Purpose and goals",
        "2Programme description",
        "3Activities and policies",
        "4Implementation mechanism",
        "5Main actors",
        "6Success criteria and possible indicators",
        "7Technical and financial resources",
    ]


def test_blanks_stay_blanks_and_are_never_zero(read, registry):
    page = read(WORKED_EXAMPLE)
    blanks = [words(blank) for blank in page.having("span", "blank")]
    assert blanks == ["xx", "yy", "zz", "X", "X", "X"]
    assert page.words(".//p[@class='tally']").startswith("6 of 6 quantities are still open.")
    assert "0 per cent" not in page.words(".//table[@class='table stacks targets']")


def test_a_target_without_a_figure_says_so(read, registry):
    targets = rows(section(read(WORKED_EXAMPLE), "s-purpose"))
    assert targets[0].endswith("By when2020")
    assert targets[2].endswith("Quantitystated in words, no figure asked By whenno date")


def test_a_figure_is_written_in_the_reader_s_form(read, make_programme):
    make_programme(
        content={
            "targets": [
                factories.row("t1", "Farmers reached", factories.quantity("1250000", "people", by=2015)),
                factories.row("t2", "Growth", factories.quantity("0.50", per="year")),
            ]
        }
    )
    english, french = read("/en/programmes/10YFP-001/"), read("/fr/programmes/10YFP-001/")
    assert "1,250,000 people" in english.words(".//table[@class='table stacks targets']")
    assert "0.5 per cent a year" in english.words(".//table[@class='table stacks targets']")
    # French sets thousands apart by a narrow space that never breaks.
    assert [words(figure) for figure in french.all(".//strong[@class='num']")] == ["1 250 000", "0,5"]


def test_every_section_names_its_source(read, registry):
    source = section(read(WORKED_EXAMPLE), "s-resources").findall("p")[-1]
    assert words(source) == "Source: E/CN.17/2011/8, worked example in the annex, section 7"


def test_the_standing_of_the_texts_is_said_once(read, registry):
    page = read(WORKED_EXAMPLE)
    sentence = (
        "The title is an unofficial translation by the registry. The text is an unofficial summary in the "
        "registry’s own words."
    )
    assert page.words("body").count(sentence) == 1


def test_who_says_so_is_said_with_its_source_and_whether_it_agrees(read, registry):
    secretariat, annex, table = section(read("/en/programmes/10YFP-035/"), "placement").findall(
        "table/tbody/tr"
    )
    assert words(secretariat).endswith("Resultprimary cell")
    assert words(annex.findall("td")[2].find("span/span")) == "E/CN.17/2011/8, annex, row 35"
    assert words(annex).endswith("Result = agrees")
    assert words(table.findall("td")[1]) == "InstrumentMix of instruments by stage"
    assert words(table).endswith("Result ↔ differs")


def test_titles_as_printed_stand_beside_each_other_where_they_differ(read, registry):
    table = section(read(WORKED_EXAMPLE), "sources").findall("table")[0]
    assert [words(row.findall("td")[1]) for row in table.findall("tbody/tr")] == [
        "Result= same",
        "Result↔ differs",
    ]
    # Row 3 has one wording in both lists.
    assert len(section(read("/en/programmes/10YFP-003/"), "sources").findall("table")) == 1


def test_a_claim_that_also_touches_a_cell_is_not_a_disagreement(read, make_programme):
    programme = make_programme(published=False)
    factories.make_placement(programme, "waste", "legal", scope="also")
    factories.publish(programme, "listed")
    page = read("/en/programmes/10YFP-001/")
    assert rows(section(page, "placement"))[1].endswith("also touches")


def test_a_correction_that_is_not_published_is_not_shown(read, make_programme):
    programme = make_programme(stage="production", instrument="legal")
    factories.make_placement(programme, "waste", "fiscal")
    workflow.open_working_version(programme=programme, by=None)
    page = read("/en/programmes/10YFP-001/")
    assert "Integrated waste management" not in page.words()


def test_it_names_the_submitters_of_today_and_as_printed(read, registry):
    page = read(WORKED_EXAMPLE)
    assert page.words(".//dl[@class='facts']/dd[1]").startswith(
        "Finland Member State, lead European Union Regional organization, co-submitter"
    )
    printed = rows(section(page, "sources").findall("table")[-1], "tbody/tr")
    assert printed[0] == "Finland Partlead As printed芬兰 Chinese Where E/CN.17/2011/8, annex, row 9"


def test_all_versions_stand_with_kind_date_and_public_note(read, make_programme):
    programme = make_programme()
    workflow.correct_record(programme=programme, notes={"en": "A name."}, by=None, reason="Internal.")
    page = read("/en/programmes/10YFP-001/")
    versions = [row.split() for row in rows(section(page, "versions"))]
    assert [version[:2] for version in versions] == [["Version", "2"], ["Version", "1"]]
    assert " ".join(versions[0]).endswith("WhyA name. What changed Version 2")
    assert " ".join(versions[1]).endswith("WhyFirst listed.")
    changes = page.links(".//section[@id='versions']")["What changed Version 2"]
    assert changes == "/en/programmes/10YFP-001/v/2/changes/"
    assert "Internal." not in page.words("body")


def test_it_says_how_to_cite_with_an_address_free_of_language(read, registry):
    cite = words(read("/fr/programmes/10YFP-009/").all(".//p[@class='cite']")[0])
    assert cite.startswith(
        "Finlande, Union européenne, « Bâtiments et construction durables », 10YFP-009, version 1, Registre "
    )
    assert cite.endswith("http://testserver/id/10YFP-009/v/1")


def test_it_says_what_stands_in_each_language(read, registry):
    states = [
        words(item) for item in read("/en/programmes/10YFP-010/").all(".//ul[@class='plain langstate']/li")
    ]
    assert states[:3] == [
        "العربيةunofficial translationtitle only",
        "中文original texttitle only",
        "Englishunofficial translationtitle only",
    ]
    worked = [words(item) for item in read(WORKED_EXAMPLE).all(".//ul[@class='plain langstate']/li")]
    assert worked[1] == "中文original texttext: unofficial summary"


def test_where_only_a_title_is_held_the_page_says_why(read, registry):
    assert "Background Paper 2" in read("/en/programmes/10YFP-010/").words()
    assert "Background Paper 2" not in read(WORKED_EXAMPLE).words()


def test_a_programme_from_elsewhere_says_nothing_of_the_report(read, make_programme):
    make_programme()
    page = read("/en/programmes/10YFP-001/")
    assert "holds no more of this programme than its title" in page.words()
    assert "Background Paper 2" not in page.words()


@pytest.mark.parametrize(
    ("kind", "sentence"), [("withdrawn", "Withdrawn by its submitters on"), ("retired", "Retired on")]
)
def test_a_programme_that_left_the_list_keeps_its_page_with_date_and_reason(
    read, make_programme, kind, sentence
):
    programme = make_programme(title="Clean ovens")
    workflow.change_status(
        programme=programme, kind=kind, notes={"en": "The partners parted."}, by=None, reason="Letter."
    )
    page = read("/en/programmes/10YFP-001/")
    assert page.status == 200
    (banner,) = page.having("div", "gone")
    assert words(banner).startswith(sentence)
    assert "The partners parted." in words(banner)
    assert words(page.one(".//h1")) == "Clean ovens"


def test_a_restored_programme_carries_no_banner(read, make_programme):
    programme = make_programme()
    for kind in ("withdrawn", "restored"):
        workflow.change_status(
            programme=programme, kind=kind, notes={"en": "So it is."}, by=None, reason="Letter."
        )
    assert read("/en/programmes/10YFP-001/").having("div", "gone") == []


def test_a_prepared_programme_has_no_page(read, make_programme):
    make_programme(published=False)
    Programme.objects.update(reference="10YFP-001")
    assert read("/en/programmes/10YFP-001/").status == 404
    assert read("/id/10YFP-001").status == 404


def test_a_translation_whose_source_has_changed_is_called_out_of_date(read, make_programme):
    content = {"overall_objective": factories.prose(fr="Des fours propres.", en="Clean ovens for all.")}
    content["overall_objective"]["texts"]["en"]["of"] = "of another text"
    make_programme(content=content)
    assert "translation out of date" in read("/en/programmes/10YFP-001/").words(".//section[@id='s-purpose']")


def test_one_programme_without_submitters_is_drawn(read, make_programme):
    make_programme(submitters=[])
    assert Party.objects.count() == 0
    assert read("/en/programmes/10YFP-001/").status == 200


@pytest.mark.parametrize("reference", ["10YFP-999", "nonsense", "%00", "10YFP-009%0a", "x" * 3000])
def test_an_unknown_reference_is_not_found(client, registry, reference):
    assert client.get(f"/en/programmes/{reference}/").status_code == 404
    assert client.get(f"/id/{reference}").status_code == 404


def test_the_address_free_of_language_leads_to_the_reader_s_own(client, registry):
    answer = client.get("/id/10YFP-009", headers={"Accept-Language": "ru,en;q=0.5"})
    assert (answer.status_code, answer["Location"]) == (302, "/ru/programmes/10YFP-009/")
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize("address", ["/id/10YFP-009", "/id/10YFP-009/v/1"])
def test_an_address_free_of_language_remembers_the_language_that_was_chosen(client, registry, address):
    client.cookies["django_language"] = "ar"
    answer = client.get(address, headers={"Accept-Language": "ru"})
    assert answer["Location"].startswith("/ar/programmes/10YFP-009/")
    assert "Cookie" in answer["Vary"]

"""A version as a file: offered for download, in the language of the page, and never of what is withheld."""

import pytest

from programmes import workflow
from programmes.models import Version
from tests.page import words

ADDRESS = "/en/programmes/10YFP-001/v/1/cite"


@pytest.mark.parametrize(
    ("extension", "content_type"),
    [
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
    ],
)
def test_it_is_offered_as_a_file_named_after_the_version(client, make_programme, extension, content_type):
    make_programme()
    answer = client.get(f"{ADDRESS}.{extension}")
    assert (answer.status_code, answer["Content-Type"]) == (200, content_type)
    assert answer["Content-Disposition"] == f'attachment; filename="10YFP-001-v1.{extension}"'
    assert "http://testserver/id/10YFP-001/v/1" in answer.content.decode()


def test_title_and_authors_are_in_the_language_of_the_page(client, registry):
    french = client.get("/fr/programmes/10YFP-009/v/1/cite.bib").content.decode()
    assert "  author = {{Finlande} and {Union européenne}},\n" in french
    assert "  title = {{Bâtiments et construction durables}},\n" in french
    assert "  language = {fr},\n" in french


@pytest.mark.parametrize("extension", ["bib", "ris"])
@pytest.mark.parametrize("address", ["10YFP-001/v/2", "10YFP-001/v/0", "10YFP-002/v/1", "nonsense/v/1"])
def test_what_is_not_public_has_no_file(client, make_programme, address, extension):
    programme = make_programme()
    make_programme(published=False)
    workflow.open_working_version(programme=programme, by=None)
    assert client.get(f"/en/programmes/{address}/cite.{extension}").status_code == 404


@pytest.mark.parametrize("extension", ["bib", "ris"])
def test_a_withheld_version_has_no_file(client, make_programme, extension):
    programme = make_programme()
    workflow.correct_record(programme=programme, notes={"en": "Again."}, by=None, reason="So.")
    first = Version.objects.get(programme=programme, number=1)
    workflow.withhold(version=first, notes={"en": "A name of a person."}, by=None, reason="A letter.")
    assert client.get(f"{ADDRESS}.{extension}").status_code == 404


def test_the_page_offers_every_style_and_both_files_without_javascript(read, make_programme):
    make_programme(title="Clean ovens", submitters=["Ruritania"])
    page = read("/ar/programmes/10YFP-001/")
    (panel,) = [each for each in page.having("section", "panel") if each.get("aria-labelledby") == "cite"]
    cites = [each for each in panel.iter("p") if each.get("class") == "cite"]
    assert [(each.get("lang"), each.get("dir")) for each in cites] == [
        (None, None),
        ("en", "ltr"),
        ("en", "ltr"),
    ]
    assert words(cites[1]).startswith("Ruritania. (")
    assert words(cites[1]).endswith("http://testserver/id/10YFP-001/v/1")
    files = {words(link): link.get("href") for link in panel.iter("a")}
    assert files == {
        "BibTeX": "/ar/programmes/10YFP-001/v/1/cite.bib",
        "RIS": "/ar/programmes/10YFP-001/v/1/cite.ris",
    }

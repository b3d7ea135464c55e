"""The sitemap names every public page in six languages, and robots.txt names the sitemap."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.models import Submitter
from programmes.web import sitemaps
from tests.factories import make_submitter, make_withheld
from tests.page import xml

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
FILES = ("pages", "programmes", "versions", "submitters")
LANGUAGES = ("ar", "zh-hans", "en", "fr", "ru", "es")


@pytest.fixture
def urls(client, db):
    """Where each address of a file leads in other languages, by the address."""

    def fetch(section, page=1):
        answer = client.get(f"/sitemap-{section}.xml", {"p": page})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
        return {
            url.findtext("s:loc", namespaces=NAMES): {
                link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
            }
            for url in xml(answer)
        }

    return fetch


def paths(found, language="en"):
    start = f"http://testserver/{language}/"
    return [address.removeprefix(start) for address in found if address.startswith(start)]


def test_the_index_names_every_file(client, registry):
    index = xml(client.get("/sitemap.xml"))
    assert [each.text for each in index.findall(".//s:loc", NAMES)] == [
        f"http://testserver/sitemap-{name}.xml" for name in FILES
    ]


def test_every_page_of_the_registry_is_named(urls, registry):
    assert paths(urls("pages")) == [
        "",
        "matrix/",
        "gaps/",
        "programmes/",
        "submitters/",
        "sources/",
        "about/",
        "accessibility/",
        "privacy/",
    ]
    programmes = [f"programmes/10YFP-{number:03d}/" for number in range(1, 38)]
    assert paths(urls("programmes")) == programmes
    assert paths(urls("versions")) == [f"{each}v/1/" for each in programmes]
    slugs = Submitter.objects.order_by("slug").values_list("slug", flat=True)
    assert paths(urls("submitters")) == [f"submitters/{slug}/" for slug in slugs]
    assert len(slugs) > 20


@pytest.mark.parametrize("section", FILES)
def test_each_address_names_itself_in_all_six_languages(urls, registry, section):
    found = urls(section)
    assert {len(paths(found, language)) for language in LANGUAGES} == {len(found) // 6}
    for address, alternates in found.items():
        page = address.removeprefix("http://testserver/").partition("/")[2]
        assert alternates == {code: f"http://testserver/{code}/{page}" for code in LANGUAGES}


def test_what_is_named_can_be_read(urls, client, registry):
    for section in FILES:
        for address in list(urls(section))[::25]:
            assert client.get(address).status_code == 200


def test_what_is_hidden_is_not_named(urls, taxonomy, make_programme):
    make_withheld()
    make_programme(title="Nobody knows yet", submitters=["Secret Society"], published=False)
    make_submitter("Nobody")
    assert paths(urls("programmes")) == ["programmes/10YFP-001/"]
    assert paths(urls("versions")) == ["programmes/10YFP-001/v/2/"]
    assert paths(urls("submitters")) == ["submitters/ruritania/"]


def test_a_large_registry_is_cut_into_files(urls, client, make_programme, monkeypatch):
    monkeypatch.setattr(sitemaps.PagesSitemap, "limit", 2)
    for number in range(5):
        make_programme(title=f"Programme {number}")
    index = xml(client.get("/sitemap.xml"))
    named = [each.text for each in index.findall(".//s:loc", NAMES)]
    assert [each for each in named if "programmes" in each] == [
        "http://testserver/sitemap-programmes.xml",
        "http://testserver/sitemap-programmes.xml?p=2",
        "http://testserver/sitemap-programmes.xml?p=3",
    ]
    cut = [paths(urls("programmes", page)) for page in (1, 2, 3)]
    assert cut == [
        ["programmes/10YFP-001/", "programmes/10YFP-002/"],
        ["programmes/10YFP-003/", "programmes/10YFP-004/"],
        ["programmes/10YFP-005/"],
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-programmes.xml?p=2",
        "/sitemap-programmes.xml?p=0",
        "/sitemap-programmes.xml?p=x",
        f"/sitemap-programmes.xml?p={'9' * 5000}",
        "/sitemap-secrets.xml",
    ],
)
def test_what_is_no_file_is_not_found(client, registry, address):
    assert client.get(address).status_code == 404


def test_a_programme_says_when_it_changed(client, make_programme):
    programme = make_programme()
    file = xml(client.get("/sitemap-programmes.xml"))
    dates = {each.text for each in file.findall(".//s:lastmod", NAMES)}
    assert dates == {programme.changed_at.date().isoformat()}
    index = client.get("/sitemap.xml").content.decode()
    assert f"<lastmod>{programme.changed_at.date().isoformat()}" in index


def test_an_empty_registry_has_a_sitemap(urls, client):
    assert client.get("/sitemap.xml").status_code == 200
    assert [len(urls(section)) for section in FILES] == [54, 0, 0, 0]


def asked(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_it_asks_the_database_as_often_for_three_hundred_as_for_one(client, three_hundred):
    addresses = ["/sitemap.xml", *(f"/sitemap-{name}.xml" for name in FILES), "/robots.txt"]
    # A count for every file with rows, and in the index the newest date; then the rows of the file.
    assert [asked(client, each) for each in addresses] == [4, 0, 2, 2, 2, 0]


def test_robots_are_told_where_the_sitemap_is_and_where_not_to_go(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /*/admin/",
        "Disallow: /*/accounts/",
        "Disallow: /*/programmes/?",
        "Disallow: /*/matrix/?",
        "Disallow: /*/gaps/?",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]

"""The newest changes as an Atom feed: language by language, with addresses that are free of language."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes import workflow
from programmes.status import VersionKind
from tests.factories import make_withheld
from tests.page import xml

ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def feed(client, db):
    def fetch(language="en"):
        answer = client.get(f"/{language}/feed.atom")
        assert answer.status_code == 200
        return xml(answer)

    return fetch


def said(entry, name):
    return entry.findtext(f"a:{name}", namespaces=ATOM)


def entries(feed):
    return feed.findall("a:entry", ATOM)


def test_every_public_version_is_an_entry_the_latest_first(feed, make_programme):
    programme = make_programme(title="Clean ovens")
    make_programme(title="Bins")
    make_programme(title="Nobody knows yet", published=False)
    workflow.change_status(
        programme=programme, kind=VersionKind.RETIRED, notes={"en": "It has ended."}, by=None, reason="x"
    )
    assert [(said(each, "title"), said(each, "id")) for each in entries(feed())] == [
        ("10YFP-001 Clean ovens", "http://testserver/id/10YFP-001/v/2"),
        ("10YFP-002 Bins", "http://testserver/id/10YFP-002/v/1"),
        ("10YFP-001 Clean ovens", "http://testserver/id/10YFP-001/v/1"),
    ]


def test_an_entry_tells_kind_note_date_and_where_to_read_it(feed, make_programme):
    programme = make_programme(title="Clean <ovens> & hobs")
    (entry,) = entries(feed())
    assert said(entry, "title") == "10YFP-001 Clean <ovens> & hobs"
    assert said(entry, "summary").strip() == '<p>Version 1, Listed</p><p dir="auto">First listed.</p>'
    assert entry.find("a:link", ATOM).get("href") == "http://testserver/id/10YFP-001/v/1"
    at = programme.current.published_at.isoformat()
    assert (said(entry, "published"), said(entry, "updated")) == (at, at)


def test_what_a_note_says_cannot_become_markup(feed, make_programme):
    programme = make_programme()
    workflow.change_status(
        programme=programme,
        kind=VersionKind.RETIRED,
        notes={"en": "<script>x</script> & <b>y</b>"},
        by=None,
        reason="x",
    )
    summary = said(entries(feed())[0], "summary")
    assert "&lt;script&gt;x&lt;/script&gt; &amp; &lt;b&gt;y&lt;/b&gt;" in summary


def test_a_withheld_version_says_so_and_nothing_of_its_own(feed, taxonomy):
    programme = make_withheld(title="Ovens of Mr Smith", now="Clean ovens")
    entry = entries(feed())[1]
    assert said(entry, "id") == "http://testserver/id/10YFP-001/v/1"
    assert said(entry, "title") == "10YFP-001 Clean ovens"
    assert "This version has been withheld since" in said(entry, "summary")
    assert "It named a person." in said(entry, "summary")
    assert "First listed." not in said(entry, "summary")
    # A reader that kept the entry sees that it has changed.
    assert said(entry, "updated") == programme.versions.get(number=1).withheld.since.isoformat()


def test_each_language_has_a_feed_and_foreign_text_is_marked(feed, make_programme):
    make_programme(title={"en": "Clean ovens", "fr": "Fours propres"})
    french, chinese = feed("fr"), feed("zh-hans")
    assert [french.get(XML_LANG), chinese.get(XML_LANG)] == ["fr", "zh-hans"]
    assert said(entries(french)[0], "title") == "10YFP-001 Fours propres"
    assert said(entries(chinese)[0], "title") == "10YFP-001 Clean ovens (English)"
    assert '<bdi lang="en" dir="ltr">First listed.</bdi> (' in said(entries(french)[0], "summary")
    assert [link.get("href") for link in french.findall("a:link", ATOM)] == [
        "http://testserver/fr/",
        "http://testserver/fr/feed.atom",
    ]


def test_it_carries_what_listing_does_not_mean(feed, make_programme):
    rights = said(feed(), "rights")
    assert "A programme listed here is not thereby endorsed by the United Nations" in rights
    assert "legal status of any country" in rights


def test_it_is_bounded_and_asks_the_database_once(client, feed, three_hundred):
    with CaptureQueriesContext(connection) as asked:
        answer = feed("fr")
    assert (len(entries(answer)), len(asked)) == (50, 1)


def test_an_empty_registry_has_an_empty_feed(feed):
    assert entries(feed()) == []


def test_whoever_has_the_feed_is_told_that_nothing_changed(client, taxonomy):
    programme = make_withheld()
    first = client.get("/en/feed.atom")
    kept = {"If-None-Match": first["ETag"]}
    assert first.get("Last-Modified") is None
    assert first["Cache-Control"] == "public, no-cache"
    assert client.get("/en/feed.atom", headers=kept).status_code == 304
    workflow.lift_withholding(version=programme.versions.get(number=1), by=None, reason="A mistake.")
    assert client.get("/en/feed.atom", headers=kept).status_code == 200


@pytest.mark.parametrize("page", ["", "programmes/"])
def test_home_and_list_tell_a_feed_reader_where_it_is(read, registry, page):
    link = read(f"/fr/{page}").one(".//link[@type='application/atom+xml']")
    assert (link.get("rel"), link.get("href")) == ("alternate", "/fr/feed.atom")


def test_people_are_shown_the_way_to_it(read, registry):
    assert read("/en/").links()["Follow the changes (Atom feed)"] == "/en/feed.atom"
    assert read("/en/sources/").links(".//footer")["Follow the changes (Atom feed)"] == "/en/feed.atom"

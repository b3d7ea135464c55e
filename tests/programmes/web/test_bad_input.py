"""Whatever an address asks for: not found, or named as ignored; never a fault of ours."""

from __future__ import annotations

import pytest

from tests.page import words

LONG = "x" * 30_000


def ignored(page):
    return [words(name) for note in page.having("p", "note") for name in note.findall("code")]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"stage": "nonsense"}, ["stage"]),
        ({"stage": ["production", "nonsense"]}, ["stage"]),
        ({"instrument": "production"}, ["instrument"]),
        ({"kind": "king"}, ["kind"]),
        ({"language": "tlh"}, ["language"]),
        ({"sort": "random"}, ["sort"]),
        ({"row": "production"}, ["row"]),
        ({"lens": "eu", "row": "outside"}, ["row"]),
        ({"colour": "blue"}, ["colour"]),
        ({"q": "x" * 201}, ["q"]),
        ({"q": LONG}, ["q"]),
        ({"q": "a\x00b"}, ["q"]),
        ({"q": "a\x1bb"}, ["q"]),
        ({"submitter": "\x00"}, ["submitter"]),
        ({"submitter": LONG}, ["submitter"]),
        ({"lens": "eu", "column": "\x07"}, ["column"]),
        ({"<b>hello</b>": "1"}, ["<b>hello</b>"]),
        ({LONG: "1"}, ["x" * 39 + "…"]),
    ],
    ids=str,
)
def test_a_filter_that_means_nothing_is_named_as_ignored(read, registry, query, named):
    for name in ("matrix", "programmes"):
        page = read(f"/en/{name}/", **query)
        assert (page.status, ignored(page)) == (200, named)
        # What was ignored narrows nothing, and travels no further.
        assert page.having("a", "chip") == []
        assert not any("nonsense" in address for address in page.links().values())


@pytest.mark.parametrize("lens", ["nonsense", "EU", "report\x00", "<b>", LONG])
def test_an_unknown_lens_is_not_found(read, registry, lens):
    assert read("/en/matrix/", lens=lens).status == 404


def test_half_a_character_is_read_as_a_whole_one(client, registry):
    # %ED%A0%80 is a lone surrogate in UTF-8, which no database should meet.
    for query in ("q=%ED%A0%80", "q=%FF", "submitter=%ED%A0%80", "%ED%A0%80=1"):
        assert client.get(f"/en/programmes/?{query}").status_code == 200
        assert client.get(f"/en/matrix/?{query}").status_code == 200


@pytest.mark.parametrize(
    "typed", ["!!!", "«»", "%", "_", "'", '"', "\\", "a & b | !c:*", "' OR 1=1 --", "\u202eabc"]
)
def test_signs_are_not_a_language_of_queries(read, registry, typed):
    assert read("/en/programmes/", q=typed).status == 200


def test_an_unknown_submitter_finds_nothing_and_can_be_dropped(read, registry):
    page = read("/en/programmes/", submitter="nobody")
    assert page.words(".//p[@role='status']") == "0 programmes match."
    (item,) = page.all(".//ul[@class='plain drop']/li")
    assert words(item) == "Remove Submitter: nobody 37 programmes"


def test_a_very_long_list_of_ignored_names_is_cut(read, registry):
    page = read("/en/programmes/", **{f"unknown{number:03}": "1" for number in range(500)})
    assert ignored(page) == [f"unknown{number:03}" for number in range(8)]


@pytest.mark.parametrize("language", ["xx", "pt", "zh", "EN", "zh_Hans"])
def test_an_unknown_language_is_not_found(client, registry, language):
    assert client.get(f"/{language}/matrix/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_read_only(client, db, method):
    for path in ("", "matrix/", "programmes/", "submitters/"):
        assert getattr(client, method)(f"/en/{path}").status_code == 405

"""``/api/v1/programmes/``: everybody's way to the whole list."""

from __future__ import annotations

from collections import Counter

import pytest

from languages.collation import sort_key
from languages.official import CODES
from programmes.status import VersionKind
from programmes.workflow import change_status
from tests import annex, factories

pytestmark = pytest.mark.django_db


def references(answer):
    return [programme["reference"] for programme in answer["results"]]


def test_it_holds_the_37_programmes_of_the_annex(registry, ask):
    answer = ask("programmes/", page_size=100, sort="reference")
    assert answer["count"] == 37
    assert references(answer) == [annex.reference(row) for row in annex.programmes()]
    assert [(each["stage"], each["instrument"]) for each in answer["results"]] == [
        (row["stage_code"], row["instrument_code"]) for row in annex.programmes()
    ]


def test_a_programme_says_what_the_contract_promises(registry, ask):
    programme = ask("programmes/", q="10YFP-009")["results"][0]
    promised = ["reference", "title", "stage", "instrument", "submitters", "languages", "version", "url"]
    assert {name: programme[name] for name in promised} == {
        "reference": "10YFP-009",
        "title": "Sustainable buildings and construction",
        "stage": "consumption",
        "instrument": "planning",
        "submitters": [
            {
                "slug": "finland",
                "name": "Finland",
                "name_language": "en",
                "kind": "member_state",
                "role": "lead",
                "named_as": "芬兰",
                "named_language": "zh-hans",
            },
            {
                "slug": "european-union",
                "name": "European Union",
                "name_language": "en",
                "kind": "regional_organisation",
                "role": "co_submitter",
                "named_as": "欧盟",
                "named_language": "zh-hans",
            },
        ],
        "languages": list(CODES),
        "version": 1,
        "url": "http://testserver/id/10YFP-009",
    }


def test_following_next_meets_every_programme_once(three_hundred, client):
    met = []
    address = "/api/v1/programmes/?page_size=7&sort=reference"
    while address:
        answer = client.get(address).json()
        met += references(answer)
        address = answer["next"]
    assert len(met) == 300
    assert met == [f"10YFP-{number:03d}" for number in range(1, 301)]


def test_following_previous_leads_back_to_the_first_page(three_hundred, client):
    address = "/api/v1/programmes/?page=43&page_size=7"
    pages = 0
    while address:
        address = client.get(address).json()["previous"]
        pages += 1
    assert pages == 43


def test_pages_keep_the_filters(registry, ask):
    answer = ask("programmes/", stage="production", page_size=5, page=2)
    assert answer["count"] == 11
    assert answer["previous"] == "http://testserver/api/v1/programmes/?page_size=5&stage=production"
    assert answer["next"] == "http://testserver/api/v1/programmes/?page=3&page_size=5&stage=production"


def test_a_page_holds_twenty_unless_told_otherwise_and_never_more_than_a_hundred(three_hundred, ask, refused):
    assert len(ask("programmes/")["results"]) == 20
    assert len(ask("programmes/", page_size=100)["results"]) == 100
    assert refused("programmes/", page_size=101) == {"page_size": ["Give a whole number from 1 to 100."]}


def test_a_page_beyond_the_last_does_not_exist(registry, client):
    assert client.get("/api/v1/programmes/?page=2").status_code == 200
    for page in ("3", "99", "9999999"):
        response = client.get("/api/v1/programmes/", {"page": page})
        assert (response.status_code, response.json()["error"]["code"]) == (404, "not_found")


def test_an_empty_result_is_an_empty_first_page(registry, ask):
    assert ask("programmes/", stage="waste") == {"count": 0, "next": None, "previous": None, "results": []}
    assert ask("programmes/", q="?!")["count"] == 0


@pytest.mark.parametrize("axis", ["stage", "instrument"])
def test_the_filters_count_what_the_annex_counts(registry, ask, axis):
    expected = Counter(row[f"{axis}_code"] for row in annex.programmes())
    assert {code: ask("programmes/", **{axis: code})["count"] for code in expected} == dict(expected)


def test_two_values_of_a_filter_are_either_of_them(registry, ask):
    assert ask("programmes/", stage=["products", "distribution"])["count"] == 6


def test_a_line_of_a_lens_filters_too(registry, ask):
    assert ask("programmes/", lens="eu", row="eu_stage_products")["count"] == 6
    assert ask("programmes/", lens="eu", column="outside")["count"] == 11


def test_the_filters_of_the_pages_narrow_here_too(registry, ask):
    finland = ask("programmes/", submitter="finland", sort="reference")
    assert "10YFP-009" in references(finland)
    assert all("finland" in {each["slug"] for each in one["submitters"]} for one in finland["results"])
    assert ask("programmes/", kind="member_state")["count"] > 0
    assert ask("programmes/", language="fr")["count"] == 37


@pytest.mark.parametrize("words", ["sustainable buildings", "可持续建筑", "Bâtiments", "芬兰 建筑", "здания"])
def test_search_reads_every_language(registry, ask, words):
    assert "10YFP-009" in references(ask("programmes/", q=words))


def test_the_order_is_the_readers_alphabet(registry, ask):
    for language in CODES:
        titles = [each["title"] for each in ask("programmes/", lang=language, page_size=100)["results"]]
        assert titles == sorted(titles, key=lambda title: sort_key(title, language))


def test_what_left_the_list_is_not_in_it(make_programme, ask):
    make_programme(title="Stays")
    gone = make_programme(title="Goes")
    make_programme(title="Not yet", published=False)
    change_status(
        programme=gone, kind=VersionKind.WITHDRAWN, notes={"en": "Taken back."}, by=None, reason="Asked."
    )
    assert [each["title"] for each in ask("programmes/")["results"]] == ["Stays"]


def test_a_programme_without_parties_is_listed(make_programme, ask):
    make_programme(submitters=[])
    assert ask("programmes/")["results"][0]["submitters"] == []


def test_parties_stand_in_their_order(make_programme, ask):
    make_programme(submitters=["Zembla", "Arcadia", "Ruritania"])
    names = [each["name"] for each in ask("programmes/")["results"][0]["submitters"]]
    assert names == ["Zembla", "Arcadia", "Ruritania"]


def test_hostile_markup_comes_back_as_the_text_it_is(make_programme, ask):
    markup = "</script><script>alert(1)</script>"
    make_programme(title=markup)
    assert ask("programmes/")["results"][0]["title"] == markup


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"colour": "red"}, ["colour"]),
        ({"colour": "red", "size": "9"}, ["colour", "size"]),
        ({"stage": "nowhere"}, ["stage"]),
        ({"instrument": "x" * 5000}, ["instrument"]),
        ({"kind": "planet"}, ["kind"]),
        ({"language": "de"}, ["language"]),
        ({"lens": "monocle"}, ["lens"]),
        ({"lens": "eu", "row": "waste"}, ["row"]),
        ({"column": "legal"}, ["column"]),
        ({"sort": "size"}, ["sort"]),
        ({"q": "x" * 201}, ["q"]),
        ({"q": "a\0b"}, ["q"]),
        ({"submitter": "a\0b"}, ["submitter"]),
        ({"submitter": "x" * 81}, ["submitter"]),
        ({"page": "abc"}, ["page"]),
        ({"page": "0"}, ["page"]),
        ({"page": "-1"}, ["page"]),
        ({"page": "1.5"}, ["page"]),
        ({"page": "٣"}, ["page"]),
        ({"page": "9" * 400}, ["page"]),
        ({"page_size": "0"}, ["page_size"]),
        ({"page_size": "1000"}, ["page_size"]),
        ({"lang": "de"}, ["lang"]),
        ({"format": "xml"}, ["format"]),
        ({"cursor": "x"}, ["cursor"]),
        (
            {"colour": "red", "stage": "nowhere", "page": "x", "lang": "xx"},
            ["colour", "lang", "page", "stage"],
        ),
    ],
)
def test_what_it_does_not_understand_is_refused_by_name(registry, refused, query, named):
    fields = refused("programmes/", **query)
    assert sorted(fields) == named
    assert all(messages and all(messages) for messages in fields.values())


def test_an_empty_page_or_language_means_none_was_given(registry, ask):
    assert ask("programmes/", page="", page_size="", lang="")["count"] == 37


def test_a_request_full_of_nonsense_is_not_repeated_in_full(taxonomy, refused):
    fields = refused("programmes/", **{f"{number:03d}{'x' * 500}": "1" for number in range(200)})
    assert len(fields) == 20
    assert {len(name) for name in fields} == {60}


def test_an_edit_shows_at_once(make_programme, ask):
    programme = make_programme(title="Clean ovens")
    assert ask("programmes/")["results"][0]["version"] == 1
    working = factories.workflow.open_working_version(programme=programme, by=None)
    working.content["items"]["title"]["texts"]["en"]["text"] = "Cleaner ovens"
    working.save()
    factories.publish(programme)
    again = ask("programmes/")["results"][0]
    assert (again["title"], again["version"]) == ("Cleaner ovens", 2)

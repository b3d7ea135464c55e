"""Which language an answer is in, and what it says of it."""

from __future__ import annotations

import pytest

from languages.official import CODES

pytestmark = pytest.mark.django_db

TITLES = {
    "ar": "أفران نظيفة",
    "zh-hans": "清洁炉灶",
    "en": "Clean ovens",
    "fr": "Fours propres",
    "ru": "Чистые печи",
    "es": "Hornos limpios",
}


@pytest.fixture
def ovens(make_programme):
    return make_programme(title=TITLES)


@pytest.mark.parametrize("code", CODES)
def test_the_parameter_picks_the_language(ovens, client, code):
    response = client.get("/api/v1/programmes/", {"lang": code}, headers={"Accept-Language": "fr"})
    programme = response.json()["results"][0]
    assert (programme["title"], programme["title_language"]) == (TITLES[code], code)
    assert response["Content-Language"].lower() == code


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("fr", "fr"),
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("de, ru;q=0.5", "ru"),
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("zh", "zh-hans"),
        ("es-419", "es"),
        ("de", "en"),
        ("*", "en"),
        ("", "en"),
        (";;;q=nonsense,,", "en"),
        ("x" * 9000, "en"),
    ],
)
def test_without_it_the_header_decides(ovens, client, header, code):
    response = client.get("/api/v1/programmes/", headers={"Accept-Language": header})
    assert response.json()["results"][0]["title"] == TITLES[code]
    assert response["Content-Language"].lower() == code
    assert "Accept-Language" in response["Vary"]


def test_a_cookie_has_no_say(ovens, client):
    client.cookies["django_language"] = "ru"
    response = client.get("/api/v1/programmes/", headers={"Accept-Language": "fr"})
    assert response["Content-Language"] == "fr"
    assert "Cookie" not in response["Vary"]


def test_all_of_them_at_once(ovens, client):
    response = client.get("/api/v1/programmes/?lang=all", headers={"Accept-Language": "fr"})
    assert response.json()["results"][0]["title"] == TITLES
    assert response["Content-Language"] == "ar, zh-Hans, en, fr, ru, es"


def test_a_missing_text_is_read_in_another_language_that_is_named(make_programme, ask):
    make_programme(title={"fr": "Fours propres"})
    programme = ask("programmes/", lang="ru")["results"][0]
    assert (programme["title"], programme["title_language"]) == ("Fours propres", "fr")
    assert programme["title_status"] == "original"
    assert programme["languages"] == ["fr"]


def test_capital_letters_of_a_language_do_not_matter(ovens, ask):
    assert ask("programmes/", lang="zh-Hans")["results"][0]["title"] == TITLES["zh-hans"]


@pytest.mark.parametrize("path", ["", "programmes/", "matrix/", "lenses/", "submitters/", "schema/", "docs/"])
def test_an_unknown_language_is_refused_everywhere(registry, refused, path):
    assert list(refused(path, lang="tlh")) == ["lang"]


@pytest.mark.parametrize("path", ["schema/", "docs/"])
def test_what_is_written_in_one_language_is_not_given_in_all(registry, refused, path):
    assert list(refused(path, lang="all")) == ["lang"]


def test_names_of_the_taxonomy_are_in_the_readers_language(registry, ask):
    assert ask("matrix/", lang="es")["rows"][0]["name"] == "Procesos de producción"
    assert ask("lifecycle-stages/", lang="zh-hans")["results"][0]["name"] == "生产过程"

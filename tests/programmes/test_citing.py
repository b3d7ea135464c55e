"""A version is cited in each style from its own record, and no title breaks a file that cites it."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from languages.official import language_for
from languages.reading import Reading
from programmes.citing import CitedVersion
from programmes.models import Version
from tests.factories import texts

FRAMEWORK = "10-Year Framework of Programmes on Sustainable Consumption and Production"
ADDRESS = "https://registry.example/id/10YFP-009/v/2"


def reading(text, code="en"):
    return Reading(text, language_for(code), is_fallback=False)


def cited(title="Clean ovens", *authors, code="en"):
    return CitedVersion(
        authors=[reading(author, code) for author in authors],
        title=reading(title, code),
        reference="10YFP-009",
        number=2,
        published=date(2026, 3, 1),
        address=ADDRESS,
    )


def version(title="Clean ovens", *parties):
    record = {"reference": "10YFP-009", "parties": list(parties)}
    content = {"edition": "csd-2010", "items": {"title": {"texts": texts(en=title), "cites": []}}}
    return Version(
        number=2, content=content, record=record, published_at=datetime(2026, 3, 1, 23, tzinfo=UTC)
    )


def party(name, role="lead"):
    return {"name": name, "role": role}


# --- From a version ----------------------------------------------------------------------------------


def test_submitters_are_its_authors_and_partners_are_not():
    found = CitedVersion.of(
        version(
            "Clean ovens",
            party({"en": "Finland", "fr": "Finlande"}),
            party({"en": "European Union"}, "co_submitter"),
            party({"en": "A bank"}, "partner"),
        ),
        ADDRESS,
    )
    assert [author.text for author in found.authors] == ["Finland", "European Union"]
    assert (found.title.text, found.reference, found.number) == ("Clean ovens", "10YFP-009", 2)
    assert (found.published, found.address, found.key) == (date(2026, 3, 1), ADDRESS, "10YFP-009-v2")


def test_names_are_in_the_language_read():
    with translation.override("fr"):
        found = CitedVersion.of(version("Fours", party({"en": "Finland", "fr": "Finlande"})), ADDRESS)
    assert (found.authors[0].text, found.title.is_fallback) == ("Finlande", True)


def test_a_text_is_cited_in_one_line_and_without_marks_that_turn_what_follows():
    found = CitedVersion.of(version("One\r\nTwo\u2028\u202eThree\u200f\tFour\u2067"), ADDRESS)
    assert found.title.text == "One Two Three Four"


# --- Styles of text ----------------------------------------------------------------------------------


def test_a_footnote_is_in_the_reader_s_language():
    assert str(cited("Clean ovens", "Finland", "European Union").footnote) == (
        "Finland, European Union, “Clean ovens”, 10YFP-009, version 2, Programme registry of the "
        f"{FRAMEWORK}, 1 March 2026. {ADDRESS}"
    )
    with translation.override("fr"):
        assert str(cited("Fours propres", "Finlande", code="fr").footnote) == (
            "Finlande, «\u00a0Fours propres\u00a0», 10YFP-009, version 2, Registre des programmes du Cadre "
            "décennal de programmation concernant les modes de consommation et de production durables, "
            "1er mars 2026. "
            f"{ADDRESS}"
        )
    with translation.override("zh-hans"):
        assert str(cited("清洁炉灶", "芬兰", "欧洲联盟", code="zh-hans").footnote) == (
            "芬兰、欧洲联盟，“清洁炉灶”，10YFP-009，第2版，可持续消费和生产十年方案框架方案登记册，"
            f"2026年3月1日。 {ADDRESS}"
        )


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (["Finland"], "Finland."),
        (["Feasta Ltd."], "Feasta Ltd."),
        (["Finland", "European Union"], "Finland & European Union."),
        (["Finland", "Iceland", "Norway"], "Finland, Iceland, & Norway."),
    ],
)
def test_apa_lists_authors_before_the_date(authors, names):
    assert str(cited("Clean ovens", *authors).apa) == (
        f"{names} (2026, March 1). Clean ovens (10YFP-009; Version 2). Programme registry, {FRAMEWORK}. "
        f"{ADDRESS}"
    )


def test_apa_begins_with_the_title_where_nobody_signed():
    assert str(cited("Clean ovens").apa) == (
        f"Clean ovens (10YFP-009; Version 2). (2026, March 1). Programme registry, {FRAMEWORK}. {ADDRESS}"
    )


@pytest.mark.parametrize(
    ("title", "authors", "beginning"),
    [
        ("Clean ovens", ["Finland"], "Finland. “Clean ovens.” Programme registry, "),
        ("Clean ovens?", ["Finland", "Iceland"], "Finland and Iceland. “Clean ovens?” Programme registry, "),
        ("Clean ovens", ["A", "B", "C"], "A, B, and C. “Clean ovens.” Programme registry, "),
        ("Clean ovens", [], "“Clean ovens.” Programme registry, "),
    ],
)
def test_chicago_ends_the_title_within_the_quotation(title, authors, beginning):
    assert str(cited(title, *authors).chicago) == (
        f"{beginning}{FRAMEWORK}, 10YFP-009, version 2. March 1, 2026. {ADDRESS}."
    )


def test_an_english_style_stays_english_around_a_title_that_keeps_its_language():
    with translation.override("ar"):
        found = cited("أفران نظيفة", "فنلندا", code="ar").apa
    assert found.language == "en"
    assert [(part.text, part.language.tag) for part in found.parts if part.language] == [
        ("فنلندا", "ar"),
        ("أفران نظيفة", "ar"),
    ]
    assert "(2026, March 1)" in str(found)
    assert "Programme registry" in str(found)


def test_a_title_that_looks_like_a_place_in_a_pattern_is_only_a_title():
    assert "“%(address)s %d {0}.”" in str(cited("%(address)s %d {0}", "%(title)s").chicago)


# --- Files -------------------------------------------------------------------------------------------


def test_bibtex():
    assert cited("Clean ovens", "Finland", "Bread and Roses").bibtex == (
        "@misc{10YFP-009-v2,\n"
        "  author = {{Finland} and {Bread and Roses}},\n"
        "  title = {{Clean ovens}},\n"
        f"  howpublished = {{Programme registry, {FRAMEWORK}}},\n"
        "  note = {10YFP-009, version 2},\n"
        "  year = {2026},\n"
        "  day = {1},\n"
        "  language = {en},\n"
        f"  url = {{{ADDRESS}}},\n"
        "  month = mar,\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("title", "escaped"),
    [
        ("50 % & more: $1 #2 a_b", r"50 \% \& more: \$1 \#2 a\_b"),
        ("}, url = {https://evil.example", r"{\textbraceright}, url = {\textbraceleft}https://evil.example"),
        (r"C:\ovens\}", r"C:{\textbackslash}ovens{\textbackslash}{\textbraceright}"),
        ("a~b^c", r"a{\textasciitilde}b{\textasciicircum}c"),
        ("Q = “@article{x,”", r"Q = “@article{\textbraceleft}x,”"),
    ],
)
def test_nothing_in_a_title_leaves_its_field_in_bibtex(title, escaped):
    file = cited(title, title).bibtex
    assert f"  title = {{{{{escaped}}}}},\n" in file
    assert f"  author = {{{{{escaped}}}}},\n" in file
    assert file.count("{") == file.count("}")


def test_bibtex_without_authors_has_no_empty_field():
    assert "author" not in cited("Clean ovens").bibtex


def test_ris_ends_its_lines_as_prescribed():
    assert cited("Clean ovens", "Finland", "European Union").ris == (
        "TY  - ELEC\r\n"
        "ID  - 10YFP-009-v2\r\n"
        "AU  - Finland\r\n"
        "AU  - European Union\r\n"
        "TI  - Clean ovens\r\n"
        f"T2  - Programme registry, {FRAMEWORK}\r\n"
        "M1  - 10YFP-009\r\n"
        "ET  - 2\r\n"
        "PY  - 2026\r\n"
        "DA  - 2026/03/01\r\n"
        "LA  - en\r\n"
        f"UR  - {ADDRESS}\r\n"
        "ER  - \r\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_a_line_end_in_a_title_begins_no_field_in_ris(end):
    found = CitedVersion.of(version(f"Clean{end}ER  - {end}UR  - https://evil.example"), ADDRESS)
    lines = found.ris.splitlines()
    assert "TI  - Clean ER  -  UR  - https://evil.example" in lines
    assert [line for line in lines if line.startswith(("UR", "ER"))] == [f"UR  - {ADDRESS}", "ER  - "]

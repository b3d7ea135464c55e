"""Amounts are read as people write them, or said not to be understood; none is guessed."""

from __future__ import annotations

import pytest

from lifecycle.scheme import load_scheme
from programmes.template.editions import CURRENT_EDITION
from submissions.word.amounts import quantity_of
from submissions.word.layout import Column
from submissions.word.names import names_of
from tests.word_files import amount

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("taxonomy")]


@pytest.fixture
def understood():
    names = names_of(CURRENT_EDITION, load_scheme())

    def act(**cells):
        return quantity_of({Column(name): text for name, text in cells.items()}, names)

    return act


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("20", "20"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("0", "0"),
        ("1.125", "1.125"),
        ("1,5", "1.5"),
        ("1 000 000", "1000000"),
        ("1\u202f000", "1000"),
        ("12 345,67", "12345.67"),
        ("1,000,000", "1000000"),
        ("1.000.000", "1000000"),
        ("٢٠", "20"),
        ("۲۰٫۵", "20.5"),
        ("２０", "20"),
        ("\u200f20", "20"),
    ],
)
def test_a_figure_is_read_in_every_script(understood, written, value):
    assert understood(amount=written) == (amount(value, by=""), [])


@pytest.mark.parametrize("written", ["1,000", "1.000", "12,345", "1.230"])
def test_a_figure_that_reads_in_two_ways_is_left_open_and_said(understood, written):
    assert understood(amount=written) == (amount(None, placeholder=written, by=""), [("amount", written)])


@pytest.mark.parametrize(
    ("written", "unit"),
    [("20 %", "percent"), ("20%", "percent"), ("20 per cent", "percent"), ("20 tonnes", "tonnes")],
)
def test_a_unit_may_stand_beside_its_figure(understood, written, unit):
    assert understood(amount=written) == (amount("20", unit=unit, by=""), [])


@pytest.mark.parametrize(
    "written", ["10 million", "20万", "20-30 %", "3½", "10⁶", "20 % of them", "5 %, then more"]
)
def test_words_beside_a_figure_that_may_change_it_leave_it_open_and_are_said(understood, written):
    expected = amount(None, placeholder=written, by="")
    assert understood(amount=written) == (expected, [("amount", written)])
    assert understood(amount=written, unit="tonnes")[0] == {**expected, "unit": "tonnes"}


def test_a_unit_may_stand_there_twice_but_not_be_two(understood):
    assert understood(amount="20 %", unit="per cent") == (amount("20", unit="percent", by=""), [])
    found, lost = understood(amount="20 %", unit="tonnes")
    assert (found, lost) == (amount("20", unit="tonnes", by=""), [("amount", "20 %")])


@pytest.mark.parametrize("written", ["20", "xx", "about 20"])
def test_a_blank_is_kept_as_it_is_written(understood, written):
    expected = amount(None, placeholder=written, by="")
    assert understood(amount="not yet quantified", placeholder=written) == (expected, [])


def test_words_in_the_place_of_a_figure_are_the_blank(understood):
    assert understood(amount="xx") == (amount(None, placeholder="xx", by=""), [])
    told = "as many as the ministers decide"
    assert understood(amount=told) == (amount(None, by=""), [("amount", told)])


@pytest.mark.parametrize(
    "words",
    [
        "Not yet quantified",
        "pas encore chiffrée",
        "尚未量化",
        "لم تُحدَّد كمياً بعد",
        "aún sin cuantificar",
        "количественное значение еще не определено",
    ],
)
def test_what_is_still_open_is_known_in_every_language(understood, words):
    assert understood(amount=words) == (amount(None, by=""), [])


def test_a_unit_without_a_figure_is_an_open_amount(understood):
    assert understood(unit="Countries", per="a year", by="2030") == (
        amount(None, unit="countries", per="year", by="2030"),
        [],
    )


def test_nothing_is_no_amount(understood):
    assert understood(amount=" ", unit="") == (None, [])

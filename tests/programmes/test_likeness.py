"""What of a programme is compared, and how its vectors are kept: with an encoder of our own."""

from __future__ import annotations

import pytest

from languages.alike.finder import Passage
from programmes import workflow
from programmes.likeness import TEXT_LENGTH, passages_of, write_meanings
from programmes.models import Meaning
from tests.factories import prose

pytestmark = pytest.mark.django_db


class Lengths:
    """Makes of every text its length; ``meanwhile`` happens while it does."""

    maker = "lengths"

    def __init__(self, meanwhile=lambda: None):
        self.meanwhile = meanwhile

    def encode(self, passages):
        self.meanwhile()
        return bytes(len(passage.text) % 256 for passage in passages)


def test_title_and_summary_are_compared_in_every_language_they_have(make_programme):
    programme = make_programme(
        title={"en": "Clean ovens", "zh-hans": "清洁炉灶"},
        content={"overall_objective": prose("Less smoke."), "description": prose("Not compared.")},
    )
    assert passages_of(programme) == [
        Passage("title", "zh-hans", "清洁炉灶"),
        Passage("title", "en", "Clean ovens"),
        Passage("overall_objective", "en", "Less smoke."),
    ]


def test_of_a_long_text_so_much_is_compared(make_programme):
    programme = make_programme(content={"overall_objective": prose("Less smoke. " * 200)})
    assert len(passages_of(programme)[-1].text) == TEXT_LENGTH


def test_only_listed_programmes_have_vectors_and_each_once(make_programme):
    listed = make_programme(title="Clean ovens")
    make_programme(title="Prepared", published=False)
    assert [write_meanings(encoder=Lengths(), most=5) for _time in range(2)] == [1, 0]
    meaning = Meaning.objects.get()
    assert (meaning.programme, meaning.maker, bytes(meaning.vectors)) == (listed, "lengths", b"\x0b")


def test_no_more_are_made_at_once_than_were_asked_for(make_programme):
    for number in range(3):
        make_programme(title=f"Oven {number}")
    assert [write_meanings(encoder=Lengths(), most=2) for _time in range(3)] == [2, 1, 0]


def test_every_publication_takes_them_away(make_programme, publisher):
    programme = make_programme()
    write_meanings(encoder=Lengths(), most=5)
    workflow.correct_record(programme=programme, notes={"en": "Put right."}, by=publisher, reason="A slip.")
    assert not Meaning.objects.exists()


def test_withdrawn_while_they_are_made_a_programme_keeps_none(make_programme, publisher):
    programme = make_programme()

    def withdraw():
        workflow.change_status(
            programme=programme,
            kind="withdrawn",
            notes={"en": "Withdrawn."},
            by=publisher,
            reason="Asked for.",
        )

    write_meanings(encoder=Lengths(withdraw), most=5)
    assert not Meaning.objects.exists()

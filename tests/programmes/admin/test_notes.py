"""Reason and public note: what was said once is not typed 37 times."""

from __future__ import annotations

import pytest

from programmes import workflow
from programmes.models import Programme
from tests.filled import filled
from tests.page import Page, words
from tests.programmes.admin.conftest import address

pytestmark = pytest.mark.django_db
SAID = {"en": "A typing error was put right.", "fr": "Une faute de frappe a été corrigée."}
WHY = "All entries were read again."
RADIO = ".//input[@type='radio'][@name='again']"


@pytest.fixture
def said(make_programme, publisher):
    """The version with which the publisher said something."""
    there = make_programme(title="Lamps")
    return workflow.correct_record(programme=there, notes=SAID, by=publisher, reason=WHY)


def offered(client, page, *args):
    """What may be said again on a page: by the key of the version, in words."""
    found = Page(client.get(address(page, *args)))
    labels = {each.get("for"): words(each) for each in found.all(".//label")}
    return {each.get("value"): labels[each.get("id")] for each in found.all(RADIO)}


def heard(programme):
    version = Programme.objects.get(pk=programme.pk).current
    return version.number, version.reason, {"en": version.note_en, "fr": version.note_fr}


@pytest.mark.parametrize("act", [("change",), ("status", "withdrawn"), ("correct",)], ids="-".join)
def test_what_one_said_last_is_offered_wherever_a_reason_is_asked(publisher_client, programme, said, act):
    page, *args = act
    assert offered(publisher_client, page, programme.pk, *args) == {
        "": "what is written below",
        str(said.pk): f"{WHY} · {SAID['en']} English Français",
    }


def test_an_act_says_it_again_in_every_language_by_one_choice(
    publisher_client, programme, said, send, no_faults
):
    url = address("status", programme.pk, "withdrawn")
    assert send(publisher_client, url, again=str(said.pk)).status_code == 302
    assert heard(programme) == (2, WHY, SAID)
    no_faults()


def test_a_changed_cell_says_it_again(publisher_client, programme, said, send, no_faults):
    url = address("change", programme.pk)
    answer = send(publisher_client, url, "programme_form", stage="waste", again=str(said.pk))
    assert (answer.status_code, heard(programme)) == (302, (2, WHY, SAID))
    no_faults()


def test_a_changed_party_says_it_again(publisher_client, programme, said, send, no_faults):
    url = address("change", programme.pk)
    typed = {"parties-0-named_as": "The Ruritanians", "again": str(said.pk)}
    assert send(publisher_client, url, "programme_form", **typed).status_code == 302
    assert heard(programme) == (2, WHY, SAID)
    no_faults()


def test_a_correction_keeps_the_choice_while_it_is_looked_at(publisher_client, programme, said, send):
    url = f"{address('correct', programme.pk)}?lang=en"
    typed = {"title__en": "Cleaner ovens", "again": str(said.pk), "press": "look"}
    looked = filled(send(publisher_client, url, "template-form", **typed), "template-form")
    assert looked["again"] == [str(said.pk)]
    assert publisher_client.post(url, {**looked, "press": "publish"}).status_code == 302
    assert heard(programme) == (2, WHY, SAID)


def test_what_is_written_anew_goes_before_it(publisher_client, programme, said, send):
    url = address("status", programme.pk, "withdrawn")
    send(publisher_client, url, again=str(said.pk), reason="A letter.")
    assert heard(programme) == (2, "A letter.", SAID)
    url = address("status", programme.pk, "restored")
    send(publisher_client, url, again=str(said.pk), note_en="It is back.")
    # Notes in six languages are one thing: none of them is left over beside a new one.
    assert heard(programme) == (3, WHY, {"en": "It is back.", "fr": None})


def test_without_a_choice_reason_and_note_are_asked_for(publisher_client, programme, said, send):
    answer = send(publisher_client, address("status", programme.pk, "withdrawn"))
    assert answer.status_code == 422
    assert heard(programme)[0] == 1


def test_the_last_three_are_offered_and_the_same_words_once(publisher_client, publisher, programme, said):
    for number in (1, 2, 2, 3):
        notes = {"en": f"Note {number}."}
        workflow.correct_record(programme=said.programme, notes=notes, by=publisher, reason="Because.")
    assert list(offered(publisher_client, "correct", programme.pk).values()) == [
        "what is written below",
        "Because. · Note 3. English",
        "Because. · Note 2. English",
        "Because. · Note 1. English",
    ]


def test_saying_the_same_of_every_entry_leaves_on_offer_what_was_said_before(
    publisher_client, publisher, programme, said
):
    for _each in range(37):
        notes = {"en": "Moved."}
        workflow.correct_record(programme=said.programme, notes=notes, by=publisher, reason="Because.")
    assert list(offered(publisher_client, "correct", programme.pk).values()) == [
        "what is written below",
        "Because. · Moved. English",
        f"{WHY} · {SAID['en']} English Français",
    ]


def test_what_others_said_or_nobody_may_read_is_not_offered(publisher_client, publisher, programme, said):
    other = workflow.correct_record(programme=said.programme, notes=SAID, by=None, reason="Theirs.")
    assert list(offered(publisher_client, "correct", programme.pk)) == ["", str(said.pk)]
    workflow.withhold(version=said, notes=SAID, by=publisher, reason="A name.")
    assert offered(publisher_client, "correct", programme.pk) == {}
    assert other.number == 3


@pytest.mark.parametrize("forged", ["0", "x", "\0", "theirs"])
def test_a_choice_that_was_not_offered_is_refused(publisher_client, programme, said, send, forged):
    theirs = workflow.correct_record(programme=said.programme, notes=SAID, by=None, reason="Theirs.")
    again = str(theirs.pk) if forged == "theirs" else forged
    assert (
        send(publisher_client, address("status", programme.pk, "withdrawn"), again=again).status_code == 422
    )
    change = address("change", programme.pk)
    typed = {"parties-0-named_as": "The Ruritanians", "again": again}
    assert send(publisher_client, change, "programme_form", **typed).status_code == 200
    assert heard(programme)[0] == 1

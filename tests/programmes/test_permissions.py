"""Who may do what, and why not."""

import pytest
from django.contrib.auth.models import AnonymousUser

from programmes import workflow
from programmes.permissions import may_change_record, may_edit, may_prepare, may_publish
from tests.factories import NOTES

# The cast, and whether each may edit, begin a programme, change the record of a listed one, and publish.
CAST = {
    "focal_point": (False, False, False, False),
    "co_submitter": (False, False, False, False),
    "stranger": (False, False, False, False),
    "reader": (False, False, False, False),
    "screener": (True, True, False, False),
    "publisher": (True, True, True, True),
}


def answers(user, programme):
    record = may_change_record(user, programme)
    return tuple(map(bool, (may_edit(user), may_prepare(user), record, may_publish(user))))


@pytest.mark.parametrize("name", CAST)
def test_everyone_of_the_cast_may_do_what_they_are_for(name, request, make_programme):
    assert answers(request.getfixturevalue(name), make_programme()) == CAST[name]


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_a_publisher_who_left_may_nothing(change, publisher, make_programme):
    for name, value in change.items():
        setattr(publisher, name, value)
    assert answers(publisher, make_programme()) == (False,) * 4


def test_nobody_in_particular_may_nothing(make_programme):
    assert answers(AnonymousUser(), make_programme()) == (False,) * 4


def test_the_record_of_a_prepared_programme_is_a_curator_s_to_change(screener, make_programme):
    assert may_change_record(screener, make_programme(published=False))


def test_a_programme_that_left_the_list_keeps_its_record(publisher, make_programme):
    programme = make_programme()
    workflow.change_status(programme=programme, kind="retired", notes=NOTES, by=publisher, reason="Over.")
    programme.refresh_from_db()
    assert str(may_change_record(publisher, programme).reason) == (
        "A programme that has left the list keeps its cell, parties and placements."
    )


def test_a_no_says_why(reader):
    assert str(may_publish(reader).reason) == "Only a publisher may change what is public."
    assert str(may_edit(reader).reason) == "Only a translator or a curator may edit working versions."

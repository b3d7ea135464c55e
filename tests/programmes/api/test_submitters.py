"""``/api/v1/submitters/``: who is in, and what each is part of."""

from __future__ import annotations

import pytest

from programmes.status import VersionKind
from programmes.workflow import change_status
from tests import factories

pytestmark = pytest.mark.django_db


def test_everybody_who_is_in_is_listed_with_their_number_of_programmes(registry, ask):
    answer = ask("submitters/", page_size=100)
    assert answer["count"] == len(answer["results"]) == 24
    # A joint programme counts under each of its submitters: more parts than programmes.
    assert sum(each["programme_count"] for each in answer["results"]) > 37


def test_a_submitter_names_its_programmes_and_where_to_read_on(registry, ask, client):
    finland = ask("submitters/finland/")
    assert (finland["name"], finland["kind"]) == ("Finland", "member_state")
    listed = client.get(f"{finland['programmes_url']}&page_size=100").json()["results"]
    assert {each["reference"] for each in listed} == {each["reference"] for each in finland["programmes"]}
    assert finland["programme_count"] == len(finland["programmes"])
    assert {each["named_as"] for each in finland["programmes"]} == {"芬兰"}


def test_a_name_that_stands_in_prepared_programmes_alone_is_not_known(make_programme, client):
    make_programme(submitters=["Zembla"], published=False)
    there, nowhere = client.get("/api/v1/submitters/zembla/"), client.get("/api/v1/submitters/nobody/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content


def test_whoever_a_known_submitter_belongs_to_is_known(make_programme, ask):
    parent = factories.make_submitter("Ministry of Ovens")
    factories.make_submitter("Oven Agency", parent=parent)
    make_programme(submitters=["Oven Agency"])
    assert ask("submitters/oven-agency/")["part_of"] == "ministry-of-ovens"
    assert ask("submitters/ministry-of-ovens/")["programmes"] == []
    assert [each["slug"] for each in ask("submitters/")["results"]] == ["oven-agency"]


def test_a_withdrawn_programme_stays_with_its_submitter_and_is_not_counted(make_programme, ask):
    programme = make_programme(submitters=["Zembla"])
    change_status(
        programme=programme,
        kind=VersionKind.WITHDRAWN,
        notes={"en": "Taken back."},
        by=None,
        reason="Letter.",
    )
    zembla = ask("submitters/zembla/")
    assert zembla["programme_count"] == 0
    assert [each["status"] for each in zembla["programmes"]] == ["withdrawn"]


def test_the_address_of_its_page_is_in_the_language_asked_for(registry, ask):
    assert ask("submitters/finland/", lang="ru")["url"] == "http://testserver/ru/submitters/finland/"
    assert ask("submitters/finland/", lang="all")["url"] == "http://testserver/en/submitters/finland/"


def test_its_programmes_are_named_up_to_a_hundred(make_programme, ask):
    for number in range(102):
        make_programme(title=f"Programme {number}", submitters=["Zembla"])
    zembla = ask("submitters/zembla/")
    assert (zembla["programme_count"], len(zembla["programmes"])) == (102, 100)

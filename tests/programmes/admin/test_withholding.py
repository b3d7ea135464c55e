"""Withholding a version from the desk: an act of a publisher, with its reason and what readers are told."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from programmes.models import Version, Withholding
from tests.factories import make_withheld
from tests.programmes.admin.conftest import address

pytestmark = pytest.mark.usefixtures("taxonomy")
NOTES = {
    "reason": "A letter of 3 May.",
    "note_en": "It named a person.",
    "note_fr": "Elle nommait quelqu’un.",
}


@pytest.fixture
def programme():
    """Its first version is withheld, its second is current."""
    return make_withheld()


@pytest.fixture
def readable(programme, publisher_client, send):
    """The same programme after its first version was let be read again."""
    send(publisher_client, address("lift", programme.pk, 1), reason="A mistake.")
    return programme


def first(programme):
    return programme.versions.select_related("withheld").get(number=1)


def page_of(version):
    return reverse("admin:programmes_version_change", args=[version.pk])


def test_a_publisher_withholds_a_version(publisher_client, publisher, readable, send, no_faults):
    shown = publisher_client.get(address("withhold", readable.pk, 1)).content.decode()
    assert "Nobody outside can read its text, names, cell or note any more." in shown
    answer = send(publisher_client, address("withhold", readable.pk, 1), **NOTES)
    assert answer.url == address("change", readable.pk)
    withheld = first(readable).withheld
    assert (withheld.made_by, withheld.reason) == (publisher, "A letter of 3 May.")
    assert (withheld.note_en, withheld.note_fr) == ("It named a person.", "Elle nommait quelqu’un.")
    assert LogEntry.objects.filter(object_id=readable.pk).first().change_message == "Version 1 is withheld."
    no_faults()


def test_a_publisher_lets_it_be_read_again(publisher_client, publisher, programme, send, no_faults):
    shown = publisher_client.get(address("lift", programme.pk, 1)).content.decode()
    assert "It named a person." in shown
    assert "A letter of 3 May." in shown
    assert 'name="note_en"' not in shown
    send(publisher_client, address("lift", programme.pk, 1), reason="A mistake.")
    assert first(programme).withheld is None
    lifted = Withholding.objects.get()
    assert (lifted.lifted_by, lifted.lift_reason) == (publisher, "A mistake.")
    no_faults()


@pytest.mark.parametrize("missing", [{"reason": ""}, {"note_en": "", "note_fr": ""}, {"note_ar": "a\x07"}])
def test_reason_and_note_are_asked_for(publisher_client, readable, send, missing):
    answer = send(publisher_client, address("withhold", readable.pk, 1), **{**NOTES, **missing})
    assert answer.status_code == 422
    assert first(readable).withheld is None


def test_lifting_asks_for_the_reason(publisher_client, programme, send):
    assert send(publisher_client, address("lift", programme.pk, 1), reason=" ").status_code == 422
    assert first(programme).withheld is not None


@pytest.mark.parametrize(
    ("act", "number", "says"),
    [
        ("withhold", 2, "The current version cannot be withheld."),
        ("withhold", 1, "This version is withheld already."),
        ("lift", 2, "This version is not withheld."),
    ],
)
def test_what_is_not_legal_now_says_why(publisher_client, programme, act, number, says):
    url = address(act, programme.pk, number)
    assert says in publisher_client.get(url).content.decode()
    answer = publisher_client.post(url, NOTES)
    assert (answer.status_code, says in answer.content.decode()) == (422, True)
    assert Withholding.objects.get().lifted_at is None


@pytest.mark.parametrize("number", [0, 3])
def test_a_version_that_is_not_there_is_not_found(publisher_client, programme, number):
    assert publisher_client.get(address("withhold", programme.pk, number)).status_code == 404


@pytest.mark.parametrize("act", ["withhold", "lift"])
@pytest.mark.parametrize("who", ["reader_client", "curator_client", "translator_client"])
def test_only_a_publisher_may(request, readable, who, act):
    client, url = request.getfixturevalue(who), address(act, readable.pk, 1)
    answers = [client.get(url), client.post(url, NOTES)]
    assert [each.status_code for each in answers] == [403, 403]
    assert "Only a publisher may change what is public." in answers[1].content.decode()
    assert first(readable).withheld is None


@pytest.mark.parametrize("who", ["stranger_client", "publisher_without_second_factor_client"])
def test_nobody_else_comes_near_it(request, readable, who):
    client = request.getfixturevalue(who)
    assert client.post(address("withhold", readable.pk, 1), NOTES).status_code in (302, 403)
    assert first(readable).withheld is None


def test_the_page_of_the_programme_leads_to_the_acts_that_are_legal(publisher_client, programme):
    page = publisher_client.get(address("change", programme.pk)).content.decode()
    acts = [
        (act, number)
        for act in ("withhold", "lift")
        for number in (1, 2)
        if f'href="{address(act, programme.pk, number)}"' in page
    ]
    assert acts == [("lift", 1)]


def test_the_page_of_a_version_leads_to_the_act_that_is_legal(publisher_client, reader_client, programme):
    old, current = first(programme), programme.current
    assert f'href="{address("lift", programme.pk, 1)}"' in publisher_client.get(page_of(old)).content.decode()
    for client, version in ((publisher_client, current), (reader_client, old)):
        page = client.get(page_of(version)).content.decode()
        assert "/withhold/" not in page
        assert "/lift/" not in page


def test_the_page_of_the_programme_offers_a_curator_neither(curator_client, readable):
    page = curator_client.get(address("change", readable.pk)).content.decode()
    assert "/withhold/" not in page
    assert "/lift/" not in page


def test_the_page_of_the_version_tells_the_staff_all_of_it(reader_client, readable, publisher):
    page = reader_client.get(page_of(first(readable))).content.decode()
    for said in (
        "Ovens of Mr Smith",
        "It named a person.",
        "A letter of 3 May.",
        "A mistake.",
        str(publisher),
    ):
        assert said in page


def test_versions_are_found_by_whether_they_are_withheld(reader_client, programme):
    listed = reader_client.get(reverse("admin:programmes_version_changelist"), {"state": "withheld"})
    assert list(listed.context["cl"].queryset) == [first(programme)]
    published = reader_client.get(reverse("admin:programmes_version_changelist"), {"state": "published"})
    assert set(published.context["cl"].queryset) == set(Version.objects.published())

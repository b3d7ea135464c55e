"""Choosing one row among very many without a script: by words, on the page that it is chosen on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from programmes.models import EntryLink, SourceEntry, Submitter
from tests.factories import make_document, make_programme, make_submitter
from tests.filled import filled
from tests.programmes.admin.conftest import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(taxonomy):
    """Two printed lines that begin alike."""
    return [
        SourceEntry.objects.create(
            document=make_document(), part="annex", position=number, wording=wording, wording_language="en"
        )
        for number, wording in enumerate(["Clean ovens", "Clean stoves"], start=1)
    ]


@pytest.fixture
def corrigendum(lines):
    """A line that takes the place of one of them."""
    return SourceEntry.objects.create(
        document=make_document("TEST/2011/1/Corr.1"),
        part="annex",
        position=1,
        wording="Cleaner kilns",
        wording_language="en",
    )


def at(entry):
    return reverse("admin:programmes_sourceentry_change", args=[entry.pk])


def test_words_that_find_one_row_choose_it(curator_client, corrigendum, lines, send):
    words = {"supersedes-words": " stoves "}
    assert send(curator_client, at(corrigendum), "sourceentry_form", **words).status_code == 302
    corrigendum.refresh_from_db()
    assert corrigendum.supersedes == lines[1]


def test_words_that_find_several_offer_them_and_choose_none(curator_client, corrigendum, lines, send):
    page = send(curator_client, at(corrigendum), "sourceentry_form", **{"supersedes-words": "clean"})
    assert "These words find more than one. Choose one of them." in page.content.decode()
    sent = filled(page, "sourceentry_form")
    assert (sent["supersedes"], sent["supersedes-words"]) == ([""], [""])
    for line in lines:
        assert f'<option value="{line.pk}">' in page.content.decode()
    answer = curator_client.post(at(corrigendum), {**sent, "supersedes": str(lines[0].pk)})
    assert answer.status_code == 302
    corrigendum.refresh_from_db()
    assert corrigendum.supersedes == lines[0]


@pytest.mark.parametrize("words", ["nowhere", "1\0"])
def test_words_that_find_nothing_are_refused_and_kept(curator_client, corrigendum, send, words):
    page = send(curator_client, at(corrigendum), "sourceentry_form", **{"supersedes-words": words})
    assert page.status_code == 200
    assert filled(page, "sourceentry_form")["supersedes-words"] == [words]
    corrigendum.refresh_from_db()
    assert corrigendum.supersedes is None


def test_a_row_among_others_is_added_by_words(curator_client, corrigendum):
    programme = make_programme(title="Clean kilns")
    page = curator_client.get(at(corrigendum), {"add": "entrylink"})
    sent = filled(page, "sourceentry_form") | {
        "links-0-programme-words": programme.reference,
        "links-0-basis": "sense",
    }
    assert curator_client.post(at(corrigendum), sent).status_code == 302
    assert EntryLink.objects.get().programme == programme


def test_a_party_is_added_by_words_that_find_its_submitter(curator_client, publisher_client, taxonomy):
    programme = make_programme()
    make_submitter("Agency")
    url = address("change", programme.pk)
    assert "?add=party" in publisher_client.get(url).content.decode()
    sent = filled(publisher_client.get(url, {"add": "party"}), "programme_form")
    sent |= {
        "parties-1-submitter-words": "agency",
        "parties-1-role": "co_submitter",
        "parties-1-order": "2",
        "parties-1-named_as": "Agency",
        "parties-1-named_language": "en",
        "parties-1-document": str(make_document().pk),
        "parties-1-locator": "paragraph",
        "parties-1-position": "8",
        "reason": "It joined.",
        "note_en": "One submitter more.",
    }
    answer = publisher_client.post(url, sent)
    assert answer.status_code == 302, answer.context["errors"]
    assert list(programme.parties.order_by("order").values_list("submitter__slug", flat=True)) == [
        "ruritania",
        "agency",
    ]


def test_words_decide_where_something_was_chosen_before(curator_client, taxonomy, send):
    agency, bureau = make_submitter("Agency"), make_submitter("Bureau")
    Submitter.objects.filter(pk=agency.pk).update(parent=make_submitter("Office"))
    url = reverse("admin:programmes_submitter_change", args=[agency.pk])
    assert send(curator_client, url, "submitter_form", **{"parent-words": "bureau"}).status_code == 302
    agency.refresh_from_db()
    assert agency.parent == bureau

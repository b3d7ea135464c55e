"""Throwing away, on the desk, a programme that was never public."""

from __future__ import annotations

import pytest

from programmes.models import Programme, Writing
from submissions.models import Submission
from tests import desk
from tests.page import Page

pytestmark = pytest.mark.django_db


def address(programme: Programme, page: str = "discard-prepared") -> str:
    return f"/en/admin/programmes/programme/{programme.pk}/{page}/"


def test_a_programme_that_was_never_public_is_discarded_after_a_look_and_its_writings_stay(
    curator_client, screener, make_programme
):
    programme = make_programme(title="Clean ovens", published=False)
    assert address(programme) in curator_client.get(address(programme, "change")).content.decode()
    looked = Page(curator_client.get(address(programme))).words()
    assert "Clean ovens" in looked
    assert Programme.objects.filter(pk=programme.pk).exists()
    answer = curator_client.post(address(programme), follow=True)
    assert answer.redirect_chain == [("/en/admin/programmes/programme/", 302)]
    assert "The programme was discarded." in Page(answer).words()
    assert not Programme.objects.filter(pk=programme.pk).exists()
    discarded = Writing.objects.get(act="discarded")
    assert (discarded.programme_id, discarded.by) == (programme.pk, screener)
    assert ["title/en", "Clean ovens", None] in discarded.changes


def test_what_has_been_public_is_not_discarded(curator_client, make_programme):
    programme = make_programme()
    assert address(programme) not in curator_client.get(address(programme, "change")).content.decode()
    assert "keeps its page" in Page(curator_client.get(address(programme))).words()
    answer = curator_client.post(address(programme))
    assert answer.status_code == 422
    assert "keeps its page" in Page(answer).words()
    assert Programme.objects.filter(pk=programme.pk).exists()


def test_what_a_submission_became_goes_with_the_decision_alone(curator_client, focal_point, taxonomy):
    agency = desk.make_agency()
    desk.make_member(focal_point, agency)
    draft = desk.make_draft(focal_point, agency, title="Less food waste")
    kim = desk.make_staff_member("kim@un.example")
    accepted = desk.bring_to("accepted", draft, by=focal_point, screener=kim)
    answer = curator_client.post(address(accepted.programme))
    assert answer.status_code == 422
    assert "Open the decision on that again instead." in Page(answer).words()
    kept = Submission.objects.get()
    assert (kept.programme, kept.programme.parties.count()) == (accepted.programme, 1)

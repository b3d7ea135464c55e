"""Withdrawing, and asking for it once something is public."""

from __future__ import annotations

import pytest

from programmes.models import Programme
from submissions import workflow
from submissions.models import Move
from tests import desk
from tests.factories import publish
from tests.page import Page
from tests.submissions.web.test_preview import HOSTILE

pytestmark = pytest.mark.django_db


def at(submission, language="en"):
    return f"/{language}/submit/{submission.reference}/withdraw/"


@pytest.fixture
def public(draft, fatima, kim, publisher):
    there = desk.bring_to("accepted", draft, by=fatima, screener=kim)
    Programme.objects.filter(pk=there.programme.pk).update(cell_reason_en="As the submitters say.")
    there.programme.refresh_from_db()
    publish(there.programme, "listed", by=publisher)
    return there


@pytest.mark.parametrize("status", ["submitted", "in_screening", "returned", "accepted"])
def test_it_asks_first_and_then_withdraws(status, draft, fatima, kim, hers):
    there = desk.bring_to(status, draft, by=fatima, screener=kim)
    assert "it cannot be taken up again" in Page(hers.get(at(there))).words()
    there.refresh_from_db()
    assert there.status == status
    response = hers.post(at(there), {"message": "We begin anew."})
    assert response["Location"] == f"/en/submit/{there.reference}/"
    there.refresh_from_db()
    assert there.status == "withdrawn"
    assert there.moves.last().message == "We begin anew."


def test_sent_twice_it_is_withdrawn_once_and_answered_alike(draft, fatima, hers):
    desk.submit(draft, fatima)
    for _twice in range(2):
        response = hers.post(at(draft), {"message": ""}, follow=True)
        assert response.redirect_chain == [(f"/en/submit/{draft.reference}/", 302)]
        assert "The submission is withdrawn." in Page(response).words()
    assert Move.objects.filter(target="withdrawn").count() == 1


def test_what_was_withdrawn_while_one_asked_is_what_one_asked_for(draft, fatima, hers, monkeypatch):
    desk.submit(draft, fatima)
    withdraw = workflow.withdraw

    def after_the_other_click(**asked):
        withdraw(**asked)
        return withdraw(**asked)

    monkeypatch.setattr(workflow, "withdraw", after_the_other_click)
    assert hers.post(at(draft), {"message": ""}).status_code == 302
    assert Move.objects.filter(target="withdrawn").count() == 1


def test_what_is_closed_is_not_taken_back(draft, fatima, kim, hers):
    desk.bring_to("not_listed", draft, by=fatima, screener=kim)
    response = hers.post(at(draft), {"message": ""})
    assert response.status_code == 403
    assert "It is closed already." in Page(response).words()


def test_what_others_withdrew_is_nothing_that_an_editor_may_ask_for(draft, fatima, his):
    desk.bring_to("withdrawn", draft, by=fatima, screener=fatima)
    assert his.post(at(draft), {"message": ""}).status_code == 403


def test_what_is_public_is_asked_for_with_a_reason(public, hers):
    assert "the secretariat decides" in Page(hers.get(at(public))).words()
    assert hers.post(at(public), {"message": " "}).status_code == 422
    for _twice in range(2):
        hers.post(at(public), {"message": "It has ended."})
    assert Move.objects.filter(source="accepted").count() == 1
    public.refresh_from_db()
    assert public.status == "accepted"
    assert public.moves.last().message == "It has ended."


def test_a_draft_is_discarded_instead_and_what_is_closed_stays_so(draft, hers):
    response = hers.get(at(draft))
    assert response.status_code == 403
    assert "discard it instead" in Page(response).words()


def test_only_a_focal_point_withdraws(draft, fatima, his, kim, stranger, signed_in):
    desk.submit(draft, fatima)
    for client, status in (
        (his, 403),
        (signed_in(kim, "password", "mfa"), 403),
        (signed_in(stranger), 404),
    ):
        assert client.get(at(draft)).status_code == status
        assert client.post(at(draft), {"message": ""}).status_code == status
    draft.refresh_from_db()
    assert draft.status == "submitted"


def test_what_was_typed_stays_when_it_is_too_long(draft, fatima, hers):
    desk.submit(draft, fatima)
    typed = HOSTILE + "x" * 20_000
    response = hers.post(at(draft), {"message": typed})
    assert response.status_code == 422
    assert Page(response).one(".//textarea[@id='message']").text == typed
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_it_opens_in_every_script(language, draft, fatima, hers):
    desk.submit(draft, fatima)
    assert hers.get(at(draft, language)).status_code == 200

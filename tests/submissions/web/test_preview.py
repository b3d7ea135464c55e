"""The preview and sending: what is missing, the declaration, and one round however often it is sent."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from submissions import opening
from submissions.models import Round, Submission
from tests import desk
from tests.filled import filled
from tests.page import Page

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> \u202eevil {{ 7*7 }}"


def at(submission, page="preview", language="en"):
    return f"/{language}/submit/{submission.reference}/{page}/"


def form_of(client, draft):
    return {name: values[0] for name, values in filled(client.get(at(draft)), "").items() if name != "press"}


def send(client, draft, **changed):
    return client.post(at(draft, "send"), {**form_of(client, draft), "declared": "yes", **changed})


def test_it_shows_what_stands_on_the_draft_as_a_programme_is_shown(hers, draft):
    page = Page(hers.get(at(draft)))
    assert page.one(".//section[@id='s-purpose']") is not None
    words = page.words()
    assert "Half as much food is thrown away." in words
    assert "Fewer countries without a plan" in words
    assert "Agency" in words
    assert page.response["Cache-Control"] == "private, no-store"


def test_what_is_missing_stands_at_the_top_and_leads_to_the_field(fatima, agency, hers):
    empty = opening.open_draft(by=fatima, language="en", submitter=agency)
    links = Page(hers.get(at(empty))).links(".//section[@aria-labelledby='needed']")
    assert links["Title: this is needed."] == f"/en/submit/{empty.reference}/write/title/#title-en"


def test_sending_leads_to_the_receipt(hers, draft):
    response = send(hers, draft)
    assert (response.status_code, response["Location"]) == (302, at(draft, "rounds/1"))
    draft.refresh_from_db()
    assert draft.status == "submitted"
    assert "SUB-" in Page(hers.get(response["Location"])).words(".//section[@aria-labelledby='receipt']")


def test_a_page_sent_again_leads_to_the_same_receipt_and_makes_one_round(hers, draft):
    sent = {**form_of(hers, draft), "declared": "yes"}
    first, again = (hers.post(at(draft, "send"), sent) for _ in range(2))
    assert first["Location"] == again["Location"] == at(draft, "rounds/1")
    assert Round.objects.count() == 1


def test_a_second_preview_sent_after_the_first_says_that_it_has_been_sent(hers, draft):
    first, second = ({**form_of(hers, draft), "declared": "yes"} for _ in range(2))
    hers.post(at(draft, "send"), first)
    response = hers.post(at(draft, "send"), second)
    assert response.status_code == 409
    assert "It has been sent" in Page(response).words()
    assert Round.objects.count() == 1


def test_without_the_declaration_it_is_refused_and_leads_to_the_tick(hers, draft):
    response = hers.post(at(draft, "send"), form_of(hers, draft))
    assert response.status_code == 422
    assert Page(response).links(".//div[@role='alert']") == {"Agree to the declaration.": "#declared"}
    assert not Round.objects.exists()


def test_an_incomplete_draft_is_refused_with_everything_that_is_missing(fatima, agency, hers):
    empty = opening.open_draft(by=fatima, language="en", submitter=agency)
    response = send(hers, empty)
    assert response.status_code == 422
    summary = Page(response).links(".//div[@role='alert']")
    assert summary["Title: this is needed."] == f"/en/submit/{empty.reference}/write/title/#title-en"
    assert len(summary) > 3


def test_what_somebody_saved_since_it_was_looked_at_is_looked_at_again(hers, draft, edith):
    sent = {**form_of(hers, draft), "declared": "yes"}
    desk.write(draft, "title", edith, title=desk.line("Another title"))
    response = hers.post(at(draft, "send"), sent)
    assert response.status_code == 409
    assert "Look again, then submit." in Page(response).words()
    assert not Round.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"nonce": "", "seen": "", "declared": "yes"}, {"nonce": "x" * 500}])
def test_a_form_that_was_tampered_with_makes_no_round(sent, hers, draft):
    assert hers.post(at(draft, "send"), sent).status_code == 409
    assert not Round.objects.exists()


def test_an_editor_looks_and_cannot_send(his, draft):
    page = Page(his.get(at(draft)))
    assert "Only a focal point may submit." in page.words()
    assert his.post(at(draft, "send"), {"nonce": "a", "declared": "yes"}).status_code == 403
    assert not Round.objects.exists()


def test_the_secretariat_has_no_preview_of_what_is_being_written(fatima, draft, kim, signed_in):
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    assert signed_in(kim, "password", "mfa").get(at(back)).status_code == 404


def test_to_a_stranger_it_is_not_there(stranger, draft, signed_in):
    client = signed_in(stranger)
    assert client.get(at(draft)).status_code == client.post(at(draft, "send")).status_code == 404


def test_opened_once_it_is_sent_it_leads_on(hers, draft):
    send(hers, draft)
    assert hers.get(at(draft))["Location"] == f"/en/submit/{draft.reference}/"
    assert hers.get(at(draft, "send"))["Location"] == at(draft)


def test_hostile_text_is_text(hers, draft, fatima):
    desk.fill(draft, fatima, title=HOSTILE)
    body = hers.get(at(draft)).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)" in body


def test_as_many_queries_for_a_long_draft_as_for_a_short_one(hers, draft, fatima):
    counts = []
    for rows in (1, 30):
        targets = [desk.target(f"t{number}", f"Target {number}") for number in range(rows)]
        desk.write(draft, "purpose", fatima, overall_objective=desk.line("Less."), targets=targets)
        with CaptureQueriesContext(connection) as queries:
            hers.get(at(draft))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr"])
def test_it_opens_in_every_script(language, hers, draft):
    assert hers.get(at(draft, language=language)).status_code == 200
    assert Submission.objects.get(pk=draft.pk).status == "draft"

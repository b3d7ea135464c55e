"""A form that comes too late is shown again with everything that was typed."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.page import Page

pytestmark = pytest.mark.django_db
NEW = "/en/submit/new/"
HERE = {"Origin": "http://testserver"}


def hidden(page):
    inputs = page.all(".//main//form/input[@type='hidden']")
    return [
        (each.get("name"), each.get("value")) for each in inputs if each.get("name") != "csrfmiddlewaretoken"
    ]


def test_signed_out_meanwhile_everything_typed_comes_back_to_be_sent_again(fatima):
    typed = {"other_language": "Kiswahili ya pwani\r\n<b>&", "language": ["en", "fr"]}
    response = Client().post(NEW, typed)
    page = Page(response)
    assert response.status_code == 403
    assert response["Cache-Control"] == "private, no-store"
    assert hidden(page) == [
        ("other_language", "Kiswahili ya pwani\r\n<b>&"),
        ("language", "en"),
        ("language", "fr"),
    ]
    assert page.links()["Sign in, in another window"] == "/en/accounts/login/?next=/en/submit/"
    assert "Kiswahili ya pwani" in page.words(".//blockquote")


def test_it_is_the_same_whether_there_is_a_submission_or_not(draft):
    made_up = "SUB-2026-333333"
    there, missing = (
        Client().post(f"/en/submit/{each}/", {"act": "x"}) for each in (draft.reference, made_up)
    )
    assert there.status_code == missing.status_code == 403
    token = re.compile(rb'value="[\w]{64}"')
    without = [
        token.sub(b"", each.content).replace(draft.reference.encode(), made_up.encode())
        for each in (there, missing)
    ]
    assert without[0] == without[1]


def test_an_old_token_of_a_page_of_ours_loses_nothing(fatima):
    client = Client(enforce_csrf_checks=True)
    client.force_login(fatima)
    typed = {"language": "en", "other_language": "Kiswahili ya pwani", "csrfmiddlewaretoken": "x" * 64}
    refused = client.post(NEW, typed, headers=HERE)
    page = Page(refused)
    assert refused.status_code == 403
    assert "Send it once more." in page.words()
    (token,) = [each.get("value") for each in page.all(".//main//form/input[@name='csrfmiddlewaretoken']")]
    accepted = client.post(NEW, {**dict(hidden(page)), "csrfmiddlewaretoken": token}, headers=HERE)
    assert accepted.status_code == 302


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {}])
def test_a_form_of_another_site_is_not_offered_to_be_sent(headers, fatima):
    client = Client(enforce_csrf_checks=True)
    client.force_login(fatima)
    refused = client.post(NEW, {"other_language": "Words of the other site"}, headers=headers)
    assert refused.status_code == 403
    assert "Words of the other site" not in refused.content.decode()


def test_elsewhere_an_old_token_is_answered_as_before(fatima):
    client = Client(enforce_csrf_checks=True)
    client.force_login(fatima)
    refused = client.post("/en/accounts/logout/", {"some": "words typed"}, headers=HERE)
    assert refused.status_code == 403
    assert "You may not open this page" in refused.content.decode()


def test_a_file_that_went_along_is_to_be_chosen_again(tmp_path):
    file = tmp_path / "note.pdf"
    file.write_bytes(b"%PDF-1.4")
    with file.open("rb") as opened:
        response = Client().post(NEW, {"file": opened})
    assert "choose it again afterwards" in Page(response).words()

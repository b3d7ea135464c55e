"""What was keyed in for a submitter: written, sent to be confirmed, confirmed, and marked everywhere."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Letter
from submissions import on_behalf
from submissions.models import Submission
from submissions.printing.rounds import document_of
from tests import desk
from tests.page import Page
from tests.writing import save, text_of

pytestmark = pytest.mark.django_db

MARK = "keyed in by the secretariat"


@pytest.fixture
def keyed(kim, agency):
    draft = on_behalf.open_for(submitter=agency, received="paper", by=kim, language="en")
    desk.fill(draft, kim)
    return draft


@pytest.fixture
def ours(kim, signed_in):
    return signed_in(kim, "password", "mfa")


def at(submission, tail=""):
    return f"/en/submit/{submission.reference}/{tail}"


def attach_received(client, submission):
    file = SimpleUploadedFile("letter.pdf", desk.PDF)
    return client.post(at(submission, "files/"), {"kind": "received", "file": file})


def test_it_is_written_attached_and_sent_to_confirm_on_the_desk(ours, keyed, fatima):
    save(ours, keyed, "title", **{"title/en": "As the letter says"})
    assert text_of(keyed) == "As the letter says"
    refused = ours.post(at(keyed), {"act": "confirm"})
    assert refused.status_code == 422
    assert "Attach what was received first" in Page(refused).words()
    assert attach_received(ours, keyed).status_code == 302
    assert ours.post(at(keyed), {"act": "confirm"}).status_code == 302
    assert Letter.objects.filter(key__startswith="to_confirm:", to=fatima).count() == 1
    words = Page(ours.get(at(keyed))).words()
    assert "Sent to be confirmed:" in words
    assert "Send it to be confirmed again" in words


def test_the_focal_point_is_told_what_it_is_and_confirms_by_submitting(ours, hers, keyed, fatima):
    attach_received(ours, keyed)
    words = Page(hers.get(at(keyed))).words()
    assert "The secretariat keyed this in from what it received from you" in words
    assert MARK in words
    assert "Kim Keeper" not in words
    page = Page(hers.get(at(keyed, "preview/")))
    given = {name: page.one(f".//input[@name='{name}']").get("value") for name in ("nonce", "seen")}
    assert hers.post(at(keyed, "send/"), {**given, "declared": "yes"}).status_code == 302
    assert Submission.objects.get().status == "submitted"


def test_whoever_keyed_it_in_is_not_offered_to_submit_it_and_cannot(ours, keyed):
    attach_received(ours, keyed)
    page = Page(ours.get(at(keyed, "preview/")))
    assert page.all(".//input[@name='declared']") == []
    assert ours.post(at(keyed, "send/"), {"nonce": "n", "declared": "yes"}).status_code == 403


def test_an_editor_of_the_submitter_cannot_confirm_it(ours, his, keyed):
    attach_received(ours, keyed)
    assert his.post(at(keyed, "send/"), {"nonce": "n", "declared": "yes"}).status_code == 403


def test_it_is_marked_on_the_desk_the_receipt_and_the_print(ours, hers, keyed, fatima):
    attach_received(ours, keyed)
    assert MARK in Page(hers.get("/en/submit/")).words()
    sent = desk.submit(keyed, fatima)
    receipt = Page(hers.get(at(keyed, "rounds/1/"))).words()
    assert "On paper, keyed in by the secretariat, confirmed by the focal point who sent it" in receipt
    printed = dict(document_of(sent)["facts"])
    assert [value["parts"] for value in printed["How it was received"]] == [["On paper"], [MARK]]


def test_one_written_on_the_desk_bears_no_mark(hers, draft, fatima):
    sent = desk.submit(draft, fatima)
    for address in ("/en/submit/", at(draft), at(draft, "rounds/1/")):
        assert MARK not in Page(hers.get(address)).words()
    assert "How it was received" not in dict(document_of(sent)["facts"])


def test_only_what_was_received_offers_a_place_for_it_among_the_files(ours, hers, keyed, draft):
    kinds = ".//input[@name='kind']"
    assert "received" in [each.get("value") for each in Page(ours.get(at(keyed, "files/"))).all(kinds)]
    assert "received" not in [each.get("value") for each in Page(hers.get(at(draft, "files/"))).all(kinds)]


def test_whoever_keyed_it_in_may_throw_it_away(ours, keyed):
    assert ours.post(at(keyed), {"act": "discard"}).status_code == 302
    assert not Submission.objects.exists()


def test_what_is_keyed_in_waits_on_the_desk_of_whoever_does_it(ours, keyed):
    assert keyed.reference in Page(ours.get("/en/submit/")).words()

"""Attachments: adding, taking off, and who reads them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import desk
from tests.page import Page

pytestmark = pytest.mark.django_db


def at(submission, key="", language="en"):
    return f"/{language}/submit/{submission.reference}/files/" + (f"{key}/" if key else "")


def pdf(name="plan.pdf", data=desk.PDF):
    return SimpleUploadedFile(name, data, "application/pdf")


def names(submission):
    return [each.name for each in submission.attachments.present()]


def test_a_file_is_attached_and_listed(hers, draft):
    assert hers.post(at(draft), {"kind": "supporting", "file": pdf()})["Location"] == at(draft)
    page = Page(hers.get(at(draft)))
    assert "plan.pdf is attached." in page.words()
    assert page.links()["plan.pdf"] == at(draft, draft.attachments.get().key)


def test_the_size_is_said_before_one_chooses(hers, draft):
    words = Page(hers.get(at(draft))).words()
    assert "PDF or image (PNG, JPEG), 5 MB each at most. 5 more files can be attached." in words


def test_a_refused_file_is_named_and_the_others_are_taken(hers, draft):
    sent = [pdf("good.pdf"), pdf("bad.pdf", b"<html>"), pdf("fine.pdf")]
    response = hers.post(at(draft), {"kind": "original", "file": sent})
    assert response.status_code == 422
    page = Page(response)
    assert "bad.pdf" in page.words(".//div[@role='alert']")
    assert names(draft) == ["good.pdf", "fine.pdf"]
    kept = [
        each.get("value") for each in page.all(".//input[@type='radio']") if each.get("checked") is not None
    ]
    assert kept == ["original"]


def test_one_that_is_too_large_is_refused(hers, draft):
    response = hers.post(at(draft), {"kind": "supporting", "file": pdf("big.pdf", b"x" * 5_300_000)})
    assert response.status_code == 422
    assert "big.pdf is larger than 5 MB." in Page(response).words(".//div[@role='alert']")


def test_more_than_all_files_together_may_be_is_refused_and_the_draft_is_untouched(hers, draft, settings):
    settings.UPLOAD_MAX_SIZE = 10_000
    response = hers.post(at(draft), {"kind": "supporting", "file": pdf(data=desk.PDF + b"x" * 10_000)})
    assert response.status_code == 413
    assert "Nothing was changed" in Page(response).words()
    assert names(draft) == []


def test_the_sixth_is_refused(hers, draft):
    response = hers.post(at(draft), {"kind": "supporting", "file": [pdf(f"{n}.pdf") for n in range(6)]})
    assert response.status_code == 422
    assert len(names(draft)) == 5
    assert "take one off first" in Page(hers.get(at(draft))).words()


@pytest.mark.parametrize("sent", [{}, {"kind": "supporting"}, {"kind": "\0", "file": pdf()}])
def test_what_is_no_file_of_a_kind_is_refused(sent, hers, draft):
    assert hers.post(at(draft), sent).status_code == 422
    assert names(draft) == []


def test_a_file_is_taken_off_and_again_does_no_harm(hers, draft, fatima):
    key = desk.attach(draft, fatima).key
    for _ in range(2):
        assert hers.post(at(draft), {"remove": key}).status_code == 302
    assert names(draft) == []


def test_a_file_of_another_submission_is_neither_read_nor_taken_off(hers, draft, stranger):
    other_agency = desk.make_agency("Other")
    desk.make_member(stranger, other_agency)
    other = desk.make_draft(stranger, other_agency)
    key = desk.attach(other, stranger).key
    assert hers.get(at(draft, key)).status_code == 404
    hers.post(at(draft), {"remove": key})
    assert names(other) == ["plan.pdf"]


def test_a_file_is_handed_out_to_be_saved_and_to_nobody_else(hers, draft, fatima, stranger, signed_in):
    key = desk.attach(draft, fatima).key
    response = hers.get(at(draft, key))
    assert b"".join(response.streaming_content) == desk.PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert signed_in(stranger).get(at(draft, key)).status_code == 404


def test_the_secretariat_reads_what_was_sent_and_not_what_was_added_since(draft, fatima, kim, signed_in):
    sent = desk.attach(draft, fatima)
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    added = desk.attach(back, fatima, name="later.pdf")
    ours = signed_in(kim, "password", "mfa")
    assert b"".join(ours.get(at(back, sent.key)).streaming_content) == desk.PDF
    assert ours.get(at(back, added.key)).status_code == 404
    assert "later.pdf" not in Page(ours.get(at(back))).words()
    assert ours.post(at(back), {"remove": sent.key}).status_code == 403


def test_what_was_sent_stays_with_the_round_when_it_is_taken_off(draft, fatima, kim, hers):
    key = desk.attach(draft, fatima).key
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    hers.post(at(back), {"remove": key})
    assert names(back) == []
    assert b"".join(hers.get(at(back, key)).streaming_content) == desk.PDF


def test_a_reader_adds_nothing(rita, draft, signed_in):
    client = signed_in(rita)
    assert "Attach a file" not in Page(client.get(at(draft))).words()
    assert client.post(at(draft), {"kind": "supporting", "file": pdf()}).status_code == 403


def test_a_hostile_name_is_text(hers, draft):
    name = "\u202e<script>alert(1)<b>.pdf"
    hers.post(at(draft), {"kind": "supporting", "file": pdf(name)})
    body = hers.get(at(draft)).content.decode()
    assert "<script>alert" not in body
    assert "\u202e" not in body


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\CON.pdf", "CON.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("Note 114.2026", "Note 114.2026.pdf"),
        ("план.pdf", "план.pdf"),
    ],
)
def test_no_name_leads_anywhere(name, kept, hers, draft, settings):
    hers.post(at(draft), {"kind": "supporting", "file": pdf(name)})
    attached = draft.attachments.get()
    assert attached.name == kept
    assert attached.path.resolve().is_relative_to(settings.PRIVATE_FILES)
    answer = hers.get(at(draft, attached.key))
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert b"".join(answer.streaming_content) == desk.PDF


@pytest.mark.parametrize("what", ["image/svg+xml", "text/html", "application/zip"])
def test_what_a_browser_says_of_a_file_is_not_believed(what, hers, draft):
    sent = SimpleUploadedFile("plan.svg", desk.PDF, what)
    hers.post(at(draft), {"kind": "supporting", "file": sent})
    answer = hers.get(at(draft, draft.attachments.get().key))
    assert b"".join(answer.streaming_content) == desk.PDF
    assert answer["Content-Type"] == "application/pdf"
    worse = SimpleUploadedFile("plan.pdf", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "application/pdf")
    assert hers.post(at(draft), {"kind": "supporting", "file": worse}).status_code == 422


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_it_opens_in_every_script(language, hers, draft, fatima):
    desk.attach(draft, fatima)
    assert hers.get(at(draft, language=language)).status_code == 200

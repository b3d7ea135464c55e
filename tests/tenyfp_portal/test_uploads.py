"""How much one request may carry: refused in words before anything is kept, whatever page it is sent to."""

from __future__ import annotations

import io

import pytest
from django.conf import settings as configured
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from submissions import attachments
from tests.page import Page

LOGIN = "/{}/accounts/login/"


def file_of(size):
    return SimpleUploadedFile("scan.pdf", b"x" * size, "application/pdf")


class Body(io.BytesIO):
    """A body that knows how much of it was read."""

    taken = 0

    def read(self, size=-1):
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def request_with(body, **environment):
    """A form as the server hands it on."""
    return WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/",
            "CONTENT_TYPE": MULTIPART_CONTENT,
            "wsgi.input": body,
            **environment,
        }
    )


@pytest.fixture
def at_most(settings, monkeypatch):
    """Forms of ten thousand bytes, and no file on any disk."""
    settings.UPLOAD_MAX_SIZE = 10_000

    def keep(*_args, **_options):
        raise AssertionError("a file was kept")

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", keep)


def test_a_form_may_carry_all_the_files_that_can_be_attached_and_all_that_can_be_typed():
    files = attachments.MAX_ATTACHMENTS * attachments.MAX_SIZE
    assert files + configured.DATA_UPLOAD_MAX_MEMORY_SIZE == configured.UPLOAD_MAX_SIZE


@pytest.mark.parametrize(
    ("language", "tag"), [("en", "en"), ("fr", "fr"), ("ar", "ar"), ("zh-hans", "zh-Hans")]
)
@pytest.mark.usefixtures("db", "at_most")
def test_more_is_refused_in_the_reader_s_language(language, tag):
    page = Page(Client().post(LOGIN.format(language), {"file": file_of(10_001)}))
    assert (page.status, page.html.get("lang")) == (413, tag)
    if language == "en":
        assert page.words(".//h1") == "This is too much to send at once"
        assert "choose smaller files" in page.words()


@pytest.mark.usefixtures("db", "at_most")
def test_as_much_as_may_come_is_let_through():
    assert Client().post(LOGIN.format("en"), {"file": file_of(9_000)}).status_code == 200


def test_too_many_files_are_too_much(db):
    files = [SimpleUploadedFile(f"{number}.pdf", b"x") for number in range(101)]
    assert Client().post(LOGIN.format("en"), {"file": files}).status_code == 413


@pytest.mark.parametrize(("size", "taken"), [(20_000, 20_000), (100_000, 40_000)])
@pytest.mark.usefixtures("at_most")
def test_whoever_sends_somewhat_too_much_is_heard_out_and_nobody_for_ever(size, taken):
    body = Body(b"x" * size)
    with pytest.raises(RequestDataTooBig):
        _ = request_with(body, CONTENT_LENGTH=str(size)).FILES
    assert body.taken == taken


@pytest.mark.usefixtures("at_most")
def test_a_body_is_not_read_beyond_what_it_says_it_has_nor_at_all_if_it_does_not_say():
    for stated in ({"CONTENT_LENGTH": "500"}, {"HTTP_TRANSFER_ENCODING": "chunked"}):
        body = Body(encode_multipart(BOUNDARY, {"file": file_of(100_000)}))
        request = request_with(body, **stated)
        assert request.FILES == {}
        assert body.taken == int(stated.get("CONTENT_LENGTH", 0))


@pytest.mark.parametrize("address", [LOGIN, "/{}/submit/new/"])
@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("ar", "ar")])
def test_a_form_that_does_not_state_its_length_is_told_so(address, language, tag, db):
    client = Client(enforce_csrf_checks=True, headers={"transfer-encoding": "chunked"})
    answer = client.post(address.format(language), headers={"origin": "http://testserver"})
    page = Page(answer)
    assert (page.status, page.html.get("lang")) == (411, tag)

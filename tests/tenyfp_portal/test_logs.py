"""What the portal writes down: one JSON object a line, each with the id of its request."""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import subprocess
import sys
from http.client import HTTPConnection
from urllib.parse import quote

import pytest
from django.test import Client

from programmes.web.home import HomeView
from tenyfp_portal.logs import AccessFormatter, JsonFormatter
from tests.tenyfp_portal import production


@pytest.fixture
def written():
    """The lines that the portal's own handler writes, as objects."""
    (handler,) = [each for each in logging.getLogger().handlers if isinstance(each.formatter, JsonFormatter)]
    stream = io.StringIO()
    before = handler.setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    handler.setStream(before)


@pytest.fixture
def failing_home(monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("The cellar\nis on fire.")

    monkeypatch.setattr(HomeView, "get", fail)


def test_every_answer_carries_an_id_of_its_own(client):
    ids = {client.get("/healthz/live")["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3
    assert all(len(each) == 32 for each in ids)


def test_an_id_that_a_proxy_gave_is_kept(client):
    given = "3f1c9a52-proxy-0001"
    assert client.get("/healthz/live", headers={"X-Request-ID": given})["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["short", "x" * 65, "with space in it", 'quote"and{brace}', "новый-запрос"])
def test_anything_else_is_replaced(client, given):
    assert client.get("/healthz/live", headers={"X-Request-ID": given})["X-Request-ID"] != given


@pytest.mark.django_db
def test_a_failure_is_one_line_with_its_traceback_and_the_page_for_it(written, failing_home):
    response = Client(raise_request_exception=False).get("/en/")
    assert response.status_code == 500
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert b"cellar" not in response.content
    (line,) = written()
    assert (line["level"], line["logger"]) == ("ERROR", "django.request")
    assert line["request_id"] == response["X-Request-ID"]
    assert line["traceback"].startswith("Traceback (most recent call last)")
    assert line["traceback"].endswith("RuntimeError: The cellar\nis on fire.")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/nothing/", "/api/v1/nothing/", "/api/v1/programmes/?colour=red"])
def test_a_refusal_is_one_line_with_the_id_of_its_answer(written, client, path):
    response = client.get(path)
    (line,) = written()
    assert (line["level"], line["request_id"]) == ("WARNING", response["X-Request-ID"])


# As letters hold them: that of an invitation, of a new address, and of a forgotten password.
KEYS = [
    "/en/submit/invitations/Ab_c-9.x:y_Z-1/",
    "/invitations/Ab_c-9.x:y_Z-1",
    "/en/accounts/confirm-email/Ab_c-9.x:y_Z-1/",
    "/en/accounts/password/reset/key/Ab_c-9.x:y_Z-1/",
]
KEY = "Ab_c-9.x:y_Z-1"


@pytest.mark.django_db
def test_a_key_that_is_none_is_not_written_down(written, client, focal_point):
    client.force_login(focal_point)
    assert client.get(KEYS[0]).status_code == 404
    (line,) = written()
    assert line["message"] == "Not Found: /en/submit/invitations/…/"


@pytest.mark.parametrize("address", KEYS)
@pytest.mark.parametrize(
    "said", ["Forbidden: %s", "Not Found: %s", "Too Many Requests: %s", "%s", "Forbidden (x.): %s?next=%s"]
)
def test_no_line_holds_a_key(said, address, written):
    log = logging.getLogger("django.request")
    log.warning(said, *([address] * said.count("%s")))
    log.warning(said, *([quote(address, safe="")] * said.count("%s")))
    log.warning("Failed", exc_info=ValueError(address))
    lines = written()
    assert [line for line in lines if KEY in str(line) or quote(KEY) in str(line)] == []
    assert lines[0]["message"].count("…") == said.count("%s")
    assert lines[2]["traceback"].splitlines()[-1].startswith("ValueError: /")


@pytest.mark.parametrize("address", ["/en/submit/invitations/", "/en/accounts/confirm-email/", "/en/submit/"])
def test_an_address_without_a_key_is_written_as_it_is(address, written):
    logging.getLogger("django.request").warning("Not Found: %s", address)
    assert written()[0]["message"] == f"Not Found: {address}"


def test_the_server_s_line_holds_no_key_either():
    told = {"m": "GET", "U": KEYS[0], "q": f"next={KEYS[0]}&x=1", "s": "403", "B": 10, "M": 5}
    record = logging.LogRecord("gunicorn.access", logging.INFO, "", 0, "", None, None)
    record.args = {**told, "{x-request-id}o": "1"}
    line = json.loads(AccessFormatter().format(record))
    assert line["message"] == "GET /en/submit/invitations/…/"
    assert line["query"] == "next=/en/submit/invitations/…/&x=1"


def test_a_line_outside_of_any_request_has_no_id(written):
    logging.getLogger("programmes").warning("Said %s.", "something")
    (line,) = written()
    assert line["request_id"] == ""
    assert (line["level"], line["logger"], line["message"]) == ("WARNING", "programmes", "Said something.")
    assert line["time"].endswith("+00:00")


def test_what_somebody_writes_cannot_make_a_line_of_its_own(written):
    logging.getLogger("programmes").warning('a\n{"level": "ERROR"}\u2028\x00')
    assert len(written()) == 1


def test_the_server_writes_json_too_with_the_same_id(tmp_path):
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"],
        cwd=production.ROOT,
        env=production.environment(tmp_path, BIND="127.0.0.1:0", WEB_CONCURRENCY="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        connection = HTTPConnection(_address(server), timeout=30)
        connection.request("GET", "/healthz/live?x=1", headers={"Host": production.HOST})
        request_id = connection.getresponse().headers["X-Request-ID"]
        connection.close()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        said, noted = server.communicate(timeout=60)
    (line,) = [json.loads(each) for each in said.splitlines()]
    assert line["request_id"] == request_id
    assert (line["message"], line["status"], line["query"]) == ("GET /healthz/live", 200, "x=1")
    assert sorted(line) == [
        "bytes",
        "level",
        "logger",
        "message",
        "milliseconds",
        "query",
        "request_id",
        "status",
        "time",
    ]
    assert [json.loads(each)["logger"] for each in noted.splitlines()] != []


def _address(server):
    """Where the server says it listens; every line it says is JSON."""
    for each in server.stderr:
        message = json.loads(each)["message"]
        if message.startswith("Listening at: http://"):
            return message.split()[2].removeprefix("http://")
    raise AssertionError("The server ended before it listened.")

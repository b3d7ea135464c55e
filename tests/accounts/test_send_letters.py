"""The worker as a process of its own: stopped or killed at any point, it loses no letter and doubles none."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from accounts import letters
from accounts.management.commands import send_letters
from tests.house.tree import ROOT
from tests.post import TAKEN, post_office

WRITE = """
from accounts.models import User
from accounts.letters import write
for number in range(8):
    to = User.objects.create_user(f"person{number}@ruritania.example")
    write(key="event", to=to, template="account/changed", context={"change": "Something"})
"""


@pytest.mark.django_db
def test_the_command_says_what_it_did(focal_point, office):
    letters.write(key="k", to=focal_point, template="account/changed", context={})
    out = io.StringIO()
    call_command("send_letters", stdout=out)
    assert out.getvalue() == "1 sent, 0 to be tried again, 0 given up.\n"


def test_a_fault_in_what_else_the_worker_does_holds_up_no_letter(settings, caplog):
    settings.RUN_BETWEEN_LETTERS = ["no_such_command", "no_other"]
    send_letters.Command()._run(settings.RUN_BETWEEN_LETTERS)
    assert [record.getMessage() for record in caplog.records] == ["no_such_command failed", "no_other failed"]


@pytest.fixture
def running_office():
    with post_office() as office:
        yield office


@pytest.fixture
def manage(tmp_path, running_office):
    """``manage(command, ...)`` starts a command on a database of its own, in which eight letters wait."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"LOCAL": "1", "DATA_DIR": str(tmp_path), "EMAIL_URL": running_office.url}

    def start(*command):
        return subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    assert start("migrate", "--verbosity=0").wait() == 0
    assert start("shell", "--command", WRITE).wait() == 0
    return start


def states(tmp_path):
    with sqlite3.connect(tmp_path / "registry.sqlite3") as database:
        return Counter(state for (state,) in database.execute("SELECT state FROM accounts_letter"))


def let_the_pause_pass(tmp_path):
    with sqlite3.connect(tmp_path / "registry.sqlite3") as database:
        database.execute("UPDATE accounts_letter SET due_at = written_at WHERE state = 'waiting'")


def at_letter(office, number, worker_gets):
    """When the office takes letter ``number``, the worker gets a signal before it hears so."""
    workers = []

    def answer():
        if len(office.taken) == number - 1:
            os.kill(workers[0].pid, worker_gets)
        return TAKEN

    office.answer = answer
    return workers


def test_killed_while_it_sends_the_rest_follows_and_only_that_letter_repeats_itself(
    manage, running_office, tmp_path
):
    workers = at_letter(running_office, 4, signal.SIGKILL)
    workers.append(manage("send_letters", "--forever"))
    assert workers[0].wait() == -signal.SIGKILL
    assert states(tmp_path) == {"sent": 3, "waiting": 5}
    running_office.answer = TAKEN
    let_the_pause_pass(tmp_path)
    assert manage("send_letters").wait() == 0
    assert states(tmp_path) == {"sent": 8}
    sent = Counter(letter["Message-ID"] for letter in running_office.letters)
    assert len(sent) == 8
    assert sorted(sent.values()) == [1, 1, 1, 1, 1, 1, 1, 2]


def test_asked_to_stop_it_finishes_the_letter_at_hand(manage, running_office, tmp_path):
    workers = at_letter(running_office, 4, signal.SIGTERM)
    workers.append(manage("send_letters", "--forever"))
    assert workers[0].wait() == 0
    assert states(tmp_path) == {"sent": 4, "waiting": 4}
    assert len(running_office.letters) == 4


def test_two_workers_side_by_side_send_each_letter_once(manage, running_office, tmp_path):
    workers = [manage("send_letters"), manage("send_letters")]
    assert [worker.wait() for worker in workers] == [0, 0]
    assert states(tmp_path) == {"sent": 8}
    assert len({letter["Message-ID"] for letter in running_office.letters}) == 8
    assert len(running_office.letters) == 8


def test_the_worker_writes_what_the_clock_says_and_goes_on_when_that_fails(monkeypatch, settings):
    settings.RUN_EVERY_HOUR = ["no_such_command", "remind"]
    ran = []
    worker = send_letters.Command()

    def run(name, **_options):
        ran.append(name)
        if name == "no_such_command":
            raise CommandError

    monkeypatch.setattr(send_letters, "call_command", run)
    monkeypatch.setattr(send_letters.signal, "signal", lambda *_: None)
    monkeypatch.setattr(worker, "_send_one", lambda: worker._stop() or True)
    worker.handle(forever=True)
    assert ran == ["no_such_command", "remind"]

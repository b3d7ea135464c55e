"""The registry of the test of kills, from inside: what is made there before, and what is found afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.letters import deliver
from accounts.models import Letter, User
from accounts.status import LetterState
from submissions import opening
from submissions.models import Move, Round, SavedSection, Section
from submissions.status import SubmissionStatus
from tests import desk
from tests.servers import ROOT

# Sections of one text, on which nothing stands at first.
WRITTEN = ("implementation", "resources")
_CALL = "import json, sys; from tests.submissions.haunted import *; json.dump({call}, sys.stdout)"


def tell(environment: dict[str, str], call: str) -> Any:
    """What one of the functions below gives in the registry of ``environment``."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", _CALL.format(call=call)],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(done.stdout)


def prepare() -> None:
    """Tables and the taxonomy; and pages that name their static files, which nobody fetches here."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("loaddata", "lifecycle", verbosity=0)
    names = {path: path for finder in get_finders() for path, _storage in finder.list([])}
    manifest = Path(settings.STATIC_ROOT) / staticfiles_storage.manifest_name
    manifest.write_text(json.dumps({"version": staticfiles_storage.manifest_version, "paths": names}))


@transaction.atomic
def make(*, empty: int, complete: int) -> dict[str, Any]:
    """Drafts of an agency, and the sessions of its focal point and its editor."""
    agency = desk.make_agency()
    fatima, edith = (User.objects.create_user(f"{name}@agency.example") for name in ("fatima", "edith"))
    desk.make_member(fatima, agency)
    desk.make_member(edith, agency, "editor")
    begun = [opening.open_draft(by=fatima, language="en", submitter=agency) for _each in range(empty)]
    return {
        "sessions": {"fatima": _session_of(fatima), "edith": _session_of(edith)},
        "empty": [draft.reference for draft in begun],
        "complete": [desk.make_draft(fatima, agency).reference for _each in range(complete)],
    }


def _session_of(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.session.session_key


def count_due() -> int:
    """How many letters could be sent now."""
    return Letter.objects.due(timezone.now()).count()


def send_the_rest() -> dict[str, int]:
    """Send what waits for its next try, as if the pause were over; how many are now in which state."""
    Letter.objects.filter(state=LetterState.WAITING).update(due_at=timezone.now())
    return deliver()


def look() -> dict[str, Any]:
    """What is there: saves of each section in their order, rounds, and letters with what they are about."""
    saves = defaultdict(list)
    kept = SavedSection.objects.filter(code__in=WRITTEN).select_related("submission")
    for save in kept.order_by("revision"):
        saves[_place(save)].append(_text(save))
    sections = Section.objects.filter(code__in=WRITTEN, revision__gt=0).select_related("submission")
    moves = Move.objects.filter(target=SubmissionStatus.SUBMITTED).values_list("pk", "submission__reference")
    about = {f"move:{pk}": reference for pk, reference in moves}
    letters = Letter.objects.values("key", "address", "subject", "message_id", "state")
    return {
        "saves": saves,
        "sections": {_place(section): _text(section) for section in sections},
        "rounds": [list(sent) for sent in Round.objects.values_list("submission__reference", "nonce")],
        "letters": [{**letter, "about": about.get(letter["key"], "")} for letter in letters],
    }


def _place(written: Section | SavedSection) -> str:
    return f"{written.submission.reference}/{written.code}"


def _text(written: Section | SavedSection) -> str:
    return written.content["items"][written.code]["texts"]["en"]["text"]

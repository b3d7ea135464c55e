"""People and drafts for browser tests, made in the registry that the server under test serves."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import User
from languages.reading import read
from programmes.models import Scheduling, Submitter
from submissions.models import Submission
from tests import desk, together

PASSWORD = "correct horse battery"
_CALL = "import json, sys; from tests.browser import scene; json.dump(scene.{made}, sys.stdout)"


def drafts(number: int, language: str = "en") -> list[dict[str, str]]:
    """``number`` drafts, each of an agency of its own with a focal point and an editor who can sign in."""
    made = []
    for _each in range(number):
        # Another worker of the run makes its own in the same registry.
        own = uuid4().hex[:8]
        agency = desk.make_agency(f"Agency {own}")
        people = {}
        for role in ("focal_point", "editor"):
            email = f"{role}.{own}@agency.example"
            desk.make_member(_person(email, f"{role.title()} {own}", language), agency, role)
            people[role] = email
        author = User.objects.get(email=people["focal_point"])
        draft = desk.make_draft(author, agency, language=language)
        made.append({"reference": draft.reference, **people})
    return made


def _person(email: str, name: str, language: str) -> User:
    """Somebody who can sign in."""
    person = User.objects.create_user(email, PASSWORD, name=name, language=language)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def joint_draft(language: str) -> dict[str, str]:
    """A draft as above, with ``submitter``, whom the registry knows and who is to be invited.

    Its name is in the language of the draft; ``partner`` is its focal point, and ``private`` another account.
    A long address has been invited already, which a telephone has to hold.
    """
    submitter = Submitter.objects.public().get(slug="switzerland")
    (scene,) = drafts(1, language)
    draft = Submission.objects.get(reference=scene["reference"])
    together.invite_person(draft, f"{'somebody.' * 6}else@far-away.example", draft.created_by)
    paul = {name: f"{name}.{uuid4().hex[:8]}@elsewhere.example" for name in ("partner", "private")}
    accounts = [_person(email, "Paul Partner", language) for email in paul.values()]
    desk.make_member(accounts[0], submitter)
    return {**scene, **paul, "submitter": read(submitter, "name", language).text}


def come_due(reference: str) -> int:
    """The time has come at which what was accepted of a submission is to become public."""
    waiting = Scheduling.objects.filter(programme__submissions__reference=reference)
    return waiting.update(publish_at=timezone.now())


def make_drafts(
    number: int, language: str = "en", *, cwd: Any, environment: dict[str, str]
) -> list[dict[str, str]]:
    """The drafts, from outside: in the registry of ``environment``."""
    return _make(f"drafts({number}, {language!r})", cwd, environment)


def make_joint_draft(language: str, *, cwd: Any, environment: dict[str, str]) -> dict[str, str]:
    """The joint draft, from outside: in the registry of ``environment``."""
    return _make(f"joint_draft({language!r})", cwd, environment)


def make_due(reference: str, *, cwd: Any, environment: dict[str, str]) -> None:
    """The one publication that waits, from outside: in the registry of ``environment``."""
    assert _make(f"come_due({reference!r})", cwd, environment) == 1


def _make(made: str, cwd: Any, environment: dict[str, str]) -> Any:
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", _CALL.format(made=made)],
        cwd=cwd,
        env=environment,
        check=True,
        capture_output=True,
    )
    return json.loads(done.stdout)


def make_staff(*groups: str, name: str = "Kim Keeper", cwd: Any, environment: dict[str, str]) -> str:
    """The address of a new person of the staff, in the registry of ``environment``."""
    email = f"{uuid4().hex}@un.example"
    named = [f"--group={group}" for group in groups]
    subprocess.run(
        [sys.executable, "manage.py", "make_staff", email, f"--name={name}", *named],
        cwd=cwd,
        env={**environment, "STAFF_PASSWORD": PASSWORD},
        check=True,
        capture_output=True,
    )
    return email

"""People and drafts for browser tests, made in the registry that the server under test serves."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress

from accounts.models import User
from tests import desk

PASSWORD = "correct horse battery"
_CALL = "import json, sys; from tests.browser.scene import drafts; json.dump(drafts({number}), sys.stdout)"


def drafts(number: int) -> list[dict[str, str]]:
    """``number`` drafts, each of an agency of its own with a focal point and an editor who can sign in."""
    made = []
    for _each in range(number):
        # Another worker of the run makes its own in the same registry.
        own = uuid4().hex[:8]
        agency = desk.make_agency(f"Agency {own}")
        people = {}
        for role in ("focal_point", "editor"):
            email = f"{role}.{own}@agency.example"
            person = User.objects.create_user(email, PASSWORD, name=f"{role.title()} {own}")
            EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
            desk.make_member(person, agency, role)
            people[role] = email
        author = User.objects.get(email=people["focal_point"])
        made.append({"reference": desk.make_draft(author, agency).reference, **people})
    return made


def make_drafts(number: int, *, cwd: Any, environment: dict[str, str]) -> list[dict[str, str]]:
    """The same, from outside: in the registry of ``environment``."""
    made = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", _CALL.format(number=number)],
        cwd=cwd,
        env=environment,
        check=True,
        capture_output=True,
    )
    return json.loads(made.stdout)


def make_staff(*groups: str, cwd: Any, environment: dict[str, str]) -> str:
    """The address of a new person of the staff, in the registry of ``environment``."""
    email = f"{uuid4().hex}@un.example"
    named = [f"--group={group}" for group in groups]
    subprocess.run(
        [sys.executable, "manage.py", "make_staff", email, "--name=Kim Keeper", *named],
        cwd=cwd,
        env={**environment, "STAFF_PASSWORD": PASSWORD},
        check=True,
        capture_output=True,
    )
    return email

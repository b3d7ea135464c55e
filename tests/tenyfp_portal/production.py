"""The portal as in production: in a process of its own, with an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOST = "registry.example"
# What production cannot do without.
NEEDED = {
    "SECRET_KEY": "n0t-a-secret:" + "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": HOST,
    "EMAIL_URL": "smtp+tls://registry:secret@mail.example:587",
}
ASK = f"""
import json, sys, django
django.setup()
from django.test import Client
from django.test.utils import setup_test_environment
settings = django.conf.settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
client = Client(raise_request_exception=False, headers={{"host": "{HOST}"}})
answers = []
for asked in json.load(sys.stdin):
    answer = client.get(asked["path"], secure=asked.get("secure", False), headers=asked.get("headers", {{}}))
    answers.append({{
        "status": answer.status_code,
        "headers": dict(answer.headers),
        "cookies": {{name: dict(morsel) for name, morsel in answer.cookies.items()}},
        "text": "" if answer.streaming else answer.content.decode(),
    }})
json.dump(answers, sys.stdout)
"""


def environment(folder: Path, **changes: str | None) -> dict[str, str]:
    """A whole production environment, less what is ``None`` in ``changes``; ``folder`` takes what is kept."""
    (folder / "static").mkdir(exist_ok=True)
    kept = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), "CACHE_URL": "locmemcache://"}
    wanted = {"DATABASE_URL": f"sqlite:///{folder / 'registry.sqlite3'}", **NEEDED, **changes}
    settings = {"DJANGO_SETTINGS_MODULE": "tenyfp_portal.settings"}
    return {name: value for name, value in {**kept, **settings, **wanted}.items() if value is not None}


def run(
    *arguments: str, given: str = "", folder: Path, **changes: str | None
) -> subprocess.CompletedProcess[str]:
    """Python run with ``arguments`` in the project's root."""
    return subprocess.run(
        [sys.executable, *arguments],
        input=given,
        cwd=ROOT,
        env=environment(folder, **changes),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def ask(*asked: dict[str, Any], folder: Path, **changes: str | None) -> list[dict[str, Any]]:
    """The answers to requests, each with ``path`` and perhaps ``secure`` and ``headers``."""
    done = run("-c", ASK, given=json.dumps(asked), folder=folder, **changes)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

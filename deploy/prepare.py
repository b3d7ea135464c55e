"""Make a checkout ready to serve: messages, tables, the seeded registry, static files.

Run from the project's root as `python -m deploy.prepare`. All in one process, because starting Django four
times would take longer than a second start may. Every step does nothing where nothing is to be done, and
repairs what an earlier run, killed half-way, left undone.
"""

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from deploy.compile_messages import compile_catalogues


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tenyfp_portal.settings")
    # Before Django loads: it reads a catalogue once and keeps it.
    compile_catalogues()
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    # The sign-in limits live in a cache that the workers share; a no-op when that is not the database.
    call_command("createcachetable", verbosity=0)
    call_command("seed")
    collect_static_files()


def collect_static_files() -> None:
    """Run `collectstatic`, which compresses every file, only when a file or the way to store it changed."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = fingerprint_of_sources()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    sys.stdout.write("Compressing the static files\n")
    sys.stdout.flush()
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    # Last, so that a run killed half-way is done again.
    stamp.write_text(wanted)


def fingerprint_of_sources() -> str:
    seen = hashlib.sha256(repr(settings.STORAGES).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            seen.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()


if __name__ == "__main__":
    main()

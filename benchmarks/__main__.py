"""Run every benchmark on a seeded registry that is thrown away, and print what was measured."""

from __future__ import annotations

import os
import sys
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command


def main() -> None:
    with TemporaryDirectory() as folder:
        os.environ |= {"LOCAL": "1", "DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "tenyfp_portal.settings"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        call_command("migrate", verbosity=0)
        call_command("seed", verbosity=0)
        # What has models can be imported now, and not before.
        from benchmarks import desk, likeness  # noqa: PLC0415

        for bench in (likeness, desk):
            for name, measured in bench.run():
                sys.stdout.write(f"{name:<72} {measured}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()

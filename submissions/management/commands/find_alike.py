from typing import Any

from django.core.management.base import BaseCommand

from submissions.finding import finder


class Command(BaseCommand):
    help = "Compare what was written lately with the other entries; the worker does so by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        compared = finder().work()
        if options["verbosity"]:
            self.stdout.write(f"{compared} compared.")

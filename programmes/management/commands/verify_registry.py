from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programmes.verification import faults


class Command(BaseCommand):
    help = "Check that everything public is cited, follows from its version and stands in an unbroken chain."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for fault in faults():
            found += 1  # counted as they come: a broken registry may have many
            self.stderr.write(fault)
        if found:
            raise CommandError("1 fault." if found == 1 else f"{found} faults.")
        self.stdout.write("No fault found.")

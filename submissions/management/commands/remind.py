from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from submissions.reminders import write_reminders


class Command(BaseCommand):
    help = "Write the reminders that are due, each once. The letters' worker does it every hour by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        written = write_reminders(at=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"{written} reminders written.")

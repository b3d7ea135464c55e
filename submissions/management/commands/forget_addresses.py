from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts import letters
from submissions import invitations

# For so long somebody may want to know whether a letter to an address without an account has arrived.
LETTERS_KEEP_THEM = timedelta(days=30)


class Command(BaseCommand):
    help = "Forget e-mail addresses of invited people that nobody needs. The worker does it every hour."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        forgotten = invitations.forget_addresses(at=now)
        forgotten += letters.forget_addresses(before=now - LETTERS_KEEP_THEM)
        if options["verbosity"]:
            self.stdout.write(f"{forgotten} addresses forgotten.")

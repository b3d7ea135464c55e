from typing import Any

from django.core.management.base import BaseCommand

from programmes.seeding import seed


class Command(BaseCommand):
    help = "Fill an empty registry with the programmes of the annex of E/CN.17/2011/8; leave any other alone."

    def handle(self, *args: Any, **options: Any) -> None:
        published = seed()
        if published:
            self.stdout.write(f"Published {published} programmes.")
        else:
            self.stdout.write("The registry holds programmes already; nothing was changed.")

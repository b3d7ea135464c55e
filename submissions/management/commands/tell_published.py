from typing import Any

from django.core.management.base import BaseCommand

from submissions.publication import tell_published


class Command(BaseCommand):
    help = "Tell submitters what became public of theirs, each once. The letters' worker does it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        told = tell_published()
        if options["verbosity"]:
            self.stdout.write(f"{told} became public.")

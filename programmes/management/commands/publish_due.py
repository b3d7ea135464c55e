from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from programmes.workflow import publish_due


class Command(BaseCommand):
    help = "Publish what is scheduled and due, each once. The letters' worker does it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        published = publish_due(at=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"{published} published.")

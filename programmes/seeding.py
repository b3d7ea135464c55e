"""The registry's first day: the fixtures loaded and every programme published, or nothing at all."""

from __future__ import annotations

from django.core.management import call_command
from django.db import transaction

from languages.official import CODES, column
from programmes import workflow
from programmes.models import Programme, Version
from programmes.status import VersionKind

FIXTURES = ("lifecycle", "documents", "submitters", "programmes")


@transaction.atomic
def seed() -> int:
    """Load the fixtures and publish version 1 of every programme; returns how many were published.

    Does nothing where the registry holds any programme: later edits are never overwritten. One
    transaction, so that a registry seeded half-way does not exist.
    """
    if Programme.objects.exists():
        return 0
    call_command("loaddata", *FIXTURES, verbosity=0)
    # Loading leaves no history: without its first state a row's first edit could not be compared.
    call_command("populate_history", auto=True, verbosity=0)
    for programme in Programme.objects.order_by("pk"):
        working = Version.objects.working().get(programme=programme)
        notes = {code: getattr(working, column("note", code)) or "" for code in CODES}
        workflow.publish(programme=programme, kind=VersionKind.LISTED, notes=notes, by=None)
    return Programme.objects.count()

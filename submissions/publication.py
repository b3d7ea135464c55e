"""Telling submitters that what was accepted of theirs is public.

The registry knows nothing of submissions, so the worker looks what became public since.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from submissions import acceptance, letters
from submissions.models import Move, Submission
from submissions.status import SubmissionStatus


def tell_published() -> int:
    """Note on every accepted submission in which version it became public, and tell its members; how many."""
    return sum(_tell(pk) for pk in _perhaps_public().values_list("pk", flat=True))


def _perhaps_public() -> QuerySet[Submission]:
    """Accepted submissions nobody was told of, whose programme has a version since."""
    accepted = Move.objects.filter(submission=OuterRef("pk"), target=SubmissionStatus.ACCEPTED)
    # A request for withdrawal leaves the status as it is: such a move is none into it.
    into_it = accepted.exclude(source=SubmissionStatus.ACCEPTED).order_by("-pk").values("at")[:1]
    return Submission.objects.filter(
        status=SubmissionStatus.ACCEPTED,
        public_in=None,
        programme__current__published_at__gt=Subquery(into_it),
    )


@transaction.atomic
def _tell(pk: int) -> bool:
    submission = Submission.objects.select_for_update().get(pk=pk)
    if submission.status != SubmissionStatus.ACCEPTED or submission.public_in_id:
        return False  # another worker told, or it was withdrawn meanwhile
    submission.public_in = acceptance.first_public(submission)
    if submission.public_in is None:
        return False
    submission.save(update_fields=["public_in"])
    letters.about_publication(submission)
    return True

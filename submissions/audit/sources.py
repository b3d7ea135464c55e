"""The tables of records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.models import Letter, Resending, RoleChange, User
from lifecycle.models import Instrument, Lens, LensLine, LensMapping, Stage, Term
from programmes.models import (
    Document,
    EntryLink,
    Party,
    Placement,
    Programme,
    Scheduling,
    SourceEntry,
    StatedCount,
    Submitter,
    Version,
    Withholding,
    Writing,
)
from programmes.template.wording import place_words, value_words
from submissions.audit.telling import Change, Source, history_of, records_of
from submissions.models import (
    Assignment,
    Call,
    Comment,
    Membership,
    Move,
    Reminder,
    Round,
    Screening,
    Submission,
    TakenBack,
)
from submissions.status import Audience, SubmissionStatus


def _role(record: RoleChange) -> list[Change]:
    """What differs of a role; of a second factor that was taken off the act says everything."""
    columns = [name for name in record.after if record.before.get(name) != record.after[name]]
    return [
        Change(name, record.before.get(name), record.after[name])
        for name in columns
        if name != "second_factor"
    ]


def _comments() -> QuerySet[Comment]:
    """What the secretariat reads of what was said; of a draft it knows nothing."""
    sent = Comment.objects.exclude(submission__status=SubmissionStatus.DRAFT)
    return sent.exclude(audience=Audience.COAUTHORS).defer("text")


def _places(writings: Sequence[Writing]) -> list[list[Change]]:
    """What was written, place by place, in one further query."""
    found = Writing.objects.filter(pk__in=[writing.pk for writing in writings])
    written = dict(found.values_list("pk", "changes"))
    return [_told(written[writing.pk]) for writing in writings]


def _told(changes: list[Any]) -> list[Change]:
    """What was written. That a new text is a translation of the one that stands there needs no saying."""
    places = {place for place, _before, _after in changes}
    return [
        Change(place, before, after)
        for place, before, after in changes
        if not (place.endswith("/of") and place.removesuffix("/of") in places)
    ]


def _in_words(change: Change) -> Change:
    """A place in words, with what stands there."""
    place = change.column
    return Change(place_words(place), value_words(place, change.before), value_words(place, change.after))


SOURCES = (
    records_of(
        Submission,
        Move.objects.all,
        "submission__reference",
        at="at",
        by="by",
        row="submission",
        act="moved",
        told=lambda move: [Change("status", move.source, move.target)],
    ),
    records_of(
        Round,
        lambda: Round.objects.defer("content"),
        "submission__reference",
        at="submitted_at",
        by="submitted_by",
        act="sent",
        told=lambda sent: [Change("number", sent.number - 1 or None, sent.number)],
    ),
    records_of(
        Submission,
        Assignment.objects.all,
        "submission__reference",
        at="at",
        by="by",
        row="submission",
        act="assigned",
        told=lambda given: [Change("assigned_to", given.before_id, given.after_id)],
    ),
    records_of(
        Submission,
        Reminder.objects.all,
        "submission__reference",
        at="at",
        by="by",
        row="submission",
        act="reminded",
        told=lambda reminder: [],
    ),
    # Once it was sent; before, it is known to whoever keys it in alone.
    records_of(
        Submission,
        lambda: Submission.objects.sent().exclude(received=""),
        "reference",
        at="created_at",
        by="keyed_by",
        act="keyed_in",
        told=lambda submission: [Change("received", None, submission.received)],
    ),
    records_of(
        Submission,
        Submission.objects.sent,
        "reference",
        at="outside_call_at",
        by="outside_call_by",
        act="outside_call",
        told=lambda submission: [Change("outside_call_reason", None, submission.outside_call_reason)],
    ),
    # That the secretariat and the submitters said something, not what: some of it is internal.
    records_of(
        Comment,
        _comments,
        "submission__reference",
        at="at",
        by="by",
        act="said",
        told=lambda said: [Change("audience", None, said.audience)],
    ),
    records_of(
        Comment,
        _comments,
        "submission__reference",
        at="resolved_at",
        by="resolved_by",
        act="resolved",
        told=lambda said: [],
    ),
    records_of(
        Version,
        lambda: Version.objects.frozen().defer("content", "record"),
        "programme__reference",
        at="published_at",
        by="made_by",
        act="published",
        told=lambda version: [
            Change("number", version.number - 1 or None, version.number),
            Change("kind", None, version.kind),
        ],
    ),
    records_of(
        Withholding,
        Withholding.objects.all,
        "version__programme__reference",
        at="since",
        by="made_by",
        act="withheld",
        told=lambda withholding: [Change("reason", None, withholding.reason)],
    ),
    records_of(
        Withholding,
        Withholding.objects.all,
        "version__programme__reference",
        at="lifted_at",
        by="lifted_by",
        act="lifted",
        told=lambda withholding: [Change("lift_reason", None, withholding.lift_reason)],
    ),
    records_of(
        Scheduling,
        Scheduling.objects.all,
        "programme__reference",
        at="made_at",
        by="made_by",
        act="scheduled",
        told=lambda scheduling: [Change("publish_at", None, scheduling.publish_at)],
    ),
    records_of(
        Scheduling,
        Scheduling.objects.all,
        "programme__reference",
        at="ended_at",
        by="ended_by",
        act="ended",
        told=lambda scheduling: [Change("outcome", "waiting", scheduling.outcome)],
    ),
    # That somebody answered the criteria, not what: a colleague who has not done so yet is not to know.
    records_of(
        Screening,
        Screening.objects.all,
        "round__submission__reference",
        at="handed_in_at",
        by="screener",
        act="handed_in",
        told=lambda screening: [],
    ),
    records_of(
        TakenBack,
        TakenBack.objects.all,
        "screening__round__submission__reference",
        at="at",
        by="screening__screener",
        act="taken_back",
        told=lambda taken: [Change("handed_in_at", taken.handed_in_at, None)],
    ),
    records_of(
        User,
        RoleChange.objects.all,
        at="at",
        by="by",
        row="user",
        act=lambda change: "factor" if "second_factor" in change.after else "role",
        told=_role,
    ),
    records_of(
        Letter,
        Resending.objects.all,
        at="at",
        by="by",
        row="letter",
        act="sent_again",
        told=lambda again: [Change("tries", again.tries, 0)],
    ),
    Source(
        Programme,
        lambda: Writing.objects.defer("changes"),
        at="at",
        by="by",
        row="programme",
        names=("programme__reference",),
        act=lambda writing: writing.act,
        changes=_places,
        # Each may hold a whole programme in six languages, twice.
        at_once=5,
        words=_in_words,
    ),
    history_of(Programme, "reference"),
    history_of(Party, "programme__reference", "submitter__slug"),
    history_of(Placement, "programme__reference"),
    history_of(Submitter, "slug"),
    history_of(Document, "symbol"),
    history_of(StatedCount, "key", "document__symbol"),
    history_of(SourceEntry, "document__symbol"),
    history_of(EntryLink, "programme__reference"),
    history_of(Membership, "submitter__slug"),
    history_of(Call, "code"),
    history_of(Stage, "code"),
    history_of(Instrument, "code"),
    history_of(Term, "code"),
    history_of(Lens, "code"),
    history_of(LensLine, "code"),
    history_of(LensMapping, "lens__code"),
)

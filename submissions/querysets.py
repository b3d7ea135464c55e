"""Sets of rows of the intake in its own words; who may see which submission is said here, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from languages.alike.finder import SHOWN_FROM
from programmes.status import PartyRole, ProgrammeStatus
from submissions.status import (
    Age,
    Audience,
    InvitationAnswer,
    MembershipRole,
    MembershipState,
    RemarkKind,
    SubmissionStatus,
)

# The sections that are compared with other entries.
COMPARED = ("title", "purpose", "description", "cell")
# The strongest first: who is an editor here and a reader there is an editor.
_BY_STRENGTH = Case(
    *(When(role=role, then=order) for order, role in enumerate(MembershipRole.values)),
    output_field=models.PositiveSmallIntegerField(),
)


def _of_age(age: Age, at: datetime) -> Q:
    """That a submission last moved within the days that ``age`` names."""
    first, last = age.days
    since = Q(changed_at__gt=at - timedelta(days=last)) if last else Q()
    return since & (Q(changed_at__lte=at - timedelta(days=first)) if first else Q())


class CallQuerySet(models.QuerySet):
    def open(self, at: datetime) -> Self:
        """Calls that have opened and not closed, the one that closes first in front."""
        opened = self.filter(opens_at__lte=at).filter(Q(closes_at__isnull=True) | Q(closes_at__gt=at))
        return opened.order_by(models.F("closes_at").asc(nulls_last=True), "code")


class MembershipQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Memberships that give rights now."""
        return self.filter(state=MembershipState.ACTIVE)

    def focal_points(self) -> Self:
        """Active focal points."""
        return self.active().filter(role=MembershipRole.FOCAL_POINT)

    def waiting(self) -> Self:
        """Requests that nobody has answered, the oldest first."""
        return self.filter(state=MembershipState.ASKED).order_by("asked_at", "pk")

    def known_to(self, user: Any) -> Self:
        """Memberships that ``user`` may know of: their own, those beside them, and requests to decide on."""
        own = self.model._default_manager.active().filter(user=user.pk)
        beside = Q(submitter__in=own.values("submitter"), state=MembershipState.ACTIVE)
        requests = self.model._default_manager.to_decide_by(user)
        return self.filter(Q(user=user.pk) | beside | Q(pk__in=requests.order_by().values("pk")))

    def to_decide_by(self, user: Any) -> Self:
        """Requests that ``user`` may answer as a focal point, or as one of the secretariat."""
        if user.is_active and user.is_staff and user.has_perm("submissions.change_membership"):
            return self.waiting().exclude(user=user)
        own = self.model._default_manager.focal_points().filter(user=user.pk)
        return self.waiting().filter(submitter__in=own.values("submitter"))


class SubmissionPartyQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Parties that have not left: nobody else counts."""
        return self.filter(left_at__isnull=True)


class InvitationQuerySet(models.QuerySet):
    def waiting(self, at: datetime) -> Self:
        """Those that can still be answered at ``at``."""
        return self.filter(answer=InvitationAnswer.OPEN, expires_at__gt=at)

    def to(self, user: Any) -> Self:
        """Those that ``user`` has answered or may: as a focal point, or at a confirmed address."""
        memberships = self.model.submitter.field.related_model.memberships.rel.related_model
        led = memberships.objects.focal_points().filter(user=user.pk)
        addresses = user.emailaddress_set.filter(verified=True)
        answered = Q(answered_by=user.pk, answer__in=InvitationAnswer.GIVEN, submitter=None)
        invited = Q(submitter__in=led.values("submitter")) | Q(email__in=addresses.values("email"))
        return self.filter(invited | answered)

    def with_needless_address(self, at: datetime) -> Self:
        """Those that hold the address of somebody who is not to answer any more."""
        return self.exclude(email="").exclude(answer=InvitationAnswer.OPEN, expires_at__gt=at)


class SubmissionQuerySet(models.QuerySet):
    """Submissions. Outside this room's own writers, start from ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """What ``user`` may see; each submission knows as ``own_role`` what its submitters let them do.

        Members see the submissions of their submitters, whoever begins a draft before belonging to any or
        keys one in for a submitter sees that draft, the secretariat sees what has been sent at least once.
        """
        if not (user.is_authenticated and user.is_active):
            return self.with_role_of(user).none()
        # No submission is found twice, and nothing else is joined: the set can be counted and locked.
        seen = Q(own_role__isnull=False)
        if user.is_staff and user.has_perm("submissions.view_submission"):
            # First what is known at once: whose role it is is then asked of drafts alone.
            seen = ~Q(status=SubmissionStatus.DRAFT) | seen
        return self.with_role_of(user).filter(seen)

    def with_role_of(self, user: Any) -> Self:
        """Each with ``own_role``: the strongest that ``user`` holds there, or null.

        That is a membership among its submitters, or the right that somebody invited was given. A draft
        without a submitter is its author's own, and whoever of the secretariat keys a draft in is an editor
        of that draft. ``own_lead`` says whether ``user`` sends it: as a focal point of the submitter that
        leads it, or as the author of such a draft. ``role_of_user`` says whose role it is.
        """
        parties = self.model.parties.rel.related_model.objects.filter(submission=OuterRef("pk"))
        nobodys = ~Exists(parties) & Q(created_by=user.pk)
        mine = [When(nobodys, then=Value(MembershipRole.FOCAL_POINT.value))]
        if user.is_staff and user.has_perm("submissions.screen_submission"):
            keyed = Q(keyed_by=user.pk, status=SubmissionStatus.DRAFT)
            mine.append(When(keyed, then=Value(MembershipRole.EDITOR.value)))
        own_draft = Case(*mine, output_field=models.CharField(null=True))
        held = Subquery(self._held(user, left_at=None).order_by(_BY_STRENGTH).values("role")[:1])
        collaborators = self.model.collaborators.rel.related_model.objects.filter(user=user.pk)
        given = Subquery(collaborators.filter(submission=OuterRef("pk")).values("right")[:1])
        leads = Exists(self._held(user, role=PartyRole.LEAD).filter(role=MembershipRole.FOCAL_POINT))
        return self.annotate(
            own_role=Case(
                When(
                    Exists(self._held(user, left_at=None).filter(role__in=MembershipRole.WRITING)), then=held
                ),
                default=Coalesce(given, held, own_draft),
            ),
            own_lead=ExpressionWrapper(leads | nobodys, output_field=models.BooleanField()),
            role_of_user=Value(user.pk, output_field=models.BigIntegerField(null=True)),
        )

    def _held(self, user: Any, **part: Any) -> Any:
        """Active memberships of ``user`` in submitters with such a ``part`` in the submission outside."""
        submitters = self.model.parties.rel.related_model.submitter.field.related_model
        active = submitters.memberships.rel.related_model.objects.active().filter(user=user.pk)
        part["submission"] = OuterRef("pk")
        return active.filter(
            **{f"submitter__submission_parties__{name}": value for name, value in part.items()}
        )

    def role_of(self, user: Any, submission: Any) -> str | None:
        """What the submitters of ``submission`` let ``user`` do; not asked again where ``visible_to`` has."""
        # An instance may have been found for somebody else.
        if getattr(submission, "role_of_user", None) != user.pk or user.pk is None:
            found = self.with_role_of(user).filter(pk=submission.pk)
            held = found.values_list("own_role", "own_lead").first()
            submission.own_role, submission.own_lead = held or (None, False)
            submission.role_of_user = user.pk
        return submission.own_role

    def leads(self, user: Any, submission: Any) -> bool:
        """Whether it is ``user`` who sends ``submission`` and takes it back."""
        return self.role_of(user, submission) is not None and submission.own_lead

    def sent(self) -> Self:
        """What has been sent at least once: all that the secretariat sees."""
        return self.exclude(status=SubmissionStatus.DRAFT)

    def aged(self, age: str, at: datetime) -> Self:
        """Those that have stood where they stand for as long as ``age`` says."""
        return self.filter(_of_age(Age(age), at))

    def overdue(self, at: datetime) -> Self:
        """Returned ones that were not answered by the day they were to be."""
        return self.filter(status=SubmissionStatus.RETURNED, reply_by__lt=at.date())

    def by_state_and_age(self, at: datetime) -> dict[tuple[str, str], int]:
        """How many of what somebody still works on there are, by status and age."""
        ages = [When(_of_age(age, at), then=Value(age.value)) for age in Age]
        waiting = self.filter(status__in=SubmissionStatus.OPEN).order_by()
        aged = waiting.annotate(age=Case(*ages, output_field=models.CharField()))
        counted = aged.values_list("status", "age").annotate(number=models.Count("pk"))
        return {(status, age): number for status, age, number in counted}

    def editable(self) -> Self:
        """Those it is their submitters' turn to write on."""
        return self.filter(status__in=SubmissionStatus.EDITABLE)

    def waiting_for(self, user: Any) -> Self:
        """What ``user`` has to do: drafts and returned ones to write, and for the secretariat what was sent.

        What was returned comes first, by the day it is due; then the oldest.
        """
        todo = Q(own_role__in=MembershipRole.WRITING, status__in=SubmissionStatus.EDITABLE)
        if user.is_staff and user.has_perm("submissions.screen_submission"):
            todo |= Q(own_role__isnull=True, status__in=SubmissionStatus.WITH_THE_SECRETARIAT)
        due = models.F("reply_by").asc(nulls_last=True)
        return self.visible_to(user).filter(todo).order_by(due, "changed_at", "pk")

    def counts(self) -> dict[str, int]:
        """How many there are in each status; every status is named."""
        found = dict(self.order_by().values_list("status").annotate(models.Count("pk")))
        return {status: found.get(status, 0) for status in SubmissionStatus.values}

    def in_order(self, sort: str | None = None) -> Self:
        """In the order that ``sort`` names: by reference, by title, or by what moved last."""
        match sort:
            case "reference":
                return self.order_by("reference")
            case "title":
                return self.order_by("title", "reference")
        return self.order_by("-changed_at", "-pk")

    def with_parties(self) -> Self:
        """The parties of every submission, ``standing_parties`` and those who left, in one further query."""
        parties = self.model.parties.rel.related_model.objects.select_related("submitter")
        return self.prefetch_related(Prefetch("parties", parties))

    def with_last_touch(self) -> Self:
        """Each with ``touched_at``: when somebody last wrote on it or attached a file, or it last moved."""

        def last(rows: Any, field: str) -> Coalesce:
            own = rows.rel.related_model.objects.filter(submission=OuterRef("pk"))
            latest = own.order_by(models.F(field).desc(nulls_last=True)).values(field)[:1]
            return Coalesce(Subquery(latest), "changed_at")

        saved, attached = last(self.model.sections, "saved_at"), last(self.model.attachments, "added_at")
        return self.annotate(touched_at=Greatest("changed_at", saved, attached))

    def with_draft_titles(self) -> Self:
        """Each with ``title_sections``, from which its submitters' lists read the title being written."""
        sections = self.model.sections.rel.related_model.objects.filter(code="title")
        return self.prefetch_related(Prefetch("sections", sections, to_attr="title_sections"))

    def hinted(self) -> Self:
        """Those that others may be told of, until the programme that became of one is listed itself."""
        listed = Q(status=SubmissionStatus.ACCEPTED, programme__status__in=ProgrammeStatus.COUNTED)
        willing = self.filter(may_be_hinted=True, status__in=SubmissionStatus.HINTED)
        return willing.exclude(listed)

    def last_rounds(self) -> models.QuerySet:
        """The keys of what was last sent of each."""
        return self.order_by().annotate(last=models.Max("rounds__pk")).values("last")


class SectionQuerySet(models.QuerySet):
    def to_compare(self) -> Self:
        """Sections that changed since they were last compared, of what somebody still works on."""
        return self.filter(
            revision__gt=models.F("compared"),
            code__in=COMPARED,
            submission__status__in=SubmissionStatus.OPEN,
        )


class LikenessQuerySet(models.QuerySet):
    def shown_to(self, user: Any, submission: Any) -> Self:
        """Of the entries that look like ``submission`` those that are shown to ``user``, the likest first.

        Listed programmes, and submissions that others may be told of: to its writers nothing of their own, to
        the secretariat what the same submitters sent as well.
        """
        programmes = self.model.programme.field.related_model.objects.counted()
        submissions = type(submission)._default_manager
        foreign = submissions.hinted().with_role_of(user).filter(own_role=None).exclude(pk=submission.pk)
        if submissions.role_of(user, submission) is not None:
            own_submitters = submission.parties.standing().values("submitter")
            foreign = foreign.exclude(parties__submitter__in=own_submitters)
        # Asked of the few that are alike: a set of all that may be shown would be all of the registry.
        seen = Exists(programmes.filter(pk=OuterRef("programme"))) | Exists(
            foreign.filter(pk=OuterRef("other"))
        )
        return (
            self.filter(seen, submission=submission, confidence__gte=SHOWN_FROM)
            .exclude(
                programme__in=[each for each in (submission.updates_id, submission.programme_id) if each]
            )
            .order_by("order")
        )

    def with_entries(self) -> Self:
        """What is alike with what is shown of it, in one further query."""
        parties = self.model.programme.field.related_model.parties.rel.related_model.objects
        return self.select_related("programme", "other").prefetch_related(
            Prefetch("programme__parties", parties.select_related("submitter"))
        )


class AttachmentQuerySet(models.QuerySet):
    def present(self) -> Self:
        """Attachments that have not been taken off."""
        return self.filter(removed_at__isnull=True)


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user: Any, submission: Any) -> Self:
        """The discussion of ``submission`` as ``user`` may read it.

        Members read what is said to both sides and what is said among themselves; the secretariat, to which
        whoever keys a draft in belongs, what is said to both sides and its own notes.
        """
        said = self.filter(submission=submission).select_related("by")
        role = type(submission)._default_manager.role_of(user, submission)
        is_staff = user.is_active and user.is_staff and user.has_perm("submissions.view_submission")
        if role is None and not is_staff:
            return said.none()
        hidden = [Audience.INTERNAL] if role is not None else []
        if role is None or submission.keyed_by_id == user.pk:
            hidden.append(Audience.COAUTHORS)
        return said.exclude(audience__in=hidden)

    def open(self) -> Self:
        """What has not been resolved."""
        return self.filter(resolved_at__isnull=True)

    def changes(self) -> Self:
        """Requests for change."""
        return self.filter(kind=RemarkKind.CHANGE)

    def open_first(self) -> Self:
        """What waits for an answer, the newest first; then what was resolved, the latest first."""
        return self.order_by(models.F("resolved_at").desc(nulls_first=True), "-pk")

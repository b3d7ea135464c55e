"""Writing one submission together: who was invited to it, and persons who take part."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from languages.reading import read
from programmes.models import Submitter
from programmes.status import PartyRole
from submissions.models.submissions import Submission
from submissions.querysets import InvitationQuerySet
from submissions.status import CollaboratorRight, InvitationAnswer


class Collaborator(models.Model):
    """A person who takes part in one submission without acting for a submitter of it."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="collaborators")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="collaborations", verbose_name=_("person")
    )
    right = models.CharField(_("right"), max_length=12, choices=CollaboratorRight.choices)

    class Meta:
        ordering = ["submission", "id"]
        verbose_name = _("collaborator")
        verbose_name_plural = _("collaborators")
        constraints = [
            models.UniqueConstraint(fields=["submission", "user"], name="one_right_per_collaborator"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_right_display()})"


class Invitation(models.Model):
    """That a submitter was asked to become a party with ``role``, or whoever reads ``email`` to take part.

    Only the hash of the token in its link is kept: the link is known to who got the letter. ``reply`` is what
    they said with their answer. ``email`` is forgotten once nobody is to answer any more.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="invitations")
    submitter = models.ForeignKey(
        Submitter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("submitter"),
    )
    role = models.CharField(_("role"), max_length=12, blank=True, choices=PartyRole.choices)
    email = models.EmailField(_("e-mail address"), blank=True)
    right = models.CharField(_("right"), max_length=12, blank=True, choices=CollaboratorRight.choices)
    message = models.TextField(_("message"), blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("expires"))
    answer = models.CharField(
        _("answer"), max_length=10, choices=InvitationAnswer.choices, default=InvitationAnswer.OPEN
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True)
    reply = models.TextField(_("reply"), blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "id"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="a_submitter_or_a_person_is_invited",
                condition=Q(
                    submitter__isnull=False,
                    role__in=[PartyRole.CO_SUBMITTER, PartyRole.PARTNER],
                    email="",
                    right="",
                )
                | Q(submitter__isnull=True, role="") & ~Q(right=""),
            ),
        ]
        indexes = [models.Index(fields=["created_by", "created_at"], name="invitations_by_person")]

    def __str__(self) -> str:
        return f"{self.submission.reference}: {self.invited_name}"

    @property
    def invited_name(self) -> str:
        """Who is invited: the submitter's name in the reader's language, or the address while it is known."""
        if self.submitter:
            return read(self.submitter, "name").text
        return self.email or str(_("A person whose address is not kept any more"))

    @property
    def is_forgotten(self) -> bool:
        """Whether nobody knows any more which person was invited."""
        return self.submitter_id is None and not self.email

    def is_waiting(self, at: datetime) -> bool:
        """Whether it can still be answered."""
        return self.answer == InvitationAnswer.OPEN and at < self.expires_at

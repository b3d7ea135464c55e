"""Who acts for which submitter."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.official import OFFICIAL
from languages.reading import read
from programmes.models import Submitter
from programmes.status import SubmitterKind
from submissions.querysets import MembershipQuerySet
from submissions.status import MembershipRole, MembershipState


class Membership(models.Model):
    """That a person acts for a submitter, or asks to; ``membership`` writes it and nothing else does.

    Who asks for a submitter that is not in the registry proposes it by its name; the row of the submitter is
    made when the secretariat says yes.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    submitter = models.ForeignKey(
        Submitter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("submitter"),
    )
    proposed_name = models.CharField(_("name proposed"), max_length=300, blank=True)
    proposed_kind = models.CharField(
        _("kind proposed"), max_length=24, choices=SubmitterKind.choices, blank=True
    )
    proposed_language = models.CharField(
        _("language of the name"),
        max_length=8,
        blank=True,
        choices=[(language.code, language.own_name) for language in OFFICIAL],
    )
    role = models.CharField(_("role"), max_length=12, choices=MembershipRole.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=MembershipState.choices, default=MembershipState.ASKED
    )
    message = models.TextField(_("message"), blank=True)
    asked_at = models.DateTimeField(_("asked"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.TextField(_("reason"), blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["submitter", "role", "id"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "submitter"], name="one_membership_per_submitter"),
            models.CheckConstraint(
                name="a_member_has_a_submitter",
                condition=models.Q(submitter__isnull=False)
                | (~models.Q(proposed_name="") & ~models.Q(state=MembershipState.ACTIVE)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.submitter_name} ({self.get_role_display()})"

    @property
    def submitter_name(self) -> str:
        """The submitter's name in the reader's language, or the one that was proposed."""
        return read(self.submitter, "name").text if self.submitter else self.proposed_name

    @property
    def status_means(self) -> str:
        """What its state means, in words for whoever asks."""
        return MembershipState(self.state).meaning

    @property
    def is_active(self) -> bool:
        return self.state == MembershipState.ACTIVE

"""The submission: what submitters send on the template, private, in one language."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.official import OFFICIAL
from programmes.models import Programme, Submitter, Version
from programmes.status import PartyRole
from submissions.models.calls import Call
from submissions.querysets import SubmissionPartyQuerySet, SubmissionQuerySet
from submissions.status import Received, SubmissionStatus

LANGUAGES = [(language.code, language.own_name) for language in OFFICIAL]


class Submission(models.Model):
    """One proposal, or one update of a listed programme, on its way.

    ``status``, ``reply_by``, ``title`` and ``programme`` are written by ``workflow`` alone. The text stands
    in ``sections`` while it is written, and in ``rounds`` as it was sent. ``assigned_to`` is who of the
    secretariat answers for it, written by ``assignment``, and ``public_in`` the first version that says
    anything of it, written by ``publication``. ``compared_at`` is when it was last compared with other
    entries, and ``compared_with`` a digest of what these were, written by ``finding``. What was ``received``
    in another way was keyed in by one of the secretariat, and is the submitters' once a focal point of
    theirs sends it.
    """

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=SubmissionStatus.choices,
        default=SubmissionStatus.DRAFT,
        editable=False,
    )
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGES)
    other_language = models.CharField(
        _("written in another language"),
        max_length=60,
        blank=True,
        help_text=_(
            "Where the original is in none of the six languages: its name. The text is then a translation."
        ),
    )
    edition = models.CharField(_("edition of the template"), max_length=40)
    call = models.ForeignKey(
        Call,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("call for submissions"),
    )
    outside_call_reason = models.TextField(
        _("why it is taken outside a call"), blank=True, help_text=_("Written by the secretariat.")
    )
    outside_call_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    outside_call_at = models.DateTimeField(null=True, editable=False)
    updates = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="updates",
        verbose_name=_("programme to be updated"),
    )
    # The version that an update was begun from: what is in it and not in a round, the submitters took out.
    base = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("programme it was accepted into"),
        editable=False,
    )
    public_in = models.ForeignKey(
        Version,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("version in which it became public"),
        editable=False,
    )
    received = models.CharField(
        _("received"), max_length=8, choices=Received.choices, blank=True, editable=False
    )
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("keyed in by"),
        editable=False,
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
        editable=False,
    )
    confirm_asked_at = models.DateTimeField(_("sent to confirm"), null=True, blank=True, editable=False)
    may_be_hinted = models.BooleanField(
        _("others may be told of it"),
        default=False,
        help_text=_(
            "Once it is sent, submitters who write something alike are shown its title, its place in the "
            "matrix and the passage that is alike, but not whose it is."
        ),
    )
    may_be_asked = models.BooleanField(
        _("may be asked directly"),
        default=False,
        help_text=_(
            "Submitters who agreed to the same and write something alike may write to its focal points "
            "without the secretariat. Whoever writes is named to the other side."
        ),
    )
    # Whether a co-submitter is to be told when somebody writes on it; kept here so that saving need not ask.
    is_signed = models.BooleanField(default=False, editable=False)
    compared_at = models.DateTimeField(null=True, editable=False)
    compared_with = models.CharField(max_length=64, blank=True, editable=False)
    # Of the last round: what the secretariat knows the submission by, whatever is being written on it.
    title = models.CharField(_("title"), max_length=500, blank=True, editable=False)
    reply_by = models.DateField(_("reply by"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("begun by")
    )
    created_at = models.DateTimeField(_("begun"))
    changed_at = models.DateTimeField(_("last moved"))

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        permissions = [("screen_submission", _("Can screen, return, accept and decide not to list"))]
        constraints = [
            models.CheckConstraint(
                name="what_was_received_was_keyed_in_by_somebody",
                condition=models.Q(received="", keyed_by__isnull=True)
                | (~models.Q(received="") & models.Q(keyed_by__isnull=False)),
            )
        ]
        indexes = [
            models.Index(fields=["status", "changed_at"], name="submissions_by_age"),
            models.Index(fields=["changed_at"], name="submissions_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def status_means(self) -> str:
        """What its status means, in words for whoever asks."""
        return SubmissionStatus(self.status).meaning

    @property
    def is_editable(self) -> bool:
        """Whether it is the submitters' turn to write."""
        return self.status in SubmissionStatus.EDITABLE

    @property
    def is_public(self) -> bool:
        """Whether what was accepted of it is public: a new programme at once, an update once found so."""
        # A programme that was listed before is public whether or not its update is.
        programme = None if self.updates_id else self.programme
        return bool(self.public_in_id or (programme and programme.current_id))

    @property
    def standing_parties(self) -> list[SubmissionParty]:
        """Its parties that have not left, in their order; without a query where found ``with_parties``."""
        return [party for party in self.parties.all() if party.left_at is None]

    @property
    def lead(self) -> SubmissionParty | None:
        """The party that leads it; a draft may be in nobody's name yet."""
        return next((party for party in self.standing_parties if party.role == PartyRole.LEAD), None)

    @property
    def permalink(self) -> str:
        """The language-free address, for letters."""
        return f"/id/{self.reference}"


class SubmissionParty(models.Model):
    """The part one submitter has in one submission, with the name it signs under.

    A co-submitter signs the text off: ``signed_hash`` says which text, by ``signing.text_hash``, and
    ``edited_at`` when that was first changed since. Who left after the submission was sent has ``left_at``,
    and counts no more: ask for ``standing()``.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="parties")
    submitter = models.ForeignKey(
        Submitter, models.PROTECT, related_name="submission_parties", verbose_name=_("submitter")
    )
    role = models.CharField(_("role"), max_length=12, choices=PartyRole.choices, default=PartyRole.LEAD)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    named_as = models.CharField(_("name it signs under"), max_length=300)
    named_language = models.CharField(_("language of the name"), max_length=8, choices=LANGUAGES)
    signed_hash = models.CharField(max_length=64, blank=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    signed_at = models.DateTimeField(_("signed off"), null=True, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    left_at = models.DateTimeField(_("left"), null=True, editable=False)
    left_reason = models.TextField(_("reason for leaving"), blank=True, editable=False)

    objects = SubmissionPartyQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "submitter"], name="one_part_per_submitter_in_a_submission"
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(role=PartyRole.LEAD),
                name="one_lead_per_submission",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.named_as} ({self.get_role_display()})"

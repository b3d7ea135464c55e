"""People and the letters to them. An address is the name one signs in with; there is no user name."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.status import LetterState
from languages.freezing import Frozen
from languages.official import DEFAULT, OFFICIAL


class UserManager(BaseUserManager["User"]):
    """Makes users; addresses are stored in lower case so that one person is one row."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractUser):
    """A person: ``language`` is the one letters are written in.

    Sessions that were opened before ``signed_out_at`` are over; ``staff`` writes it.
    """

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"),
        max_length=8,
        default=DEFAULT,
        choices=[(language.code, language.own_name) for language in OFFICIAL],
    )
    wants_reminders = models.BooleanField(_("reminders of unfinished drafts"), default=True)
    signed_out_at = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name or self.email

    def get_session_auth_hash(self) -> str:
        """What a session is opened with and compared with at each request: it ends with either of the two."""
        by_password = super().get_session_auth_hash()
        if self.signed_out_at is None:
            return by_password
        return salted_hmac(self.signed_out_at.isoformat(), by_password, algorithm="sha256").hexdigest()


class RoleChange(Frozen):
    """That somebody's role at the desk became another one: who decided it, and both roles as they were.

    A role is ``is_active``, ``is_staff`` and the names of ``groups``. That a lost ``second_factor`` was taken
    off is told in the same way, by itself. Without ``by`` a command did it.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="role_changes", verbose_name=_("person"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))

    class Meta:
        ordering = ["-at", "-pk"]
        base_manager_name = "objects"
        verbose_name = _("change of role")
        verbose_name_plural = _("changes of role")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.at:%Y-%m-%d}"


class Visit(models.Model):
    """When somebody of the staff was last at the desk, and when the time before; ``visits`` writes it."""

    user = models.OneToOneField(User, models.CASCADE, related_name="visit")
    at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id} · {self.at:%Y-%m-%d %H:%M}"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Sets of letters in the words of the post."""

    def due(self, at: datetime) -> Self:
        """To be sent now, the longest waiting first."""
        return self.filter(state=LetterState.WAITING, due_at__lte=at).order_by("due_at", "pk")

    def given_up(self) -> Self:
        """What did not arrive, and will not be tried again by itself."""
        return self.filter(state=LetterState.GIVEN_UP)


class Letter(models.Model):
    """One letter about one event to one recipient, as it is sent: the outbox and its record.

    ``key`` names the event; nobody gets two letters about one. ``to`` is empty where the address belongs to
    no account. A letter that ``holds_key`` opens something to whoever reads it: its text is forgotten once
    it is on its way.
    """

    key = models.CharField(max_length=200)
    to = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="letters", verbose_name=pgettext_lazy("letter", "to")
    )
    address = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=8)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField()
    html = models.TextField()
    holds_key = models.BooleanField(default=False)
    message_id = models.CharField(max_length=250, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=LetterState.choices, default=LetterState.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    fault = models.CharField(_("what went wrong"), max_length=500, blank=True)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    due_at = models.DateTimeField(_("next try"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(fields=["key", "to"], name="one_letter_per_event_and_person"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(to=None), name="one_letter_per_event_without_account"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=LetterState.WAITING), name="letters_waiting"),
            models.Index(
                fields=["written_at"], condition=Q(state=LetterState.GIVEN_UP), name="letters_given_up"
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Resending(Frozen):
    """That somebody put a letter that was given up back in the queue, after so many ``tries``."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="resendings", verbose_name=_("letter"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    tries = models.PositiveSmallIntegerField(_("tries"))

    class Meta:
        ordering = ["-at", "-pk"]
        base_manager_name = "objects"
        verbose_name = _("letter sent again")
        verbose_name_plural = _("letters sent again")

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.at:%Y-%m-%d}"

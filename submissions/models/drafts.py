"""What is being written: a row for each section, what its last saves were, and who has looked at which."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from submissions.models.submissions import Submission
from submissions.querysets import SectionQuerySet


class Written(models.Model):
    """The content of one section as somebody saved it."""

    submission: models.ForeignKey[Submission, Submission]
    content = models.JSONField()
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def saver(self) -> str:
        """Who saved it, in words; those of the secretariat are named to each other only."""
        is_ours = self.saved_by_id is not None and self.saved_by_id == self.submission.keyed_by_id
        return _("Secretariat") if is_ours else str(self.saved_by)


class Section(Written):
    """One section of a draft as it stands; ``revision`` counts its saves, and guards each one."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="sections")
    code = models.CharField(max_length=40)
    # The revision that was last compared with other entries. It is the queue: saving costs nothing more, any
    # number of saves are compared once, and what a killed worker had begun is still due.
    compared = models.IntegerField(default=-1)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "code"], name="one_row_per_section"),
        ]
        indexes = [
            models.Index(
                fields=["saved_at"],
                condition=models.Q(revision__gt=models.F("compared")),
                name="sections_to_compare",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} r{self.revision}"


class SavedSection(Written):
    """One earlier save of a section; the last fifty are kept, the newest being what the section holds."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="saves")
    code = models.CharField(max_length=40)

    class Meta:
        ordering = ["submission", "code", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "code", "revision"], name="one_save_per_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.code} r{self.revision}"


class LastLook(models.Model):
    """Up to which save of each section one of the submitters has seen a submission.

    ``seen`` are the revisions at the last look, ``at`` its time; ``before`` and ``before_at`` those of the
    visit before, which is what news is told against until the visit is over. ``looks`` writes it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="looks")
    at = models.DateTimeField()
    seen = models.JSONField()
    before_at = models.DateTimeField()
    before = models.JSONField()

    class Meta:
        ordering = ["submission", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "submission"], name="one_last_look_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.submission_id} · {self.at:%Y-%m-%d %H:%M}"

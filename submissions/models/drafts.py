"""What is being written: one row for each section, and what its last saves were."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from submissions.models.submissions import Submission
from submissions.querysets import SectionQuerySet


class Written(models.Model):
    """The content of one section as somebody saved it."""

    content = models.JSONField()
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


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

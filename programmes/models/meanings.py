"""What entries mean, as vectors: made by the worker, to find others that look alike."""

from __future__ import annotations

from django.db import models

from programmes.models.programmes import Programme


class StoredMeaning(models.Model):
    """The vectors of an entry's passages, what made them, and the hash of the texts they were made from."""

    maker = models.CharField(max_length=60)
    of = models.CharField(max_length=64)
    vectors = models.BinaryField()

    class Meta:
        abstract = True


class Meaning(StoredMeaning):
    """What a listed programme means. Publishing takes the row away, and the worker makes it anew."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="meaning")

    def __str__(self) -> str:
        return f"{self.programme_id} {self.maker}"

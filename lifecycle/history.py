"""The history of curated rows: who changed what, when, before and after. It only ever grows.

The lowest room that has rows to curate, so that the rooms above keep theirs in the same way.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from simple_history import register
from simple_history.manager import HistoricalQuerySet
from simple_history.models import HistoricalRecords

from languages.freezing import Frozen, FrozenError, FrozenQuerySet


class RecordQuerySet(FrozenQuerySet):
    """Records are added, many at once where a registry is begun; those that are there stay as they are."""

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> Any:
        # Given by its place, it could be anything.
        if args or options.get("update_conflicts"):
            raise FrozenError(self.refusal)
        return models.QuerySet.bulk_create(self, objs, **options)


class KeptQuerySet(RecordQuerySet, HistoricalQuerySet):
    """What ``Model.history`` finds."""


class Kept(Frozen):
    """A record of one change: written once."""

    objects = RecordQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes managers for variables of rows

    class Meta:
        abstract = True


class KeptRecords(HistoricalRecords):
    """Records that no road of Django changes or deletes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, bases=[Kept], historical_queryset=KeptQuerySet)

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        # Where every save of a record that is there already ends.
        return {**super().get_meta_options(model), "base_manager_name": "objects"}


def keep_history(model: type[models.Model], *, app: str) -> None:
    """Record every change of ``model``. Call it after translation, since it copies the fields it finds."""
    register(model, app=app, records_class=KeptRecords)

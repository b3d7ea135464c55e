"""Rows that are never changed or deleted, by whatever road."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FrozenError(Exception):
    """Somebody tried to change or delete what is frozen."""


class FrozenQuerySet(models.QuerySet):
    """Rows of which those that ``frozen`` finds refuse every change through every manager.

    A model that uses it names it as its ``base_manager_name`` too, and refuses in its own ``delete``, which
    asks no queryset.
    """

    frozen = models.Q()
    refusal: str | Promise = _("A record of what happened is never changed or deleted.")

    def update(self, **fields: Any) -> int:
        self._refuse_frozen()
        return super().update(**fields)

    def _update(self, values: Any) -> int:
        # Where every save ends, that of a loaded fixture too, which passes by the model's own ``save``.
        self._refuse_frozen()
        return super()._update(values)  # type: ignore[misc]

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_frozen()
        return super().delete()

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        self._refuse_frozen(pk__in=[row.pk for row in objs])
        return super().bulk_update(objs, fields, batch_size)

    def bulk_create(self, *args: Any, **options: Any) -> NoReturn:
        # update_conflicts would overwrite frozen rows, and no one needs to make these in bulk.
        raise FrozenError(self.refusal)

    def _raw_delete(self, using: str | None) -> int:
        self._refuse_frozen()
        return super()._raw_delete(using)

    def _refuse_frozen(self, **only: Any) -> None:
        # A fresh query: the set itself may be sliced or ordered in ways that cannot be filtered again.
        chosen = self.model._base_manager.filter(self.frozen)
        chosen = chosen.filter(**only) if only else chosen.filter(pk__in=self.order_by().values("pk"))
        if chosen.exists():
            raise FrozenError(self.refusal)

"""Rows that refuse every change: what was published or sent, and who decided it, stays as it was."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


class FrozenError(Exception):
    """Somebody tried to change or delete what is frozen."""


class FrozenQuerySet(models.QuerySet):
    """Rows of which the ``frozen`` ones refuse every change, through every manager that is made of this.

    A model that uses it names it as its ``base_manager_name`` too, and refuses in its own ``delete``, which
    asks no queryset.
    """

    refusal: str | Promise = gettext_lazy("A record of what happened is never changed or deleted.")

    def frozen(self) -> Self:
        """Those of these rows that nobody may change."""
        return self

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
        # update_conflicts would overwrite frozen rows, and no one needs to make such rows in bulk.
        raise FrozenError(self.refusal)

    def _raw_delete(self, using: str | None) -> int:
        self._refuse_frozen()
        return super()._raw_delete(using)

    def _refuse_frozen(self, **only: Any) -> None:
        # A fresh query: the set itself may be sliced or ordered in ways that cannot be filtered again.
        chosen = self.model._base_manager.frozen()
        chosen = chosen.filter(**only) if only else chosen.filter(pk__in=self.order_by().values("pk"))
        if chosen.exists():
            raise FrozenError(self.refusal)


class Frozen(models.Model):
    """A row that is written once; its model names ``objects`` as its ``base_manager_name``."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise FrozenError(FrozenQuerySet.refusal)

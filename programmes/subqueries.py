"""What another query finds, as a value that one carries along."""

from __future__ import annotations

from typing import Any

from django.db import models


class RowsIn(models.Subquery):
    """How many rows a queryset has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = models.PositiveIntegerField()


class ListOf(models.Subquery):
    """The ``value`` of every row of a queryset, in its order, as a list; of none an empty one, or nothing."""

    template = "(SELECT JSONB_AGG(value) FROM (%(subquery)s) listed)"
    output_field = models.JSONField()

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        template = "(SELECT JSON_GROUP_ARRAY(JSON(value)) FROM (%(subquery)s) listed)"
        return self.as_sql(compiler, connection, template=template)  # type: ignore[call-arg]  # not in the stubs

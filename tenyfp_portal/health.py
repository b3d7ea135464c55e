"""Is the process up, and can it do its work? Asked by whatever watches the portal, under ``/healthz/``."""

from __future__ import annotations

import asyncio
import dataclasses
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable
from health_check.views import HealthCheckView


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@dataclasses.dataclass
class Migrations(HealthCheck):
    """The database has every migration of this release."""

    def run(self) -> None:
        # In a thread of its own, and so with a connection of its own, which is not left open.
        found_open = connection.connection is not None
        try:
            executor = MigrationExecutor(connection)
            pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        finally:
            if not found_open:
                connection.close()
        if pending:
            raise ServiceUnavailable(f"{len(pending)} migrations have not been applied")


class ReadyView(HealthCheckView):
    """Database, migrations and cache are usable: 200, or 503 naming what is not.

    Why it is not stands in the log alone: messages of a database tell addresses and names.
    """

    checks = [
        "health_check.checks.Database",
        "health_check.checks.Cache",
        "tenyfp_portal.health.Migrations",
    ]

    async def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        with self.get_executor() as executor:
            results = await asyncio.gather(*(check.get_result(executor) for check in self.get_checks()))
        checks = {
            type(result.check).__name__.lower(): "failed" if result.error else "ok" for result in results
        }
        is_ready = "failed" not in checks.values()
        return JsonResponse(
            {"status": "ok" if is_ready else "failed", "checks": checks},
            status=HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE,
        )

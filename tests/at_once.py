"""Several people at once, each in a thread with a real connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from submissions import drafting, workflow
from tests.desk import save


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start all acts together, each in a thread with its own connection; results, or what was refused."""
    barrier = Barrier(len(acts))

    def start(act: Callable[[], Any]) -> Any:
        connection.ensure_connection()
        barrier.wait(timeout=30)
        try:
            return act()
        except (ValidationError, drafting.StaleSection) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(start, acts))


def submitting(draft: Any, by: Any, nonce: str) -> Callable[[], Any]:
    return lambda: workflow.submit(submission=draft, by=by, nonce=nonce, declared=True)


def saving(draft: Any, code: str, content: Any, by: Any, seen: int) -> Callable[[], Any]:
    return lambda: save(draft, code, content, by, seen=seen)

"""What a person's session proves."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY


def has_second_factor(session: Any) -> bool:
    """Whether this session was opened, or confirmed since, with a second factor."""
    return any(method.get("method") == "mfa" for method in _methods(session))


def proved_lately(session: Any) -> bool:
    """Whether the person behind this session proved who they are within the last minutes."""
    latest = max((method.get("at", 0) for method in _methods(session)), default=0)
    return time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT


def _methods(session: Any) -> list[dict[str, Any]]:
    return session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])

"""What a person's session proves."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY


def has_second_factor(session: Any) -> bool:
    """Whether this session was opened, or confirmed since, with a second factor."""
    methods = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(method.get("method") == "mfa" for method in methods)

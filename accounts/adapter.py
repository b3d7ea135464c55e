"""How allauth behaves here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.permissions import proved_lately


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by ``make_staff``; nobody signs up by themselves while there is nothing to submit."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Whoever has just signed in is not asked for the same password once more."""
        asked = super().is_reauthentication_required(app=app, **options)
        return asked and not proved_lately(self.request.session)

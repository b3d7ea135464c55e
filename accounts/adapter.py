"""How allauth behaves here."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by ``make_staff``; nobody signs up by themselves while there is nothing to submit."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

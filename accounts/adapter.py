"""How allauth behaves here. allauth loads this module, so what listens to allauth stands here too."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.permissions import proved_lately


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by ``make_staff``; nobody signs up by themselves while there is nothing to submit."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Whoever has just signed in is not asked for the same password once more."""
        asked = super().is_reauthentication_required(app=app, **options)
        return asked and not proved_lately(self.request.session)


@receiver(authenticator_added)
def activation_is_a_proof(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Whoever has just typed a code of a new authenticator app has passed the second factor.

    Otherwise the next page would ask for a code again, and the one just used is not accepted twice.
    """
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, method="mfa", type=authenticator.type, id=authenticator.pk)

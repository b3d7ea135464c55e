"""Where allauth tells what happened."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User


@receiver(authenticator_added, dispatch_uid="activation_is_a_proof")
def activation_is_a_proof(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Whoever has just typed a code of a new authenticator has passed the second factor in this session.

    Otherwise the next page would ask for a code again, and the one just used is not accepted twice.
    """
    record_authentication(request, user, method="mfa", type=authenticator.type, id=authenticator.pk)

"""How allauth behaves here. allauth loads this module, so what listens to allauth stands here too."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.letters import write_to_address
from accounts.models import User
from accounts.permissions import proved_lately
from languages.official import language_for

# Letters that open something: whoever holds their link may go on.
_WITH_KEY = ("email_confirmation", "email_confirmation_signup", "password_reset_key")
_WITHOUT_KEY = ("account_already_exists", "unknown_account")
# What else is told of an account, in case it was somebody else.
_CHANGES = {
    "password_changed": _("Your password was changed."),
    "password_reset": _("A new password was chosen for your account."),
    "password_set": _("A password was chosen for your account."),
    "email_changed": _("Your account has a new e-mail address."),
    "totp_activated": _("An authenticator app was set up as your second factor."),
    "totp_deactivated": _("The authenticator app was taken off your account."),
    "recovery_codes_generated": _("New recovery codes were made for your account."),
    "webauthn_added": _("A passkey was added to your account."),
    "webauthn_removed": _("A passkey was taken off your account."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Everybody may have an account; its mails are letters of ours."""

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Whoever has just signed in is not asked for the same password once more."""
        asked = super().is_reauthentication_required(app=app, **options)
        return asked and not proved_lately(self.request.session)

    # --- Letters ---------------------------------------------------------------------------------

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return _language_free(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _dash, token = key.partition("-")
        return _language_free(
            reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter that allauth means, in the language of its reader."""
        name = template_prefix.rpartition("/")[2]
        template = name if name in (*_WITH_KEY, *_WITHOUT_KEY) else "changed"
        to = context.get("user") or User.objects.filter(email=email.lower()).first()
        write_to_address(
            key=f"account/{name}/{uuid.uuid4()}",
            address=email,
            to=to,
            language=to.language if to else language_for(get_language()).code,
            template=f"account/{template}",
            context={
                "link": context.get("activate_url") or context.get("password_reset_url"),
                "signup_link": _language_free(reverse("account_signup")),
                "reset_link": _language_free(reverse("account_reset_password")),
                "change": _CHANGES.get(name),
                "address": email,
            },
            holds_key=name in _WITH_KEY,
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        # Of an address that was just left, nothing else would tell whose it was.
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)


def _language_free(path: str) -> str:
    """The address of the page at ``path`` that opens in the language of whoever follows it."""
    _language, _slash, rest = path.lstrip("/").partition("/")
    return f"{settings.SITE_URL}/{rest}"


@receiver(authenticator_added)
def activation_is_a_proof(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Whoever has just used a new authenticator app or passkey has passed the second factor.

    Otherwise the next page would ask for a code again, and the one just used is not accepted twice.
    """
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=authenticator.type, id=authenticator.pk)

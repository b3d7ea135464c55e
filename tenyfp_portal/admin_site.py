"""The secretariat's admin: behind the portal's own sign-in and a second factor."""

from __future__ import annotations

from functools import update_wrapper
from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import secure_admin_login
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import admin
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import has_second_factor

ROOMS = ("submissions", "programmes", "lifecycle", "accounts")


class RegistryAdminSite(admin.AdminSite):
    """Django's admin, open only to staff whose session has passed a second factor."""

    site_header = _("Programme registry: secretariat")
    site_title = _("Programme registry")
    index_title = _("Secretariat")
    empty_value_display = "–"
    # Tables and texts in six languages need the width; the index is one link away.
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and has_second_factor(request.session)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.is_active and user.is_staff:
            # Signed in, but not by a second factor: set one up, or confirm the one there is.
            step = reverse("mfa_reauthenticate" if is_mfa_enabled(user) else "mfa_activate_totp")
            return redirect(f"{step}?{urlencode({'next': request.get_full_path()})}")
        return _portal_login(super().login)(request, extra_context)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        def asked_in_text(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            # Filters go to the database as they came, and PostgreSQL breaks off at NUL.
            if any("\0" in value for _name, values in request.GET.lists() for value in values):
                raise BadRequest
            return view(request, *args, **options)

        return super().admin_view(update_wrapper(asked_in_text, view), cacheable)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """What the desk is for comes first: rooms from the top down, tables in the order of their admins."""
        place = {model: number for number, model in enumerate(self._registry)}
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda table: place[table["model"]])
        return sorted(apps, key=lambda app: ROOMS.index(app["app_label"]))


def _portal_login(django_login: Any) -> Any:
    # allauth's decorator sends people to the portal's own sign-in instead of Django's form.
    return secure_admin_login(django_login)

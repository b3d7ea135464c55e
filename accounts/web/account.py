"""Signing up, and the page of one's own account. Everything else of an account is allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.account.views import SignupView
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import UpdateView

from accounts.forms import ProfileForm
from accounts.models import User


class SignUpView(SignupView):
    """allauth's, with the account and its letter in one transaction."""

    def form_valid(self, form: Any) -> HttpResponse:
        if form.account_already_exists:
            # As slow as making an account, or the clock would tell that there is one.
            make_password(form.cleaned_data["password1"])
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            # Sent twice at the same moment: the first made the account.
            return prevent_enumeration(self.request, email=form.cleaned_data["email"])


@method_decorator(never_cache, name="dispatch")
class AccountView(LoginRequiredMixin, UpdateView):
    """One's own account: name, language, reminders, and the ways to everything else of it."""

    template_name = "account/account.html"
    form_class = ProfileForm
    success_url = reverse_lazy("account")

    def get_object(self, queryset: Any = None) -> User:
        # A copy: what was typed and refused must not stand in the head of the page.
        person = self.request.user
        assert isinstance(person, User)
        return User.objects.get(pk=person.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        factors = Authenticator.objects.filter(user=self.object)
        return super().get_context_data(
            has_second_factor=factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists(), **kwargs
        )

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        messages.success(self.request, _("Saved."))
        return super().form_valid(form)

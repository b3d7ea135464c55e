"""Pages of an account that allauth does not have, or that stand in the place of its own."""

from django.urls import path

from accounts.web import account

with_language = [
    path("", account.AccountView.as_view(), name="account"),
    path("signup/", account.SignUpView.as_view(), name="account_signup"),
]

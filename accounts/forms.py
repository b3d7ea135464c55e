"""What people type about themselves."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from accounts.models import User
from languages.cleaning import UncleanText, clean
from languages.official import language_for

LONGEST_NAME = User._meta.get_field("name").max_length
LONGEST_PASSKEY_NAME = 100
# They turn the direction of whatever stands after a name; no name needs them.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class NameField(forms.CharField):
    """A name, on one line and with nothing in it that is not seen."""

    def to_python(self, value: Any) -> str:
        try:
            return " ".join(clean(super().to_python(value) or "").translate(_TURNS).split())
        except UncleanText as fault:
            told = _("A name cannot hold the character %(character)s.")
            raise forms.ValidationError(told % {"character": fault}) from fault


class PersonNameField(NameField):
    """The name of a person."""

    def __init__(self, **options: Any) -> None:
        given = {
            "label": pgettext_lazy("person", "Name"),
            "help_text": gettext_lazy("As your co-authors and the secretariat know you."),
            "widget": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
            "max_length": LONGEST_NAME,
            **options,
        }
        super().__init__(**given)


class PasskeyNameField(NameField):
    """What somebody calls a passkey of theirs, to know it among others."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
        super().__init__(
            label=gettext_lazy("Name"), max_length=LONGEST_PASSKEY_NAME, widget=widget, **options
        )


class AddPasskeyForm(AddWebAuthnForm):
    """allauth's, with a name of some length."""

    name = PasskeyNameField(required=False)


class RenamePasskeyForm(EditWebAuthnForm):
    """allauth's, with a name of some length."""

    name = PasskeyNameField()


class SignUp(forms.Form):
    """What is asked beside address and password when somebody signs up; allauth's form is built on it."""

    name = PersonNameField()
    field_order = ("name", "email", "password1", "password2")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name, and the language of the page as the one that letters are written in."""
        user.name = self.cleaned_data["name"]
        user.language = language_for(get_language()).code
        user.save(update_fields=["name", "language"])


class ProfileForm(forms.ModelForm):
    """What people change of their account by themselves, beside the ways to sign in."""

    name = PersonNameField()

    class Meta:
        model = User
        fields = ("name", "language", "wants_reminders")
        labels = {
            "language": gettext_lazy("Language of letters"),
            "wants_reminders": gettext_lazy("Remind me by letter of drafts that I have not finished"),
        }

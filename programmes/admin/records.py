"""The forms of a programme's record: how it begins, and how its cell is changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from languages.official import OFFICIAL
from programmes.admin.notes import (
    PlainTextField,
    again_field,
    has_notes,
    note_fields,
    said_before,
    say_again,
)
from programmes.admin.parts import NEEDS_NOTES
from programmes.records import frozen_record
from programmes.status import ProgrammeStatus, TextStatus
from programmes.template.content import digest
from programmes.template.editions import CURRENT_EDITION

_TITLE = CURRENT_EDITION.items["title"]


class RefusableForm(forms.ModelForm):
    """A form that shows what the workflow refused when it was sent a moment ago."""

    refused: ValidationError | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.refused:
            self.add_error(None, ValidationError(self.refused.messages))
        return cleaned


class BeginForm(RefusableForm):
    """What a programme begins with: its cell and its title in one language."""

    given_title = PlainTextField(
        limit=_TITLE.limit,
        label=_("Title"),
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "dir": "auto"}),
    )
    given_language = forms.ChoiceField(
        label=_("Language of the title"),
        choices=[(each.code, each.own_name) for each in OFFICIAL],
        initial=get_language,
    )
    given_status = forms.ChoiceField(label=_("Standing of the title"), choices=TextStatus.choices)

    @property
    def title(self) -> dict[str, dict[str, Any]]:
        """The title as the workflow takes it. Only when valid."""
        typed = self.cleaned_data
        text = {"text": typed["given_title"], "status": typed["given_status"], "of": None}
        return {typed["given_language"]: text}


# The note fields by name: a form of the admin has to declare what its fieldsets show.
_Noted: type[forms.ModelForm] = type("_Noted", (RefusableForm,), {"again": again_field([]), **note_fields()})


class RecordForm(_Noted):  # type: ignore[valid-type, misc]
    """Cell and original language; on a listed programme with the reason and note of the correction.

    ``seen`` is the digest of the whole record that the page showed: a change that somebody else made
    meanwhile, to a party for instance, is not overwritten unseen.
    """

    data: Any
    by: Any = None
    seen = forms.CharField(widget=forms.HiddenInput, required=False, label="")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.record = frozen_record(self.instance)
        self.initial["seen"] = digest(self.record)
        self.said = said_before(self.by)
        self.fields["again"] = again_field(self.said)
        if not self.said:
            self.fields["again"].widget = forms.HiddenInput()

    @property
    def changed_columns(self) -> list[str]:
        """The columns of the programme itself that were changed."""
        return [name for name in self.changed_data if name in self._meta.fields and name in _columns(self)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        say_again(cleaned, self.said)
        if cleaned.get("seen") != self.initial["seen"]:
            # The page comes back with what stands now, so that saving it again is on purpose.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.initial["seen"]
            self.add_error(
                None,
                _(
                    "Somebody changed this record since you opened it. Look at it in another window; "
                    "saving this page again puts yours over it."
                ),
            )
        listed = self.instance.status == ProgrammeStatus.LISTED
        if listed and self.changed_columns and not has_notes(cleaned):
            self.add_error(None, NEEDS_NOTES)
        return cleaned


def _columns(form: forms.ModelForm) -> set[str]:
    return {field.name for field in form.instance._meta.concrete_fields}

"""What every act that changes the public record asks for: an internal reason and a public note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from languages.official import CODES, OFFICIAL, column
from programmes.validators import NOTE_LENGTH, REASON_LENGTH, clean_text


class PlainTextField(forms.CharField):
    """Text of people: normalised, and refused with its label where it cannot be stored."""

    def __init__(self, *, limit: int, **options: Any) -> None:
        self.limit = limit
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        return clean_text(super().clean(value), limit=self.limit, label=str(self.label))


def reason_field(*, required: bool = False) -> forms.Field:
    """Why something is done, for the staff."""
    return PlainTextField(
        limit=REASON_LENGTH,
        label=_("Internal reason"),
        required=required,
        help_text=_("For the staff: why this is done. It is kept with the version and never shown."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "class": "vLargeTextField"}),
    )


def note_fields() -> dict[str, forms.Field]:
    """The reason and the six notes, by the names that ``notes_of`` reads."""
    fields = {"reason": reason_field()}
    for language in OFFICIAL:
        attrs = {
            "rows": 2,
            "lang": language.tag,
            "dir": language.direction,
            "class": "vLargeTextField",
        }
        fields[column("note", language.code)] = PlainTextField(
            limit=NOTE_LENGTH,
            label=format_lazy("{} · {}", _("Public note"), language.own_name),
            required=False,
            widget=forms.Textarea(attrs=attrs),
        )
    return fields


class ReasonForm(forms.Form):
    """The reason of an act of which readers are told nothing."""

    reason = reason_field(required=True)


class ActForm(forms.Form):
    """Reason and public note of an explicit act: both are needed, the note in one language at least."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.update(note_fields())
        self.fields["reason"].required = True

    @property
    def notes(self) -> dict[str, str]:
        """The public note by language. Only when valid."""
        return notes_of(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(notes_of(cleaned).values()):
            self.add_error(None, _("Give a public note in one language at least."))
        return cleaned


def notes_of(cleaned: dict[str, Any]) -> dict[str, str]:
    """The public note by language, as the workflow takes it."""
    return {code: cleaned.get(column("note", code)) or "" for code in CODES}


def has_notes(cleaned: dict[str, Any]) -> bool:
    """Whether a reason and a public note in some language are given."""
    return bool(cleaned.get("reason")) and any(notes_of(cleaned).values())

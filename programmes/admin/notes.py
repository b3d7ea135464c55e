"""What every act that changes the public record asks for: an internal reason and a public note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from languages.official import CODES, OFFICIAL, column, columns
from lifecycle.curation import shown
from programmes.models import Version
from programmes.validators import NOTE_LENGTH, REASON_LENGTH, clean_text

LOOKED_THROUGH, OFFERED = 40, 3


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


def again_field(said: Sequence[Version]) -> forms.Field:
    """Whether to say what was ``said`` with one of these versions; it stands where nothing is written."""
    return forms.ChoiceField(
        label=_("What to say"),
        required=False,
        choices=[("", _("what is written below")), *((str(each.pk), _words_of(each)) for each in said)],
        widget=forms.RadioSelect,
        help_text=_("You may say again what you said before. What you write below goes before it."),
    )


def said_before(by: Any) -> list[Version]:
    """The latest versions that ``by`` published, a few; of those that say the same in every language, one."""
    versions = Version.objects.readable().filter(made_by=by).select_related(None)
    latest = versions.only("reason", *columns("note")).order_by("-published_at", "-pk")[:LOOKED_THROUGH]
    said: dict[tuple[str, ...], Version] = {}
    for version in latest:
        # Not asked of the database, which would go through all that somebody ever published.
        if version.reason:
            said.setdefault((version.reason, *notes_in(version).values()), version)
    return list(said.values())[:OFFERED]


def say_again(cleaned: dict[str, Any], said: Sequence[Version]) -> None:
    """Take what was not written anew from the version that was chosen: the reason, the note as a whole."""
    chosen = next((each for each in said if str(each.pk) == cleaned.get("again")), None)
    if chosen is None:
        return
    cleaned["reason"] = cleaned.get("reason") or chosen.reason
    if not any(notes_of(cleaned).values()):
        cleaned.update({column("note", code): text for code, text in notes_in(chosen).items()})


def notes_in(version: Version) -> dict[str, str]:
    """The public note of ``version`` by language."""
    return {code: getattr(version, column("note", code)) or "" for code in CODES}


def _words_of(version: Version) -> SafeString:
    notes = notes_in(version)
    tags = [(each.tag, each.own_name) for each in OFFICIAL if notes[each.code]]
    languages = format_html_join(" ", '<span class="tag" lang="{}">{}</span>', tags)
    words = "<span><bdi>{}</bdi> · {} {}</span>"
    return format_html(words, version.reason, shown(version, "note"), languages)


class ReasonForm(forms.Form):
    """The reason of an act of which readers are told nothing."""

    reason = reason_field(required=True)


class ActForm(forms.Form):
    """Reason and public note of an explicit act: both are needed, the note in one language at least."""

    def __init__(self, *args: Any, by: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.said = said_before(by)
        if self.said:
            self.fields["again"] = again_field(self.said)
        self.fields.update(note_fields())

    @property
    def notes(self) -> dict[str, str]:
        """The public note by language. Only when valid."""
        return notes_of(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        say_again(cleaned, self.said)
        if not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", self.fields["reason"].error_messages["required"])
        if not self.errors and not any(notes_of(cleaned).values()):
            self.add_error(None, _("Give a public note in one language at least."))
        return cleaned


def notes_of(cleaned: dict[str, Any]) -> dict[str, str]:
    """The public note by language, as the workflow takes it."""
    return {code: cleaned.get(column("note", code)) or "" for code in CODES}


def has_notes(cleaned: dict[str, Any]) -> bool:
    """Whether a reason and a public note in some language are given."""
    return bool(cleaned.get("reason")) and any(notes_of(cleaned).values())

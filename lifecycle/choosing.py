"""Choosing one row among very many: a script offers them as one types; without it, the page does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

MOST_OFFERED = 20


class Words(str):
    """What was typed to find a row by, instead of choosing one."""

    __slots__ = ()


class KnownRow(forms.ModelChoiceField):
    """A row by its key, or by words that find it alone; where they find several, these are ``offered``.

    ``find`` gives the rows that words find. ``chosen`` is the row that stands there where it is at hand, so
    that a page with many boxes need not look up each.
    """

    offered: Sequence[Any] = ()
    chosen: Any = None

    def __init__(self, *args: Any, find: Callable[[str], QuerySet], **options: Any) -> None:
        super().__init__(*args, **options)
        self.find = find

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, Words):
            return super().to_python(value)
        ProhibitNullCharactersValidator()(value)
        found = list(self.find(value)[:MOST_OFFERED])
        if not found:
            raise ValidationError(_("Nothing is found by these words."))
        if len(found) > 1:
            self.offered = found
            raise ValidationError(_("These words find more than one. Choose one of them."))
        return found[0]


class KnownRows(AutocompleteSelect):
    """The box in which a ``KnownRow`` is chosen; what cannot be the key of any row is shown as no choice."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        words = data.get(_words_of(name), "").strip()
        return Words(words) if words else super().value_from_datadict(data, files, name)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        is_typed = isinstance(value, Words)
        box = super().render(name, None if is_typed else value, attrs, renderer)
        # Words that have found several have done what they can: from now on the choice counts.
        words = value if is_typed and not self.choices.field.offered else ""
        typed = render_to_string("admin/_words.html", {"name": _words_of(name), "words": words})
        return format_html("{}{}", box, typed)

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        field = self.choices.field
        keys = [each for each in value if _is_key(self.field, each)]
        is_at_hand = field.chosen is not None and keys == [str(field.chosen.pk)]
        groups = super().optgroups(name, [] if is_at_hand else keys, attrs)
        rows, offered = groups[0][1], field.offered
        if is_at_hand:
            label = field.label_from_instance(field.chosen)
            rows.append(self.create_option(name, keys[0], label, True, len(rows)))
        if offered and self.is_required:
            rows.append(self.create_option(name, "", "", False, len(rows)))
        for row in offered:
            rows.append(self.create_option(name, row.pk, str(row), False, len(rows)))
        return groups


def _words_of(name: str) -> str:
    """The name of the field for words beside the box ``name``."""
    return f"{name}-words"


def _is_key(field: Any, value: Any) -> bool:
    try:
        field.target_field.to_python(value)
    except ValidationError:
        return False
    return "\0" not in str(value)

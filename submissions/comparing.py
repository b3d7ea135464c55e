"""What one round says otherwise than the one before it: in its text, and beside it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from languages.official import Language, language_for
from languages.reading import read
from lifecycle.models import Instrument, Stage
from programmes.changes import Change, content_changes
from programmes.status import PartyRole
from submissions.models import Round
from submissions.status import AuthorityKind


def text_changes(before: Round, after: Round) -> list[Change]:
    """What differs in the text of the template, passage by passage."""
    return content_changes(before.content, after.content)


def other_changes(before: Round, after: Round) -> list[Change]:
    """What differs beside the text: cell, authority, who signs it, and what is attached."""
    found = [
        *cell_changes(before.cell, after.cell, language_for(after.language)),
        *authority_changes(before.authority, after.authority),
    ]
    sides = {
        pgettext("submission", "Submitted by"): [_party_words(sent) for sent in (before, after)],
        _("Attachments"): [_file_words(sent) for sent in (before, after)],
    }
    for label, (old, new) in sides.items():
        gone, come = ([each for each in one if each not in other] for one, other in ((old, new), (new, old)))
        if gone or come:
            found.append(Change(label, gone, come))
    return found


def cell_changes(before: dict[str, Any], after: dict[str, Any], language: Language) -> list[Change]:
    """What differs in the place in the matrix; its reason is written in ``language``."""
    names = {row.pk: read(row, "name").text for table in (Stage, Instrument) for row in table.objects.all()}

    def words(place: dict[str, Any]) -> str:
        return " × ".join(names.get(place[axis], "–") for axis in ("stage", "instrument"))

    def also(content: dict[str, Any]) -> str:
        return "; ".join(words(place) for place in content["also"])

    return [
        *_words_changed(_("Cell"), words(before), words(after)),
        *_words_changed(_("Also touches"), also(before), also(after)),
        *_words_changed(_("Reason"), before["reason"], after["reason"], language=language),
    ]


def authority_changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """What differs in the authority on which it comes."""
    kinds = {"": "", **{value: str(label) for value, label in AuthorityKind.choices}}
    return [
        *_words_changed(_("Authority to submit"), kinds[before["kind"]], kinds[after["kind"]]),
        *_words_changed(_("Number"), before["number"], after["number"]),
        *_words_changed(_("Date"), before["date"], after["date"]),
    ]


def _words_changed(label: str, before: str, after: str, *, language: Language | None = None) -> list[Change]:
    """The change of one short entry in words, or none; ``language`` where they are somebody's own."""
    if before == after:
        return []
    return [Change(label, *([side] if side else [] for side in (before, after)), language=language)]


def _party_words(sent: Round) -> list[str]:
    return [f"{party['named_as']} · {PartyRole(party['role']).label}" for party in sent.parties]


def _file_words(sent: Round) -> list[str]:
    # Two files of one name differ by their content.
    return [f"{attached['name']} · {attached['sha256'][:12]}" for attached in sent.attachments]

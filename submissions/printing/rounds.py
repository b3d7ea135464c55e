"""One round as PDF: the words around it in the reader's language, what was sent as it was sent."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from languages.dates import long_moment
from languages.official import language_for
from languages.reading import read
from lifecycle.scheme import load_scheme
from programmes.status import PartyRole
from programmes.template.content import Passage, edition_of, passages, texts_at
from programmes.template.editions import Item
from programmes.template.wording import quantity_words
from submissions.models import Round
from submissions.particulars import authority_words

SECONDS = 30
_LONG = re.compile(r"\S{40}")


class NotPrinted(Exception):
    """The PDF could not be made within its limits of time and memory."""


def print_round(sent: Round) -> bytes:
    """``sent`` as PDF, its labels in the active language."""
    program = [sys.executable, "-I", str(Path(__file__).with_name("typeset.py"))]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the text is data on its standard input
            [*program, str(int(sent.submitted_at.timestamp()))],
            input=json.dumps(_breakable(document_of(sent))).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as fault:
        raise NotPrinted(f"{sent.symbol}: {(fault.stderr or b'').decode(errors='replace')[-500:]}") from fault
    return done.stdout


def document_of(sent: Round) -> dict[str, Any]:
    """What is to be set, for ``round.typ`` and for a Word file."""
    at, reader = sent.submitted_at, language_for(get_language())
    title = texts_at(sent.content, "title")[sent.language]["text"]
    return {
        "lang": reader.tag.partition("-")[0],
        "rtl": reader.direction == "rtl",
        "title": f"{sent.symbol} {title}",
        "symbol": sent.symbol,
        "date": [at.year, at.month, at.day],
        "kind": _("Submission to the programme registry of the 10-year framework of programmes"),
        "name": _said(title, sent.language),
        "boxes": _(
            "Some characters of the text are in none of the fonts of this file and stand as boxes in it. "
            "The page of the round shows them as they were sent."
        ),
        "facts": [[label, values] for label, values in _facts(sent) if values],
        "sections": list(_sections(sent)),
        "declaration": {"label": _("Declaration"), "text": _said(sent.declaration, sent.language)},
        "notes": [
            f"SHA-256: {sent.sha256}",
            _("A programme listed here is not thereby endorsed by the United Nations or its Member States."),
        ],
    }


def _facts(sent: Round) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    own = sent.language
    yield _("Symbol"), [_said(sent.symbol, "en")]
    late = [pgettext("round", "late")] if sent.is_late else []
    yield pgettext("submission", "Received"), _ours(long_moment(sent.submitted_at), *late)
    keyed_in = [str(sent.get_received_display()), pgettext("submission", "keyed in by the secretariat")]
    yield _("How it was received"), _ours(*keyed_in) if sent.received else []
    yield (
        pgettext("submission", "Submitted by"),
        [
            _said(f"{party['named_as']} ({PartyRole(party['role']).label})", party["named_language"])
            for party in sent.parties
        ],
    )
    if sent.submission.updates:
        yield _("Update of"), [_said(str(sent.submission.updates.reference), "en")]
    scheme = load_scheme()
    for label, place in [
        (_("Place in the matrix"), sent.cell),
        *((_("Also touches"), each) for each in sent.cell["also"]),
    ]:
        stage, instrument = scheme.stages[place["stage"]], scheme.instruments[place["instrument"]]
        yield label, _ours(f"{read(stage, 'name')} × {read(instrument, 'name')}")
    yield _("Reason for the cell"), [_said(sent.cell["reason"], own)] if sent.cell["reason"] else []
    authority = authority_words(sent.authority)
    yield _("Authority to submit"), _ours(authority) if authority else []
    yield _("Translated from"), [_said(sent.other_language, own)] if sent.other_language else []
    yield (
        _("Attachments"),
        [_said(f"{each['name']} – SHA-256 {each['sha256']}", "en") for each in sent.attachments],
    )


def _sections(sent: Round) -> Iterator[dict[str, Any]]:
    written: dict[str, list[Passage]] = {}
    for passage in passages(sent.content):
        written.setdefault(passage.item.code, []).append(passage)
    for section in edition_of(sent.content).sections:
        items = [item for item in section.items if item.code != "title" and item.code in written]
        if items:
            yield {
                "number": section.number,
                "label": str(section.label),
                "items": [_item(item, written[item.code], sent.language) for item in items],
            }


def _item(item: Item, written: list[Passage], language: str) -> dict[str, Any]:
    return {
        "label": str(item.label),
        "is_list": item.is_list,
        "passages": [
            {
                "text": _said(passage.texts[language]["text"], language),
                "quantities": [quantity_words(each) for each in passage.quantities],
            }
            for passage in written
        ],
    }


def _ours(*texts: str) -> list[dict[str, Any]]:
    return [_said(text, language_for(get_language()).code) for text in texts]


def _said(text: str, code: str) -> dict[str, Any]:
    """A text with its language and direction, paragraph by paragraph."""
    language = language_for(code)
    return {
        "lang": language.tag.partition("-")[0],
        "rtl": language.direction == "rtl",
        "parts": [part for part in text.split("\n\n") if part.strip()],
    }


def _breakable(said: Any) -> Any:
    """What is ``said`` with places to break in words that are longer than a line."""
    if isinstance(said, dict):
        return {name: _breakable(each) for name, each in said.items()}
    if isinstance(said, list):
        return [_breakable(each) for each in said]
    return _LONG.sub("\\g<0>\u200b", said) if isinstance(said, str) else said

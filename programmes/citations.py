"""Sources as a reader sees them: a symbol and a place in the document, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from programmes.status import EntryPart, Locator


def place(part: str, position: str) -> str:
    """The place within a document: “annex, row 9”, “para. 58”."""
    match part:
        case EntryPart.ANNEX:
            return _("annex, row %(position)s") % {"position": position}
        case EntryPart.TABLE:
            return _("table of section IV, entry %(position)s") % {"position": position}
        case Locator.EXAMPLE:
            return _("worked example in the annex, section %(position)s") % {"position": position}
        case Locator.PARAGRAPH:
            return _("para. %(position)s") % {"position": position}
        case Locator.ROUND:
            return _("round %(position)s") % {"position": position}
    return position


def slug(symbol: str) -> str:
    """The symbol of a document in the form of an address."""
    return re.sub(r"\W+", "-", symbol.lower()).strip("-")


def anchor(symbol: str) -> str:
    """Where the page of sources tells of a document."""
    return f"document-{slug(symbol)}"


def are_complete(cites: Sequence[Mapping[str, str]]) -> bool:
    """Whether a statement has a source, and a reader can find each one it has."""
    return bool(cites) and all(is_complete(cite) for cite in cites)


def is_complete(cite: Mapping[str, str]) -> bool:
    """Whether a reader can find what is cited."""
    return all(cite.get(key) for key in ("document", "part", "position"))

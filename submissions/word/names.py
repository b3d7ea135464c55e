"""What everything in a document of the template is called, in all six languages at once.

A file may come back in another language than the page it is uploaded on, and people retype what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from languages.folding import WORDS, fold
from languages.official import CODES
from languages.reading import all_texts
from lifecycle.scheme import Scheme
from programmes.template.editions import PERIODS, UNITS, Edition
from submissions.status import AuthorityKind
from submissions.word.layout import Blank, Column, Grid, Heading, blocks

# Nothing that the document says by itself is longer.
_LONGEST = 600
_NUMBERED = re.compile(r"(\d+) (.+)")


@dataclass
class Names:
    """Folded words to what they mean."""

    ours: set[str] = field(default_factory=set)
    """Everything that the document says by itself."""
    headings: dict[str, str] = field(default_factory=dict)
    """What stands above or on a grid to its anchor; a heading that has none of its own to nothing."""
    columns: dict[str, Column] = field(default_factory=dict)
    shapes: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    """The columns of every grid by its anchor, in the order of the document."""
    still_open: set[str] = field(default_factory=set)
    also: set[str] = field(default_factory=set)
    units: dict[str, str] = field(default_factory=dict)
    periods: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    instruments: dict[str, str] = field(default_factory=dict)

    def has(self, text: str) -> bool:
        """Whether ``text`` is something that the document says by itself."""
        return len(text) <= _LONGEST and plain(text) in self.ours


def plain(text: str) -> str:
    """``text`` as it is compared: its words without case, accents and punctuation."""
    return " ".join(WORDS.findall(fold(text)))


def names_of(edition: Edition, scheme: Scheme) -> Names:
    """Everything that may stand in a document of ``edition``."""
    names = Names(stages=_axis(scheme.stages), instruments=_axis(scheme.instruments))
    kinds: dict[str, list[str]] = {kind: [] for kind in AuthorityKind.values}
    for code in CODES:
        with override(code):
            _add_document(names, edition, scheme)
            names.still_open.add(plain(_("not yet quantified")))
            names.also.add(plain(pgettext("a programme touches this cell of the matrix", "also")))
            names.units |= {plain(str(label)): unit for unit, label in UNITS.items()}
            names.periods |= {plain(str(label)): period for period, label in PERIODS.items()}
            for kind in AuthorityKind:
                kinds[kind.value].append(str(kind.label))
    names.kinds = _numbered(kinds)
    return names


def chosen(names: Mapping[str, str], text: str) -> str:
    """What ``text`` chooses among ``names``: by its name, its number or both; empty where it is none."""
    words = plain(text)
    both = _NUMBERED.fullmatch(words)
    if both and words not in names:
        by_number, by_name = (names.get(each, "") for each in both.groups())
        return by_name if by_number == by_name else ""
    return names.get(words, "")


def _add_document(names: Names, edition: Edition, scheme: Scheme) -> None:
    above: set[str] = set()
    for block in blocks(Blank(edition), scheme):
        if isinstance(block, Grid):
            own = {plain(block.columns.get(Column.TEXT, ""))} - {""}
            names.headings |= dict.fromkeys(above | own, block.anchor)
            names.columns |= {plain(label): column for column, label in block.columns.items()}
            names.shapes[block.anchor] = tuple(block.columns)
            names.ours |= {plain(label) for label in block.columns.values()}
            names.ours |= {plain(cell) for row in block.rows for cell in row.cells if cell}
            continue
        words = plain(block.text)
        names.ours.add(words)
        if isinstance(block, Heading):
            numbered = _NUMBERED.fullmatch(words)
            above = {words, numbered[2] if numbered else words}
            names.ours |= above
            for spelling in above:
                names.headings.setdefault(spelling, "")


def _axis(rows: Mapping[str, Any]) -> dict[str, str]:
    return _numbered(
        {
            code: [*all_texts(row, "name").values(), *all_texts(row, "short_name").values()]
            for code, row in rows.items()
        }
    )


def _numbered(called: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Each by its place and by its names; a name that two of them have chooses neither."""
    meant: dict[str, set[str]] = {}
    for number, (code, texts) in enumerate(called.items(), start=1):
        for name in (str(number), *texts):
            meant.setdefault(plain(name), set()).add(code)
    return {name: codes.pop() for name, codes in meant.items() if len(codes) == 1}

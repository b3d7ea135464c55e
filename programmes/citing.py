"""How to cite a version: in the styles that people write in, and as files that reference managers read.

Everything stands in the record of the version: its title in the language it is read in, its submitters as
authors, reference and number, the day it was published, and the address that is free of language. A day on
which somebody looked at it is theirs to add.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils import timezone, translation
from django.utils.dateformat import format as written_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from languages.dates import long_date
from languages.official import DEFAULT, Language
from languages.reading import Reading, pick
from programmes.models import Version
from programmes.status import PartyRole
from programmes.template.content import title_texts

# Marks that turn the direction of what follows them: invisible, and not part of any title.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PLACES = re.compile(r"%\((\w+)\)s")
_ENDS = tuple(".?!…。？！؟")
# What BibTeX reads as commands. A brace counts for it even behind a backslash, so it is called by name.
_BIBTEX = str.maketrans(
    {
        "\\": "{\\textbackslash}",
        "{": "{\\textbraceleft}",
        "}": "{\\textbraceright}",
        "~": "{\\textasciitilde}",
        "^": "{\\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

APA = "%(authors)s (%(date)s). %(title)s (%(reference)s; Version %(number)s). %(container)s. %(address)s"
APA_UNSIGNED = "%(title)s (%(reference)s; Version %(number)s). (%(date)s). %(container)s. %(address)s"
CHICAGO = "%(authors)s “%(title)s” %(container)s, %(reference)s, version %(number)s. %(date)s. %(address)s."
CHICAGO_UNSIGNED = "“%(title)s” %(container)s, %(reference)s, version %(number)s. %(date)s. %(address)s."


@dataclass(frozen=True)
class Part:
    """A stretch of a citation; ``language`` where it has one of its own, whatever stands around it."""

    text: str
    language: Language | None = None
    is_address: bool = False


@dataclass(frozen=True)
class Citation:
    """A version as one style cites it; ``language`` is that of the style, none where it is the reader's."""

    style: str
    parts: Sequence[Part]
    language: str = ""

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class CitedVersion:
    """What any style is made of; ``authors`` and ``title`` are as the reader's language has them."""

    authors: Sequence[Reading]
    title: Reading
    reference: str
    number: int
    published: date
    address: str

    @classmethod
    def of(cls, version: Version, address: str) -> Self:
        """``version`` as published, at the full ``address`` that is free of language."""
        # Only what was published is cited.
        assert version.number
        assert version.published_at
        signed = [each for each in version.record["parties"] if each["role"] != PartyRole.PARTNER]
        return cls(
            authors=[_plain(pick(each["name"])) for each in signed],
            title=_plain(pick(title_texts(version.content))),
            reference=version.record["reference"],
            number=version.number,
            published=timezone.localdate(version.published_at),
            address=address,
        )

    @property
    def key(self) -> str:
        """What files and reference managers call it."""
        return f"{self.reference}-v{self.number}"

    # --- As text ---------------------------------------------------------------------------------

    @property
    def citations(self) -> list[Citation]:
        """In every style of text, the one that documents of the United Nations use first."""
        return [self.footnote, self.apa, self.chicago]

    @property
    def footnote(self) -> Citation:
        """A footnote in the reader's own language."""
        sentence = _(
            "“%(title)s”, %(reference)s, version %(number)s, Programme registry of the 10-Year Framework of "
            "Programmes on Sustainable Consumption and Production, %(date)s."
        )
        places = [f"%(author{at})s" for at in range(len(self.authors))]
        names = pgettext("between names in a list", ", ").join(places)
        comma = pgettext("between a document and a place in it", ", ") if names else ""
        pattern = f"{names}{comma}{sentence} %(address)s"
        return Citation(_("Footnote"), self._filled(pattern, date=long_date(self.published)))

    @property
    def apa(self) -> Citation:
        """In the style of the American Psychological Association, which is English in itself."""
        pattern = APA if self.authors else APA_UNSIGNED
        authors = _ended(_joined(len(self.authors), "&"), self.authors)
        date = self._english("Y, F j")
        return Citation("APA", self._filled(pattern.replace("%(authors)s", authors), date=date), DEFAULT)

    @property
    def chicago(self) -> Citation:
        """As a bibliography in the Chicago style has it, English too: the quotation takes in the point."""
        pattern = CHICAGO if self.authors else CHICAGO_UNSIGNED
        authors = _ended(_joined(len(self.authors), "and"), self.authors)
        title = _ended("%(title)s", [self.title])
        pattern = pattern.replace("%(authors)s", authors).replace("%(title)s", title)
        return Citation("Chicago", self._filled(pattern, date=self._english("F j, Y")), DEFAULT)

    def _english(self, form: str) -> str:
        with translation.override(DEFAULT):
            return written_date(self.published, form)

    def _filled(self, pattern: str, **values: str) -> list[Part]:
        with translation.override(DEFAULT):
            container = container_name()
        own = {"title": self.title, **{f"author{at}": name for at, name in enumerate(self.authors)}}
        said = {
            "reference": self.reference,
            "number": str(self.number),
            "container": container,
            "address": self.address,
            **values,
        }
        parts = []
        # Split at its places, a pattern is text and the name of a place in turn.
        for at, piece in enumerate(_PLACES.split(pattern)):
            if at % 2 == 0:
                parts.append(Part(piece))
            elif piece in own:
                parts.append(Part(own[piece].text, own[piece].language))
            else:
                parts.append(Part(said[piece], is_address=piece == "address"))
        return [part for part in parts if part.text]

    # --- As files --------------------------------------------------------------------------------

    @property
    def bibtex(self) -> str:
        """An entry for BibTeX and biblatex. Braces keep names and capitals as they are."""
        fields = {
            "author": " and ".join(f"{{{_for_bibtex(author.text)}}}" for author in self.authors),
            "title": f"{{{_for_bibtex(self.title.text)}}}",
            "howpublished": _for_bibtex(container_name()),
            "note": f"{self.reference}, version {self.number}",
            "year": str(self.published.year),
            "day": str(self.published.day),
            "language": self.title.language.tag,
            "url": self.address,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        # The name of a month is a macro, which each style writes in its own way.
        lines.append(f"  month = {_MONTHS[self.published.month - 1]},")
        return "\n".join([f"@misc{{{self.key},", *lines, "}", ""])

    @property
    def ris(self) -> str:
        """An entry in the tagged format of reference managers: one line a field, ended as it prescribes."""
        fields = [
            ("TY", "ELEC"),
            ("ID", self.key),
            *(("AU", author.text) for author in self.authors),
            ("TI", self.title.text),
            ("T2", _plain_text(container_name())),
            ("M1", self.reference),
            ("ET", str(self.number)),
            ("PY", str(self.published.year)),
            ("DA", self.published.strftime("%Y/%m/%d")),
            ("LA", self.title.language.tag),
            ("UR", self.address),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


def container_name() -> str:
    """What an entry is part of: the portal by its own name, in the active language."""
    framework = _("10-Year Framework of Programmes on Sustainable Consumption and Production")
    return pgettext("between a document and a place in it", ", ").join([_("Programme registry"), framework])


def _joined(number: int, last: str) -> str:
    """The places of so many authors, as English lists them."""
    names = [f"%(author{at})s" for at in range(number)]
    if number < 3:
        return f" {last} ".join(names)
    return f"{', '.join(names[:-1])}, {last} {names[-1]}"


def _ended(pattern: str, readings: Sequence[Reading]) -> str:
    """``pattern`` with a full stop behind it, unless the last of its ``readings`` brings its own."""
    return pattern if readings and readings[-1].text.endswith(_ENDS) else f"{pattern}."


def _plain(reading: Reading) -> Reading:
    return Reading(_plain_text(reading.text), reading.language, reading.is_fallback)


def _plain_text(text: str) -> str:
    """``text`` in one line, without marks that would turn round what stands behind it."""
    return _TURNS.sub("", " ".join(text.replace("\t", " ").splitlines()))


def _for_bibtex(text: str) -> str:
    return _plain_text(text).translate(_BIBTEX)

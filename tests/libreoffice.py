"""LibreOffice without a screen: it opens documents and saves them in another format, or in the same anew.

Its own format, as one file of XML, is written in here as its window would write in it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree

SECONDS = 300
WORD, OWN = "docx:MS Word 2007 XML", "fodt:OpenDocument Text Flat XML"


def is_there() -> bool:
    return shutil.which("soffice") is not None


def saved_as(kind: str, sources: Iterable[Path], folder: Path) -> None:
    """Open each of ``sources`` and save it as ``kind`` under its own name in ``folder``."""
    profile = folder.parent / "profile"
    asked = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    asked += ["--outdir", str(folder), *map(str, sources)]
    subprocess.run(asked, check=True, capture_output=True, timeout=SECONDS)


class OwnDocument:
    """A document in LibreOffice's own format."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = etree.parse(path)
        self.names = self.tree.getroot().nsmap

    def rows(self, mark: str) -> list[Any]:
        """The rows of the table in which a bookmark stands."""
        found = self._all(f"//text:bookmark[@text:name='{mark}']/ancestor::table:table[1]//table:table-row")
        return list(found)

    def fill(self, mark: str, row: int, column: int, words: str) -> None:
        """Write ``words`` in the place of what stands in a cell, a paragraph for each line."""
        cell = self._all("table:table-cell", self.rows(mark)[row])[column]
        first, *others = self._all("text:p", cell)
        for each in others:
            cell.remove(each)
        for each in list(first):
            first.remove(each)
        for line in words.split("\n"):
            first.addprevious(deepcopy(first))
            first.getprevious().text = line
        cell.remove(first)

    def remark(self, mark: str, row: int, column: int, words: str) -> None:
        """Put a comment beside a cell."""
        paragraph = self._all("table:table-cell", self.rows(mark)[row])[column].find("text:p", self.names)
        note = etree.SubElement(paragraph, f"{{{self.names['office']}}}annotation")
        etree.SubElement(note, f"{{{self.names['text']}}}p").text = words

    def save(self) -> None:
        self.tree.write(self.path, encoding="utf-8", xml_declaration=True)

    def _all(self, path: str, within: Any = None) -> list[Any]:
        return (self.tree if within is None else within).xpath(path, namespaces=self.names)

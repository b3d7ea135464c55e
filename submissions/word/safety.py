"""Is this a Word file, and can it be opened without harm? Nothing in it is followed, run or fetched.

A Word file is an archive of XML. Sizes are checked before anything is unpacked, and XML that declares
anything of its own is refused before it is parsed.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath

from django.utils.translation import gettext as _
from lxml import etree

MAX_SIZE = 2 * 1024 * 1024
# What all parts may unpack to, and each of the few that are read.
MAX_UNPACKED, MAX_PART = 60 * 1024 * 1024, 8 * 1024 * 1024
MAX_PARTS = 2000
# Elements and attributes of all that is read: each costs far more memory than it has letters.
MAX_MARKS = 400_000
# How word processors pack. Other ways unpack far more at once than was asked for.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATION = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_TYPES = "[Content_Types].xml"
_MAIN = re.compile(rb"wordprocessingml\.document\.main\+xml")
_MACROS = re.compile(rb"macroEnabled", re.IGNORECASE)


class BadWordFile(ValueError):
    """The file cannot be read as a Word file; the message says why, and what to do."""


@dataclass(frozen=True)
class Link:
    """A relation of a part to something: another part of the file, or what lies outside of it."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """A Word file that was found safe to open; parts are read when they are asked for."""

    def __init__(self, data: bytes) -> None:
        _check_container(data)
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, zlib.error) as fault:
            raise broken() from fault
        _check_archive(self._archive)
        self._names = set(self._archive.namelist())
        self._marks = 0
        if _TYPES not in self._names:
            raise _not_word()
        _check_kind(self._names, self._bytes(_TYPES))
        self.main = self._main()
        self._related = self.links(self.main).values()

    def tree(self, name: str) -> etree._Element | None:
        """The root of one part; ``None`` where there is no such part."""
        if name not in self._names:
            return None
        data = self._bytes(name)
        self._marks += data.count(b"<") + data.count(b"=")
        if self._marks > MAX_MARKS:
            raise too_much()
        return parsed(data)

    def beside(self, kind: str) -> Iterator[tuple[str, etree._Element]]:
        """The parts that the document refers to as its ``kind``, such as its comments: names and roots."""
        related = [each for each in self._related if each.kind == kind and not each.is_outside]
        for name in dict.fromkeys(_inside(self.main, each.target) for each in related):
            root = self.tree(name)
            if root is not None:
                yield name, root

    def links(self, part: str) -> dict[str, Link]:
        """What ``part`` refers to, by the ids it uses."""
        root = self.tree(join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels"))
        found = {}
        for each in root if root is not None else ():
            if isinstance(each.tag, str):
                kind = each.get("Type", "").rpartition("/")[2]
                outside = each.get("TargetMode") == "External"
                found[each.get("Id", "")] = Link(kind, each.get("Target", ""), outside)
        return found

    def _main(self) -> str:
        for link in self.links("").values():
            if link.kind == "officeDocument" and not link.is_outside:
                name = _inside("", link.target)
                if name in self._names:
                    return name
        raise broken()

    def _bytes(self, name: str) -> bytes:
        if name not in self._names:
            raise broken()
        try:
            with self._archive.open(name) as part:
                data = part.read(MAX_PART + 1)
        except (zipfile.BadZipFile, OSError, RuntimeError, zlib.error, EOFError) as fault:
            raise broken() from fault
        if len(data) > MAX_PART:
            raise too_much()
        return data


def parsed(data: bytes) -> etree._Element:
    """The root of XML that declares nothing and is plain UTF-8; nothing is fetched."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = _DECLARATION.match(data)
    is_plain = data.startswith(b"<") and b"\0" not in data
    if not is_plain or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        raise broken()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise BadWordFile(_("this file declares entities, as no word processor does. Save it anew as .docx."))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise broken() from fault


# --- Checks -----------------------------------------------------------------------------------------


def _check_container(data: bytes) -> None:
    if len(data) > MAX_SIZE:
        limit = MAX_SIZE // 1024 // 1024
        said = _("this file is larger than %(limit)d MB. Take the pictures out and save it anew.")
        raise BadWordFile(said % {"limit": limit})
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise BadWordFile(
                _("this file is protected by a password. Take the password off and save it anew.")
            )
        raise BadWordFile(_("this is a file of an old kind. Open it, and save it as .docx."))
    if not data.startswith(b"PK"):
        raise _not_word()


def _check_archive(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise too_much()
    if any(part.flag_bits & 1 for part in parts):
        raise BadWordFile(_("this file is protected by a password. Take the password off and save it anew."))
    if any(part.compress_type not in _PACKED for part in parts):
        raise broken()
    if len({name.casefold() for name in names}) < len(names) or not all(_is_plain(name) for name in names):
        raise BadWordFile(_("this file names its parts as no word processor does. Save it anew as .docx."))


def _is_plain(name: str) -> bool:
    inside = not name.startswith("/") and ".." not in name.split("/")
    return inside and not re.search(r"[\\:\0]", name)


def _check_kind(names: set[str], types: bytes) -> None:
    if _MACROS.search(types) or any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise BadWordFile(_("this file holds macros. Save it as .docx, which holds none."))
    if not _MAIN.search(types):
        raise _not_word()


def _inside(part: str, target: str) -> str:
    """The name of the part that ``target`` leads to from ``part``; nothing leads out of the file."""
    name = target[1:] if target.startswith("/") else join(dirname(part), target)
    return normpath(name)


def broken() -> BadWordFile:
    return BadWordFile(_("this file is broken. Open it in your word processor and save it anew as .docx."))


def too_much() -> BadWordFile:
    return BadWordFile(_("this file unpacks to far more than it should. Save it anew as .docx."))


def _not_word() -> BadWordFile:
    return BadWordFile(_("this is not a Word file. Save it as .docx, and upload that."))

"""What a file is, by its content: a PDF, a PNG or a JPEG, throughout and nothing else besides."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

from django.utils.translation import gettext as _

ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
# What a file of a few megabytes may unpack to before it is held to be made to do harm.
MAX_UNPACKED = 100 * 1024 * 1024
MAX_PIXELS = 50_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_MARKUP = re.compile(rb"<(?:!doctype|html|script|svg|iframe|\?php|\?xml)", re.IGNORECASE)
_METADATA = re.compile(rb"<\?xpacket begin=")
_STREAM = re.compile(rb"stream\r?\n")
_PACKED_TWICE = re.compile(rb"/(?:Fl|FlateDecode)[\s\0]*/(?:Fl|FlateDecode)\b")
_REMARK = re.compile(rb"%[^\r\n]*")
# Ways to write a stream that nothing here undoes, so that anything may be in it. Hardly a program does now.
_UNSEEN = re.compile(
    rb"/(?:ASCII85Decode|A85|ASCIIHexDecode|AHx|LZWDecode|LZW|RunLengthDecode|RL)(?![A-Za-z0-9])"
)
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z])")
# A letter of a name may be written as its number.
_LETTER = re.compile(rb"#([0-9A-Fa-f]{2})")
# A stream says what it is shortly before it begins.
_SAYS = 1000
# No PDF of a few megabytes has more packed parts; looking into each costs time.
MAX_STREAMS = 20_000
_PIECE = 4096


class BadFile(ValueError):
    """The file is not what it may be; the message says what is wrong with it."""


def content_type_of(data: bytes) -> str:
    """The type of ``data`` as its content shows it; raises ``BadFile`` where it is none that is taken."""
    if zipfile.is_zipfile(BytesIO(data)):
        # An archive is read from its end, so it can hide behind a picture or a PDF.
        raise BadFile(_("this is an archive, or holds one. Attach a PDF or an image."))
    if data.startswith(b"%PDF-"):
        _check_pdf(data)
        return "application/pdf"
    if data.startswith(_PNG):
        _check_png(data)
        return _picture("image/png", data)
    if data.startswith(b"\xff\xd8\xff"):
        _check_jpeg(data)
        return _picture("image/jpeg", data)
    raise BadFile(_("this is not a PDF, a PNG or a JPEG. Attach one of these."))


def _picture(content_type: str, data: bytes) -> str:
    if b"%PDF-" in data or _MARKUP.search(_without_metadata(data)):
        raise BadFile(_("this is an image and something else at once. Save it anew as an image."))
    return content_type


def _without_metadata(data: bytes) -> bytes:
    # Cameras and scanners write their particulars as XML, between these words.
    return _without(data, _METADATA, b"<?xpacket end=")


# --- PDF -----------------------------------------------------------------------------------------


def _check_pdf(data: bytes) -> None:
    if b"%%EOF" not in data[-1024:]:
        raise BadFile(_("this PDF is cut off. Save it anew and attach it again."))
    if _MARKUP.search(data[:1024]) or _MARKUP.search(data, data.rfind(b"%%EOF")):
        raise BadFile(_("this is a PDF and something else at once. Save it anew as a PDF."))
    # Packed parts may read like anything.
    outside = _LETTER.sub(_letter, _without(data, _STREAM, b"endstream"))
    _check_objects(outside)
    # What looks like a remark may stand in a string.
    if _PACKED_TWICE.search(outside) or _PACKED_TWICE.search(_REMARK.sub(b"", outside)):
        raise BadFile(_("this file unpacks to far more than it should. Save it anew and attach it again."))
    starts = [found.end() for found in _STREAM.finditer(data)]
    if len(starts) > MAX_STREAMS:
        raise BadFile(_("this file unpacks to far more than it should. Save it anew and attach it again."))
    _unpack(memoryview(data)[start:] for start in starts)
    for start in starts:
        # But for those that hold what else stands outside of them.
        said = data[max(start - _SAYS, 0) : start].rpartition(b"endobj")[2]
        if b"/ObjStm" in _LETTER.sub(_letter, said):
            before = b""
            for piece in _pieces(memoryview(data)[start:], MAX_UNPACKED):
                _check_objects(_LETTER.sub(_letter, before + piece))
                before = piece[-_PIECE:]


def _check_objects(objects: bytes) -> None:
    if _UNSEEN.search(objects):
        raise BadFile(
            _("this PDF is packed in a way that is not taken. Print it to a new PDF and attach that.")
        )
    if _ACTIVE.search(objects):
        raise BadFile(_("this PDF holds programs or other files. Print it to a new PDF and attach that."))


def _letter(number: re.Match[bytes]) -> bytes:
    return bytes([int(number[1], 16)])


def _without(data: bytes, start: re.Pattern[bytes], end: bytes) -> bytes:
    """``data`` without what stands between a ``start`` and the next ``end``, in one pass."""
    kept, at = [], 0
    while found := start.search(data, at):
        close = data.find(end, found.end())
        if close < 0:
            break
        kept.append(data[at : found.start()])
        at = close + len(end)
    return b"".join([*kept, data[at:]])


def _unpack(streams: Iterable[memoryview]) -> None:
    """Unpack every stream that can be, in pieces that are forgotten, until all are more than may be."""
    total = 0
    for stream in streams:
        total += sum(map(len, _pieces(stream, MAX_UNPACKED - total)))
        if total >= MAX_UNPACKED:
            raise BadFile(
                _("this file unpacks to far more than it should. Save it anew and attach it again.")
            )


def _pieces(stream: memoryview, most: int) -> Iterator[bytes]:
    """What is packed in ``stream``, piece by piece, until it is at least ``most``."""
    unpacking, size, at, waiting = zlib.decompressobj(), 0, 0, b""
    try:
        while size < most and not unpacking.eof:
            if not waiting:
                waiting, at = bytes(stream[at : at + _PIECE]), at + _PIECE
            if not waiting:
                break
            piece = unpacking.decompress(waiting, 2**20)
            size += len(piece)
            yield piece
            waiting = unpacking.unconsumed_tail
    except zlib.error:
        pass  # not packed this way, or broken: what came until then counts


# --- Images --------------------------------------------------------------------------------------


def _check_png(data: bytes) -> None:
    at, kinds, pixels, particulars = len(_PNG), [], [], []
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if at + 12 + length > len(data):
            break
        kinds.append(kind)
        held = data[at + 8 : at + 8 + length]
        match kind:
            case b"IHDR":
                _check_size(*struct.unpack(">II", held[:8].ljust(8, b"\0")))
            case b"IDAT":
                pixels.append(held)
            case b"zTXt" | b"iCCP":
                particulars.append(held.partition(b"\0")[2][1:])
            case b"iTXt":
                particulars.append(held.partition(b"\0")[2][2:].split(b"\0", 2)[-1])
        at += 12 + length
        if kind == b"IEND":
            break
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"]:
        raise BadFile(_("this image is cut off. Save it anew and attach it again."))
    if at != len(data):
        raise BadFile(_("this is an image and something else at once. Save it anew as an image."))
    _unpack(map(memoryview, [b"".join(pixels), *particulars]))


def _check_jpeg(data: bytes) -> None:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        # The frames that say how large the picture is.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9].ljust(4, b"\0"))
            _check_size(width, height)
            break
        at += 2 + length
    else:
        raise BadFile(_("this image is cut off. Save it anew and attach it again."))
    # Telephones write particulars of their own behind the picture, so the end need not be the very last.
    if b"\xff\xd9" not in data:
        raise BadFile(_("this image is cut off. Save it anew and attach it again."))


def _check_size(width: int, height: int) -> None:
    if not 0 < width * height <= MAX_PIXELS:
        raise BadFile(
            _("this image unpacks to more pixels than are taken. Make it smaller and attach it again.")
        )

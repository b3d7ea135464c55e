"""A file that is broken, hostile or no Word file is refused and says why, quickly and in little memory."""

from __future__ import annotations

import hashlib
import json
import struct
import subprocess
import sys
import zipfile
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest

from submissions.word.safety import BadWordFile
from tests import word_files
from tests.word_files import packed, parts_of, read, with_part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("taxonomy")]

SECONDS, MEGABYTES = 3, 200
BODY = "word/document.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def entities(declaration, encoding="utf-8"):
    """A body that declares ``declaration`` before it begins."""

    def change(part):
        text = part.decode().partition("?>")[2]
        return f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{text}'.encode(encoding, "replace")

    return with_part(word_files.empty(), BODY, change)


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>{}]>".format(
    "".join(
        f"<!ENTITY {name} '{f'&{before};' * 10}'>"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
)


def with_body(body):
    return with_part(word_files.empty(), BODY, lambda part: body(part) if callable(body) else body)


def deep(part):
    return part.replace(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 5000, 1)


def many(part):
    return part.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 1_300_000, 1)


def attributes(part):
    many = " ".join(f'a{number}=""' for number in range(600_000)).encode()
    return part.replace(b"<w:body>", b"<w:body " + many + b">", 1)


def with_many_heads(head):
    """A file with so much at the head of its pages, in fifty parts."""
    parts = parts_of(word_files.empty())
    related = "".join(
        f'<Relationship Id="h{each}" Type="{RELATIONS}/header" Target="h{each}.xml"/>' for each in range(50)
    )
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", f"{related}</Relationships>".encode())
    return packed({**parts, **{f"word/h{each}.xml": head for each in range(50)}})


def lying():
    """A file that says of a part that it is small, and unpacks to far more."""
    data = bytearray(with_body(lambda part: part + b" " * 50_000_000))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(BODY.encode()))
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def named(name):
    return packed({**parts_of(word_files.empty()), name: b"x"})


def twice():
    saved = BytesIO(word_files.empty())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(saved, "a") as archive:
        archive.writestr(BODY, b"<other/>")
    return saved.getvalue()


def locked():
    data = bytearray(word_files.empty())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def packed_otherwise():
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_LZMA) as archive:
        for name, part in parts_of(word_files.empty()).items():
            archive.writestr(name, part)
    # Its packer says how much memory is needed to unpack: as much as there can be.
    return saved.getvalue().replace(b"\x05\x00\x5d\x00\x00\x80\x00", b"\x05\x00\x5d\xff\xff\xff\xff")


def macros(part):
    return part.replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")


def noise(length):
    return b"".join(hashlib.sha512(str(number).encode()).digest() for number in range(length // 64))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
HOSTILE = {
    "nothing": (lambda: b"", "this is not a Word file"),
    "a text": (lambda: b"Dear colleagues,", "this is not a Word file"),
    "a PDF": (lambda: b"%PDF-1.4 ...", "this is not a Word file"),
    "a table of figures": (
        lambda: with_part(
            word_files.empty(), TYPES, lambda part: part.replace(b"wordprocessingml", b"spreadsheetml")
        ),
        "this is not a Word file",
    ),
    "an archive": (lambda: packed({"a.txt": b"a"}), "this is not a Word file"),
    "an open document": (
        lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "this is not a Word file",
    ),
    "packed otherwise": (packed_otherwise, "this file is broken"),
    "a beginning": (lambda: word_files.empty()[:-3000], "this file is broken"),
    "a hole": (lambda: word_files.empty().replace(b"PK\x03\x04", b"PK\x03\x05"), "this file is broken"),
    "noise": (lambda: b"PK\x03\x04" + noise(1_900_000), "this file is broken"),
    "no body": (lambda: with_body(b"<w:document xmlns:w='w'/>"), "this file is broken"),
    "no XML": (lambda: with_body(b"<w:document"), "this file is broken"),
    "deep": (lambda: with_body(deep), "this file is broken"),
    "an old file": (lambda: OLE, "this is a file of an old kind"),
    "a locked file": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "locked parts": (locked, "protected by a password"),
    "huge": (lambda: word_files.empty() + bytes(2 * 1024 * 1024), "larger than 2 MB"),
    "macros": (lambda: with_part(word_files.empty(), TYPES, macros), "holds macros"),
    "a macro": (lambda: named("word/vbaProject.bin"), "holds macros"),
    "a way out": (lambda: named("../../etc/passwd"), "names its parts"),
    "a place": (lambda: named("/etc/passwd"), "names its parts"),
    "a drive": (lambda: named("C:\\x"), "names its parts"),
    "one name twice": (twice, "names its parts"),
    "a bomb": (lambda: with_body(lambda part: part + b" " * 300_000_000), "unpacks to far more"),
    "a small bomb": (lambda: with_body(lambda part: part + b" " * 20_000_000), "unpacks to far more"),
    "a lying bomb": (lying, "broken"),
    "many parts": (
        lambda: packed({**parts_of(word_files.empty()), **{f"x/{each}": b"" for each in range(9000)}}),
        "unpacks to far more",
    ),
    "many marks": (lambda: with_body(many), "unpacks to far more"),
    "many marks in many parts": (
        lambda: with_many_heads(b"<w:hdr xmlns:w='w'>" + b"<w:p/>" * 20_000 + b"</w:hdr>"),
        "unpacks to far more",
    ),
    "many attributes": (lambda: with_body(attributes), "unpacks to far more"),
    "many words": (
        lambda: with_body(lambda part: part.replace(b"<w:t>", b"<w:t>" + b"word " * 300_000, 1)),
        "unpacks to far more",
    ),
    "laughs": (lambda: entities(LAUGHS), "declares entities"),
    "a file of ours": (
        lambda: entities('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "declares entities"
    ),
    "an address": (
        lambda: entities('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), "declares entities"
    ),
    "hidden in UTF-16": (lambda: entities(LAUGHS, "utf-16"), "this file is broken"),
    "hidden in EBCDIC": (lambda: entities(LAUGHS, "cp037"), "this file is broken"),
    "hidden in UTF-7": (lambda: entities(LAUGHS, "utf-7"), "this file is broken"),
    "elsewhere": (
        lambda: with_part(
            word_files.empty(),
            "_rels/.rels",
            lambda part: part.replace(b'Target="word/document.xml"', b'Target="../../../etc/passwd"'),
        ),
        "this file is broken",
    ),
    "outside": (
        lambda: with_part(
            word_files.empty(),
            "_rels/.rels",
            lambda part: part.replace(
                b'Target="word/document.xml"', b'Target="http://127.0.0.1:9/" TargetMode="External"'
            ),
        ),
        "this file is broken",
    ),
    "something else": (
        lambda: with_body(b'<w:document xmlns:w="w"><w:body><w:p/></w:body></w:document>'),
        "this is not the template",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused_and_says_why(kind):
    make, message = HOSTILE[kind]
    with pytest.raises(BadWordFile) as refused:
        read(make())
    assert message in str(refused.value)


def test_of_very_many_things_without_a_place_the_first_are_shown_and_the_rest_counted():
    signs = AS_MUCH_AS_IS_TAKEN["signs"]
    pieces = read(with_body(lambda part: part.replace(b"<w:body>", b"<w:body>" + signs, 1))).pieces
    assert {piece.why for piece in pieces[:300]} == {"sign"}
    assert [(piece.why, piece.text) for piece in pieces[300:]] == [("more", "119700")]


def test_a_list_of_far_too_many_rows_is_refused():
    def change(document):
        rows = word_files.table(document, "item_actors").rows
        rows[1].cells[1].text = "FAO"
        for _ in range(500):
            rows[1]._tr.addnext(deepcopy(rows[1]._tr))

    with pytest.raises(BadWordFile, match="far more"):
        read(word_files.changed(word_files.empty(), change))


def test_what_lies_outside_of_the_file_is_named_and_not_fetched():
    picture = f'<w:r xmlns:r="{RELATIONS}"><w:drawing><w:blip r:link="rId77"/></w:drawing></w:r>'
    related = f'<Relationship Id="rId77" Type="{RELATIONS}/image" TargetMode="External"'
    related += ' Target="http://127.0.0.1:9/spy.png"/></Relationships>'
    data = with_part(
        word_files.empty(),
        "word/_rels/document.xml.rels",
        lambda part: part.replace(b"</Relationships>", related.encode()),
    )

    def place(document):
        word_files.table(document, "item_title").cell(1, 0)._tc.p_lst[0].append(word_files.xml(picture))

    body = parts_of(word_files.changed(word_files.empty(), place))[BODY]
    understood = read(with_part(data, BODY, lambda _part: body))
    assert [(piece.why, piece.text) for piece in understood.pieces] == [
        ("outside", "http://127.0.0.1:9/spy.png"),
        ("picture", ""),
    ]


END = b"</w:t></w:r></w:p>"
AS_MUCH_AS_IS_TAKEN = {
    "paragraphs": b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 48_000,
    "words": b"<w:p><w:r><w:t>" + b"word " * 199_000 + b"</w:t></w:r></w:p>",
    "rows": b"<w:tbl>"
    + b"<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>" * 27_000
    + b"</w:tbl>",
    "signs": b"<w:p>" + b"<w:r><w:sym/></w:r>" * 120_000 + b"</w:p>",
    "boxes in boxes": b"<w:p>"
    + b"<w:r><w:pict><w:txbxContent><w:p>" * 60
    + b"</w:p></w:txbxContent></w:pict></w:r>" * 60
    + b"</w:p>",
    "paragraphs that go on": b"<w:tbl><w:tr><w:tc>"
    + b"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>"
    + b"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>".join([b"word " * 5 + END] * 30_000)
    + b"</w:tc></w:tr></w:tbl>",
    "tables in tables": b"<w:tbl><w:tr><w:tc>" * 70
    + b"<w:p><w:r><w:t>"
    + b"word " * 1_000
    + END
    + b"</w:tc></w:tr></w:tbl>" * 70,
    "wide cells": b"<w:tbl>"
    + b'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr></w:tc></w:tr>' * 44_000
    + b"</w:tbl>",
    "links": b"<w:p><w:r><w:t>"
    + b"word " * 100_000
    + b"</w:t></w:r>"
    + b'<w:hyperlink w:id="rId1"/>' * 20_000
    + b"</w:p>",
}
MEASURED = """
import json, re, sys, time
from pathlib import Path
import django
django.setup()
from lifecycle.scheme import Scheme
from programmes.template.content import empty_content
from submissions.word.reading import understand
from submissions.word.safety import BadWordFile

def megabytes(what):
    return int(re.search(what + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024

for path in sorted(Path(sys.argv[1]).iterdir()):
    data = path.read_bytes()
    # The most that was held is counted anew from here.
    Path("/proc/self/clear_refs").write_text("5")
    before, start = megabytes("VmRSS"), time.process_time()
    try:
        understand(data, upon=empty_content(), language="en", scheme=Scheme({}, {}, {}))
    except BadWordFile:
        pass
    print(json.dumps([path.name, time.process_time() - start, megabytes("VmHWM") - before]))
"""


@pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="only Linux tells how much memory a process has held"
)
def test_none_takes_long_or_much_memory(tmp_path):
    files = {kind: make() for kind, (make, _message) in HOSTILE.items()}
    for kind, markup in AS_MUCH_AS_IS_TAKEN.items():
        files[kind] = with_body(lambda part, more=markup: part.replace(b"<w:body>", b"<w:body>" + more, 1))
    for kind, data in files.items():
        (tmp_path / kind).write_bytes(data)
    asked = [sys.executable, "-c", MEASURED, str(tmp_path)]
    root = Path(__file__).parents[3]
    told = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=root)
    measured = [json.loads(line) for line in told.stdout.splitlines()]
    assert len(measured) == len(files)
    assert [each for each in measured if each[1] > SECONDS or each[2] > MEGABYTES] == []

"""What may be attached: a PDF or an image by its content, small, few, and nothing that hides in one."""

import base64
import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError

from submissions import attachments
from submissions.models import Attachment
from tests import desk
from tests.desk import PDF


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=1, height=1, rows=None, more=b""):
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\0" if rows is None else rows, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + more + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg(width=1, height=1, more=b""):
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04ab" + more + frame + b"\xff\xda\x00\x02data\xff\xd9"


def archive():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("a.txt", "a")
    return held.getvalue()


def pdf_with(stream, filters=b"/FlateDecode"):
    return b"%PDF-1.4\n1 0 obj<</Filter" + filters + b">>stream\n" + stream + b"\nendstream endobj\n%%EOF\n"


OBJECTS = b"/FlateDecode/Type/ObjStm/N 1/First 4"
PROGRAM = b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
BOMB = zlib.compress(bytes(110 * 1024 * 1024), 9)
TAKEN = {
    "a PDF": (PDF, "application/pdf", ".pdf"),
    "a PDF with packed text": (pdf_with(zlib.compress(b"words" * 999)), "application/pdf", ".pdf"),
    "a PDF with packed objects": (
        pdf_with(zlib.compress(b"1 0 2 20 <</Type/Catalog/JSON 1>> (about JavaScript)"), OBJECTS),
        "application/pdf",
        ".pdf",
    ),
    "a PDF whose words are about programs": (
        pdf_with(zlib.compress(b"(/JavaScript and <script>) Tj")),
        "application/pdf",
        ".pdf",
    ),
    "a PNG": (png(), "image/png", ".png"),
    "a PNG with packed particulars": (
        png(more=chunk(b"zTXt", b"Title\0\0" + zlib.compress(b"A plan")) + chunk(b"iTXt", b"a")),
        "image/png",
        ".png",
    ),
    "a JPEG": (jpeg(), "image/jpeg", ".jpg"),
    "a JPEG with particulars": (
        jpeg(
            more=b"\xff\xe1\x00\x46"
            + b'<?xpacket begin=""?><?xml version="1.0"?><a/><?xpacket end="w"?>'.ljust(68)
        ),
        "image/jpeg",
        ".jpg",
    ),
    "a JPEG of a telephone": (jpeg() + b"SEFT particulars", "image/jpeg", ".jpg"),
}
REFUSED = {
    "nothing": b"",
    "text": b"Dear secretariat,",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a drawing with script": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "an animation with script": b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)//;",
    "a scan of another kind": b"II*\0\x08\0\0\0" + b"\0" * 40,
    "a program": b"MZ\x90\0" + b"\0" * 60,
    "something packed": b"\x1f\x8b\x08\0" + b"\0" * 40,
    "an archive": archive(),
    "an archive behind a PDF": PDF + archive(),
    "an archive behind a picture": png() + archive(),
    "a page behind the first bytes of a PDF": b"%PDF-1.4\n<html><script>1</script>\n%%EOF",
    "a PDF behind a picture": jpeg() + PDF,
    "a page in a picture": jpeg(more=b"\xff\xfe\x00\x0a<script>"),
    "a picture of nothing but beginnings": jpeg() + b"<?xpacket begin=" * 300_000 + b"<script>",
    "a program in a picture": jpeg() + b"<?php system($_GET[0]);",
    "something behind a PNG": png() + b"MZ",
    "a page behind a PNG": png() + b"<html><script>alert(1)</script></html>",
    "a page behind a PDF": PDF[:9] + b"%" * 2000 + PDF[9:] + b"<html><script>alert(1)</script></html>",
    "half a PDF": PDF[:20],
    "half a PNG": png()[:-4],
    "half a JPEG": jpeg()[:12],
    "a PDF with a program": PDF.replace(
        b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
    ),
    "a PDF with a file in it": PDF.replace(b"/Catalog", b"/Catalog/Names<</EmbeddedFiles 2 0 R>>"),
    "a PDF with a program in other letters": PDF.replace(
        b"/Catalog", b"/Catalog" + PROGRAM.replace(b"Script", b"#53cript").replace(b"/JS", b"/#4a#53")
    ),
    "a PDF with a packed program": pdf_with(zlib.compress(b"1 0 <</Type/Catalog" + PROGRAM), OBJECTS),
    "a PDF with a packed program in other letters": pdf_with(
        zlib.compress(b"1 0 <</Type/Catalog" + PROGRAM), OBJECTS.replace(b"/Obj", b"/#4fbj")
    ),
    "a PDF with a program deep in what is packed": pdf_with(
        zlib.compress(b"1 0" + b" " * (2**20 - 17) + PROGRAM), OBJECTS
    ),
    "a PDF that unpacks without end": pdf_with(BOMB),
    "a PDF packed twice": pdf_with(zlib.compress(BOMB), b"[/FlateDecode /FlateDecode]"),
    "a PDF packed twice with a remark between": pdf_with(
        zlib.compress(BOMB), b"[/FlateDecode %\n\0/FlateDecode]"
    ),
    "a PDF packed and written in letters": pdf_with(
        base64.a85encode(BOMB) + b"~>", b"[/ASCII85Decode/FlateDecode]"
    ),
    "a PDF packed and written in figures": pdf_with(BOMB.hex().encode() + b">", b"[/AHx/Fl]"),
    "a PDF packed in an old way": pdf_with(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", b"/LZWDecode"),
    "a PDF with a program written in letters": pdf_with(
        base64.a85encode(zlib.compress(b"1 0 <</Type/Catalog" + PROGRAM)) + b"~>",
        b"[/#41SCII85Decode/FlateDecode]/Type/ObjStm/N 1/First 4",
    ),
    "a PDF that says among its objects how it is packed": pdf_with(zlib.compress(b"1 0 [/A85 /Fl]"), OBJECTS),
    "a PDF of nothing but beginnings": b"%PDF-1.4\n" + b"stream\nx\x9c" * 400_000 + b"%%EOF",
    "a PNG that unpacks without end": png(rows=bytes(110 * 1024 * 1024)),
    "a PNG whose particulars unpack without end": png(more=chunk(b"zTXt", b"Title\0\0" + BOMB)),
    "a PNG whose colours unpack without end": png(more=chunk(b"iCCP", b"Colours\0\0" + BOMB)),
    "a PNG whose title unpacks without end": png(more=chunk(b"iTXt", b"Title\0\1\0en\0Title\0" + BOMB)),
    "a PNG that does not say how large it is": png().replace(b"\0\0\0\x0dIHDR", b"\0\0\0\x0eIHDR\0"),
    "a PNG of too many pixels": png(50_000, 50_000),
    "a JPEG of too many pixels": jpeg(50_000, 50_000),
    "a PNG without pixels": png(0, 5),
}


@pytest.mark.parametrize("what", TAKEN)
def test_it_is_taken_for_what_it_is(what, draft, fatima):
    data, content_type, ending = TAKEN[what]
    kept = desk.attach(draft, fatima, name="note verbale.exe", data=data)
    assert (kept.content_type, kept.name, kept.size) == (content_type, f"note verbale{ending}", len(data))
    assert kept.path.read_bytes() == data
    assert kept.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_by_name_and_the_draft_stays(what, draft, fatima):
    with pytest.raises(attachments.AttachmentRefused) as refusal:
        desk.attach(draft, fatima, name="../../plan.pdf", data=REFUSED[what])
    (message,) = refusal.value.messages
    assert message.startswith("plan.pdf: ")
    assert not Attachment.objects.exists()


def test_a_file_that_is_too_large_is_refused_and_one_as_large_as_may_be_is_taken(draft, fatima):
    fits = PDF[:9] + b"%" * (5 * 1024 * 1024 - len(PDF)) + PDF[9:]
    assert desk.attach(draft, fatima, data=fits).size == 5 * 1024 * 1024
    with pytest.raises(attachments.AttachmentRefused) as refusal:
        desk.attach(draft, fatima, data=b"%" + fits)
    assert refusal.value.messages == ["plan.pdf is larger than 5 MB."]


def test_five_at_most(draft, fatima):
    kept = [desk.attach(draft, fatima) for _ in range(5)]
    with pytest.raises(attachments.AttachmentRefused):
        desk.attach(draft, fatima)
    attachments.detach(attachment=kept[0])
    assert desk.attach(draft, fatima).pk


def test_only_on_what_is_being_written(draft, fatima):
    kept = desk.attach(draft, fatima)
    desk.submit(draft, fatima)
    with pytest.raises(attachments.AttachmentRefused):
        desk.attach(draft, fatima)
    with pytest.raises(attachments.AttachmentRefused):
        attachments.detach(attachment=kept)


def test_what_was_sent_with_a_round_stays_with_it(draft, fatima, kim):
    kept = desk.attach(draft, fatima)
    returned = desk.bring_to("returned", draft, by=fatima, screener=kim)
    with desk.committing():
        attachments.detach(attachment=kept)
    assert kept.path.exists()
    assert not returned.attachments.present().exists()
    assert desk.submit(returned, fatima).attachments == []
    assert returned.rounds.first().attachments[0]["key"] == kept.key


def test_what_was_never_sent_is_gone(draft, fatima):
    kept = desk.attach(draft, fatima)
    with desk.committing():
        attachments.detach(attachment=kept)
    assert not kept.path.exists()
    assert not Attachment.objects.exists()


def test_an_unknown_kind_is_refused(draft, fatima):
    with pytest.raises(ValidationError):
        desk.attach(draft, fatima, kind="virus")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\0b\nc.pdf", "abc.pdf"),
        ("план.pdf", "план.pdf"),
        ("计划书", "计划书"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("", "attachment"),
        (".pdf", "pdf"),
        ("..", "attachment"),
        ("CON.pdf", "CON.pdf"),
        ("a\u2068b\ufffe\ue000.pdf", "ab.pdf"),
        ("...", "attachment"),
        ("\ud800.pdf", "?.pdf"),
    ],
)
def test_a_name_deceives_nobody(name, shown):
    assert attachments.clean_name(name) == shown

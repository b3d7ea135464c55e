"""Sets one document as PDF: reads it as JSON from standard input, writes the PDF to standard output.

A program of its own, started by ``rounds.print_round``: it gives itself a limit of time and memory first, so
that no text, however made, holds up or brings down what serves pages. The text arrives as data and is set
as it is; nothing in it is read as markup.
"""

import resource
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import pylopdf_fonts_zh_cn
import typst

SECONDS, BYTES = 20, 2 * 1024**3
FONTS = [
    fontpkg_noto_sans.ROOT,
    fontpkg_noto_sans_arabic.ROOT,
    Path(pylopdf_fonts_zh_cn.__file__).parent,
]


def main() -> None:
    """Set what stands on standard input."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    document = sys.stdin.read()
    try:
        pdf = set_as_pdf({"document": document}, pdf_standards="ua-1")
    except typst.TypstError:
        # The standard for readers who cannot see refuses a document for one character that is in no font.
        pdf = set_as_pdf({"document": document, "boxes": "yes"})
    sys.stdout.buffer.write(pdf)


def set_as_pdf(inputs: dict[str, str], **options: Any) -> bytes:
    """``round.typ`` with its ``inputs`` as PDF."""
    return typst.compile(
        Path(__file__).with_name("round.typ"),
        format="pdf",
        font_paths=[*FONTS],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        timestamp=datetime.fromtimestamp(int(sys.argv[1]), UTC),
        **options,
    )


if __name__ == "__main__":
    main()

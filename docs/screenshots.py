"""Take the screenshots in `docs/screenshots/` anew, from a registry seeded for the purpose and thrown away.

Run as `make screenshots`. What is photographed is what a visitor gets: the real server, with compressed
static files. Its clock stands still and its address is the same in every run, so that a picture changes only
when the page does (or the fonts of the machine). Pictures are cut at a fixed height and reduced to a few
colours, so that they stay small.
"""

from __future__ import annotations

import base64
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from tests import chromium

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
LANGUAGES = ("en", "ar", "zh-hans", "ru")
PAGES = {
    "home": "",
    "matrix": "matrix/",
    "list": "programmes/",
    "programme": "programmes/10YFP-009/",
    "gaps": "gaps/",
    "sources": "sources/",
    "submitters": "submitters/",
}
HOST = "registry.example"
SECONDS_TO_START = 120


class Look(NamedTuple):
    """One way to look at a page."""

    name: str
    width: int
    height: int
    scheme: str = "light"
    medium: str = "screen"
    margin: int = 0


LIGHT, DARK = Look("desktop-light", 1280, 1400), Look("desktop-dark", 1280, 1400, "dark")
PHONE, PHONE_AT_NIGHT = Look("phone-light", 360, 1100), Look("phone-dark", 360, 1100, "dark")
# What the margins leave of A4, at the 96 pixels to the inch of a style sheet; the margins are put around it.
SHEET = Look("print", 680, 994, medium="print", margin=57)
LANDSCAPE_SHEET = Look("print", 1062, 741, medium="print", margin=28)
EVERY_SCREEN = (LIGHT, DARK, PHONE, PHONE_AT_NIGHT)
# The pages that people come for in every dress; of the others, one screen by day and one by night.
LOOKS = {
    "matrix": (*EVERY_SCREEN, LANDSCAPE_SHEET),
    "list": EVERY_SCREEN,
    "programme": (*EVERY_SCREEN, SHEET),
}
OTHER_LOOKS = (LIGHT, PHONE_AT_NIGHT)

# Python runs this in the server before anything of the registry is imported.
CLOCK_THAT_STANDS_STILL = """
from datetime import datetime, timezone as zone
from django.utils import timezone
timezone.now = lambda: datetime(2026, 11, 20, 9, tzinfo=zone.utc)
"""

# The 128 most frequent colours of a picture become its palette, and every other colour the nearest of them.
TO_PALETTE = """
async ([png, margin]) => {
  const picture = new Image();
  picture.src = "data:image/png;base64," + png;
  await picture.decode();
  const width = picture.width + 2 * margin;
  const height = picture.height + 2 * margin;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, margin, margin);
  const pixels = context.getImageData(0, 0, width, height).data;
  const colourAt = (at) => pixels[at] << 16 | pixels[at + 1] << 8 | pixels[at + 2];
  const channels = (colour) => [colour >> 16, colour >> 8 & 255, colour & 255];
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    counts.set(colourAt(at), (counts.get(colourAt(at)) ?? 0) + 1);
  }
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 128);
  const palette = frequent.map(([colour]) => channels(colour));
  const place = new Map();
  for (const colour of counts.keys()) {
    const [r, g, b] = channels(colour);
    const apart = palette.map((each) => (each[0] - r) ** 2 + (each[1] - g) ** 2 + (each[2] - b) ** 2);
    place.set(colour, apart.indexOf(Math.min(...apart)));
  }
  let indices = "";
  for (let at = 0; at < pixels.length; at += 4) indices += String.fromCharCode(place.get(colourAt(at)));
  return {width, height, palette: palette.flat(), indices: btoa(indices)};
}
"""


def main() -> None:
    """Photograph every page in every language and dress, and remove pictures of what is no longer shown."""
    FOLDER.mkdir(exist_ok=True)
    taken = []
    with (
        scratch_registry() as port,
        chromium.started(f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}") as browser,
    ):
        for language in LANGUAGES:
            for name, path in PAGES.items():
                for look in LOOKS.get(name, OTHER_LOOKS):
                    target = FOLDER / f"{name}-{language}-{look.name}.png"
                    target.write_bytes(photograph(browser, f"http://{HOST}/{language}/{path}", look))
                    taken.append(target)
    for picture in set(FOLDER.glob("*.png")) - set(taken):
        picture.unlink()
    weight = sum(picture.stat().st_size for picture in taken)
    sys.stdout.write(f"{len(taken)} pictures in {FOLDER.relative_to(ROOT)}, {weight / 1e6:.1f} MB\n")


@contextmanager
def scratch_registry() -> Iterator[int]:
    """A registry as seeded, in a folder of its own, behind the real server; gives its port."""
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        Path(folder, "sitecustomize.py").write_text(CLOCK_THAT_STANDS_STILL)
        surroundings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        surroundings |= {
            "LOCAL": "1",
            "DATA_DIR": folder,
            "PORT": str(port),
            "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
            "PYTHONPATH": folder,
        }
        subprocess.run([sys.executable, "-m", "deploy.prepare"], check=True, cwd=ROOT, env=surroundings)
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"],
            cwd=ROOT,
            env=surroundings,
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz/ready")
            yield port
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    """Return once ``address`` answers."""
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 (our own server)
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def photograph(browser: Browser, address: str, look: Look) -> bytes:
    """The top of the page at ``address`` as a small PNG."""
    page = browser.new_page(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        reduced_motion="reduce",
    )
    try:
        page.emulate_media(media=look.medium)
        answer = page.goto(address)
        if answer is None or not answer.ok:
            raise SystemExit(f"{address} cannot be photographed: {answer and answer.status}")
        return in_few_colours(page, page.screenshot(), margin=look.margin)
    finally:
        page.close()


def in_few_colours(page: Page, png: bytes, *, margin: int) -> bytes:
    """``png`` in a white margin, in at most 128 colours; the open ``page`` does the counting."""
    # The page forbids pictures that it does not know, so a blank one counts.
    page.goto("about:blank")
    found = page.evaluate(TO_PALETTE, [base64.b64encode(png).decode(), margin])
    width, height = found["width"], found["height"]
    indices = base64.b64decode(found["indices"])
    lines = b"".join(b"\0" + indices[row * width : (row + 1) * width] for row in range(height))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            chunk(b"PLTE", bytes(found["palette"])),
            chunk(b"IDAT", zlib.compress(lines, 9)),
            chunk(b"IEND", b""),
        )
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG, with its length and checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    main()

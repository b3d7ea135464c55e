"""Take the screenshots in `docs/screenshots/` anew, from a registry seeded for the purpose and thrown away.

Run as `make screenshots`. What is photographed is what a visitor gets: the real server, with compressed
static files. Pictures are cut at a fixed height and reduced to 256 colours, so that they stay small.
"""

from __future__ import annotations

import base64
import os
import shutil
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

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
PAGES = {"home": "", "matrix": "matrix/", "list": "programmes/", "programme": "programmes/10YFP-009/"}
LANGUAGES = ("en", "ar", "zh-hans")
SCREENS = {"desktop": (1280, 1400), "phone": (390, 1100)}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS_TO_START = 120

# The 256 most frequent colours of a picture become its palette, and every other colour the nearest of them.
TO_PALETTE = """
async (png) => {
  const picture = new Image();
  picture.src = "data:image/png;base64," + png;
  await picture.decode();
  const {width, height} = picture;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(picture, 0, 0);
  const pixels = context.getImageData(0, 0, width, height).data;
  const colourAt = (at) => pixels[at] << 16 | pixels[at + 1] << 8 | pixels[at + 2];
  const channels = (colour) => [colour >> 16, colour >> 8 & 255, colour & 255];
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    counts.set(colourAt(at), (counts.get(colourAt(at)) ?? 0) + 1);
  }
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256);
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
    """Photograph every page in every language on every screen."""
    FOLDER.mkdir(exist_ok=True)
    names = [os.environ.get("CHROMIUM") or BROWSERS[0], *BROWSERS[1:]]
    executable = next((found for name in names if (found := shutil.which(name))), None)
    if executable is None:
        sys.exit(f"One of these has to be on the PATH: {', '.join(BROWSERS)}")
    with scratch_registry() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        for screen, size in SCREENS.items():
            for language in LANGUAGES:
                for name, path in PAGES.items():
                    target = FOLDER / f"{name}-{language}-{screen}.png"
                    target.write_bytes(photograph(browser, f"{address}/{language}/{path}", size))
                    sys.stdout.write(f"{target.relative_to(ROOT)} {target.stat().st_size // 1000} kB\n")
        browser.close()


@contextmanager
def scratch_registry() -> Iterator[str]:
    """A registry as seeded, in a folder of its own, behind the real server; gives its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
        free.close()
        surroundings = {**os.environ, "LOCAL": "1", "DATA_DIR": folder, "PORT": port}
        surroundings.pop("DATABASE_URL", None)
        subprocess.run([sys.executable, "-m", "deploy.prepare"], check=True, cwd=ROOT, env=surroundings)
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"],
            cwd=ROOT,
            env=surroundings,
            stdout=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/healthz/live")
            yield address
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


def photograph(browser: Browser, address: str, size: tuple[int, int]) -> bytes:
    """The top of the page at ``address`` as a small PNG."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    try:
        page.goto(address)
        return in_few_colours(page, page.screenshot())
    finally:
        page.close()


def in_few_colours(page: Page, png: bytes) -> bytes:
    """``png`` with a palette of at most 256 colours; the open ``page`` does the counting."""
    # The page forbids pictures that it does not know, so a blank one counts.
    page.goto("about:blank")
    found = page.evaluate(TO_PALETTE, base64.b64encode(png).decode())
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

"""What a reader of a page is shown or told: its words with the language they are said to be in.

Left out is what nobody translates: what people typed, code, symbols, and names and texts marked as being in
another language than the page.
"""

from __future__ import annotations

from html.parser import HTMLParser

from tests.page import SELF_CLOSED, VOID

TOLD = {"title", "alt", "aria-label", "placeholder", "data-original-title", "summary"}
BUTTONS = {"submit", "button", "reset"}
# Their content is not words, or not words of the registry.
SILENT = {"script", "style", "template", "svg", "textarea", "code", "pre", "kbd", "samp", "bdi"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.open: list[tuple[str, bool]] = [("", True)]
        self.said: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        _above, is_heard = self.open[-1]
        if tag == "html":
            self.language = given["lang"].lower()
        is_heard = (
            is_heard and tag not in SILENT and given.get("lang", self.language).lower() == self.language
        )
        if is_heard:
            self.said += [value for name, value in given.items() if name in TOLD and value]
            if tag == "input" and given.get("type") in BUTTONS:
                self.said.append(given.get("value", ""))
        if tag not in VOID | SELF_CLOSED:
            self.open.append((tag, is_heard))

    def handle_endtag(self, tag):
        if tag in {each for each, _ in self.open} - VOID - SELF_CLOSED:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if self.open[-1][1] and data.strip():
            self.said.append(" ".join(data.split()))


def said_on(html: str) -> list[str]:
    """Every piece of text that the page ``html`` says in its own language."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.language, "the page does not say its language"
    return [each for each in reader.said if each]

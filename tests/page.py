"""A page as a reader meets it: parsed, so that tests ask for elements and words, not for pieces of markup.

The parser is strict: a tag that is never closed, or closed out of turn, is a fault of the template.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element, fromstring

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Closed by themselves in our SVG, which is written as XML.
SELF_CLOSED = {"path", "rect"}


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page")
        self.open = [self.root]
        self.last: Element | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].append(element)
        self.last = None
        if tag in VOID | SELF_CLOSED:
            self.last = element
        else:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in SELF_CLOSED:
            return
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}> {self.open[-1].attrib}"
        self.last = self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.last is None:
            self.open[-1].text = (self.open[-1].text or "") + data
        else:
            self.last.tail = (self.last.tail or "") + data


class Page:
    """The answer ``response``, parsed."""

    def __init__(self, response: Any) -> None:
        self.response, self.status = response, response.status_code
        builder = _Builder()
        builder.feed(response.content.decode())
        assert builder.open == [builder.root], f"<{builder.open[-1].tag}> is never closed"
        self.html = builder.root.find("html")
        assert self.html is not None

    def all(self, path: str) -> list[Element]:
        """Elements at an ElementTree ``path`` within the page."""
        return self.html.findall(path)

    def one(self, path: str) -> Element:
        """The only element at ``path``."""
        (found,) = self.all(path)
        return found

    def words(self, path: str = ".//main") -> str:
        """The text at ``path`` with single spaces: of every element there, one after the other."""
        return " ".join(words(element) for element in self.all(path))

    def having(self, tag: str, name: str) -> list[Element]:
        """Elements ``tag`` with ``name`` among their classes."""
        return [each for each in self.all(f".//{tag}") if name in each.get("class", "").split()]

    def links(self, path: str = ".//main") -> dict[str, str]:
        """Where every link within ``path`` leads, by its words."""
        return {words(link): link.get("href", "") for link in self.all(f"{path}//a")}


def xml(response: Any) -> Element:
    """An answer of the portal's own in XML, parsed."""
    return fromstring(response.content)  # noqa: S314  nobody else wrote it


def words(element: Element) -> str:
    """The text of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())

"""The forms of a page as somebody who means harm finds them: every field, to be sent with anything in it.

What a form has is read from its page, so that a new field is tried by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.page import Page

TYPED = {"text", "email", "date", "number", "search", "url", "textarea"}
"""What people type into and see again; a password is typed, too, and never shown again."""


@dataclass(frozen=True)
class Field:
    """One field: what it is called and of which kind it is, and what a browser would send of it."""

    name: str
    kind: str
    values: tuple[str, ...]

    @property
    def is_typed(self) -> bool:
        return self.kind in TYPED


@dataclass
class Form:
    """One form of a page, with everything that it would send."""

    address: str
    fields: list[Field] = field(default_factory=list)

    def sent(self, **changed: Any) -> dict[str, Any]:
        """What a browser would send, but for what was ``changed``."""
        filled: dict[str, Any] = {}
        for each in self.fields:
            if each.kind != "file":
                filled.setdefault(each.name, []).extend(each.values)
        return {**filled, **changed}

    @property
    def is_for_files(self) -> bool:
        return any(each.kind == "file" for each in self.fields)

    def send(self, client: Any, **changed: Any) -> Any:
        """Send it; a form for files with one that is none, so that nothing is attached."""
        sent = self.sent(**changed)
        if self.is_for_files:
            sent["file"] = SimpleUploadedFile("none.pdf", b"none")
        return client.post(self.address, sent)


def forms_of(page: Page, address: str) -> Iterator[Form]:
    """Every form on ``page`` that changes something, as it was read at ``address``."""
    for form in page.all(".//form"):
        if form.get("method", "get").lower() != "post":
            continue
        # A button may stand outside of its form.
        outside = [each for each in page.all(".//*[@form]") if each.get("form") == form.get("id")]
        found = Form(urljoin(address, form.get("action", "")).partition("#")[0])
        for element in [*form.iter(), *outside]:
            found.fields += _fields_of(element)
        found.fields = [each for each in found.fields if each.name != "csrfmiddlewaretoken"]
        yield found


def _fields_of(element: Element) -> list[Field]:
    name, value = element.get("name", ""), element.get("value", "")
    if not name:
        return []
    if element.tag == "textarea":
        return [Field(name, "textarea", ((element.text or "").removeprefix("\n"),))]
    if element.tag == "select":
        options = element.findall(".//option")
        chosen = [each for each in options if "selected" in each.attrib] or options[:1]
        return [Field(name, "select", tuple(each.get("value", "") for each in chosen))]
    if element.tag == "button":
        return [Field(name, "button", ())]
    if element.tag != "input" or element.get("type") in ("submit", "button", "image"):
        return []
    kind = element.get("type", "text")
    if kind in ("checkbox", "radio"):
        return [Field(name, kind, (value or "on",) if "checked" in element.attrib else ())]
    return [Field(name, kind, (value,))]


def values_shown(page: Page) -> list[str]:
    """Everything that stands in a field of ``page``, or is quoted there as what somebody typed."""
    areas = [(each.text or "").removeprefix("\n") for each in page.all(".//textarea")]
    typed = ["\n".join("".join(part.itertext()).split("\n")) for part in page.having("blockquote", "typed")]
    return [*areas, *typed, *(each.get("value", "") for each in page.all(".//input"))]

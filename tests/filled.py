"""A form as a browser would send it back: what stands in its fields, to be changed and posted by a test."""

from __future__ import annotations

from html.parser import HTMLParser

from django.http import HttpResponse


class _Fields(HTMLParser):
    """Collects the fields of one form, by name, as a browser sends them."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.is_inside = self.is_there = False
        self.found: dict[str, list[str]] = {}
        self._textarea = ""
        self._select = ""
        self._text: list[str] = []
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_inside = not self.form_id or given.get("id") == self.form_id
            self.is_there |= self.is_inside
        if not self.is_inside:
            return
        if tag == "input" and given.get("name") and given.get("type") not in ("submit", "button", "file"):
            is_tick = given.get("type") in ("checkbox", "radio")
            if not is_tick or "checked" in given:
                value = given.get("value", "on" if is_tick else "")
                self.found.setdefault(given["name"], []).append(value)
        elif tag == "textarea":
            self._textarea, self._text = given.get("name", ""), []
        elif tag == "select":
            self._select, self._options = given.get("name", ""), []
        elif tag == "option":
            self._options.append((given.get("value", ""), "selected" in given))

    def handle_data(self, data):
        if self._textarea:
            self._text.append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea" and self._textarea:
            text = "".join(self._text)
            self.found.setdefault(self._textarea, []).append(text.removeprefix("\n"))
            self._textarea = ""
        elif tag == "select" and self._select:
            chosen = [value for value, is_selected in self._options if is_selected]
            chosen = chosen or [value for value, _ in self._options[:1]]
            self.found.setdefault(self._select, []).extend(chosen)
            self._select = ""


def filled(response: HttpResponse, form_id: str = "") -> dict[str, list[str]]:
    """What the form with ``form_id`` holds on the page of ``response``; every form's where none is named."""
    fields = _Fields(form_id)
    fields.feed(response.content.decode())
    assert fields.is_there, "the page has no such form"
    return {name: values for name, values in fields.found.items() if name != "csrfmiddlewaretoken"}

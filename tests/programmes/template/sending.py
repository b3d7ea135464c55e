"""A page of the template form as a browser sends it back, without the browser."""

from __future__ import annotations

from django.http import QueryDict

from programmes.template.forms import TemplateForm
from programmes.template.merge import merge
from tests.factories import SYMBOL, prose, quantity, row


def content(**items):
    return {"edition": "csd-2010", "items": {"title": prose("Clean ovens"), **items}}


def sent_back(form):
    """What a browser sends back of an untouched page."""
    data = QueryDict(mutable=True)
    data["seen"], data["status"] = str(form.seen), form.status
    for code, passages in form.sheet.items():
        if form.edition.items[code].is_list:
            data.setlist(f"{code}/rows", ["", *(passage.row_id for passage in passages)])
        for passage in passages:
            data[f"{passage.path}/{form.language.code}"] = passage.text
            for number, typed in enumerate(passage.quantities):
                at = f"{passage.path}/quantities/{number}"
                for name in ("value", "placeholder", "unit", "by", "per"):
                    data[f"{at}/{name}"] = getattr(typed, name)
                if typed.is_open:
                    data[f"{at}/open"] = "on"
            for number, cite in enumerate(passage.cites):
                for name, value in vars(cite).items():
                    data[f"{passage.path}/cites/{number}/{name}"] = value
    return data


def form_sent(stored, language="en", /, *, press="save", status="", **typed):
    """The form that came back with ``typed``; ``__`` in a name stands for a slash."""
    data = sent_back(TemplateForm(stored, language))
    data["press"], data["status"] = press, status
    for name, value in typed.items():
        address = name.replace("__", "/")
        if value is None:
            data.pop(address, None)
        elif isinstance(value, list):
            data.setlist(address, value)
        else:
            data[address] = value
    return TemplateForm(stored, language, documents=[SYMBOL], data=data)


def saved(stored, language="en", /, **typed):
    form = form_sent(stored, language, **typed)
    assert form.is_valid(), form.errors
    return merge(stored, form.edit())


def refused(stored, language="en", /, **typed):
    form = form_sent(stored, language, **typed)
    assert not form.is_valid()
    return form.errors


TARGETS = content(
    targets=[
        row("t1", "Half the waste", quantity("50", by=2020), quantity(None, "countries", placeholder="X")),
        row("t2", "Two"),
    ]
)

"""Every field of every form of the desk and the account page, sent back with what nobody types by accident.

The forms are read from the pages themselves, at every address that ``tests.doors`` names: so a new field,
and a new page, is tried by itself. Whatever is sent is either kept to the letter, or it is refused by name,
nothing is changed, and what was typed stands on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from submissions import web
from tests.doors import DRAFT, PLAIN, RETURNED
from tests.forms import Form, values_shown
from tests.page import Page
from tests.submissions.web.every_form import everything_kept, forms_of_the_desk

pytestmark = pytest.mark.django_db

# What stands on the page again of one text; see ``MOST_SHOWN``.
SHOWN = 200_000
# A control character, half a pair as it arrives, what is no character, and far too much.
UNCLEAN = ("before\x07after", "before\ufffdafter", "before\ufffeafter", "x" * (SHOWN + 1))
CARRIED = 4 * 1024 * 1024
# Everything of which one may wonder whether it is kept as it was typed; short enough for every field.
STORABLE = "<i>{{ 1 }}\u202e🌱&lt;"
# Codes, keys and numbers: nobody types them, and everybody can send them.
UNTYPED = ("\0", "9" * 5000, "\"'><script>alert(1)</script>")
Sendable = list[tuple[Client, Form]]


@pytest.fixture
def forms(draft, fatima, kim, screener, stranger, agency) -> Sendable:
    return forms_of_the_desk(draft, agency, fatima=fatima, kim=kim, asks=screener, proposes=stranger)


def sent_and_undone(client: Client, form: Form, **changed: Any) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """The answer, and what there was before and after; then everything is as before."""
    before, cookies = everything_kept(), deepcopy(client.cookies)
    cache.clear()
    with transaction.atomic():
        answer = form.send(client, **changed)
        if letters := re.search(r'name="letters" value="(\w+)"', answer.content.decode()):
            # A decision shows its letter first; the button below it sends it.
            answer = form.send(client, **changed, letters=letters[1])
        after = everything_kept()
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer, before, after


def refused(answer: Any, typed: dict[str, str], where: str) -> str:
    """What the page says of it; everything typed stands there still."""
    page = Page(answer)
    shown = values_shown(page)
    for name, value in typed.items():
        assert any(each.startswith(value[:SHOWN]) for each in shown), f"{where}: {name} is lost"
    alerts = [*page.all(".//*[@role='alert']"), *page.having("ul", "errorlist"), *page.having("p", "error")]
    said = " ".join(" ".join(each.itertext()) for each in alerts)
    ids = {each.get("id") for each in page.all(".//*[@id]")}
    for link in page.all(".//*[@role='alert']//a"):
        address, _hash, fragment = link.get("href", "").partition("#")
        assert address or fragment in ids, f"{where}: #{fragment} is nowhere"
    return said


# --- What people type -------------------------------------------------------------------------------


def test_every_page_with_a_form_is_tried(forms):
    """Else nothing below would mean anything."""
    names = {each.name for _client, form in forms for each in form.fields if each.is_typed}
    for name in (
        *("title/en", "description/en", "targets/t1/en", "targets/t1/quantities/0/placeholder"),
        *("cell/reason", "authority/number", "authority/date", "text", "message", "reason", "reply_by"),
        *("ask-message", "propose-name", "other_language", "title_ar", "internal_reason", "reason_cell"),
        "name",
    ):
        assert name in names, name
    assert len(forms) > 30


def test_what_cannot_be_stored_is_refused_by_name_and_nothing_typed_is_lost(forms):
    for client, form in forms:
        for name in {each.name for each in form.fields if each.is_typed}:
            where, typed = f"{form.address} {name}", {name: "before\0after"}
            answer, before, after = sent_and_undone(client, form, **typed)
            assert after == before, where
            assert refused(answer, typed, where), where
        for value in UNCLEAN:
            fields = [each.name for each in form.fields if each.is_typed]
            # As much as a request may carry: beyond that nothing of it is read.
            typed = {name: value[: CARRIED // len(fields)] for name in fields}
            if typed:
                answer, before, after = sent_and_undone(client, form, **typed)
                assert after == before, form.address
                assert refused(answer, typed, form.address), form.address


def test_what_can_be_stored_is_kept_to_the_letter(forms):
    kept = set()
    for client, form in forms:
        texts = {each.name: STORABLE for each in form.fields if each.kind in ("text", "textarea")}
        answer, before, after = sent_and_undone(client, form, **texts)
        if after == before and texts:
            assert refused(answer, texts, form.address), form.address
        elif texts:
            kept |= set(texts)
            rows = [row for table, held in after.items() for row in held if row not in before[table]]
            # Of the name of a person, what would turn the direction of others is taken out.
            value = STORABLE.replace("\u202e", "") if "name" in texts else STORABLE
            # A remark is sent by a button of its own: until then it stays on the page.
            unsent = {name: text for name, text in texts.items() if name.startswith("remark/")}
            assert not unsent or refused(answer, unsent, form.address), form.address
            assert str(rows).count(repr(value)[1:-1]) >= len(texts) - len(unsent), form.address
    assert {"title/en", "description/en", "text", "message", "reason", "cell/reason", "name"} <= kept


# --- What nobody types ------------------------------------------------------------------------------


def test_a_code_that_somebody_made_up_changes_nothing(forms):
    for client, form in forms:
        names = {each.name for each in form.fields if not each.is_typed and each.kind != "checkbox"}
        for name, value in product(names, UNTYPED):
            answer, before, after = sent_and_undone(client, form, **{name: value})
            assert answer.status_code < 500, f"{form.address} {name}"
            assert after == before, f"{form.address} {name}"


def test_fields_that_come_twice_or_by_the_thousand_do_no_harm(forms):
    many = {f"made-up-{number}": "1" for number in range(20_000)}
    for number, (client, form) in enumerate(forms):
        twice = {name: [*values, *values, ""] for name, values in form.sent().items()}
        answer, *_ = sent_and_undone(client, form, **twice, **(many if number % 10 == 0 else {}))
        assert answer.status_code < 500, form.address


# --- What stands in the address ---------------------------------------------------------------------


def parameters() -> set[str]:
    """What pages of the desk read from their address."""
    sources = Path(web.__file__).parent.rglob("*.py")
    return {
        name
        for each in sources
        for name in re.findall(r'(?:GET\W+(?:get\W+)?|_named\()"(\w+)"', each.read_text())
    }


def addresses(reference: str) -> Iterator[str]:
    for table, base in (
        (DRAFT, f"/en/submit/{reference}/"),
        (RETURNED, f"/en/submit/{reference}/"),
        (PLAIN, ""),
    ):
        yield from {base + row[1] for row in table if row[2] == "GET" and "{" not in row[1]}


def test_nothing_in_an_address_breaks_a_page(draft, hers):
    assert {"page", "updates", "stage", "for", "save"} <= parameters()
    values = ("%00", "%ED%A0%80", "%EF%BF%BE", "9" * 5000, "'%22%3E%3Cscript%3Ealert(1)")
    for address, value in product(set(addresses(draft.reference)), values):
        answer = hers.get(f"{address}?{'&'.join(f'{name}={value}' for name in sorted(parameters()))}")
        assert answer.status_code in (200, 302, 403, 404), address
        assert b"<script>alert(1)" not in answer.content, address

"""The rights of the desk hold as they are written out by hand in ``rights``: by page, act, list and API."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts.models import Letter, User
from accounts.staff import GROUPS, make_staff
from programmes import workflow
from programmes.models import Programme, Version
from submissions import membership
from submissions.models import Call, Membership, Reminder, Round, Submission
from tests import desk
from tests.doors import browser as signed_in
from tests.factories import make_document, make_programme
from tests.rights import ACTS, OPEN, ROLES, TABLES

REFUSED = {403, 404}
DELETE_MANY = {"action": "delete_selected", "post": "yes"}
EDIT_MANY = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "_save": "Save"}


# --- What there is ------------------------------------------------------------------------------------


@pytest.fixture
def world(registry: None, settings: Any, tmp_path: Any, monkeypatch: Any) -> SimpleNamespace:
    """One of everything that an act may be about, and somebody in every role."""
    settings.PRIVATE_FILES = tmp_path
    # What is asked here is whether somebody is let in, not what the page looks like.
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    kim = desk.keeper()
    agency = desk.make_agency()
    fatima = User.objects.create_user("fatima@agency.example", name="Fatima")
    held = desk.make_member(fatima, agency)
    stranger = User.objects.create_user("stranger@elsewhere.example", name="Stefan")
    sent = {
        status: desk.bring_to(status, desk.make_draft(fatima, agency), by=fatima, screener=kim)
        for status in ("draft", "submitted", "in_screening", "returned", "not_listed")
    }
    listed = Programme.objects.get(reference="10YFP-009")
    workflow.open_working_version(programme=listed, by=kim)
    opens = timezone.now() + datetime.timedelta(days=9)
    return SimpleNamespace(
        people={
            role: make_staff(email=f"{role}@un.example", password="", name=role, groups=groups)
            for role, groups in ROLES.items()
        },
        known={
            "listed": listed.pk,
            "prepared": make_programme(published=False).pk,
            "submitted": sent["submitted"].pk,
            "screened": sent["in_screening"].pk,
            "returned": sent["returned"].pk,
            "not_listed": sent["not_listed"].pk,
            "draft": sent["draft"].pk,
            "round": Round.objects.order_by("pk")[0].pk,
            "asked": membership.ask(user=stranger, submitter=agency).pk,
            "held": held.pk,
            "programme_type": ContentType.objects.get_for_model(Programme).pk,
        },
        rows={
            "programmes_programme": listed,
            "programmes_version": Version.objects.frozen().order_by("pk")[0],
            "submissions_submission": sent["submitted"],
            "submissions_call": Call.objects.create(code="csd", title_en="–", opens_at=opens),
            "accounts_user": stranger,
            # One that nothing public cites: the others stay.
            "programmes_document": make_document("UNCITED/1"),
        },
    )


def table_of(name: str) -> Any:
    return next(each for each in admin.site._registry if each._meta.label_lower.replace(".", "_") == name)


def row_of(world: SimpleNamespace, name: str) -> Any:
    return world.rows.get(name) or table_of(name)._default_manager.order_by("pk")[0]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client: Client, method: str, address: str, data: dict[str, str]) -> int:
    """What is answered; whatever was done is undone, and the session goes on."""
    cookies = client.cookies.copy()
    with undone():
        answer = getattr(client, method.lower())(address, data or None)
        if answer.streaming:
            b"".join(answer.streaming_content)
    client.cookies = cookies
    # Django says of a row that one may not see that it is not there, on the first page.
    return 404 if answer.get("Location") == "/en/admin/" else answer.status_code


def asked_of_tables(world: SimpleNamespace) -> Iterator[tuple[str, str, str, dict[str, str], str]]:
    """The addresses of every table, as ``ACTS`` has those of the acts."""
    for name, (look, add, change, delete) in TABLES.items():
        room, table = name.split("_")
        pk = row_of(world, name).pk
        at = f"{room}/{table}/"
        yield f"{name}_changelist", at, "GET", {}, look
        yield f"{name}_add", f"{at}add/", "GET", {}, add
        yield f"{name}_add", f"{at}add/", "POST", {}, add
        yield f"{name}_change", f"{at}{pk}/change/", "GET", {}, look
        yield f"{name}_change", f"{at}{pk}/change/", "POST", {}, change
        yield f"{name}_history", f"{at}{pk}/history/", "GET", {}, look
        yield f"{name}_delete", f"{at}{pk}/delete/", "GET", {}, delete
        yield f"{name}_delete", f"{at}{pk}/delete/", "POST", {}, delete


def everything(world: SimpleNamespace) -> list[tuple[str, str, str, dict[str, str], str]]:
    acts = [(name, at.format(**world.known), method, data, who) for name, at, method, data, who in ACTS]
    return [
        (name, f"/en/admin/{at}", method, data, who)
        for name, at, method, data, who in [*asked_of_tables(world), *acts]
    ]


# --- That nothing is left out -------------------------------------------------------------------------


def patterns(routes: Any, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for route in routes:
        at = before + str(route.pattern)
        if isinstance(route, URLResolver):
            yield from patterns(route.url_patterns, at)
        else:
            yield at, route


def test_every_address_of_the_admin_is_written_out():
    in_admin = [
        route
        for at, route in patterns(get_resolver().url_patterns)
        if "admin/" in at or at.endswith("admin.csv")
    ]
    named = {route.name for route in in_admin if route.name}
    written = {
        f"{table}_{page}" for table in TABLES for page in ("changelist", "add", "change", "history", "delete")
    }
    assert named == written | {name for name, *_ in ACTS} | OPEN
    # Without a name: the old address of each row, which leads to its page, and what is nowhere.
    assert len([route for route in in_admin if not route.name]) == len(TABLES) + 1


def test_every_group_is_a_role_here():
    assert {group for groups in ROLES.values() for group in groups} == set(GROUPS)


# --- That it holds ------------------------------------------------------------------------------------


def test_who_is_let_in_is_who_is_written_down(world):
    wrong = []
    for role, person in world.people.items():
        client = signed_in(person, "password", "mfa")
        for name, address, method, data, who in everything(world):
            status = ask(client, method, address, data)
            # A table that one may not look at is none that one may search the record of.
            refused = REFUSED | {422} if name.startswith("audit") else REFUSED
            if (status not in refused) != (role in who) or status >= 500:
                wrong.append((role, address, method, status))
    assert wrong == []


def test_without_a_second_factor_nobody_is_let_in(world):
    wrong = []
    for role, person in world.people.items():
        client = signed_in(person, "password")
        for _name, address, method, data, _who in everything(world):
            answer = getattr(client, method.lower())(address, data or None)
            # To the way in, where a second factor is asked for or set up.
            if answer.status_code != 302 or not answer["Location"].startswith("/en/admin/login/"):
                wrong.append((role, address, method, answer.status_code))
    assert wrong == []


def test_who_is_not_of_the_staff_is_led_to_the_way_in(world):
    client = signed_in(world.rows["accounts_user"], "password", "mfa")
    found = {ask(client, method, address, data) for _name, address, method, data, _who in everything(world)}
    assert found <= {302, 403}


def test_nobody_deletes_many_at_once_or_writes_in_a_list(world):
    browsers = [signed_in(person, "mfa") for person in world.people.values()]
    for name in TABLES:
        table, pk = table_of(name), str(row_of(world, name).pk)
        before = list(table._default_manager.order_by("pk").values_list())
        typed = {**EDIT_MANY, "form-0-id": pk, "form-0-name": "x", "form-0-status": "listed"}
        for client in browsers:
            for sent in ({**DELETE_MANY, "_selected_action": pk}, typed):
                client.post(f"/en/admin/{name.replace('_', '/')}/", sent)
        assert list(table._default_manager.order_by("pk").values_list()) == before


def test_nobody_writes_through_the_api(world):
    # The API knows nobody: the role with the most rights stands for all.
    client = signed_in(make_staff(email="all@un.example", password="", name="", groups=list(GROUPS)), "mfa")
    routes = {at for at, _route in patterns(get_resolver().url_patterns) if at.startswith("api/")}
    given = {"reference": "10YFP-009", "number": "1", "slug": "unep", "code": "eu"}
    assert len(routes) > 10
    for at in sorted(routes):
        address = "/" + at
        for name, value in given.items():
            for kind in ("str", "int", "slug", "number"):
                address = address.replace(f"<{kind}:{name}>", value)
        assert "<" not in address
        for method in ("post", "put", "patch", "delete"):
            cache.clear()
            answer = getattr(client, method)(address, {"status": "x"}, content_type="application/json")
            assert (address, method, answer.status_code) == (address, method, 405)


def test_letters_are_sent_again_by_an_administrator_alone(world):
    Letter.objects.update(state="given_up")
    pk = str(Letter.objects.filter(holds_key=False).order_by("pk")[0].pk)
    again = {"action": "send_again", "_selected_action": pk}
    for role in ROLES:
        with undone():
            signed_in(world.people[role], "mfa").post("/en/admin/accounts/letter/", again)
            assert Letter.objects.filter(state="waiting").count() == (1 if role == "A" else 0)


def test_submissions_are_assigned_from_the_list_by_a_screener_alone(world):
    pk = str(world.known["submitted"])
    given = {
        "action": "assign_selected",
        "_selected_action": pk,
        "assign": "1",
        "to": str(world.people["S"].pk),
    }
    for role in ROLES:
        with undone():
            signed_in(world.people[role], "mfa").post("/en/admin/submissions/submission/", given)
            assigned = Submission.objects.exclude(assigned_to=None).count()
            assert (role, assigned) == (role, 1 if role in "SK" else 0)


def test_submitters_are_reminded_from_the_list_by_a_screener_alone(world):
    pressed = {"action": "remind_selected", "_selected_action": str(world.known["returned"]), "remind": "yes"}
    for role in ROLES:
        for factors, is_in in ((["mfa"], True), ([], False)):
            with undone():
                client = signed_in(world.people[role], "password", *factors)
                client.post("/en/admin/submissions/submission/", pressed)
                reminded = Reminder.objects.count()
            assert (role, factors, reminded) == (role, factors, 1 if is_in and role in "SK" else 0)


def test_a_member_of_the_staff_has_no_say_in_submissions_of_their_own_submitter(world):
    screener = world.people["K"]
    Membership.objects.create(
        user=screener,
        submitter=Membership.objects.get(pk=world.known["held"]).submitter,
        role="reader",
        state="active",
        asked_at=timezone.now(),
    )
    client = signed_in(screener, "mfa")
    for name, pk in (
        ("take", "submitted"),
        ("return", "screened"),
        ("accept", "screened"),
        ("not-list", "screened"),
    ):
        address = f"/en/admin/submissions/submission/{world.known[pk]}/act/{name}/"
        assert (name, ask(client, "POST", address, {})) == (name, 403)

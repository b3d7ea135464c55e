"""A role at the desk: whoever gets another one is signed out everywhere, and who decided is recorded."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.test import Client

from accounts.models import RoleChange, User
from accounts.staff import make_staff, set_role
from languages.freezing import FrozenError
from tests.filled import filled

pytestmark = pytest.mark.django_db
INSIDE = "/en/admin/"


@pytest.fixture
def administrator():
    return make_staff(email="admin@un.example", password="", name="Ada", groups=["administrator"])


@pytest.fixture
def person():
    return make_staff(email="nadia@un.example", password="", name="Nadia", groups=["reader"])


def signed_in(user):
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 1.0}]
    session.save()
    return client


def save(administrator, user, **changed):
    """Change ``user`` on their page at the desk; what is ``None`` is left unticked."""
    desk, address = signed_in(administrator), f"/en/admin/accounts/user/{user.pk}/change/"
    data = {**filled(desk.get(address), "user_form"), **changed}
    answer = desk.post(address, {name: value for name, value in data.items() if value is not None})
    assert answer.status_code == 302


def is_inside(client):
    return client.get(INSIDE).status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"staff_groups": ["reader", "publisher"]},
        {"staff_groups": ["translator"]},
        {"staff_groups": None},
        {"is_staff": None},
        {"is_active": None},
        {"second_factor_lost": "on"},
    ],
    ids=["another group", "groups exchanged", "no group", "staff no more", "closed", "telephone lost"],
)
def test_every_session_ends_with_the_role_it_was_opened_in(administrator, person, changed):
    sessions = [signed_in(person), signed_in(person)]
    assert [is_inside(client) for client in sessions] == [True, True]
    save(administrator, person, **changed)
    assert [is_inside(client) for client in sessions] == [False, False]
    # Signed out everywhere, not only kept out of the desk.
    assert sessions[0].get("/en/accounts/").status_code == 302


def test_an_account_that_is_opened_again_does_not_open_its_old_sessions(administrator, person):
    old = signed_in(person)
    save(administrator, person, is_active=None)
    save(administrator, person, is_active="on")
    assert not is_inside(old)


def test_a_change_of_name_or_language_ends_nothing(administrator, person):
    session = signed_in(person)
    save(administrator, person, name="Nadia N.", language="fr")
    assert is_inside(session)
    assert User.objects.get(pk=person.pk).name == "Nadia N."
    assert RoleChange.objects.filter(user=person).count() == 1


def test_the_command_ends_them_too(person):
    session = signed_in(person)
    make_staff(email=person.email, password="", name="", groups=["publisher"])
    assert not is_inside(session)


def test_nobody_decides_on_their_own_role(administrator):
    desk, address = signed_in(administrator), f"/en/admin/accounts/user/{administrator.pk}/change/"
    shown = filled(desk.get(address), "user_form")
    assert not {"staff_groups", "is_staff", "is_active"} & set(shown)
    assert desk.post(address, {**shown, "staff_groups": ["publisher"], "is_active": ""}).status_code == 302
    assert [group.name for group in administrator.groups.all()] == ["administrator"]
    assert is_inside(desk)


# --- What is recorded ---------------------------------------------------------------------------------


def test_who_gave_whom_which_role_is_recorded_before_and_after(administrator, person):
    save(administrator, person, staff_groups=["publisher"], is_staff=None)
    made, change = RoleChange.objects.filter(user=person).order_by("pk")
    assert (made.by, made.before, made.after) == (
        None,
        {"is_active": True, "is_staff": False, "groups": []},
        {"is_active": True, "is_staff": True, "groups": ["reader"]},
    )
    assert (change.by, change.before, change.after) == (
        administrator,
        {"is_active": True, "is_staff": True, "groups": ["reader"]},
        {"is_active": True, "is_staff": False, "groups": ["publisher"]},
    )


def test_the_same_role_given_again_is_no_change(administrator, person):
    same = {"groups": ["reader"], "is_staff": True, "is_active": True}
    set_role(user=person, by=administrator, **same)
    assert RoleChange.objects.filter(user=person).count() == 1


def retold(change):
    change.after = {}
    return change


ROADS = {
    "save": lambda change: retold(change).save(),
    "delete": lambda change: change.delete(),
    "update": lambda change: RoleChange.objects.filter(pk=change.pk).update(after={}),
    "delete of all": lambda change: RoleChange.objects.all().delete(),
    "bulk_update": lambda change: RoleChange.objects.bulk_update([retold(change)], ["after"]),
    "base manager": lambda change: RoleChange._base_manager.all().delete(),
    "through the person": lambda change: change.user.role_changes.all().delete(),
}


@pytest.mark.parametrize("road", ROADS)
def test_a_change_of_role_is_never_changed_or_deleted(road, person):
    before = list(RoleChange.objects.values())
    with pytest.raises(FrozenError), transaction.atomic():
        ROADS[road](RoleChange.objects.get(user=person))
    assert list(RoleChange.objects.values()) == before


# --- What can be seen ---------------------------------------------------------------------------------


def test_an_administrator_sees_who_has_no_second_factor(administrator, person):
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    found = signed_in(administrator).get("/en/admin/accounts/user/?factor=none").context["cl"].queryset
    assert [user.email for user in found] == ["admin@un.example"]


def test_the_log_of_the_admin_keeps_no_name_and_no_address(administrator, person):
    save(administrator, person, name="Nadia Name", staff_groups=["publisher"])
    assert not LogEntry.objects.exists()

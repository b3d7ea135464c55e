"""People on the desk: who decides who is on the staff, and what nobody can do to anybody."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import RoleChange, User
from accounts.staff import make_staff
from tests.filled import filled

pytestmark = pytest.mark.django_db
FORM = "user_form"


def at(page, *args):
    return reverse(f"admin:accounts_user_{page}", args=args)


@pytest.fixture
def administrator():
    return make_staff(email="admin@un.example", password="", name="Ada", groups=["administrator"])


@pytest.fixture
def desk(administrator):
    client = Client()
    client.force_login(administrator)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 1.0}]
    session.save()
    return client


def save(client, user, **typed):
    url = at("change", user.pk)
    data = filled(client.get(url), FORM)
    return client.post(url, {**data, **typed})


def groups_of(user):
    return sorted(user.groups.values_list("name", flat=True))


def test_a_new_member_of_the_staff_has_a_confirmed_address_and_no_password_yet(desk):
    typed = {"email": "New@UN.example", "name": "Nadia", "language": "ar", "staff_groups": ["curator"]}
    answer = desk.post(at("add"), typed, follow=True)
    user = User.objects.get(email="new@un.example")
    assert (user.name, user.language, user.is_staff, groups_of(user)) == ("Nadia", "ar", True, ["curator"])
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert "Nadia chooses a password with" in answer.content.decode()


def test_the_same_address_is_not_taken_twice(desk, reader):
    answer = desk.post(at("add"), {"email": "READER@un.example", "name": "X", "language": "en"})
    assert "There is an account with this address already." in answer.content.decode()


def test_groups_are_given_and_taken(desk, reader):
    save(desk, reader, staff_groups=["translator", "publisher"])
    assert groups_of(reader) == ["publisher", "translator"]
    save(desk, reader, staff_groups=["nonsense"])
    assert groups_of(reader) == ["publisher", "translator"]


def test_an_account_is_closed_and_never_deleted(desk, reader, reader_client):
    assert desk.post(at("delete", reader.pk), {"post": "yes"}).status_code == 403
    data = filled(desk.get(at("change", reader.pk)), FORM)
    del data["is_active"]
    desk.post(at("change", reader.pk), data)
    reader.refresh_from_db()
    assert not reader.is_active
    assert reader_client.get("/en/admin/").status_code == 302


def test_a_lost_second_factor_is_taken_off(desk, reader):
    Authenticator.objects.create(user=reader, type="totp", data={"secret": "x"})
    page = desk.get(at("change", reader.pk)).content.decode()
    assert "secret" not in page.replace("secretariat", "")
    save(desk, reader, second_factor_lost="on")
    assert not Authenticator.objects.exists()


def test_who_took_a_second_factor_off_whom_is_recorded_once(desk, reader, administrator):
    Authenticator.objects.create(user=reader, type="totp", data={"secret": "x"})
    before = RoleChange.objects.count()
    for _ in range(2):
        save(desk, reader, second_factor_lost="on")
    [change] = RoleChange.objects.order_by("pk")[before:]
    assert (change.user, change.by) == (reader, administrator)
    assert (change.before, change.after) == ({"second_factor": True}, {"second_factor": False})


def test_nobody_locks_themselves_out(desk, administrator):
    fields = filled(desk.get(at("change", administrator.pk)), FORM)
    assert not {"is_active", "is_staff"} & set(fields)
    save(desk, administrator, staff_groups=["administrator"])
    administrator.refresh_from_db()
    assert (administrator.is_active, administrator.is_staff) == (True, True)


def test_an_administrator_cannot_make_or_change_a_superuser(desk, reader):
    save(desk, reader, is_superuser="on", user_permissions=["1"])
    reader.refresh_from_db()
    assert not reader.is_superuser
    User.objects.filter(pk=reader.pk).update(is_superuser=True)
    assert desk.post(at("change", reader.pk), {"name": "Mine"}).status_code == 403


def test_an_address_and_a_password_are_not_on_the_page(desk, reader):
    save(desk, reader, email="other@un.example", password="stolen")
    before = reader.password
    reader.refresh_from_db()
    assert (reader.email, reader.password) == ("reader@un.example", before)


@pytest.mark.parametrize("who", ["reader_client", "curator_client", "publisher_client"])
def test_the_rest_of_the_staff_does_not_see_people(request, reader, who):
    client = request.getfixturevalue(who)
    assert client.get(at("changelist")).status_code == 403
    assert client.post(at("change", reader.pk), {}).status_code == 403
    assert client.get(at("add")).status_code == 403


def test_an_administrator_sees_nothing_more_than_the_rest_of_the_staff(desk, taxonomy):
    assert desk.get(reverse("admin:programmes_programme_changelist")).status_code == 200
    assert desk.get(reverse("admin:programmes_programme_add")).status_code == 403


@pytest.mark.parametrize("table", ["auth_group", "account_emailaddress", "mfa_authenticator"])
def test_groups_addresses_and_authenticators_have_no_page(table):
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:{table}_changelist")
    assert Group.objects.count() == 0


def test_the_list_costs_the_same_at_one_person_and_at_three(desk, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(15) as counted:
            desk.get(at("changelist"))
        return len(counted)

    desk.get(at("changelist"))
    at_one = queries()
    for name in ("one", "two"):
        make_staff(email=f"{name}@un.example", password="", name=name, groups=["curator", "publisher"])
    assert queries() == at_one

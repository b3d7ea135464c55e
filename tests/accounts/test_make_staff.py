import io

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.staff import GROUPS

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk home"


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setenv("STAFF_PASSWORD", PASSWORD)


def make_staff(*arguments):
    out = io.StringIO()
    call_command("make_staff", *arguments, stdout=out)
    return out.getvalue()


def test_it_makes_a_person_of_the_staff_who_may_sign_in():
    said = make_staff("Ana.Staff@UN.example", "--name", "Ana Staff")
    user = User.objects.get()
    assert (user.email, user.name, user.is_staff, user.is_superuser) == (
        "ana.staff@un.example",
        "Ana Staff",
        True,
        False,
    )
    assert user.check_password(PASSWORD)
    assert said == "ana.staff@un.example is on the staff as curator, publisher. Sign in at /en/admin/.\n"


def test_the_address_is_confirmed_so_that_sign_in_does_not_stop_there():
    make_staff("ana@un.example")
    address = EmailAddress.objects.get()
    assert (address.email, address.verified, address.primary) == ("ana@un.example", True, True)


def test_signing_in_with_the_password_works_but_the_admin_wants_a_second_factor(client):
    make_staff("ana@un.example")
    response = client.post("/en/accounts/login/", {"login": "ana@un.example", "password": PASSWORD})
    assert response.status_code == 302
    response = client.get("/en/admin/")
    assert (response.status_code, "/accounts/2fa/" in client.get(response["Location"])["Location"]) == (
        302,
        True,
    )


def test_the_default_is_a_curator_and_publisher():
    make_staff("ana@un.example")
    user = User.objects.get()
    assert sorted(user.groups.values_list("name", flat=True)) == ["curator", "publisher"]
    assert user.has_perms(["programmes.publish_programme", "programmes.change_programme"])


@pytest.mark.parametrize(
    ("group", "edits", "publishes"),
    [
        ("reader", False, False),
        ("translator", True, False),
        ("curator", True, False),
        ("publisher", False, True),
    ],
)
def test_a_group_may_do_what_it_is_for_and_nothing_else(group, edits, publishes):
    make_staff("ana@un.example", "--group", group)
    user = User.objects.get()
    assert user.has_perm("programmes.view_programme")
    assert user.has_perm("programmes.change_programme") is edits
    assert user.has_perm("programmes.publish_programme") is publishes


@pytest.mark.parametrize("group", GROUPS)
def test_no_group_may_touch_versions_or_delete_programmes(group):
    make_staff("ana@un.example", "--group", group)
    forbidden = {
        f"programmes.{act}_{model}"
        for model in ("version", "quantity", "searchentry")
        for act in ("add", "change", "delete")
    } | {"programmes.delete_programme"}
    assert User.objects.get().get_all_permissions() & forbidden == set()


def test_making_somebody_again_changes_groups_and_password_of_the_same_account(monkeypatch):
    make_staff("ana@un.example", "--name", "Ana", "--group", "reader")
    monkeypatch.setenv("STAFF_PASSWORD", "another long walk")
    make_staff("ANA@un.example", "--group", "curator")
    user = User.objects.get()
    assert (user.name, [group.name for group in user.groups.all()]) == ("Ana", ["curator"])
    assert user.check_password("another long walk")
    assert EmailAddress.objects.count() == 1


def test_a_submitter_can_join_the_staff(focal_point):
    make_staff(focal_point.email, "--group", "reader")
    focal_point.refresh_from_db()
    assert (focal_point.is_staff, focal_point.name) == (True, "Fatima Focal")


@pytest.mark.parametrize(
    ("email", "password", "fault"),
    [
        ("not an address", PASSWORD, "Enter a valid email address"),
        ("ana@un.example", "short", "too short"),
        ("ana@un.example", "password1234", "too common"),
        ("annabel.smith@un.example", "annabel.smith", "too similar to the e-mail address"),
    ],
)
def test_a_bad_address_or_password_is_refused_and_nothing_is_made(email, password, fault, monkeypatch):
    monkeypatch.setenv("STAFF_PASSWORD", password)
    with pytest.raises(CommandError, match=fault):
        make_staff(email)
    assert User.objects.count() == 0


def test_without_a_password_and_a_terminal_it_says_what_to_do(monkeypatch):
    monkeypatch.delenv("STAFF_PASSWORD")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CommandError, match="STAFF_PASSWORD"):
        make_staff("ana@un.example")


def test_at_a_terminal_the_password_is_asked_for_twice(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.delenv("STAFF_PASSWORD")
    monkeypatch.setattr("sys.stdin", Terminal())
    answers = iter([PASSWORD, "a long walk hame"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    with pytest.raises(CommandError, match="differ"):
        make_staff("ana@un.example")


def test_an_unknown_group_is_refused():
    with pytest.raises(CommandError, match="invalid choice"):
        make_staff("ana@un.example", "--group", "emperor")

"""One's own account: what it shows, what can be changed, and that every page of it is ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.urls import get_resolver, reverse

from accounts import letters
from accounts.models import Letter, User
from accounts.staff import make_staff
from tests.accounts.strangers import told
from tests.page import Page
from tests.post import links

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
# Of ways in that are switched off.
NOT_REACHED = {"account_confirm_login_code", "account_request_login_code", "account_signup_by_passkey"}


@pytest.fixture
def person(stranger):
    stranger.set_password(PASSWORD)
    stranger.save()
    EmailAddress.objects.create(user=stranger, email=stranger.email, verified=True, primary=True)
    return stranger


@pytest.fixture
def client(person):
    client = Client()
    client.post("/en/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def test_whoever_is_signed_out_is_asked_to_sign_in():
    answer = Client().get("/fr/accounts/")
    assert (answer.status_code, answer["Location"]) == (302, "/fr/accounts/login/?next=/fr/accounts/")


def test_name_language_and_reminders_are_changed(client, person):
    page = client.post("/en/accounts/", {"name": " Stefanie  S ", "language": "ru"}, follow=True)
    person.refresh_from_db()
    assert (person.name, person.language, person.wants_reminders) == ("Stefanie S", "ru", False)
    assert "Saved." in page.content.decode()


def test_nothing_else_is_changed_there(client, person):
    client.post(
        "/en/accounts/",
        {"name": "S", "language": "en", "email": "other@elsewhere.example", "is_staff": "on", "id": "1"},
    )
    person.refresh_from_db()
    assert (person.email, person.is_staff) == ("stranger@elsewhere.example", False)


@pytest.mark.parametrize("typed", [{"name": "", "language": "en"}, {"name": "S", "language": "tlh"}])
def test_what_cannot_be_kept_changes_nothing(client, person, typed):
    page = Page(client.post("/en/accounts/", typed))
    assert page.having("p", "error")
    person.refresh_from_db()
    assert (person.name, person.language) == ("Stefan Stranger", "en")


def test_an_account_is_in_no_cache(client):
    assert "no-store" in client.get("/en/accounts/")["Cache-Control"]


def test_a_new_address_takes_the_place_of_the_old_one_once_it_is_confirmed(client, person, office):
    client.post("/en/accounts/email/", {"email": "new@elsewhere.example", "action_add": "1"})
    person.refresh_from_db()
    assert person.email == "stranger@elsewhere.example"
    letters.deliver()
    [letter] = office.to("new@elsewhere.example")
    path = links(letter)[0].removeprefix(settings.SITE_URL)
    page = client.get(path, follow=True)
    client.post(page.redirect_chain[-1][0])
    person.refresh_from_db()
    assert person.email == "new@elsewhere.example"
    letters.deliver()
    assert "Your account was changed" in [
        each["Subject"] for each in office.to("stranger@elsewhere.example")
    ], "whoever had the old address is told"


def test_a_taken_address_is_answered_like_a_free_one(client, person):
    make_staff(email="taken@elsewhere.example", password="", name="", groups=[])
    answers = [
        told(client.post("/en/accounts/email/", {"email": email, "action_add": "1"}, follow=True), email)
        for email in ("taken@elsewhere.example", "free@elsewhere.example")
    ]
    assert answers[0][0] == answers[1][0]
    assert "registered" not in answers[0][-1]
    assert "already" not in answers[0][-1]


def test_every_other_session_is_ended_from_one_of_them(client, person):
    elsewhere = Client()
    elsewhere.post("/en/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert len(Page(client.get("/en/accounts/sessions/")).all(".//tbody/tr")) == 2
    client.post("/en/accounts/sessions/")
    assert elsewhere.get("/en/accounts/").status_code == 302
    assert client.get("/en/accounts/").status_code == 200


def test_a_new_password_ends_every_other_session_and_is_told_by_letter(client, person):
    elsewhere = Client()
    elsewhere.post("/en/accounts/login/", {"login": person.email, "password": PASSWORD})
    new = "another long walk"
    client.post(
        "/en/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert elsewhere.get("/en/accounts/").status_code == 302
    assert client.get("/en/accounts/").status_code == 200
    assert Letter.objects.get().text.startswith("Your password was changed.")


def test_the_head_of_every_page_leads_to_one_s_account(client):
    assert Page(client.get("/en/matrix/")).links(".//header")["Your account"] == "/en/accounts/"
    signed_out = Page(Client().get("/en/matrix/")).links(".//header")
    assert signed_out["Sign in"] == "/en/accounts/login/"
    assert "Your account" not in signed_out


def test_a_page_for_everybody_asks_nothing_of_the_database_about_people(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get("/en/about/").status_code == 200


def test_every_page_of_an_account_has_a_template_of_ours():
    views = {
        pattern.name: pattern.callback.view_class.template_name
        for pattern in pages(get_resolver())
        if (pattern.name or "").startswith(("account", "mfa_", "usersessions_"))
        and getattr(getattr(pattern.callback, "view_class", None), "template_name", None)
    }
    assert {"account_login", "account_signup", "mfa_index", "usersessions_list"} <= views.keys()
    ours = settings.BASE_DIR / "templates"
    foreign = {
        name: template
        for name, template in views.items()
        if name not in NOT_REACHED
        and template.endswith(".html")
        and ours not in Path(get_template(template).origin.name).parents
    }
    assert foreign == {}


def pages(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from pages(pattern)
        else:
            yield pattern


def test_the_outbox_shows_administrators_what_was_given_up_and_sends_it_again(person, client):
    letter = letters.write(key="k", to=person, template="account/changed", context={"change": "Told you so"})
    Letter.objects.filter(pk=letter.pk).update(state="given_up", tries=8)
    User.objects.filter(pk=person.pk).update(is_staff=True, is_superuser=True)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 1.0}]
    session.save()
    page = client.get(reverse("admin:accounts_letter_change", args=[letter.pk])).content.decode()
    assert "Given up" in page
    assert "Told you so" not in page
    client.post(
        reverse("admin:accounts_letter_changelist"), {"action": "send_again", "_selected_action": letter.pk}
    )
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == ("waiting", 0)

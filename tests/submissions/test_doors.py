"""Every address of the desk, and what it answers to whom: one table, written by hand.

What somebody may not see is not there for them: the answer is the one for a reference that somebody made up.
"""

from __future__ import annotations

import re

import pytest
from django.contrib import admin

from accounts.models import Letter
from accounts.web import urls as account_urls
from languages.official import CODES
from submissions import discussion, membership, opening, workflow
from submissions.models import Attachment, Membership, Submission
from submissions.references import ALPHABET, PATTERN, new_reference
from submissions.web import urls as desk_urls
from tests import desk
from tests.doors import ADMIN, DECIDING, DRAFT, MADE_UP, NO_KEY, PLAIN, RETURNED, ask, statuses, told
from tests.page import Page

pytestmark = pytest.mark.django_db


# --- Who is let in ----------------------------------------------------------------------------------


def test_the_tables_name_every_address_of_the_desk():
    routes = [*desk_urls.with_language, *desk_urls.without_language, *account_urls.with_language]
    assert {row[0] for row in RETURNED + PLAIN} == {route.name for route in routes}
    drafts = {row[0] for row in DRAFT}
    assert drafts == {
        route.name for route in desk_urls.with_language if "<slug:reference>" in str(route.pattern)
    }
    ours = [each for model, each in admin.site._registry.items() if model._meta.app_label == "submissions"]
    named = {url.name.removeprefix("submissions_") for each in ours for url in each.urls if url.name}
    assert {row[0] for row in ADMIN} == named


@pytest.mark.parametrize(("name", "tail", "method", "posted", "expected"), RETURNED)
def test_what_was_sent_answers_each_as_the_table_says(name, tail, method, posted, expected, browsers, known):
    assert statuses(browsers, method, "/en/submit/{reference}/" + tail, known, posted) == expected


@pytest.mark.parametrize(("name", "tail", "method", "posted", "expected"), DRAFT)
def test_a_draft_answers_each_as_the_table_says(name, tail, method, posted, expected, browsers, known):
    assert statuses(browsers, method, "/en/submit/{drafted_reference}/" + tail, known, posted) == expected


@pytest.mark.parametrize(("name", "address", "method", "posted", "expected"), PLAIN)
def test_what_is_nobody_s_in_particular_answers_as_the_table_says(
    name, address, method, posted, expected, browsers
):
    assert statuses(browsers, method, address, {}, posted) == expected


@pytest.mark.parametrize(("act", "whose", "expected"), DECIDING)
def test_people_are_decided_on_as_the_table_says(act, whose, expected, browsers, known, rita, fatima, agency):
    held = {"reader": rita, "focal": fatima}
    member = known["asked"] if whose == "asked" else held[whose].memberships.get(submitter=agency).pk
    before = list(Membership.objects.values())
    posted = {"act": act, "membership": str(member), "role": "king"}
    assert statuses(browsers, "POST", "/en/submit/people/", {}, posted) == expected
    assert list(Membership.objects.values()) == before


@pytest.mark.parametrize(("name", "tail", "method", "expected"), ADMIN)
def test_the_admin_answers_each_as_the_table_says(name, tail, method, expected, browsers, known):
    outside, without, with_it = expected
    found = statuses(browsers, method, "/en/admin/submissions/" + tail, known)
    assert found == (outside, outside, outside, outside, outside, without, with_it)


# --- What one may not see is not there --------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "language"), [("GET", "en"), ("GET", "ar"), ("POST", "en"), ("PUT", "en"), ("OPTIONS", "en")]
)
def test_what_is_hidden_answers_byte_for_byte_as_what_nobody_wrote(method, language, browsers, known):
    hidden_from = {
        "reference": ("nobody", "stranger", "staff"),
        "drafted_reference": ("nobody", "stranger", "staff", "mfa"),
    }
    for which, people in hidden_from.items():
        reference = known[which]
        for page in sorted({row[1] for row in RETURNED + DRAFT} | {"no/such/page/", "write/", "rounds/0/"}):
            for who in people:
                there, made_up = (
                    ask(browsers[who], method, f"/{language}/submit/{each}/" + page, known)
                    for each in (reference, MADE_UP)
                )
                assert told(there, reference) == told(made_up, MADE_UP), (who, page)
                assert made_up.status_code in ((302, 403, 404) if who == "nobody" else (404,))


@pytest.mark.parametrize("who", ["stranger", "staff", "mfa"])
def test_without_a_token_of_the_form_it_is_no_different(who, browsers, known):
    browsers[who].handler.enforce_csrf_checks = True
    for origin in ("http://testserver", "https://elsewhere.example"):
        there, made_up = (
            browsers[who].post(f"/en/submit/{each}/send/", {"nonce": "x"}, headers={"Origin": origin})
            for each in (known["drafted_reference"], MADE_UP)
        )
        assert told(there, known["drafted_reference"]) == told(made_up, MADE_UP)
        assert there.status_code == 403


def test_within_what_one_sees_the_hidden_is_not_there_either(browsers, known):
    base = f"/en/submit/{known['reference']}/"
    for who, key in (("mfa", known["added"]), ("focal", known["other"])):
        hidden, made_up = (browsers[who].get(f"{base}files/{each}/") for each in (key, NO_KEY))
        assert told(hidden, key) == told(made_up, NO_KEY)
    for act in ("resolve", "reopen"):
        hidden, made_up = (
            browsers["focal"].post(f"{base}discussion/", {"act": act, "comment": each})
            for each in (known["note"], 999_999)
        )
        assert told(hidden) == told(made_up)
    hidden, made_up = (
        browsers["reader"].post("/en/submit/people/", {"act": "approve", "membership": each})
        for each in (known["asked"], 999_999)
    )
    assert told(hidden) == told(made_up)


@pytest.mark.parametrize("tail", ["{pk}/change/", "{pk}/history/", "{pk}/act/take/", "{pk}/act/accept/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_draft_is_no_row_of_the_admin(method, tail, browsers, known):
    base = "/en/admin/submissions/submission/"
    Submission.objects.filter(pk=known["draft"]).update(title="Hidden")
    hidden, made_up = (
        ask(browsers["mfa"], method, base + tail.format(pk=each), known)
        for each in (known["draft"], known["no_call"])
    )
    assert (hidden.status_code, hidden.get("Location")) == (made_up.status_code, made_up.get("Location"))
    assert "Hidden" not in told(hidden)


def test_what_is_hidden_changes_nothing_on_the_other_pages(browsers, known, fatima, agency, kim):
    base = "/en/submit/"
    own = f"{base}{known['reference']}/"
    pages = {
        "nobody": [base],
        "stranger": [base, f"{base}new/", f"{base}people/"],
        "staff": [base, f"{base}people/"],
        "mfa": [base, f"{base}people/", own, "/en/admin/submissions/submission/", "/en/admin/"],
        "focal": [own, f"{own}discussion/", f"{own}rounds/1/"],
    }

    def everything():
        return {
            (who, page): told(browsers[who].get(page))
            for who, addresses in pages.items()
            for page in addresses
        }

    back = Submission.objects.get(reference=known["reference"])
    before = everything()
    discussion.comment(submission=back, section="purpose", text="A note.", by=kim, audience="internal")
    of_members = {where: said for where, said in everything().items() if where[0] != "mfa"}
    assert of_members.items() <= before.items()
    before = everything()
    desk.make_draft(fatima, agency, title="Nobody knows")
    opening.open_draft(by=fatima, language="fr")
    desk.attach(back, fatima, name="hidden.pdf")
    desk.write(back, "title", fatima, title=desk.line("Nobody has sent this"))
    of_others = {where: said for where, said in everything().items() if where[0] != "focal"}
    assert of_others.items() <= before.items()


# --- Names that nobody guesses ----------------------------------------------------------------------


def test_no_address_of_the_desk_counts_anything(browsers, known):
    parts = {name for route in desk_urls.with_language for name in route.pattern.regex.groupindex}
    assert parts == {"reference", "code", "number", "key", "token"}
    for number in (known["returned"], known["draft"]):
        assert browsers["focal"].get(f"/en/submit/{number}/").status_code == 404
    for attached in Attachment.objects.all():
        assert re.fullmatch("[0-9a-f]{32}", attached.key)
        address = f"/en/submit/{attached.submission.reference}/files/{attached.pk}/"
        assert browsers["focal"].get(address).status_code == 404


def test_references_leave_no_gaps_to_read():
    drawn = [new_reference(2026) for _ in range(2000)]
    assert len(set(drawn)) > 1990
    assert all(PATTERN.fullmatch(each) for each in drawn)
    assert drawn != sorted(drawn)
    for place in range(-6, 0):
        assert {each[place] for each in drawn} == set(ALPHABET)


def test_a_discarded_draft_was_never_there(browsers, known, fatima):
    reference = known["drafted_reference"]
    opening.discard(submission=Submission.objects.get(reference=reference), by=fatima)
    there, made_up = (browsers["focal"].get(f"/en/submit/{each}/") for each in (reference, MADE_UP))
    assert told(there, reference) == told(made_up, MADE_UP)
    assert browsers["focal"].get(f"/id/{reference}").status_code == 302


# --- Letters ----------------------------------------------------------------------------------------


def test_links_of_letters_are_language_free_and_open_for_nobody_else(
    browsers, known, fatima, kim, edith, agency, settings
):
    back = Submission.objects.get(reference=known["reference"])
    discussion.comment(submission=back, section="title", text="Why so?", by=kim)
    discussion.comment(submission=back, section="title", text="Because.", by=fatima)
    membership.change_role(membership=edith.memberships.get(), role="reader", by=fatima)
    workflow.withdraw(submission=back, by=fatima)
    paths = set()
    for letter in Letter.objects.all():
        for said in (letter.text, letter.html):
            for address in re.findall(r"https?://[^\s\"<>]+", said):
                assert address.startswith(f"{settings.SITE_URL}/")
                path = address.removeprefix(settings.SITE_URL)
                assert path.split("/")[1] not in CODES
                paths.add(path)
    assert paths == {"/", "/submit/people/", f"/id/{back.reference}"}
    mine, theirs, nobodys = (
        browsers[who].get(f"/id/{back.reference}", headers={"Accept-Language": "ar"}, follow=True)
        for who in ("focal", "stranger", "nobody")
    )
    assert (mine.status_code, theirs.status_code) == (200, 404)
    assert Page(mine).html.get("lang") == "ar"
    assert nobodys.redirect_chain[-1][0] == f"/ar/accounts/login/?next=/ar/submit/{back.reference}/"

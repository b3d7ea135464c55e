"""No English is left over: a crawl of every page and of the desk in the five other languages.

Catalogues may be complete and a page speak English all the same: through a text that nobody marked, a
library without a catalogue, a name made up on the way. So the pages themselves are read.
"""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import translation

from languages.official import CODES
from programmes import workflow
from programmes.models import Programme
from programmes.status import VersionKind
from programmes.web import urls as web_urls
from tests import together
from tests.anonymous import names_met
from tests.factories import make_placement, make_programme
from tests.leftovers import data_of_rows, foreign_to, leftovers, nothing_is, without
from tests.visible import said_on

TABLES = sorted(admin.site._registry, key=lambda table: table._meta.label)


# --- Pages ------------------------------------------------------------------------------------------

PUBLIC = [
    "",
    "matrix/",
    "matrix/?lens=eu",
    "matrix/?lens=marrakech",
    "matrix/?kind=un_entity&q=tourism&colour=red",
    "programmes/",
    "programmes/?q=tourism",
    "programmes/?q=xylograph&stage=waste&language=ru",
    "programmes/?q=turizm",
    "programmes/?q=%CF%84%CE%BF%CF%85%CF%81%CE%B9%CF%83%CE%BC%CF%8C%CF%82",
    "matrix/?q=turizm",
    "programmes/?stage=production&sort=changed&kind=major_group&submitter=unep",
    "programmes/?q=%00&sort=nothing",
    "programmes/10YFP-009/",
    "programmes/10YFP-009/v/1/",
    "programmes/10YFP-035/",
    "programmes/10YFP-036/",
    "programmes/10YFP-037/",
    "programmes/10YFP-037/v/1/",
    "programmes/10YFP-037/v/2/",
    "programmes/10YFP-037/v/2/changes/",
    "gaps/",
    "gaps/?lens=eu",
    "gaps/?row=waste&column=legal",
    "submitters/",
    "submitters/unep/",
    "submitters/finland/",
    "sources/",
    "about/",
    "accessibility/",
    "privacy/",
    "no/such/page/",
]
# The feed is read below; the words of files for programs that keep references are the programmes' own.
FILES = {"feed", "version-bibtex", "version-ris"}
ACCOUNTS = [
    "login",
    "logout",
    "inactive",
    "signup",
    "reauthenticate",
    "email",
    "email_verification_sent",
    "change_password",
    "set_password",
    "reset_password",
    "reset_password_done",
    "reset_password_from_key_done",
]
SECOND_FACTOR = [
    "index",
    "reauthenticate",
    "activate_totp",
    "deactivate_totp",
    "view_recovery_codes",
    "generate_recovery_codes",
]


@pytest.fixture
def withdrawn(registry) -> None:
    """One of the annex's programmes, its first version withheld: what is said of such is said somewhere."""
    programme = Programme.objects.get(reference="10YFP-037")
    said = {"notes": dict.fromkeys(CODES, "–"), "by": None, "reason": "–"}
    workflow.change_status(programme=programme, kind=VersionKind.WITHDRAWN, **said)
    workflow.withhold(version=programme.versions.get(number=1), **said)


def at(language, name, *args):
    with translation.override(language):
        return reverse(name, args=args)


def test_every_public_page_is_read():
    met = names_met([f"/en/{page}" for page in PUBLIC if "no/such" not in page])
    assert {route.name for route in web_urls.with_language} - met == FILES


def test_english_would_be_found_on_every_page(registry, english_words, language, client):
    """The same crawl of the English pages finds something on each: so silence means something."""
    foreign = foreign_to(language, english_words)
    html = {page: client.get(f"/en/{page}").content.decode() for page in PUBLIC}
    assert [page for page in PUBLIC if len(leftovers(said_on(html[page]), foreign)) < 10] == []


def test_public_pages(withdrawn, read_all, language):
    read_all(Client(), [f"/{language}/{page}" for page in PUBLIC])


def test_the_feed(withdrawn, english_words, language):
    feed = fromstring(Client().get(f"/{language}/feed.atom").content)  # noqa: S314 - it is our own
    texts = [each.text for each in feed.iter() if each.tag.endswith(("title", "summary"))]
    said = [words for text in texts for words in said_on(f'<html lang="{language}">{text}')]
    assert len(said) > 100
    assert leftovers(said, foreign_to(language, english_words)) == []


def test_pages_of_an_account(registry, read_all, language, everyone, publisher_client):
    addresses = [at(language, f"account_{name}") for name in ACCOUNTS]
    addresses += [at(language, f"mfa_{name}") for name in SECOND_FACTOR]
    read_all(Client(), addresses)
    read_all(publisher_client, addresses)
    TOTP.activate(everyone, generate_totp_secret())
    session = publisher_client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": 4e9},
        {"method": "mfa", "at": 4e9},
    ]
    session.save()
    read_all(publisher_client, addresses)


# What was asked for is repeated in the answer: no words, so that these are not mistaken for the answer's.
MISTAKES = [
    "programmes/?xq=xq",
    "programmes/?page=0&page_size=1000&sort=xq&stage=xq&q=%00&kind=xq&language=xq&lens=xq",
    "programmes/?lang=xq",
    "programmes/10YFP-999/",
    "programmes/10YFP-009/versions/9/",
    "submitters/xq/",
    "matrix/?lens=xq",
    "xq/",
]


def test_messages_of_the_api(registry, english_words, language, client):
    foreign = foreign_to(language, english_words)
    found: dict[str, list[str]] = {}
    for path in MISTAKES:
        answer = client.get(f"/api/v1/{path}", headers={"Accept-Language": language})
        assert answer.status_code in (400, 404), path
        error = answer.json()["error"]
        said = [error["message"], *(each for fields in error.get("fields", {}).values() for each in fields)]
        for left in leftovers(said, foreign):
            found.setdefault(left, []).append(path)
    docs = client.get("/api/v1/docs/", headers={"Accept-Language": language})
    for left in leftovers(said_on(docs.content.decode()), foreign):
        found.setdefault(left, []).append("docs/")
    nothing_is(found)


# --- The desk ---------------------------------------------------------------------------------------


@pytest.fixture
def at_work(registry):
    """Programmes in every state that the desk tells apart, with titles that are no words."""
    prepared = make_programme(title=dict.fromkeys(CODES, "–"), submitters=["–"], published=False)
    make_placement(prepared, "waste", "legal", note="–")
    in_work, withdrawn = Programme.objects.filter(reference__in=["10YFP-009", "10YFP-037"]).order_by("serial")
    workflow.open_working_version(programme=in_work, by=None)
    notes = dict.fromkeys(CODES, "–")
    workflow.change_status(programme=withdrawn, kind=VersionKind.WITHDRAWN, notes=notes, by=None, reason="–")
    together.send_something()
    return [in_work, prepared, withdrawn]


def page_of(language, table, page, *args):
    return at(language, f"admin:{table._meta.app_label}_{table._meta.model_name}_{page}", *args)


def test_pages_of_tables(at_work, read_all, language, publisher_client):
    addresses = [at(language, "admin:index")]
    addresses += [
        at(language, "admin:app_list", room)
        for room in ("lifecycle", "accounts", "programmes", "submissions")
    ]
    for table in TABLES:
        row = table._default_manager.order_by("pk").first()
        changelist = page_of(language, table, "changelist")
        addresses += [changelist, f"{changelist}?q=xylograph", f"{changelist}?o=-1"]
        addresses += [page_of(language, table, page, row.pk) for page in ("change", "history", "delete")]
        addresses.append(page_of(language, table, "add"))
    # What was sent is kept as it was.
    read_all(publisher_client, addresses, data=data_of_rows() | {"It is about waste."})


def test_pages_of_programmes(at_work, read_all, language, publisher_client):
    addresses = []
    for programme in at_work:
        addresses += [
            at(language, f"admin:programmes_programme_{page}", programme.pk)
            for page in ("change", "text", "publish", "discard", "history")
        ]
        addresses += [
            at(language, "admin:programmes_programme_status", programme.pk, kind)
            for kind in ("withdrawn", "retired", "restored")
        ]
    read_all(publisher_client, addresses, data=data_of_rows())


def test_what_the_desk_says_of_forms_left_empty(at_work, english_words, language, everyone, publisher_client):
    foreign = foreign_to(language, english_words)
    data = data_of_rows()
    addresses = [page_of(language, table, "add") for table in TABLES]
    addresses.append(at(language, "admin:programmes_programme_publish", at_work[0].pk))
    addresses.append(at(language, "admin:programmes_programme_status", at_work[0].pk, "retired"))
    found: dict[str, list[str]] = {}
    for address in addresses:
        answer = publisher_client.post(address, {}, follow=True)
        assert answer.status_code in (200, 403, 422), address
        for left in leftovers(without(data, said_on(answer.content.decode())), foreign):
            found.setdefault(left, []).append(address)
    nothing_is(found)

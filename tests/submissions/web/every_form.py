"""Every form of the desk and the account page, each in the browser of somebody who may send it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.utils import timezone

from accounts.models import User
from programmes.models import Submitter
from programmes.template.editions import CURRENT_EDITION
from submissions import discussion, membership
from submissions.drafting import section_codes
from submissions.models import Call, Submission
from tests import desk
from tests.doors import ADMIN, DRAFT, PLAIN, RETURNED, browser
from tests.forms import Form, forms_of
from tests.page import Page

FOCAL, SECRETARIAT = 4, 6
"""Where the tables of doors say what they answer to them."""


def forms_of_the_desk(
    draft: Submission, agency: Submitter, *, fatima: User, kim: User, asks: User, proposes: User
) -> list[tuple[Client, Form]]:
    """Each form once. Of two that differ by what they are about, one will do."""
    drafted = desk.make_draft(fatima, agency, title="Another")
    for each in (draft, drafted):
        _write_more(each, fatima)
        desk.attach(each, fatima)
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    discussion.comment(submission=back, section="title", text="Vague.", by=kim)
    for status in ("submitted", "in_screening"):
        desk.bring_to(status, desk.make_draft(fatima, agency), by=fatima, screener=kim)
    membership.ask(user=asks, submitter=agency)
    membership.propose(user=proposes, name="New", kind="un_entity", language="en")
    Call.objects.create(code="csd", title_en="Call", opens_at=timezone.now())
    hers, ours = _signed_in_now(fatima), browser(kim, "password", "mfa")
    found: dict[Any, tuple[Client, Form]] = {}
    for client, address in chain(
        ((hers, f"/en/submit/{drafted.reference}/{page}") for page in _pages(DRAFT, FOCAL)),
        ((hers, f"/en/submit/{back.reference}/{page}") for page in _pages(RETURNED, FOCAL)),
        ((hers, page) for page in _pages(PLAIN, FOCAL)),
        ((ours, f"/en/submit/{back.reference}/{page}") for page in _pages(RETURNED, SECRETARIAT)),
        ((ours, page) for page in [*_pages(PLAIN, SECRETARIAT), *_pages_of_the_admin()]),
    ):
        page = client.get(address)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            for form in forms_of(Page(page), address):
                signature = frozenset(each.name for each in form.fields), str(form.sent().get("act"))
                found.setdefault(signature, (client, form))
    return list(found.values())


def everything_kept() -> dict[str, list[Any]]:
    """Every row that a form of theirs could change."""
    tables = [*apps.get_app_config("submissions").get_models(), User, Submitter, Authenticator]
    return {each.__name__: list(each._base_manager.order_by("pk").values()) for each in tables}


def _write_more(draft: Submission, by: User) -> None:
    desk.write(draft, "title", by, title=desk.line("Another save to go back from"))
    amount = {"value": "5", "placeholder": "x", "unit": "countries", "by": "2030"}
    rows = [desk.target("t1", "Fewer", amount), desk.target("t2", "More")]
    desk.write(draft, "purpose", by, overall_objective=desk.line("Half."), targets=rows)


def _signed_in_now(user: User) -> Client:
    # Else the pages of the second factor ask for the password first; however long the test takes.
    client = browser(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 4e9}]
    session.save()
    return client


def _pages(table: list[Any], who: int) -> Iterator[str]:
    """Addresses of a table of doors that ``who`` may read; of a section, every one there is."""
    for name, address, method, _posted, statuses in table:
        if method == "GET" and statuses[who] == 200 and "{" not in address and name != "round_pdf":
            yield address
            if name == "section" and table is DRAFT:
                yield from (f"write/{code}/" for code in section_codes(CURRENT_EDITION))
            if name == "saves":
                yield f"{address}?save=1"


def _pages_of_the_admin() -> Iterator[str]:
    """Adding rows, every act on every row, and where one screens; what is not offered answers otherwise."""
    for name, address, method, _statuses in ADMIN:
        if method == "GET" and name.endswith("_add"):
            yield f"/en/admin/submissions/{address}"
    for each in Submission.objects.filter(status="in_screening"):
        yield f"/en/admin/submissions/submission/{each.pk}/change/"
    for model, one in admin.site._registry.items():
        for act in getattr(one, "acts", ()) if model._meta.app_label == "submissions" else ():
            for row in model._base_manager.all():
                yield f"/en/admin/submissions/{model._meta.model_name}/{row.pk}/act/{act}/"

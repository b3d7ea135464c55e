"""What somebody means as markup, or to turn a line around, is text on every page and in every letter."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.contrib.admin import site
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter, User
from submissions import discussion, invitations, membership, opening, particulars, workflow
from submissions.models import Call, Membership, Submission
from tests import desk, together
from tests.factories import quantity
from tests.page import Page
from tests.submissions.pages import addresses_of
from tests.writing import client_of

OVERRIDE = "\u202e"
HOSTILE = f"<script>alert(1)</script>{OVERRIDE}{{{{ 1 }}}}<b onclick=alert(1)>&lt;"
# An override ends with the element that it stands in: with these nothing else stands in it.
ALONE = {"title", "option", "textarea", "div", "td", "th", "h1", "h2", "h3", "li", "dd", "dt", "p"}


@pytest.fixture
def submission(fatima: User, kim: User, stranger: User) -> Submission:
    """Everything anybody can write on a submission is hostile; sent twice and returned."""
    agency = desk.make_agency(HOSTILE)
    desk.make_member(fatima, agency)
    call = Call.objects.create(code="csd", title_en=HOSTILE, opens_at=timezone.now())
    draft = desk.make_draft(fatima, agency, title=HOSTILE)
    opening.choose_call(submission=draft, call=call)
    rows = [desk.target("t1", HOSTILE, quantity(None, placeholder="<b>&lt;"))]
    desk.write(draft, "purpose", fatima, overall_objective=desk.line(HOSTILE), targets=rows)
    desk.write(draft, "description", fatima, description=desk.line(HOSTILE))
    cell = {"stage": "waste", "instrument": "legal", "reason": HOSTILE, "also": []}
    desk.save(draft, particulars.CELL, cell, fatima)
    desk.save(
        draft, particulars.AUTHORITY, {"kind": "note_verbale", "number": HOSTILE[:80], "date": ""}, fatima
    )
    desk.attach(draft, fatima, name=f"{HOSTILE}.pdf")
    _gather(draft, fatima)
    desk.bring_to("returned", draft, by=fatima, screener=kim)
    draft.refresh_from_db()
    for by in (fatima, kim):
        discussion.comment(submission=draft, section="purpose", text=HOSTILE, by=by)
    discussion.comment(submission=draft, section="purpose", text=HOSTILE, by=kim, audience="internal")
    discussion.comment(submission=draft, section="purpose", text=HOSTILE, by=fatima, audience="coauthors")
    desk.submit(draft, fatima)
    workflow.take_into_screening(submission=draft, by=kim)
    desk.return_it(draft, kim, purpose=HOSTILE)
    membership.ask(user=stranger, submitter=agency, message=HOSTILE)
    membership.propose(user=kim, name=HOSTILE, kind="un_entity", language="en", message=HOSTILE)
    left = draft.parties.get(role="partner")
    invitations.leave(party=left, by=left.submitter.memberships.get().user, reason=HOSTILE)
    draft.refresh_from_db()
    return draft


def _gather(draft: Submission, by: User) -> None:
    """Everybody who can write together does, under such names, and was asked in such words."""
    people = together.gather(draft, by)
    User.objects.filter(pk__in=[each.pk for each in people.values()]).update(name=HOSTILE)
    draft.invitations.update(message=HOSTILE)
    draft.invitations.exclude(answered_by=None).update(reply=HOSTILE)
    for party in draft.parties.exclude(role="lead"):
        invitations.rename(party=party, named_as=HOSTILE)


def lines(element: Element, around: tuple[Element, ...] = ()) -> Iterator[tuple[str, tuple[Element, ...]]]:
    """Every piece of text under ``element`` with the elements it stands in, the innermost last."""
    inside = (*around, element)
    if element.text:
        yield element.text, inside
    for child in element:
        yield from lines(child, inside)
        if child.tail:
            yield child.tail, inside


def turns_something_else(text: str, inside: tuple[Element, ...]) -> bool:
    """Whether an override in ``text`` can reach beyond what somebody wrote."""
    if OVERRIDE not in text or any(each.tag == "bdi" or "dir" in each.attrib for each in inside[1:]):
        return False
    # The admin's trail is Django's own: a title may turn the rest of that one line.
    if any(each.get("class") == "breadcrumbs" for each in inside):
        return False
    return not any(each.tag in ALONE and "".join(each.itertext()).strip() == text.strip() for each in inside)


def check(page: Page, where: str) -> int:
    """No markup of theirs is markup; how often it was shown."""
    for element in page.all(".//*"):
        assert element.get("onclick") is None, where
        assert element.tag != "script" or "alert(1)" not in (element.text or ""), where
    texts = list(lines(page.html))
    turned = [
        "/".join(f"{e.tag}.{e.get('class', '')}" for e in inside[-4:])
        for text, inside in texts
        if turns_something_else(text, inside)
    ]
    assert turned == [], where
    return sum("<script>alert(1)" in text for text, _inside in texts)


def test_pages_of_the_desk_show_it_as_text(submission, hers):
    shown = {address: check(Page(hers.get(address)), address) for address in addresses_of("en", submission)}
    own = f"/en/submit/{submission.reference}/"
    for page in ("", "write/purpose/", "write/cell/", "preview/", "rounds/2/", "discussion/"):
        assert shown[own + page] > 0, page


def test_an_invitation_shows_it_as_text(fatima, agency, stranger):
    draft = desk.make_draft(fatima, agency, title=HOSTILE)
    User.objects.filter(pk=fatima.pk).update(name=HOSTILE)
    given = {"submission": draft, "right": "reader", "by": fatima, "message": HOSTILE}
    invitation = invitations.invite_person(email=stranger.email, **given)
    theirs = client_of(together.with_address(stranger))
    assert check(Page(theirs.get("/en/submit/")), "desk") > 0
    address = f"/en/submit/invitations/{invitation.token_hash}/"
    assert check(Page(theirs.get(address)), address) > 2
    refused = theirs.post(address, {"act": "decline", "reply": HOSTILE * 100})
    assert check(Page(refused), "refused") > 3


def test_what_a_stranger_reads_of_a_call_shows_it_as_text(submission, client):
    assert check(Page(client.get("/en/submit/")), "desk") > 0


def test_the_admin_shows_it_as_text(submission, kim, signed_in):
    ours, shown = signed_in(kim, "password", "mfa"), 0
    for model, one in site._registry.items():
        if model._meta.app_label != "submissions":
            continue
        name = f"admin:submissions_{model._meta.model_name}"
        addresses = [reverse(f"{name}_changelist")]
        for row in model._base_manager.all():
            addresses += [reverse(f"{name}_change", args=[row.pk]), reverse(f"{name}_history", args=[row.pk])]
            addresses += [
                f"/en/admin/submissions/{model._meta.model_name}/{row.pk}/act/{act}/"
                for act in getattr(one, "acts", ())
            ]
        for address in addresses:
            answer = ours.get(address)
            if answer.status_code in (200, 409):
                shown += check(Page(answer), address)
    assert shown > 10


def test_letters_show_it_as_text(submission, kim):
    for asked in Membership.objects.waiting().exclude(user=kim):
        membership.decline(membership=asked, by=kim, reason=HOSTILE)
    invitations.remove_collaborator(collaborator=submission.collaborators.first(), by=kim)
    letters = Letter.objects.all()
    for event in ("invited", "party_left", "signed_off", "invitation_declined", "part_ended", "comment"):
        assert letters.filter(key__startswith=event).exists(), event
    assert letters.count() > 8
    shown = 0
    for letter in letters:
        answer: Any = SimpleNamespace(content=letter.html.encode(), status_code=200)
        shown += check(Page(answer), letter.key)
        assert "\n" not in letter.subject
        assert "&lt;script&gt;" not in letter.text
    assert shown > 8

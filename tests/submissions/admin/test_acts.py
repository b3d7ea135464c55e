"""The secretariat's side of the whole way, walked through the admin."""

import pytest

from programmes.models import Programme
from submissions import membership
from submissions.models import Call, Membership, Round, Submission
from tests import desk
from tests.doors import browser
from tests.screening import decide, preview

ACTS = ["take", "return", "accept", "not-list", "reconsider"]


@pytest.fixture
def sent(draft, fatima):
    desk.submit(draft, fatima)
    return draft


def page(row, act=""):
    model = row._meta.model_name
    return f"/en/admin/submissions/{model}/{row.pk}/" + (f"act/{act}/" if act else "change/")


def status(submission):
    return Submission.objects.get(pk=submission.pk).status


def test_from_arrival_to_the_working_version(sent, fatima, kims):
    assert "Take into screening" in kims.get(page(sent)).content.decode()
    assert kims.get(page(sent, "take")).status_code == 200
    assert status(sent) == "submitted"
    assert kims.post(page(sent, "take")).status_code == 302
    given = {"reply_by": "2999-12-31", "reason_title": "Too short.", "message": "Nearly."}
    assert decide(kims, sent, "return", **given).status_code == 302
    assert (status(sent), sent.moves.last().reasons) == ("returned", {"title": "Too short."})
    desk.submit(Submission.objects.get(), fatima)
    kims.post(page(sent, "take"))
    shown = kims.get(page(sent)).content.decode()
    assert "Too short." in shown
    assert f"{sent.reference}/R2" in shown
    decide(kims, sent, "accept", message="", internal_reason="Good.")
    assert (status(sent), Programme.objects.get().status) == ("accepted", "prepared")


def test_not_listed_with_its_reason(sent, kims):
    kims.post(page(sent, "take"))
    assert preview(kims, sent, "not-list", reason=" ").status_code == 422
    assert status(sent) == "in_screening"
    assert decide(kims, sent, "not-list", reason="It is none.").status_code == 302
    assert status(sent) == "not_listed"


@pytest.mark.parametrize(
    "given",
    [
        {"reply_by": "2999-12-31"},
        {"reply_by": "2001-01-01", "reason_title": "x"},
        {"reply_by": "soon", "reason_title": "x"},
        {"reply_by": "2999-12-31", "reason_title": "a\0b"},
        {"reply_by": "2999-12-31", "reason_title": "x" * 5001},
    ],
)
def test_what_cannot_be_returned_so_is_said_and_nothing_done(given, sent, kims):
    kims.post(page(sent, "take"))
    assert preview(kims, sent, "return", **given).status_code == 422
    assert status(sent) == "in_screening"


def test_a_round_is_read_whole_and_written_nowhere(sent, kims):
    shown = kims.get(page(Round.objects.get())).content.decode()
    assert "Half as much food is thrown away." in shown
    assert Round.objects.get().sha256 in shown
    for address in (page(sent), page(Round.objects.get())):
        assert kims.post(address, {"title": "x", "declaration": "x"}).status_code == 403
        assert kims.post(address.replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_a_draft_is_not_on_the_desk(draft, kims):
    assert draft.reference not in kims.get("/en/admin/submissions/submission/").content.decode()
    for act in ACTS:
        assert kims.post(page(draft, act)).status_code == 404
    assert status(draft) == "draft"


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_decides(act, sent, kims, reader, screener, fatima, kim, client):
    if act != "take":
        kims.post(page(sent, "take"))
    before = status(sent)
    given = {"reply_by": "2999-12-31", "reason_title": "x", "reason": "x"}
    people = {
        browser(reader, "password", "mfa"): 403,
        browser(screener, "password", "mfa"): 403,
        browser(kim, "password"): 302,
        browser(fatima, "password", "mfa"): 302,
        client: 302,
    }
    assert [each.post(page(sent, act), given).status_code for each in people] == list(people.values())
    assert status(sent) == before


def test_what_was_decided_meanwhile_is_said(sent, kims):
    kims.post(page(sent, "take"))
    again = kims.post(page(sent, "take"))
    assert again.status_code == 409
    assert "somebody decided meanwhile" in again.content.decode()


def test_an_unknown_act_is_not_found(sent, kims):
    assert kims.post(page(sent, "publish")).status_code == 404


def test_a_membership_is_approved_declined_and_a_focal_point_replaced(stranger, fatima, agency, kims):
    asked = membership.propose(user=stranger, name="Syldavia", kind="member_state", language="en")
    assert "a new submitter, as proposed" in kims.get(page(asked, "approve")).content.decode()
    assert kims.post(page(asked, "approve"), {"role": "focal_point", "submitter": ""}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.submitter.name_en) == ("active", "Syldavia")
    other = membership.ask(user=stranger, submitter=agency)
    assert kims.post(page(other, "decline"), {"reason": ""}).status_code == 422
    assert kims.post(page(other, "decline"), {"reason": "Not known."}).status_code == 302
    held = Membership.objects.get(user=fatima)
    for email, answer in (("nobody@nowhere.example", 422), (stranger.email.upper(), 302)):
        assert kims.post(page(held, "replace"), {"email": email, "reason": "Gone."}).status_code == answer
    assert Membership.objects.focal_points().get(submitter=agency).user == stranger


def test_a_call_is_opened_and_kept(kims, kim):
    given = {
        "code": "csd-19",
        "title_en": "Call for CSD-19",
        "opens_at_0": "2026-01-01",
        "opens_at_1": "00:00",
        "closes_at_0": "2026-02-01",
        "closes_at_1": "00:00",
        "zone": "America/New_York",
        "late": "mark",
        "template_edition": "csd-2010",
    }
    add = "/en/admin/submissions/call/add/"
    assert kims.post(add, {**given, "zone": "Mars/Olympus"}).status_code == 200
    assert kims.post(add, {**given, "closes_at_0": "2025-02-01"}).status_code == 200
    assert kims.post(add, given).status_code == 302
    call = Call.objects.get()
    assert (call.title_en, call.closes_in_zone.isoformat()) == (
        "Call for CSD-19",
        "2026-01-31T19:00:00-05:00",
    )
    assert kims.post(f"/en/admin/submissions/call/{call.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("language", ["ar", "zh-hans", "ru"])
def test_every_page_opens_in_every_language(language, sent, stranger, agency, kims):
    asked = membership.ask(user=stranger, submitter=agency)
    for address in (
        page(sent),
        page(sent, "take"),
        page(asked),
        page(asked, "approve"),
        page(Round.objects.get()),
        "/en/admin/submissions/submission/",
        "/en/admin/submissions/membership/",
        "/en/admin/submissions/round/",
        "/en/admin/submissions/call/add/",
    ):
        assert kims.get(address.replace("/en/", f"/{language}/")).status_code == 200

"""The overview of a submission: whose turn it is, what to do next, and what happened."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from programmes.models import Programme
from submissions import drafting, opening
from submissions.models import Call, Submission
from tests import desk
from tests.factories import make_submitter, publish
from tests.page import Page
from tests.writing import save

pytestmark = pytest.mark.django_db


def at(submission, language="en"):
    return f"/{language}/submit/{submission.reference}/"


def overview(client, submission):
    return Page(client.get(at(submission)))


def test_the_language_free_address_leads_to_it_and_does_not_say_whether_it_is_there(draft):
    for reference in (draft.reference, "SUB-2026-333333"):
        response = Client().get(f"/id/{reference}", headers={"Accept-Language": "fr"})
        assert (response.status_code, response["Location"]) == (302, f"/fr/submit/{reference}/")


def test_the_language_free_address_of_a_programme_still_leads_to_the_programme(draft):
    assert Client().get("/id/10YFP-999").status_code == 404


def test_signed_out_it_leads_to_the_sign_in_whether_there_is_anything_or_not(draft):
    for reference in (draft.reference, "SUB-2026-333333"):
        response = Client().get(f"/en/submit/{reference}/")
        assert response["Location"] == f"/en/accounts/login/?next=/en/submit/{reference}/"
        assert response["Cache-Control"] == "private, no-store"


def test_to_whom_it_is_hidden_it_is_not_there(draft, stranger, kim, reader, signed_in):
    made_up = "SUB-2026-333333"
    people = [
        signed_in(stranger),
        signed_in(kim, "password"),
        signed_in(kim, "password", "mfa"),
        signed_in(reader, "mfa"),
    ]
    for client in people:
        for method in (client.get, client.post):
            hidden, missing = method(at(draft)), method(f"/en/submit/{made_up}/")
            assert hidden.status_code == missing.status_code == 404
            assert hidden.content.replace(draft.reference.encode(), made_up.encode()) == missing.content
            assert hidden.headers.get("Cache-Control") == missing.headers.get("Cache-Control")


def test_nobody_else_may_keep_it(fatima, draft, signed_in):
    assert signed_in(fatima).get(at(draft))["Cache-Control"] == "private, no-store"


def test_a_new_draft_says_what_is_needed_and_where_to_write_it(fatima, agency, signed_in):
    empty = opening.open_draft(by=fatima, language="en", submitter=agency)
    page = overview(signed_in(fatima), empty)
    assert page.words(".//h1") == "Without a title yet"
    assert "Your turn: write, then submit." in page.words()
    links = page.links()
    assert links["Title: this is needed."] == f"{at(empty)}write/title/#title-en"
    assert links["Write: Title"] == f"{at(empty)}write/title/"
    place = "Choose the life-cycle stage and the instrument type of the programme."
    assert links[place] == f"{at(empty)}write/cell/#cell"


def test_a_complete_draft_is_submitted_by_a_focal_point_and_read_by_others(fatima, rita, draft, signed_in):
    assert overview(signed_in(fatima), draft).links()["Preview and submit"] == f"{at(draft)}preview/"
    page = overview(signed_in(rita), draft)
    assert "Preview and submit" not in page.links()
    assert "Only a focal point may submit." in page.words()


def test_the_outline_says_how_far_every_section_is(fatima, draft, signed_in):
    outline = overview(signed_in(fatima), draft).words(".//nav[@aria-label='Sections']")
    assert "4 of 9 sections written" in outline
    assert "1 Purpose and goals written" in outline
    assert "3 Activities and policies empty, may stay so" in outline
    # An agency speaks for itself.
    assert "Authority" not in outline


def test_a_government_is_asked_for_its_authority(fatima, signed_in, agency):
    state = make_submitter("Ruritania")
    desk.make_member(fatima, state)
    begun = opening.open_draft(by=fatima, language="en", submitter=state)
    outline = overview(signed_in(fatima), begun).words(".//nav[@aria-label='Sections']")
    assert "Authority to submit needed, not started" in outline


def test_once_sent_no_outline_leads_to_forms_that_would_be_refused(fatima, draft, signed_in):
    hers = signed_in(fatima)
    assert f"{at(draft)}write/purpose/" in hers.get(at(draft)).text
    desk.submit(draft, fatima)
    assert "/write/" not in hers.get(at(draft)).text


def test_a_title_in_another_language_than_the_page_is_marked(fatima, draft, signed_in):
    hers = signed_in(fatima)
    assert '<bdi lang="en">Less food waste</bdi>' in hers.get(at(draft).replace("/en/", "/ar/")).text
    assert "<bdi>Less food waste</bdi>" in hers.get(at(draft)).text


def test_what_was_returned_says_why_by_section_and_by_when_to_answer(fatima, draft, kim, signed_in):
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    page = overview(signed_in(fatima), back)
    next_ = page.words(".//section[@aria-labelledby='next']")
    assert "Please answer by 31 December 2999." in next_
    assert "Purpose and goals Say for whom." in next_
    assert page.links()["Purpose and goals"] == f"{at(back)}write/purpose/"
    assert page.links()["Round 1, sent on " + _day(back)] == f"{at(back)}rounds/1/"


def _day(submission):
    at_ = submission.rounds.get().submitted_at
    return f"{at_.day} {at_:%B %Y}"


def test_members_know_the_secretariat_as_such_and_it_knows_them_by_name(fatima, draft, kim, signed_in):
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    of_members = overview(signed_in(fatima), back).words(".//section[@aria-labelledby='moves']")
    assert "Secretariat" in of_members
    assert "Kim Keeper" not in of_members
    of_staff = overview(signed_in(kim, "password", "mfa"), back).words(".//section[@aria-labelledby='moves']")
    assert "Kim Keeper" in of_staff
    assert "Fatima Focal" in of_staff


def test_the_secretariat_sees_nothing_of_what_is_being_written(fatima, draft, kim, signed_in):
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    desk.write(back, "title", fatima, title=desk.line("A title nobody has sent"))
    page = overview(signed_in(kim, "password", "mfa"), back)
    assert page.words(".//h1") == "Less food waste"
    assert "A title nobody has sent" not in page.words()
    assert page.all(".//nav[@aria-label='Sections']") == []


def test_an_internal_reason_is_the_secretariat_s_alone(fatima, draft, kim, signed_in):
    sent = desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    desk.workflow.not_list(
        submission=sent, by=kim, reason="It is not a programme.", internal_reason="Too vague."
    )
    assert "It is not a programme." in overview(signed_in(fatima), sent).words()
    assert "Too vague." not in overview(signed_in(fatima), sent).words()
    assert "Too vague." in overview(signed_in(kim, "password", "mfa"), sent).words()


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("submitted", "Nothing: the secretariat has it."),
        ("in_screening", "Nothing: the secretariat has it."),
        ("accepted", "The secretariat prepares the programme’s page and publishes it."),
        ("not_listed", "The secretariat decided not to list it"),
        ("withdrawn", "It was taken back"),
    ],
)
def test_every_status_says_what_to_do_next(status, told, fatima, draft, kim, signed_in):
    there = desk.bring_to(status, draft, by=fatima, screener=kim)
    assert told in overview(signed_in(fatima), there).words(".//section[@aria-labelledby='next']")


def test_once_it_is_public_it_leads_to_the_programme(fatima, draft, kim, publisher, signed_in):
    there = desk.bring_to("accepted", draft, by=fatima, screener=kim)
    Programme.objects.filter(pk=there.programme.pk).update(cell_reason_en="As the submitters say.")
    there.programme.refresh_from_db()
    publish(there.programme, "listed", by=publisher)
    there.programme.refresh_from_db()
    reference = there.programme.reference
    assert overview(signed_in(fatima), there).links()[reference] == f"/en/programmes/{reference}/"
    for page in (overview(signed_in(fatima), there), Page(signed_in(fatima).get("/en/submit/"))):
        assert "Nobody’s turn: the programme is in the registry." in page.words()
        assert "the secretariat publishes it" not in page.words()


# --- Acts -------------------------------------------------------------------------------------------


def test_a_draft_of_nobody_s_leads_to_asking_and_then_takes_the_submitter(stranger, agency, signed_in):
    alone = opening.open_draft(by=stranger, language="en")
    client = signed_in(stranger)
    assert overview(client, alone).links()["Ask to act for a submitter"] == "/en/submit/people/"
    # Of another one, which was approved before the draft was begun.
    Submission.objects.filter(pk=alone.pk).update(created_by=stranger)
    desk.make_member(stranger, make_submitter("Ruritania"))
    Submission.objects.get(pk=alone.pk).parties.all().delete()
    client.post(at(alone), {"act": "submitter", "chosen": make_submitter("Ruritania").pk})
    assert [each.named_as for each in alone.parties.all()] == ["Ruritania"]


def test_a_submitter_one_does_not_write_for_is_refused(fatima, draft, signed_in):
    response = signed_in(fatima).post(
        at(draft), {"act": "submitter", "chosen": make_submitter("Ruritania").pk}
    )
    assert response.status_code == 422
    assert [each.named_as for each in draft.parties.all()] == ["Agency"]


def test_another_call_is_chosen_while_it_is_open(fatima, draft, signed_in):
    call = Call.objects.create(
        code="now", title_en="This call", opens_at="2000-01-01T00:00Z", closes_at="2990-01-01T00:00Z"
    )
    old = Call.objects.create(
        code="old", title_en="Old", opens_at="2000-01-01T00:00Z", closes_at="2001-01-01T00:00Z"
    )
    client = signed_in(fatima)
    assert client.post(at(draft), {"act": "call", "chosen": old.pk}).status_code == 422
    client.post(at(draft), {"act": "call", "chosen": call.pk})
    draft.refresh_from_db()
    assert draft.call == call


def test_what_was_sent_to_one_call_is_not_sent_to_another(fatima, draft, kim):
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    call = Call.objects.create(code="now", title_en="This call", opens_at="2000-01-01T00:00Z")
    with pytest.raises(opening.DraftRefused):
        opening.choose_call(submission=back, call=call)


def test_a_draft_is_discarded_by_a_focal_point_and_not_by_a_reader(fatima, rita, draft, signed_in):
    assert signed_in(rita).post(at(draft), {"act": "discard"}).status_code == 403
    assert Submission.objects.filter(pk=draft.pk).exists()
    assert signed_in(fatima).post(at(draft), {"act": "discard"})["Location"] == "/en/submit/"
    assert not Submission.objects.filter(pk=draft.pk).exists()


def test_what_was_sent_is_not_discarded_and_the_refusal_says_why(fatima, draft, signed_in):
    desk.submit(draft, fatima)
    response = signed_in(fatima).post(at(draft), {"act": "discard"})
    assert response.status_code == 403
    assert "What has been sent is withdrawn, not discarded." in Page(response).words()


@pytest.mark.parametrize("typed", [{"act": "dance"}, {}, {"act": "call", "chosen": "\0"}])
def test_an_act_there_is_none_of_is_refused(typed, fatima, draft, signed_in):
    assert signed_in(fatima).post(at(draft), typed).status_code == 422


def test_it_takes_as_many_queries_after_one_round_as_after_three(fatima, draft, kim, signed_in):
    client, counts = signed_in(fatima), []
    for rounds in (1, 2):
        for _ in range(rounds):
            desk.bring_to("returned", Submission.objects.get(pk=draft.pk), by=fatima, screener=kim)
        with CaptureQueriesContext(connection) as queries:
            client.get(at(draft))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
@pytest.mark.parametrize("status", ["draft", "returned", "accepted"])
def test_it_opens_in_every_script(language, status, fatima, draft, kim, signed_in):
    there = desk.bring_to(status, draft, by=fatima, screener=kim)
    assert signed_in(fatima).get(at(there, language)).status_code == 200


def test_what_is_thrown_away_while_somebody_saves_is_not_there(draft, his, fatima, monkeypatch):
    save_section = drafting.save_section

    def save_too_late(**given):
        opening.discard(submission=draft, by=fatima)
        return save_section(**given)

    monkeypatch.setattr(drafting, "save_section", save_too_late)
    assert save(his, draft, "title", **{"title/en": "Too late"}).status_code == 404

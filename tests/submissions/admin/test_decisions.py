"""Decisions: their letter is looked at before it is sent, and nobody decides on what they have not seen."""

import pytest

from accounts.models import Letter
from programmes.models import Programme
from submissions import workflow
from submissions.models import Submission
from tests import desk
from tests.doors import browser
from tests.factories import publish
from tests.screening import decide, hidden, page, preview

RETURN = {"reply_by": "2999-12-31", "reason_title": "Too short.", "message": "Nearly."}


def status(submission):
    return Submission.objects.get(pk=submission.pk).status


@pytest.mark.parametrize(
    ("act", "given", "said", "becomes"),
    [
        (
            "return",
            RETURN,
            ["répondre au plus tard le 31 décembre 2999", "Too short.", "Nearly."],
            "returned",
        ),
        ("accept", {"message": "Well done."}, ["a accepté", "Well done."], "accepted"),
        ("not-list", {"reason": "It is none."}, ["ne pas inscrire", "It is none."], "not_listed"),
    ],
)
def test_the_letter_is_shown_in_its_readers_language_and_sent_as_it_was_shown(
    act, given, said, becomes, screened, fatima, kims
):
    fatima.language = "fr"
    fatima.save()
    before = Letter.objects.count(), screened.moves.count(), Programme.objects.count()
    shown = preview(kims, screened, act, internal_reason="Ours.", **given)
    html = shown.content.decode()
    letter = html[html.index('class="letter" lang="fr"') : html.index("</blockquote>")]
    for words in said:
        assert words in letter
    assert "Ours." not in letter
    assert (Letter.objects.count(), screened.moves.count(), Programme.objects.count()) == before
    assert status(screened) == "in_screening"
    assert decide(kims, screened, act, internal_reason="Ours.", **given).status_code == 302
    assert status(screened) == becomes
    sent = Letter.objects.filter(to=fatima).latest("pk")
    for words in said:
        assert words in sent.text


@pytest.mark.parametrize("act", ["return", "accept", "not-list"])
def test_a_decision_says_which_round_it_is_about(act, screened, kims):
    html = kims.get(page(screened, act)).content.decode()
    assert f'About round <bdi dir="ltr">{screened.reference}/R1</bdi>' in html


def test_each_language_is_shown_once_that_of_the_submission_first(screened, fatima, edith, rita, kims):
    for user, language in ((fatima, "ar"), (edith, "fr"), (rita, "fr")):
        user.language = language
        user.save()
    Submission.objects.filter(pk=screened.pk).update(language="fr")
    html = preview(kims, screened, "not-list", reason="It is none.").content.decode()
    assert html.count('class="letter"') == 2
    assert html.index('class="letter" lang="fr"') < html.index('class="letter" lang="ar" dir="rtl"')
    assert all(user.name in html for user in (fatima, edith, rita))


def test_addresses_in_a_letter_keep_their_order_where_it_is_written_to_the_left(screened, fatima, kims):
    fatima.language = "ar"
    fatima.save()
    html = preview(kims, screened, "accept", message="See https://un.example/a/ & <b>").content.decode()
    letter = html[html.index('class="letter" lang="ar" dir="rtl"') :]
    assert '<bdi dir="ltr">http://127.0.0.1:8000/</bdi>' in letter
    assert 'See <bdi dir="ltr">https://un.example/a/</bdi> &amp; &lt;b&gt;' in letter


def test_a_letter_that_was_changed_after_it_was_shown_is_shown_again(screened, kims):
    shown = preview(kims, screened, "not-list", reason="It is none.")
    sent = {"seen": hidden(shown, "seen"), "letters": hidden(shown, "letters"), "reason": "It is a poem."}
    again = kims.post(page(screened, "not-list"), sent)
    assert again.status_code == 200
    assert "It is a poem." in again.content.decode()
    assert status(screened) == "in_screening"
    assert decide(kims, screened, "not-list", reason="It is a poem.").status_code == 302


def test_what_nobody_would_read_is_said(screened, fatima, kims):
    fatima.is_active = False
    fatima.save()
    assert "nobody gets a letter" in preview(kims, screened, "accept").content.decode()
    assert decide(kims, screened, "accept").status_code == 302


# --- What was decided meanwhile -------------------------------------------------------------------


def test_a_decision_on_an_older_round_is_refused_with_what_happened(screened, fatima, kims, lee, lees):
    old = kims.get(page(screened, "not-list"))
    assert decide(lees, screened, "return", **RETURN).status_code == 302
    desk.submit(screened, fatima)
    workflow.take_into_screening(submission=screened, by=lee)
    given = {"seen": hidden(old, "seen"), "reason": "A text of some length."}
    refused = kims.post(page(screened, "not-list"), given)
    html = refused.content.decode()
    assert refused.status_code == 422
    for words in ("Somebody moved it since", "Too short.", "A text of some length.", "/R2"):
        assert words in html
    assert status(screened) == "in_screening"
    # Having seen what happened, one goes on from there.
    given |= {"seen": hidden(refused, "seen")}
    given |= {"letters": hidden(kims.post(page(screened, "not-list"), given), "letters")}
    assert kims.post(page(screened, "not-list"), given).status_code == 302


def test_what_somebody_else_decided_is_said_and_nothing_typed_is_lost(screened, kims, lees):
    shown = preview(kims, screened, "return", **RETURN)
    assert decide(lees, screened, "not-list", reason="It is a poem.").status_code == 302
    sent = {"seen": hidden(shown, "seen"), "letters": hidden(shown, "letters"), **RETURN}
    refused = kims.post(page(screened, "return"), sent)
    html = refused.content.decode()
    assert refused.status_code == 409
    for words in (
        "somebody decided meanwhile",
        "It is a poem.",
        "lee",
        "Too short.",
        "Nearly.",
        "2999-12-31",
    ):
        assert words in html
    assert 'name="letters"' not in html
    assert status(screened) == "not_listed"


def test_the_page_that_leads_to_a_decision_says_how_old_it_is(screened, fatima, kims, kim):
    link = page(screened, "accept") + f"?seen={screened.moves.last().pk}"
    assert link.replace("&", "&amp;") in kims.get(page(screened)).content.decode()
    assert "What happened since this page was shown" not in kims.get(link).content.decode()
    desk.return_it(screened, kim)
    desk.submit(screened, fatima)
    workflow.take_into_screening(submission=screened, by=kim)
    assert "What happened since this page was shown" in kims.get(link).content.decode()


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "٣", "1\0"])
def test_a_page_that_does_not_say_what_it_showed_decides_nothing(seen, screened, kims):
    assert kims.get(page(screened, "accept"), {"seen": seen}).status_code in (200, 400)
    answer = kims.post(page(screened, "accept"), {"seen": seen, "letters": "x"})
    assert answer.status_code in (200, 422)
    assert status(screened) == "in_screening"


# --- Ways back ------------------------------------------------------------------------------------


def test_what_was_not_listed_goes_back_into_screening_by_a_publisher_with_a_reason(
    screened, fatima, kims, publisher_client
):
    decide(kims, screened, "not-list", reason="It is none.")
    assert kims.get(page(screened, "reconsider")).status_code == 403
    assert preview(publisher_client, screened, "reconsider", reason=" ").status_code == 422
    answer = decide(publisher_client, screened, "reconsider", reason="They wrote to us.")
    assert (answer.status_code, status(screened)) == (302, "in_screening")
    letter = Letter.objects.filter(to=fatima).latest("pk")
    assert letter.subject == f"{screened.reference}: decision opened again"
    assert "They wrote to us." in letter.text
    assert decide(kims, screened, "accept").status_code == 302


def test_what_was_accepted_goes_back_while_nothing_is_public_and_is_accepted_anew(
    screened, kims, publisher_client
):
    decide(kims, screened, "accept")
    assert decide(publisher_client, screened, "reconsider", reason="Too early.").status_code == 302
    assert (status(screened), Programme.objects.count()) == ("in_screening", 0)
    assert Submission.objects.get().programme is None
    decide(kims, screened, "accept")
    assert Programme.objects.get() == Submission.objects.get().programme


def test_an_update_goes_back_and_is_accepted_anew_as_if_never_before(
    listed, fatima, agency, kim, kims, publisher_client
):
    update = desk.open_update(listed, fatima, agency)
    desk.write(update, "title", fatima, title=desk.line("Far less waste"))
    desk.write(update, "description", fatima, description=desk.line("Described."))
    desk.bring_to("in_screening", update, by=fatima, screener=kim)
    decide(kims, update, "accept")
    once = desk.working(listed)
    decide(publisher_client, update, "reconsider", reason="Too early.")
    assert not listed.versions.working().exists()
    decide(kims, update, "accept")
    again = desk.working(listed)
    assert (again.content, again.contributions) == (once.content, once.contributions)


def test_nothing_goes_back_once_it_is_public(screened, kim, kims, publisher, publisher_client):
    decide(kims, screened, "accept")
    programme = Programme.objects.get()
    Programme.objects.update(cell_reason_en="As its submitters say.")
    publish(programme, "listed", by=publisher)
    refused = preview(publisher_client, screened, "reconsider", reason="Too late.")
    assert refused.status_code == 422
    assert "It is public already" in refused.content.decode()
    assert status(screened) == "accepted"


def test_what_is_not_listed_is_in_no_count_and_no_feed_and_its_reason_is_for_its_parties(
    listed, draft, fatima, edith, stranger, kim, kims, client
):
    Submission.objects.filter(pk=draft.pk).update(may_be_hinted=True)
    pages = ["/en/", "/en/programmes/", "/en/feed.atom", "/en/matrix/", "/api/v1/programmes/"]
    before = [client.get(each).content for each in pages]
    screened = desk.bring_to("in_screening", draft, by=fatima, screener=kim)
    decide(kims, screened, "not-list", reason="It is a poem.", internal_reason="A bad one.")
    assert [client.get(each).content for each in pages] == before
    assert list(Submission.objects.hinted()) == []
    for person, code in ((fatima, 200), (edith, 200), (stranger, 404)):
        shown = browser(person).get(f"/en/submit/{screened.reference}/")
        assert shown.status_code == code
        assert ("It is a poem." in shown.content.decode()) == (code == 200)
        assert "A bad one." not in shown.content.decode()

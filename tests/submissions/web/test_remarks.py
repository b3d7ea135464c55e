"""Remarks beside each item of a section's form: said, shown and resolved without leaving the writing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from submissions import discussion, on_behalf
from submissions.models import Collaborator, Comment, Submission
from tests import desk
from tests.page import Page
from tests.submissions.web.test_preview import HOSTILE
from tests.writing import at, autosave, form_of, save, text_of

pytestmark = pytest.mark.django_db


def say(client, draft, item="targets", code="purpose", text="Which targets?", **more):
    typed = {f"remark/{item}": text, f"remark/{item}/for": "coauthors", **more}
    return save(client, draft, code, press=f"say:{item}", **typed)


def fold(client, draft, item="targets", code="purpose"):
    page = Page(client.get(at(draft, code)))
    return page.words(f".//details[@id='remark-{item}']")


def test_each_item_and_the_section_have_a_quiet_fold(hers, draft):
    page = Page(hers.get(at(draft, "purpose")))
    folds = [each.get("id") for each in page.all(".//details[@class='talk']")]
    assert folds == ["remark-overall_objective", "remark-targets", "remark-section"]
    assert not any(each.get("open") is not None for each in page.all(".//details[@class='talk']"))


@pytest.mark.parametrize("code", ["cell", "authority"])
def test_what_stands_beside_the_template_has_one_for_the_whole(code, hers, draft):
    assert say(hers, draft, "", code).status_code == 302
    assert "Which targets?" in fold(hers, draft, "section", code)


def test_a_remark_is_said_beside_its_item_and_told_by_its_number(hers, his, draft):
    response = say(hers, draft)
    assert response["Location"] == at(draft, "purpose") + "#remark-targets"
    said = Comment.objects.get()
    assert (said.section, said.item, said.audience, said.kind) == (
        "purpose",
        "targets",
        "coauthors",
        "remark",
    )
    words = fold(his, draft)
    assert words.startswith("1 open remark")
    assert "Fatima Focal" in words
    assert "Which targets?" in words
    assert "Which targets?" not in fold(his, draft, "overall_objective")


def test_a_request_for_change_is_counted_as_one(hers, his, draft):
    say(hers, draft, **{"remark/targets/change": "yes"})
    assert fold(his, draft).startswith("1 open remark 1 asks for a change")


def test_what_was_typed_on_the_section_is_saved_with_it(hers, draft):
    say(hers, draft, "title", "title", **{"title/en": "A new title"})
    assert text_of(draft) == "A new title"
    assert Comment.objects.get().item == "title"


def test_a_remark_waits_where_somebody_saved_meanwhile(hers, draft, edith):
    sent = form_of(hers, draft, "title")
    desk.write(draft, "title", edith, title=desk.line("Theirs"))
    typed = {"title/en": "Mine", "remark/title": "Look at this", "press": "say:title"}
    response = hers.post(at(draft, "title"), {**sent, **typed})
    assert response.status_code == 409
    assert Page(response).one(".//textarea[@name='remark/title']").text.strip() == "Look at this"
    assert not Comment.objects.exists()


def test_what_saves_by_itself_says_nothing(hers, draft):
    sent = form_of(hers, draft, "title")
    answer = autosave(hers, draft, "title", {**sent, "remark/title": "Half a thou", "press": "say:title"})
    assert answer.status_code == 200
    assert not Comment.objects.exists()


@pytest.mark.parametrize("press", ["save", "go", "interface:ar", "say:"])
def test_a_remark_that_was_typed_and_not_sent_is_not_lost(press, hers, draft):
    typed = {"title/en": "Saved", "remark/title": "Not sent", "remark/": "All of it?", "press": press}
    page = Page(hers.post(at(draft, "title"), {**form_of(hers, draft, "title"), **typed}))
    assert page.status == 422
    assert text_of(draft) == "Saved"
    assert "This remark is not sent yet: send it, or empty its field." in page.words(".//*[@role='alert']")
    assert {each.get("href") for each in page.all(".//*[@role='alert']//a")} == (
        {"#remark-title"} if press == "say:" else {"#remark-title", "#remark-section"}
    )
    said = list(Comment.objects.values_list("text", flat=True))
    assert said == (["All of it?"] if press == "say:" else [])
    left = {each.get("name"): each.text.strip() for each in page.all(".//details//textarea")}
    assert left == {"remark/title": "Not sent", "remark/": "" if said else "All of it?"}
    assert ("All of it?" in page.words(".//details[@id='remark-section']//blockquote")) is bool(said)


@pytest.mark.parametrize("text", ["  ", "x" * 5001, "a\0b"])
def test_what_cannot_be_said_is_refused_at_its_field(text, hers, draft):
    response = say(hers, draft, text=text)
    assert response.status_code == 422
    assert Page(response).all(".//a[@href='#remark-targets']")
    assert not Comment.objects.exists()


def test_nothing_is_said_on_an_item_of_another_section(hers, draft):
    assert say(hers, draft, "title").status_code == 404


@pytest.mark.parametrize("audience", ["internal", "secretariat"])
def test_a_draft_s_remark_reaches_nobody_outside_its_submitters(audience, hers, draft):
    assert say(hers, draft, **{"remark/targets/for": audience}).status_code in (403, 422)
    assert not Comment.objects.exists()


def test_sent_twice_from_one_page_it_is_said_once(hers, draft):
    sent = form_of(hers, draft, "title")
    for _twice in range(2):
        hers.post(at(draft, "title"), {**sent, "remark/title": "Why?", "press": "say:title"})
    assert Comment.objects.count() == 1


def test_resolved_beside_the_item_it_stands_in_the_discussion_alone(hers, draft, edith):
    said = discussion.comment(
        submission=draft, section="purpose", item="targets", text="Why?", by=edith, audience="coauthors"
    )
    save(hers, draft, "purpose", press=f"resolve:{said.pk}")
    assert "Why?" not in fold(hers, draft)
    assert Comment.objects.get().resolved_at is not None
    assert "Why?" in Page(hers.get(f"/en/submit/{draft.reference}/discussion/")).words()


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 40, "²"])
def test_a_remark_there_is_none_of_is_not_there(number, hers, draft):
    assert save(hers, draft, "purpose", press=f"resolve:{number}").status_code == 404


def test_hostile_text_is_text(hers, draft):
    say(hers, draft, text=HOSTILE)
    assert "<script>alert" not in hers.get(at(draft, "purpose")).content.decode()


def test_a_commenter_remarks_in_the_discussion_and_writes_nothing(draft, stranger, signed_in):
    Collaborator.objects.create(submission=draft, user=stranger, right="commenter")
    client, address = signed_in(stranger), f"/en/submit/{draft.reference}/discussion/"
    assert client.get(at(draft, "purpose")).status_code == 403
    sent = {"section": "purpose/targets", "text": "Too few", "audience": "coauthors", "change": "yes"}
    assert client.post(address, sent).status_code == 302
    said = Comment.objects.get()
    assert (said.section, said.item, said.kind, said.audience) == (
        "purpose",
        "targets",
        "change",
        "coauthors",
    )


def test_the_discussion_shows_a_part_of_itself(hers, draft, fatima, kim, signed_in):
    desk.submit(draft, fatima)
    for by, audience, kind in (
        (fatima, "coauthors", "remark"),
        (fatima, "secretariat", "change"),
        (kim, "internal", "remark"),
    ):
        discussion.comment(
            submission=draft, section="title", text=f"{audience}!", by=by, audience=audience, kind=kind
        )

    def shown(client, part):
        page = Page(client.get(f"/en/submit/{draft.reference}/discussion/?show={part}"))
        return [each.text for each in page.all(".//li[@class='remark']//blockquote")]

    ours = signed_in(kim, "password", "mfa")
    parts = ("", "secretariat", "coauthors", "internal", "changes", "nonsense")
    assert [shown(hers, part) for part in parts] == [
        ["coauthors!", "secretariat!"],
        ["secretariat!"],
        ["coauthors!"],
        [],
        ["secretariat!"],
        ["coauthors!", "secretariat!"],
    ]
    assert [shown(ours, part) for part in parts] == [
        ["secretariat!", "internal!"],
        ["secretariat!"],
        [],
        ["internal!"],
        ["secretariat!"],
        ["secretariat!", "internal!"],
    ]


def test_open_requests_for_change_are_told_and_hinder_nobody(hers, draft, fatima):
    say(hers, draft, **{"remark/targets/change": "yes"})
    base = f"/en/submit/{draft.reference}/"
    for page in (Page(hers.get(base)), Page(hers.get(f"{base}preview/"))):
        assert page.links()["1 request for change is open"] == f"{base}discussion/?show=changes"
    desk.submit(draft, fatima)
    assert Submission.objects.get().status == "submitted"


def test_whoever_keys_it_in_talks_with_the_submitters_and_reads_nothing_of_theirs(
    fatima, kim, agency, signed_in
):
    keyed = on_behalf.open_for(submitter=agency, received="mail", by=kim, language="en")
    for audience in ("coauthors", "secretariat"):
        discussion.comment(
            submission=keyed, section="title", text=f"{audience}!", by=fatima, audience=audience
        )
    ours = signed_in(kim, "password", "mfa")
    words = fold(ours, keyed, "section", "title")
    assert "secretariat!" in words
    assert "coauthors!" not in words
    assert say(ours, keyed, "title", "title").status_code == 403


def test_as_many_queries_with_ten_remarks_as_with_two(hers, draft, edith, kim, fatima):
    desk.bring_to("returned", draft, by=fatima, screener=kim)
    counts = []
    for more in (1, 9):
        for number in range(more):
            for by in (edith, kim):
                discussion.comment(submission=draft, section="purpose", text=f"{number}", by=by)
        with CaptureQueriesContext(connection) as queries:
            hers.get(at(draft, "purpose"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 22


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_it_opens_in_every_script(language, hers, draft):
    say(hers, draft)
    assert hers.get(at(draft, "purpose").replace("/en/", f"/{language}/")).status_code == 200

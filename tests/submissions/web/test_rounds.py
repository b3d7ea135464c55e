"""The receipt, the frozen round, its PDF, and what changed since the one before."""

from __future__ import annotations

import re
from pathlib import Path
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from submissions.models import Submission
from submissions.printing import rounds as printing
from tests import desk
from tests.page import Page
from tests.submissions.web.test_preview import HOSTILE

pytestmark = pytest.mark.django_db


def at(submission, number=1, page="", language="en"):
    return f"/{language}/submit/{submission.reference}/rounds/{number}/{page}"


@pytest.fixture
def answered(draft, fatima, kim):
    """Sent, returned, changed and sent again."""
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    desk.write(
        back,
        "purpose",
        fatima,
        overall_objective=desk.line("A third as much food is thrown away."),
        targets=[desk.target("t1", "Fewer countries without a plan")],
    )
    desk.attach(back, fatima, name="plan.pdf")
    desk.submit(back, fatima)
    return back


def test_the_receipt_says_reference_symbol_time_and_hash(draft, fatima, hers):
    sent = desk.submit(draft, fatima)
    page = Page(hers.get(at(draft)))
    receipt = page.words(".//section[@aria-labelledby='receipt']")
    for said in (draft.reference, f"{draft.reference}/R1", f"{sent.submitted_at:%H:%M} UTC", sent.sha256):
        assert said in receipt
    assert "Fatima Focal" in receipt
    assert page.response["Cache-Control"] == "private, no-store"
    assert page.links()["Download as PDF"] == at(draft, page="round.pdf")


def test_a_round_stays_as_it_was_sent(answered, hers):
    assert "Half as much food" in Page(hers.get(at(answered))).words()
    assert "A third as much food" in Page(hers.get(at(answered, 2))).words()


def test_a_round_there_is_none_of_is_not_there(draft, answered, hers, stranger, signed_in):
    for number in (0, "01", 3, 99999999999999999999):
        assert hers.get(at(answered, number)).status_code == 404
    for page in ("", "round.pdf", "changes/"):
        assert signed_in(stranger).get(at(answered, 2, page)).status_code == 404


def test_the_secretariat_reads_it_too(answered, kim, signed_in):
    assert "Half as much food" in Page(signed_in(kim, "mfa").get(at(answered))).words()


def test_what_changed_is_marked_word_by_word(answered, hers):
    page = Page(hers.get(at(answered, 2, "changes/")))
    assert [each.itertext() and "".join(each.itertext()) for each in page.all(".//del")] == ["removed: Half"]
    added = ["".join(each.itertext()) for each in page.all(".//ins")]
    assert added[-1] == "added: A third"
    assert added[0].startswith("added: plan.pdf")


def test_of_the_first_round_there_are_no_changes(answered, hers):
    assert hers.get(at(answered, 1, "changes/")).status_code == 404


def test_two_rounds_that_say_the_same_say_so(draft, fatima, kim, hers):
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    desk.submit(back, fatima)
    assert "Both rounds say the same." in Page(hers.get(at(back, 2, "changes/"))).words()


def test_hostile_text_is_text_on_every_page(draft, fatima, kim, hers):
    desk.fill(draft, fatima, title=HOSTILE)
    back = desk.bring_to("returned", draft, by=fatima, screener=kim)
    desk.fill(back, fatima, title=HOSTILE + " again")
    desk.submit(back, fatima)
    for page in ("", "changes/"):
        body = hers.get(at(back, 2, page)).content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert(1)" in body


# --- On paper ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
def test_the_pdf_is_made_in_every_language(language, draft, fatima, hers):
    desk.submit(draft, fatima)
    response = hers.get(at(draft, page="round.pdf", language=language))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{draft.reference}-R1.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert response.content.startswith(b"%PDF-1.7")
    tag = {"zh-hans": "zh"}.get(language, language)
    assert f"/Lang({tag})".encode() in response.content.replace(b"/Lang (", b"/Lang(")


def test_markup_in_a_text_is_data_for_the_pdf(draft, fatima):
    hostile = '#panic("x") $x$ *b* @ref <a> \\ #include "/etc/passwd" ' + HOSTILE + "x" * 300
    desk.fill(draft, fatima, title=hostile)
    sent = desk.submit(draft, fatima)
    assert printing.print_round(sent).startswith(b"%PDF-")
    said = printing.document_of(sent)["name"]["parts"][0]
    # The turn of direction within ends with the title.
    assert said.replace("\u200b", "") == f"{hostile}\u202c"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "برنامج للحد من هدر الغذاء: «الخطة» ١٢٣"),
        ("zh-hans", "减少食物浪费计划：可持续消费与生产"),
        ("en", "Less waste – “half” of it"),
        ("fr", "Œuvre de l’été : à côté"),
        ("ru", "Меньше отходов, ещё и съёмка"),
        ("es", "¿Menos desperdicio? Sí, mañana"),
    ],
)
def test_the_fonts_of_the_pdf_have_every_letter_of_the_six_languages(language, text, fatima, agency):
    sent = desk.submit(desk.make_draft(fatima, agency, language=language, title=text), fatima)
    # The standard refuses a document with a letter that is in no font.
    assert b"pdfuaid" in printing.print_round(sent)


@pytest.mark.parametrize("text", ["한국어", "ไทย", "🌱", "𠀀"])
def test_a_letter_that_is_in_no_font_does_not_keep_the_rest_from_being_printed(text, draft, fatima, hers):
    desk.fill(draft, fatima, title=f"Less waste {text}")
    desk.submit(draft, fatima)
    response = hers.get(at(draft, page="round.pdf"))
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")
    assert b"pdfuaid" not in response.content


def test_the_largest_submission_there_may_be_is_printed_and_compared(draft, fatima, kim, hers):
    for word in ("word ", "减少食物"):
        there = Submission.objects.get(pk=draft.pk)
        desk.fill_to_the_brim(there, fatima, word)
        desk.bring_to("returned", there, by=fatima, screener=kim)
    assert hers.get(at(draft, 2, "round.pdf")).content.startswith(b"%PDF-")
    assert hers.get(at(draft, 2, "changes/")).status_code == 200


@pytest.mark.parametrize(("limit", "value"), [("SECONDS", 0), ("BYTES", 10_000_000)])
def test_no_text_holds_up_the_server_for_longer_than_the_limits(limit, value, draft, fatima, hers, tmp_path):
    program = Path(printing.__file__).with_name("typeset.py").read_text()
    changed = re.sub(r"SECONDS, BYTES = .+", f"SECONDS, BYTES = 20, 2 * 1024**3\n{limit} = {value}", program)
    assert changed != program
    (tmp_path / "typeset.py").write_text(changed)
    desk.submit(draft, fatima)
    with mock.patch.object(Path, "with_name", lambda self, name: tmp_path / name):
        response = hers.get(at(draft, page="round.pdf"))
    assert response.status_code == 503


def test_where_the_pdf_cannot_be_made_in_time_the_page_says_what_to_do(draft, fatima, hers, monkeypatch):
    desk.submit(draft, fatima)
    monkeypatch.setattr(printing, "SECONDS", 0)
    response = hers.get(at(draft, page="round.pdf"))
    assert response.status_code == 503
    assert "print the page of the round" in Page(response).words()


# --- Cost -------------------------------------------------------------------------------------------


def test_as_many_queries_after_two_rounds_as_after_four(draft, fatima, kim, hers):
    counts = []
    for _ in range(2):
        for _round in range(2):
            there = Submission.objects.get(pk=draft.pk)
            desk.bring_to("returned", there, by=fatima, screener=kim)
        with CaptureQueriesContext(connection) as queries:
            hers.get(at(draft, 2))
            hers.get(at(draft, 2, "changes/"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 40


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
@pytest.mark.parametrize("page", ["", "changes/"])
def test_it_opens_in_every_script(language, page, answered, hers):
    assert hers.get(at(answered, 2, page, language)).status_code == 200

"""Letters: one per event and person, in the person's language, and none is lost on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import letters
from accounts.models import Letter, Resending
from accounts.status import LetterState
from tests.post import TAKEN, parts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_letter")]


def write(to, key="listed:10YFP-001", title="Clean ovens", **options):
    return letters.write(key=key, to=to, template="plain", context={"title": title}, **options)


def make_due(letter):
    """Let the pause before the next try of ``letter`` pass."""
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now())


# --- Writing ------------------------------------------------------------------------------------


def test_an_event_told_twice_is_one_letter(focal_point):
    first = write(focal_point)
    assert write(focal_point, title="Something else") == first
    assert Letter.objects.get().subject == "Programmes: Clean ovens"


def test_each_person_gets_their_own_letter_about_an_event(focal_point, co_submitter):
    first, second = write(focal_point), write(co_submitter)
    assert first != second
    assert first.message_id != second.message_id


def test_the_database_itself_refuses_a_second_letter_about_an_event(focal_point):
    letter = write(focal_point)
    twin = Letter(key=letter.key, to=focal_point, address="a@b.example", message_id="<other@b.example>")
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_letter_without_its_event_does_not_exist(focal_point):
    with transaction.atomic():
        write(focal_point)
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_a_letter_is_written_in_the_recipient_s_language(focal_point):
    focal_point.language = "ar"
    letter = write(focal_point)
    assert (letter.language, letter.subject) == ("ar", "البرامج: Clean ovens")
    assert '<html lang="ar" dir="rtl">' in letter.html


def test_what_people_wrote_is_no_markup_and_plain_text_stays_plain(focal_point):
    letter = write(focal_point, title="<script>Smith & Sons</script>")
    assert "Programmes: <script>Smith & Sons</script>\n" in letter.text
    assert "<bdi>&lt;script&gt;Smith &amp; Sons&lt;/script&gt;</bdi>" in letter.html


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_a_line_end_in_a_title_begins_no_header(focal_point, office, end):
    write(focal_point, title=f"Ovens{end}Bcc: thief@elsewhere.example")
    letters.deliver()
    [(recipients, letter)] = office.taken
    assert recipients == ["focal.point@ruritania.example"]
    assert letter["Subject"] == "Programmes: Ovens Bcc: thief@elsewhere.example"
    assert letter["Bcc"] is None


@pytest.mark.parametrize("address", ["a@b.example\nBcc: thief@elsewhere.example", "no address", ""])
def test_an_address_that_is_none_gets_no_letter(focal_point, address):
    focal_point.email = address
    with pytest.raises(ValidationError):
        write(focal_point)


def test_a_subject_of_any_length_is_cut_to_what_mail_programs_show(focal_point):
    letter = write(focal_point, title="very " * 200)
    assert len(letter.subject) == 200
    assert letter.subject.endswith("…")


# --- Sending ------------------------------------------------------------------------------------


def test_a_letter_arrives_as_text_and_as_html_in_the_right_direction(focal_point, office, settings):
    focal_point.language = "ar"
    focal_point.save()
    letter = write(focal_point, title="أفران نظيفة")
    assert letters.deliver() == {LetterState.SENT: 1}
    [arrived] = office.letters
    assert arrived["To"] == "focal.point@ruritania.example"
    assert arrived["From"] == settings.DEFAULT_FROM_EMAIL
    assert arrived["Subject"] == "البرامج: أفران نظيفة"
    assert arrived["Content-Language"] == "ar"
    assert arrived["Message-ID"] == letter.message_id
    assert arrived.get_content_type() == "multipart/alternative"
    both = parts(arrived)
    assert list(both) == ["text/plain", "text/html"]
    assert "أفران نظيفة" in both["text/plain"]
    assert '<html lang="ar" dir="rtl">' in both["text/html"]
    assert f"{settings.SITE_URL}/id/10YFP-001" in both["text/plain"]


def test_a_sent_letter_is_not_sent_again(focal_point, office):
    letter = write(focal_point)
    letters.deliver()
    make_due(letter)
    assert letters.deliver() == {}
    assert len(office.letters) == 1
    letter.refresh_from_db()
    assert letter.sent_at is not None


def test_a_refused_letter_waits_longer_each_time_and_is_given_up_visibly(focal_point, office, caplog):
    letter = write(focal_point)
    office.answer = "451 try later"
    pauses = []
    while letter.state == LetterState.WAITING:
        before = timezone.now()
        assert letters.deliver_next() == letter
        letter.refresh_from_db()
        pauses.append(round((letter.due_at - before) / timedelta(minutes=1)))
        make_due(letter)
    assert pauses[:-1] == [1, 5, 15, 60, 180, 420, 780]
    assert (letter.state, letter.tries) == (LetterState.GIVEN_UP, 8)
    assert "try later" in letter.fault
    assert f"letter {letter.pk} given up after 8 tries" in caplog.text
    assert letters.deliver() == {}
    assert office.letters == []


def test_the_log_names_no_address(focal_point, office, caplog):
    office.answer = "550 no such person focal.point@ruritania.example"
    write(focal_point)
    letters.deliver()
    assert "failed with SMTPDataError" in caplog.text
    assert "ruritania" not in caplog.text


def test_a_letter_before_its_time_waits(focal_point, office):
    letter = write(focal_point)
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now() + timedelta(minutes=1))
    assert letters.deliver() == {}


def test_one_letter_that_cannot_be_sent_does_not_hold_up_the_next(focal_point, co_submitter, office):
    bad, _good = write(focal_point), write(co_submitter)
    Letter.objects.filter(pk=bad.pk).update(subject="two\nlines")
    assert letters.deliver() == {LetterState.WAITING: 1, LetterState.SENT: 1}
    assert [letter["To"] for letter in office.letters] == ["co.submitter@agency.example"]


def test_a_letter_given_up_can_be_tried_again(focal_point, office):
    letter = write(focal_point)
    assert not letters.try_again(letter=letter, by=focal_point)
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.GIVEN_UP, tries=8)
    assert letters.try_again(letter=letter, by=focal_point)
    again = Resending.objects.get()
    assert (again.letter, again.by, again.tries) == (letter, focal_point, 8)
    assert letters.deliver() == {LetterState.SENT: 1}


def test_a_letter_with_a_key_is_forgotten_once_it_is_sent(focal_point, office):
    letter = letters.write_to_address(
        key="reset:1",
        address=focal_point.email,
        to=focal_point,
        language="en",
        template="plain",
        context={"title": "secret-key"},
        holds_key=True,
    )
    assert "secret-key" in letter.text
    letters.deliver()
    letter.refresh_from_db()
    assert (letter.text, letter.html) == ("", "")
    assert "secret-key" in parts(office.letters[0])["text/plain"]


# --- Killed on the way --------------------------------------------------------------------------


class Killed(BaseException):
    """As ``kill -9`` leaves the tables: nothing after this point was done."""


def test_killed_between_the_server_s_250_and_our_commit_it_repeats_itself_unchanged(
    focal_point, office, monkeypatch
):
    def killed(_letter):
        raise Killed

    letter = write(focal_point)
    with monkeypatch.context() as patch:
        patch.setattr(letters, "_note_sent", killed)
        with pytest.raises(Killed):
            letters.deliver()
    assert letters.deliver() == {}, "while the try may still be running nobody else takes the letter"
    make_due(letter)
    assert letters.deliver() == {LetterState.SENT: 1}
    first, second = office.letters
    assert first["Message-ID"] == second["Message-ID"] == letter.message_id
    assert first["Date"] == second["Date"]
    assert parts(first) == parts(second)


def test_killed_before_the_server_took_it_the_letter_is_sent_later(focal_point, office, monkeypatch):
    def killed(_letter):
        raise Killed

    letter = write(focal_point)
    with monkeypatch.context() as patch:
        patch.setattr(letters, "message_for", killed)
        with pytest.raises(Killed):
            letters.deliver()
    office.answer = TAKEN
    make_due(letter)
    letters.deliver()
    assert [each["Message-ID"] for each in office.letters] == [letter.message_id]

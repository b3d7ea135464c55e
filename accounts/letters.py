"""Letters: written in the transaction of their event, sent by a worker, tried again until they arrive.

SMTP cannot promise *exactly once*. What holds: no event that was committed is without its letter; every
try of a letter bears the same Message-ID; a letter is sent twice only when the worker is killed after the
mail server took it and before that was noted.
"""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from accounts.models import Letter, Resending, User
from accounts.status import LetterState
from languages.official import language_for

log = logging.getLogger(__name__)

# How long to wait after each failed try: a day in all, and then the letter is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 420, 780))
# How long one try may take. A letter whose worker was killed meanwhile is due again afterwards.
TRY_TAKES = timedelta(minutes=10)
LONGEST_SUBJECT = 200

# --- Writing ------------------------------------------------------------------------------------


def write(*, key: str, to: User, template: str, context: Mapping[str, object]) -> Letter:
    """The letter to ``to`` about the event ``key``: written now, or the one that was written before.

    Call it in the transaction of the event. ``template`` names three files under ``templates/letters/``:
    ``.subject.txt``, ``.txt`` and ``.html``. They see ``context``, the recipient as ``to`` and the portal's
    address as ``site``; what they link to is ``{{ site }}`` and a path without a language, so that it opens
    in the language of whoever follows it.
    """
    return write_to_address(
        key=key, address=to.email, to=to, language=to.language, template=template, context=context
    )


def write_to_address(
    *,
    key: str,
    address: str,
    to: User | None,
    language: str,
    template: str,
    context: Mapping[str, object],
    holds_key: bool = False,
) -> Letter:
    """``write`` for an address that is not, or not yet, that of an account."""
    written = Letter.objects.filter(key=key, to=to).first()
    if written:
        return written
    letter = _composed(key, address, to, language, template, context)
    letter.holds_key = holds_key
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:  # written at the same moment by somebody else
        return Letter.objects.get(key=key, to=to)
    return letter


def write_together(*, template: str, told: Mapping[tuple[str, User], Mapping[str, object]]) -> int:
    """``write`` for many at once, in as many queries as for one; how many letters are new.

    ``told`` gives the context of each letter by its key and recipient.
    """
    keys = {key for key, _to in told}
    written = set(Letter.objects.filter(key__in=keys).values_list("key", "to"))
    letters = [
        _composed(key, to.email, to, to.language, template, context)
        for (key, to), context in told.items()
        if (key, to.pk) not in written
    ]
    # What somebody else writes at the same moment is not written twice.
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    return len(letters)


def _composed(
    key: str, address: str, to: User | None, language: str, template: str, context: Mapping[str, object]
) -> Letter:
    validate_email(address)
    with translation.override(language):
        told = {**context, "to": to, "site": settings.SITE_URL, "language": language_for(language)}
        return Letter(
            key=key,
            to=to,
            address=address,
            language=language,
            subject=_in_one_line(_rendered(f"{template}.subject.txt", told)),
            text=_rendered(f"{template}.txt", told),
            html=_rendered(f"{template}.html", told),
            message_id=f"<{uuid.uuid4()}@{_domain_of_sender()}>",
        )


def _rendered(template: str, context: dict[str, Any]) -> str:
    # Plain text is nobody's markup: there `&` stays `&`.
    found: Any = get_template(f"letters/{template}")
    return found.template.render(Context(context, autoescape=template.endswith(".html"))).strip() + "\n"


def _in_one_line(subject: str) -> str:
    # A line end within a name or title would begin another header.
    line = " ".join(subject.split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def _domain_of_sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


# --- Sending ------------------------------------------------------------------------------------


def deliver() -> Counter[str]:
    """Send every letter that is due; how many are now in which state."""
    outcomes: Counter[str] = Counter()
    while letter := deliver_next():
        outcomes[letter.state] += 1
    return outcomes


def deliver_next() -> Letter | None:
    """Try to send the letter that has been due for longest; ``None`` where none is."""
    letter = _claim(timezone.now())
    if letter:
        try:
            message_for(letter).send()
        except Exception as fault:  # whatever is wrong with one letter must not hold up the others
            _note_failure(letter, fault)
        else:
            _note_sent(letter)
    return letter


def message_for(letter: Letter) -> EmailMultiAlternatives:
    """``letter`` as plain text and HTML, the same at every try."""
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[letter.address],
        headers={
            "Message-ID": letter.message_id,
            "Date": format_datetime(letter.written_at),
            "Content-Language": language_for(letter.language).tag,
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def _claim(now: datetime) -> Letter | None:
    """Take the next due letter from all other workers until a try must be over.

    PostgreSQL skips rows that another worker is just taking; on SQLite the transaction is the only writer.
    """
    due = Letter.objects.due(now)
    if not due.exists():
        return None
    with transaction.atomic():
        letter = due.select_for_update(skip_locked=True).first()
        if letter:
            letter.tries += 1
            letter.due_at = now + TRY_TAKES
            letter.save(update_fields=["tries", "due_at"])
    return letter


def _note_sent(letter: Letter) -> None:
    letter.state, letter.sent_at, letter.fault = LetterState.SENT, timezone.now(), ""
    _close(letter)


def _note_failure(letter: Letter, fault: Exception) -> None:
    # Names and addresses stay in the row; the log gets the number of the letter and the kind of fault.
    letter.fault = f"{type(fault).__name__}: {fault}"[:500]
    if letter.tries <= len(PAUSES):
        letter.due_at = timezone.now() + PAUSES[letter.tries - 1]
        letter.save(update_fields=["fault", "due_at"])
        log.warning("letter %s: try %s failed with %s", letter.pk, letter.tries, type(fault).__name__)
    else:
        letter.state = LetterState.GIVEN_UP
        _close(letter)
        log.error("letter %s given up after %s tries", letter.pk, letter.tries)


def _close(letter: Letter) -> None:
    if letter.holds_key:
        letter.text = letter.html = ""
    letter.save(update_fields=["state", "sent_at", "fault", "text", "html"])


@transaction.atomic
def try_again(*, letter: Letter, by: User) -> bool:
    """Put a letter that was given up back in the queue, from the first try; false where it cannot be."""
    given_up = Letter.objects.given_up().select_for_update().filter(holds_key=False).exclude(address="")
    found = given_up.filter(pk=letter.pk).first()
    if found is None:
        return False
    Resending.objects.create(letter=found, by=by, tries=found.tries)
    found.state, found.tries, found.due_at = LetterState.WAITING, 0, timezone.now()
    found.save(update_fields=["state", "tries", "due_at"])
    return True


# --- Forgetting ---------------------------------------------------------------------------------


def forget_addresses(*, before: datetime) -> int:
    """Forget to which addresses without an account letters went that were written ``before``; how many.

    Letters that wait to be sent keep theirs.
    """
    over = Letter.objects.filter(to=None, written_at__lt=before).exclude(state=LetterState.WAITING)
    return over.exclude(address="").update(address="")

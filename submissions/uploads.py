"""Word files that come back: what was understood is kept until its uploader has chosen, section by section.

Reading a file changes nothing on the draft. What is chosen is saved like anything else that is written, at
the revision that was seen; the file itself is forgotten once it was read.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from lifecycle.scheme import load_scheme
from programmes.template.editions import EDITIONS
from submissions.attachments import clean_name
from submissions.drafting import assemble, save_section
from submissions.models import Section, Submission, Upload
from submissions.word.reading import Piece, Understood, understand
from submissions.word.safety import BadWordFile

KEPT = timedelta(days=7)
MOST_KEPT = 10
"""Of one person, whatever the number of their drafts."""


class UploadRefused(ValidationError):
    """This file is not taken; the message names it and says why."""


def upload(*, submission: Submission, name: str, data: bytes, by: User) -> Upload:
    """Read a Word file and keep what it says, in the place of what the same person uploaded before.

    Raises ``UploadRefused`` where it cannot be read; then what was there before stays.
    """
    shown = clean_name(name)
    upon, scheme = assemble(submission).content, load_scheme()
    try:
        understood = understand(data, upon=upon, language=submission.language, scheme=scheme)
    except BadWordFile as fault:
        raise UploadRefused("%(name)s: %(fault)s", params={"name": shown, "fault": fault}) from fault
    now = timezone.now()
    given = {"name": shown, "understood": asdict(understood), "at": now}
    with transaction.atomic():
        kept, _is_new = Upload.objects.update_or_create(submission=submission, by=by, defaults=given)
        Upload.objects.filter(at__lt=now - KEPT).delete()
        oldest = Upload.objects.filter(by=by).values_list("pk", flat=True)[MOST_KEPT:]
        Upload.objects.filter(pk__in=list(oldest)).delete()
    return kept


def upload_of(user: User, submission: Submission) -> Upload | None:
    """What ``user`` uploaded last for ``submission`` and has not put aside."""
    fresh = Upload.objects.filter(at__gte=timezone.now() - KEPT)
    return fresh.filter(submission=submission, by=user).first()


def understood_of(kept: Upload) -> Understood:
    """What was understood, as it was when the file was read."""
    pieces = [Piece(**piece) for piece in kept.understood["pieces"]]
    return Understood(**{**kept.understood, "pieces": pieces})


def take(*, kept: Upload, code: str, seen: int, by: User) -> Section:
    """Save the section ``code`` as the file has it, over what was seen at that revision.

    Raises what ``drafting.save_section`` raises, and ``UploadRefused`` where the file has nothing of it.
    """
    submission = kept.submission
    stands = submission.sections.get(code=code)
    says = understood_of(kept).section(code, stands.content, EDITIONS[submission.edition])
    if says is None:
        raise UploadRefused(_("The file has nothing of this section."))
    return save_section(submission=submission, code=code, content=says, seen=seen, by=by)


def put_aside(kept: Upload) -> None:
    """Forget what was understood; the draft stays as it is."""
    kept.delete()

"""Files that people attach: what may be attached, where it is kept, and taking it off again.

What a file is follows from its content alone; its name and what the browser says of it are not believed.
Files lie outside everything that is served, under a random key, and are handed out by a door that asks.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from submissions.files import ENDINGS, BadFile, content_type_of
from submissions.models import Attachment, Round, Submission
from submissions.permissions import role_of
from submissions.status import AttachmentKind

MAX_SIZE = 5 * 1024 * 1024
MAX_ATTACHMENTS = 5
NAME_LENGTH = 100
# “114.2026” ends in a number, which says nothing of the type.
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")


class AttachmentRefused(ValidationError):
    """This file is not taken; the message names it and says why."""


def readable_by(user: Any, submission: Submission) -> QuerySet[Attachment]:
    """Files that ``user``, who may see ``submission``, may read: members all, others what was sent."""
    if role_of(user, submission) is None:
        return submission.attachments.filter(key__in=_sent_keys(submission))
    return submission.attachments.all()


@transaction.atomic
def attach(*, submission: Submission, kind: str, name: str, data: bytes, by: User) -> Attachment:
    """Keep ``data`` under a cleaned ``name`` with a draft.

    Raises ``AttachmentRefused``, naming the file, where it is not a PDF or image throughout, is larger than
    ``MAX_SIZE``, or is one too many; the draft stays as it is.
    """
    if kind not in AttachmentKind.values:
        raise ValidationError({"kind": _("Choose what the file is.")})
    shown = clean_name(name)
    if len(data) > MAX_SIZE:
        raise AttachmentRefused(
            _("%(name)s is larger than %(limit)d MB."),
            params={"name": shown, "limit": MAX_SIZE // 1024 // 1024},
        )
    try:
        content_type = content_type_of(data)
    except BadFile as fault:
        raise AttachmentRefused("%(name)s: %(fault)s", params={"name": shown, "fault": fault}) from fault
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if not locked.is_editable:
        raise AttachmentRefused(_("It has been sent, and cannot be changed unless it is returned."))
    if locked.attachments.present().count() >= MAX_ATTACHMENTS:
        raise AttachmentRefused(
            _("Attach %(limit)d files at most: take one off first."), params={"limit": MAX_ATTACHMENTS}
        )
    attachment = Attachment(
        submission=locked,
        kind=kind,
        name=_ENDING.sub("", shown) + ENDINGS[content_type],
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        key=secrets.token_hex(16),
        added_by=by,
        added_at=timezone.now(),
    )
    # The file first: a row without its file would be a lost attachment, a file without its row is nobody's.
    _store(attachment.path, data)
    attachment.save()
    return attachment


@transaction.atomic
def detach(*, attachment: Attachment) -> None:
    """Take a file off a draft. One that was sent with a round stays with that round."""
    locked = Submission.objects.select_for_update().get(pk=attachment.submission_id)
    if not locked.is_editable:
        raise AttachmentRefused(_("It has been sent, and cannot be changed unless it is returned."))
    if attachment.key in _sent_keys(locked):
        attachment.removed_at = timezone.now()
        attachment.save(update_fields=["removed_at"])
    else:
        forget(attachment)
        attachment.delete()


def forget(attachment: Attachment) -> None:
    """Remove the file once the row's removal is certain. The caller removes the row."""
    path = attachment.path
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def clean_name(name: str) -> str:
    """The last part of ``name`` without anything that deceives: no path, control or change of direction."""
    name = unicodedata.normalize("NFC", name.encode(errors="replace").decode())
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if unicodedata.category(sign) not in ("Cc", "Cf", "Co", "Cn"))
    shown = " ".join(shown.split()).strip(". ")
    stem, dot, ending = shown.rpartition(".")
    stem = (stem if dot else ending)[:NAME_LENGTH].strip(". ")
    return f"{stem or _('attachment')}.{ending[:10]}" if dot and stem else stem or _("attachment")


def _store(path: Path, data: bytes) -> None:
    root = Path(settings.PRIVATE_FILES)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    root.chmod(0o700)
    path.write_bytes(data)
    path.chmod(0o600)


def _sent_keys(submission: Submission) -> set[str]:
    rounds = Round.objects.filter(submission=submission).values_list("attachments", flat=True)
    return {attached["key"] for attachments in rounds for attached in attachments}

"""What is still missing before a submission can be sent, item by item, from the template's definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from programmes.models import Submitter
from programmes.status import SubmitterKind
from programmes.template.content import Content
from programmes.template.editions import EDITIONS, Item, Section
from submissions import particulars
from submissions.drafting import Draft
from submissions.models import Attachment, Submission
from submissions.signing import unsigned
from submissions.standing import HINDRANCES, standing
from submissions.status import AttachmentKind, AuthorityKind, SubmissionStatus

SUBMITTER, ATTACHMENTS, CALL, TOGETHER = "submitter", "attachments", "call", "together"


@dataclass(frozen=True)
class Missing:
    """One thing to do before sending: in which section, at which address of its form, and what."""

    section: str
    address: str
    message: str


def missing(submission: Submission, draft: Draft, at: datetime) -> list[Missing]:
    """Everything that is missing at ``at``, in the order of the form; empty when it can be sent."""
    lead = submission.lead
    attached = list(submission.attachments.present())
    found: list[Missing] = []
    for section in EDITIONS[submission.edition].sections:
        found += _in_section(section, draft.content, submission.language)
    found += _in_cell(draft.cell)
    if lead is None:
        said = _("Say in whose name you submit; a request to act for a submitter has to be approved first.")
        found.append(Missing(SUBMITTER, NON_FIELD_ERRORS, said))
    else:
        found += _in_authority(draft.authority, lead.submitter, attached)
    if submission.other_language and not _has(attached, AttachmentKind.ORIGINAL):
        said = _("Attach the text in the language it was written in.")
        found.append(Missing(ATTACHMENTS, AttachmentKind.ORIGINAL, said))
    if submission.received and not _has(attached, AttachmentKind.RECEIVED):
        said = _("Attach what was received on paper or by e-mail.")
        found.append(Missing(ATTACHMENTS, AttachmentKind.RECEIVED, said))
    found += _in_agreement(submission, draft, at)
    hindrance = HINDRANCES.get(standing(submission, at))
    if hindrance:
        found.append(Missing(CALL, NON_FIELD_ERRORS, str(hindrance)))
    return found


def progress(submission: Submission, draft: Draft) -> dict[str, bool]:
    """Whether anything stands on each section of the template, for the outline beside the form."""
    edition = EDITIONS[submission.edition]
    written = {
        section.code: any(item.code in draft.content["items"] for item in section.items)
        for section in edition.sections
    }
    return written | {
        particulars.CELL: bool(draft.cell["stage"] and draft.cell["instrument"]),
        particulars.AUTHORITY: bool(draft.authority["kind"]),
    }


def _in_section(section: Section, content: Content, language: str) -> Iterator[Missing]:
    for item in section.items:
        written = content["items"].get(item.code)
        holders: list[Mapping[str, Any]] = (written or []) if item.is_list else [written or {"texts": {}}]
        if item.required and not any(holder["texts"] for holder in holders):
            address = item.code if item.is_list else f"{item.code}/{language}"
            said = _("%(label)s: this is needed.") % {"label": item.label}
            yield Missing(section.code, address, said)
            continue
        for holder in holders:
            path = f"{item.code}/{holder['id']}" if item.is_list else item.code
            yield from _in_passage(
                section, item, path, holder["texts"].get(language, {}).get("text", ""), language
            )


def _in_passage(section: Section, item: Item, path: str, text: str, language: str) -> Iterator[Missing]:
    if item.is_list and not text:
        yield Missing(section.code, f"{path}/{language}", _("Write the text of this row, or remove the row."))
    if len(text) > item.limit:
        said = _("%(label)s: shorten by %(excess)d characters; the limit is %(limit)d.") % {
            "label": item.label,
            "excess": len(text) - item.limit,
            "limit": item.limit,
        }
        yield Missing(section.code, f"{path}/{language}", said)


def _in_cell(cell: Mapping[str, Any]) -> Iterator[Missing]:
    if not (cell["stage"] and cell["instrument"]):
        said = _("Choose the life-cycle stage and the instrument type of the programme.")
        yield Missing(particulars.CELL, particulars.CELL, said)


def _in_authority(
    authority: Mapping[str, Any], lead: Submitter, attached: list[Attachment]
) -> Iterator[Missing]:
    """A government's submission carries its authority; other submitters speak for themselves."""
    if lead.kind != SubmitterKind.MEMBER_STATE:
        return
    section = particulars.AUTHORITY
    if not authority["kind"]:
        said = _("Say on what authority you submit: a note verbale, or a letter designating the focal point.")
        yield Missing(section, "authority/kind", said)
        return
    if authority["kind"] == AuthorityKind.NOTE_VERBALE and not authority["number"]:
        yield Missing(section, "authority/number", _("Give the number of the note verbale."))
    if not authority["date"]:
        yield Missing(section, "authority/date", _("Give the date of the note verbale or letter."))
    if not _has(attached, AttachmentKind.AUTHORITY):
        yield Missing(
            ATTACHMENTS, AttachmentKind.AUTHORITY, _("Attach a scan of the note verbale or letter.")
        )


def _in_agreement(submission: Submission, draft: Draft, at: datetime) -> Iterator[Missing]:
    """Nothing is sent in the name of somebody who has not answered, or has not signed what is sent."""
    if submission.status == SubmissionStatus.DRAFT:
        waiting = submission.invitations.waiting(at).filter(submitter__isnull=False)
        for invitation in waiting.select_related("submitter"):
            said = _("%(name)s has not answered the invitation: wait, or withdraw it.")
            address = f"invitation-{invitation.pk}"
            yield Missing(TOGETHER, address, said % {"name": invitation.invited_name})
    for party in unsigned(submission, draft):
        said = _("%(name)s has not signed off the text as it stands.")
        yield Missing(TOGETHER, f"party-{party.pk}", said % {"name": party.named_as})


def _has(attached: list[Attachment], kind: str) -> bool:
    return any(attachment.kind == kind for attachment in attached)

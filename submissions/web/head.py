"""What stands above and beside every page of a submission: its title, whose turn it is, and its outline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from programmes.models import Submitter
from programmes.status import SubmitterKind
from programmes.template.content import texts_at
from programmes.template.drawing import id_of
from programmes.template.editions import EDITIONS
from submissions import particulars
from submissions.completeness import ATTACHMENTS, CALL, SUBMITTER, TOGETHER, Missing, missing, progress
from submissions.drafting import Draft, assemble
from submissions.models import Submission
from submissions.permissions import leads, may_write, role_of
from submissions.status import MembershipRole, SubmissionStatus


@dataclass(frozen=True)
class Line:
    """One section in the outline; ``missing`` counts what is to be done on it before sending."""

    code: str
    number: str
    label: str | Promise
    address: str
    is_written: bool
    missing: int

    @property
    def is_complete(self) -> bool:
        return self.is_written and not self.missing


@dataclass(frozen=True)
class Head:
    """Everything around a page of a submission; the outline leads to forms, and is for those who may write.

    ``to_do`` is what is missing before it can be sent: each with the address of the field, and in words.
    """

    title: str
    turn: str
    lead: Submitter | None
    draft: Draft | None
    to_do: list[tuple[str, str]]
    lines: list[Line]

    @property
    def sections(self) -> int:
        """How many sections there are, the attachments beside them not counted."""
        return len(self.lines) - 1

    @property
    def complete(self) -> int:
        """How many of them are complete."""
        return sum(line.is_complete for line in self.lines[:-1])


def head_of(submission: Submission, person: Any) -> Head:
    """The head of ``submission`` as ``person`` may see it."""
    lead = submission.lead.submitter if submission.lead else None
    turn = whose_turn(submission, person)
    if role_of(person, submission) is None:
        return Head(submission.title, turn, lead, None, [], [])
    draft = assemble(submission)
    found = missing(submission, draft, timezone.now()) if submission.is_editable else []
    title = texts_at(draft.content, "title").get(submission.language, {}).get("text", "")
    return Head(
        title=title or submission.title,
        turn=turn,
        lead=lead,
        draft=draft,
        to_do=[(address_of(submission, each), each.message) for each in found],
        lines=_outline(submission, lead, draft, found) if may_write(person, submission) else [],
    )


def address_of(submission: Submission, lacking: Missing) -> str:
    """Where something that is missing can be given."""
    if lacking.section in (SUBMITTER, CALL):
        return f"{reverse('submission', args=[submission.reference])}#{lacking.section}"
    if lacking.section == TOGETHER:
        return f"{reverse('together', args=[submission.reference])}#{lacking.address}"
    if lacking.section == ATTACHMENTS:
        return reverse("files", args=[submission.reference])
    return f"{reverse('section', args=[submission.reference, lacking.section])}#{id_of(lacking.address)}"


def _outline(
    submission: Submission, lead: Submitter | None, draft: Draft, found: list[Missing]
) -> list[Line]:
    """The sections of the form in their order; that of the authority where the submitter needs one."""
    numbers = {section.code: section.number for section in EDITIONS[submission.edition].sections}
    labels = particulars.section_labels(submission.edition)
    if lead is not None and lead.kind != SubmitterKind.MEMBER_STATE:
        labels.pop(particulars.AUTHORITY)
    written, wanting = progress(submission, draft), Counter(each.section for each in found)
    lines = [
        Line(
            code=code,
            number=numbers.get(code, ""),
            label=label,
            address=reverse("section", args=[submission.reference, code]),
            is_written=written[code],
            missing=wanting[code],
        )
        for code, label in labels.items()
    ]
    files = Line(
        code=ATTACHMENTS,
        number="",
        label=_("Attachments"),
        address=reverse("files", args=[submission.reference]),
        is_written=submission.attachments.present().exists(),
        missing=wanting[ATTACHMENTS],
    )
    return [*lines, files]


def whose_turn(submission: Submission, person: Any) -> str:
    """Whose turn it is, in words, as ``person`` stands to the submission."""
    role = role_of(person, submission)
    status = submission.status
    if status in SubmissionStatus.EDITABLE:
        if submission.keyed_by_id == person.pk and role is not None:
            return _("Your turn: key in what was received, then send it to be confirmed.")
        if role == MembershipRole.FOCAL_POINT and not leads(person, submission):
            return _("Your turn: write. The submitter that leads it submits.")
        if role in MembershipRole.WRITING:
            return (
                _("Your turn: write, then submit.")
                if status == "draft"
                else _("Your turn: answer, then submit again.")
            )
        return _("The submitters’ turn.")
    if status in SubmissionStatus.WITH_THE_SECRETARIAT:
        return (
            _("The secretariat’s turn.")
            if role
            else _("Your turn, or that of a colleague in the secretariat.")
        )
    if status == SubmissionStatus.ACCEPTED:
        if submission.is_public:
            return _("Nobody’s turn: the programme is in the registry.")
        return _("Accepted: the secretariat publishes it.")
    return _("Nobody’s turn: it is closed.")

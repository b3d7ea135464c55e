"""The page on which a submission is screened: everything one has to know of it, and everything to be done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from languages.official import language_for
from lifecycle.scheme import load_scheme
from programmes.status import PartyRole
from programmes.template.editions import EDITIONS
from submissions import comparing, screening
from submissions.admin.assessing import KINDS_IN_WORDS, AssessmentForm
from submissions.admin.decisions import last_move, what_is_claimed
from submissions.admin.rounds import cell_drawn, text_drawn
from submissions.hints import hints_for
from submissions.models import Comment, Round, Submission, SubmissionParty
from submissions.particulars import authority_words, section_labels
from submissions.permissions import may_handle, role_of
from submissions.reminders import last_reminded
from submissions.status import AttachmentKind, Audience, SubmissionStatus

# So many remarks of each kind; the rest stands in the discussion.
MOST_SAID = 30


def page_of(submission: Submission, user: Any, form: AssessmentForm | None = None) -> dict[str, Any]:
    """What the page shows ``user``; ``form`` holds answers that were refused."""
    sent, before = _last_two(submission)
    panels = screening.panels_of(submission, user)
    now = panels[0] if panels else None
    may_assess = may_handle(user, submission)
    is_asked = now is not None and now.is_open and not (now.own and now.own.handed_in_at) and may_assess
    return {
        "submission": submission,
        "round": sent,
        "before": before,
        "reminded": last_reminded(submission) if submission.status == SubmissionStatus.RETURNED else None,
        "written_in": language_for(sent.language),
        "text_changes": comparing.text_changes(before, sent) if before else [],
        "other_changes": comparing.other_changes(before, sent) if before else [],
        "parties": _parties(submission, sent),
        "authority": authority_words(sent.authority),
        "attachments": [
            {**attached, "kind_label": AttachmentKind(attached["kind"]).label}
            for attached in sent.attachments
        ],
        "cell": cell_drawn(sent, load_scheme()),
        "claimed": what_is_claimed(submission),
        "text": text_drawn(sent),
        "hints": hints_for(submission, user, sent.cell),
        "talks": _talks(submission, user),
        "panel": now,
        "earlier": [panel for panel in panels[1:] if panel.shown],
        "kinds": KINDS_IN_WORDS,
        "form": form or (AssessmentForm(now.own if now else None) if is_asked else None),
        "may_assess": may_assess,
        "moves": moves_told(submission, user),
        "last_move": last_move(submission),
    }


def _last_two(submission: Submission) -> tuple[Round, Round | None]:
    rounds = submission.rounds.select_related("submission", "submitted_by").order_by("-number")[:2]
    sent, *before = rounds
    return sent, before[0] if before else None


def _parties(submission: Submission, sent: Round) -> list[dict[str, Any]]:
    """Who signs the round, as it was sent; with whoever has left since."""
    now = {party.submitter_id: party for party in submission.parties.all()}
    return [_party(party, now.get(party["submitter"])) for party in sent.parties]


def _party(party: dict[str, Any], now: SubmissionParty | None) -> dict[str, Any]:
    return {
        "named_as": party["named_as"],
        "language": language_for(party["named_language"]),
        "role": PartyRole(party["role"]).label,
        "signs": party["role"] == PartyRole.CO_SUBMITTER,
        "signed_at": datetime.fromisoformat(party["signed_at"]) if party["signed_at"] else None,
        "left": now if now and now.left_at else None,
    }


def _talks(submission: Submission, user: Any) -> dict[str, list[dict[str, Any]]]:
    """What the secretariat notes for itself, and apart from it what its submitters read; the newest first."""
    labels, items = section_labels(submission.edition), EDITIONS[submission.edition].items
    readable = Comment.objects.visible_to(user, submission)
    return {
        name: [
            {
                "comment": said,
                "about": items[said.item].label if said.item else labels[said.section],
                "who": said.by.get_short_name(),
            }
            for said in readable.filter(audience=audience).open_first()[:MOST_SAID]
        ]
        for name, audience in (("internal", Audience.INTERNAL), ("written", Audience.SECRETARIAT))
    }


def moves_told(submission: Submission, user: Any, *, since: int = 0) -> list[Any]:
    """What happened, in words; whoever belongs to its submitters is not told what is internal."""
    labels, items = section_labels(submission.edition), EDITIONS[submission.edition].items
    is_ours = role_of(user, submission) is None
    moves = submission.moves.filter(pk__gt=since).select_related("by", "round__submission")
    return [
        {
            "move": move,
            "reasons": [(labels[code], reason) for code, reason in move.reasons.items()],
            "kept": dict.fromkeys(items[path.partition("/")[0]].label for path in move.kept if is_ours),
            "internal_reason": move.internal_reason if is_ours else "",
        }
        for move in moves.defer("round__content")
    ]

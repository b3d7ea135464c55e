"""A Member State's text is verbatim: its original words stand as they were sent, or as it approved them.

What a passage has to say is what is public of it, and what rounds brought since; see ``contributions``. A
passage comes from a round where its original is cited to one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from languages.cleaning import clean
from programmes import statements
from programmes.models import Programme
from programmes.status import Locator, PartyRole, SubmitterKind
from programmes.template.content import Content, edition_of, original_language, passages
from programmes.validators import clean_text

APPROVER_LENGTH = 300

# By path: the original's language, its words, and the amounts beside them.
Originals = dict[str, tuple[str, str, list[dict[str, Any]]]]


class Unapproved(ValidationError):
    """The words of a Member State were changed, and nothing says that it approved."""


@dataclass(frozen=True)
class Approval:
    """That the submitter approved other words than it sent: who, and on which day."""

    by: str
    on: date

    @classmethod
    def stored(cls, approval: Mapping[str, str]) -> Self | None:
        """The approval as a version keeps it."""
        return cls(approval["by"], date.fromisoformat(approval["on"])) if approval else None


def approved(
    programme: Programme,
    content: Content,
    contributions: Sequence[Mapping[str, Any]],
    approval: Approval | None,
) -> dict[str, str]:
    """``approval`` as a version keeps it, where ``content`` needs one; empty where it needs none.

    Raises ``Unapproved`` where it needs one and has none.
    """
    changed = changed_words(programme, content, contributions)
    if not changed:
        return {}
    if approval is None:
        raise Unapproved(
            _(
                "The words of a Member State were changed: %(items)s. Put them back as they were sent, or "
                "say who of its submitters approved the change, and on which day."
            ),
            params={"items": pgettext("between names in a list", ", ").join(changed)},
        )
    by = clean_text(approval.by, limit=APPROVER_LENGTH, label=_("Approved by"))
    if not by:
        raise Unapproved(_("Say who approved the change."))
    if approval.on > timezone.now().date():
        raise Unapproved(_("The day of the approval is still to come."))
    return {name: str(value) for name, value in asdict(Approval(by, approval.on)).items()}


def changed_words(
    programme: Programme, content: Content, contributions: Sequence[Mapping[str, Any]] = ()
) -> list[str]:
    """The items, as the template calls them, in which ``content`` is not what a Member State sent.

    None where no Member State submits the programme.
    """
    said, says = _said(programme, contributions), _originals(content)
    paths = [path for path in said | says if said.get(path) != says.get(path)]
    if not paths or not _is_of_a_member_state(programme, contributions):
        return []
    items = edition_of(content).items
    return list(dict.fromkeys(str(items[path.partition("/")[0]].label) for path in paths))


def verbatim_texts(programme: Programme, contributions: Sequence[Mapping[str, Any]] = ()) -> frozenset[str]:
    """Which texts are a Member State's words as it sent them, each by its path and language: ``title/en``.

    None where no Member State submits the programme.
    """
    said = _said(programme, contributions)
    if not said or not _is_of_a_member_state(programme, contributions):
        return frozenset()
    return frozenset(f"{path}/{code}" for path, (code, _words, _amounts) in said.items())


def _said(programme: Programme, contributions: Sequence[Mapping[str, Any]]) -> Originals:
    said = _originals(programme.current.content) if programme.current else {}
    for contribution in contributions:
        before, after = _originals(contribution["before"]), _originals(contribution["after"])
        for path in [path for path in before | after if before.get(path) != after.get(path)]:
            said.pop(path, None)
            if path in after:
                said[path] = after[path]
    return said


def _originals(content: Content) -> Originals:
    found = {}
    for passage in passages(content):
        code = original_language(passage.texts)
        if code and any(cite["part"] == Locator.ROUND for cite in passage.cites):
            # As it would be stored today: one that was stored before is not another for that.
            found[passage.path] = (code, clean(passage.texts[code]["text"]), passage.quantities)
    return found


def _is_of_a_member_state(programme: Programme, contributions: Sequence[Mapping[str, Any]]) -> bool:
    return any(
        party.submitter.kind == SubmitterKind.MEMBER_STATE
        for party in statements.expected(programme, contributions).parties
        if party.role != PartyRole.PARTNER
    )

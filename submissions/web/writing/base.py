"""What the forms of all sections have in common.

A draft is kept with anything missing, so these forms refuse only what cannot be stored or be read in one way.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from languages.official import Language, language_for
from programmes.changes import Change
from programmes.template.drawing import id_of
from programmes.template.sheet import Sent
from submissions import particulars
from submissions.models import Submission
from submissions.web.remarks import Talk

WHOLE = "whole"
"""The last field of every form: a page that was cut short comes back without it, and is not stored."""
# What is shown again of one text that is far too long to be stored.
MOST_SHOWN = 200_000


class DraftForm(ABC):
    """One section of a draft as a person writes on it, upon what stands ``stored`` or was ``sent``.

    After ``is_valid``, ``content`` is what may be saved; ``errors`` says by address what is wrong.
    """

    template: ClassVar[str]

    def __init__(
        self, submission: Submission, code: str, stored: dict[str, Any], sent: Sent | None = None
    ) -> None:
        self.submission, self.code = submission, code
        self.language: Language = language_for(submission.language)
        self.errors: dict[str, list[str]] = {}
        self.talks: Mapping[str, Talk] = {}
        """What is said about its items, by item, to be shown beside each."""
        self.is_cut = False
        """Whether only the beginning of something is shown again; ``cut`` says."""
        self.stand_on(stored)
        if sent is not None:
            self.read(sent)
            if WHOLE not in sent:
                self.refuse(
                    NON_FIELD_ERRORS, _("The page came back incomplete. Look at it again, then save.")
                )

    @property
    def label(self) -> str | Promise:
        return particulars.section_labels(self.submission.edition)[self.code]

    # --- What each section does in its own way -----------------------------------------------------

    @abstractmethod
    def stand_on(self, stored: dict[str, Any]) -> None:
        """Show what stands written."""

    @abstractmethod
    def read(self, sent: Sent) -> None:
        """Show what was sent in the place of what stands written."""

    # A section may have nothing of these three to do.

    def judge(self) -> None:  # noqa: B027 - see above
        """Refuse what the writer of sections cannot see any more."""

    def press(self, button: str) -> None:  # noqa: B027 - see above
        """Do what a button says to what was typed; nothing is judged or stored."""

    def offer(self, theirs: dict[str, Any]) -> None:  # noqa: B027 - see above
        """Offer what somebody else saved meanwhile and this page does not have."""

    @abstractmethod
    def cut(self) -> None:
        """Leave as much of what was typed as a page can bear; what is left may not be saved any more."""

    @property
    @abstractmethod
    def content(self) -> dict[str, Any]:
        """What was typed, as ``drafting.save_section`` takes it."""

    @abstractmethod
    def changes(self, before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
        """What one content of this section says otherwise than another."""

    # --- What all do alike -------------------------------------------------------------------------

    def is_valid(self) -> bool:
        """Whether what was typed can be read in one way."""
        self.judge()
        return not self.errors

    def refuse(self, address: str, message: str) -> None:
        """Say what is wrong at ``address``."""
        self.errors.setdefault(address, []).append(message)

    def add_faults(self, faults: ValidationError) -> None:
        """Show ``faults`` that the writer found, each at its field."""
        by_address: Mapping[str, list[str]] = (
            faults.message_dict if hasattr(faults, "error_dict") else {NON_FIELD_ERRORS: faults.messages}
        )
        for address, messages in by_address.items():
            self.errors.setdefault(address, []).extend(messages)

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """Every fault with the id of the element it is at."""
        return [(id_of(address), message) for address, said in self.errors.items() for message in said]

    def beginning(self, typed: Any, most: int = MOST_SHOWN) -> Any:
        """As much of a text, or of a list, as a page can bear."""
        self.is_cut = self.is_cut or len(typed) > most
        return typed[:most]

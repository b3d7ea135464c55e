"""On whose authority a submission comes."""

from __future__ import annotations

from typing import Any

from programmes.changes import Change
from programmes.template.sheet import Sent
from submissions import particulars
from submissions.comparing import authority_changes
from submissions.status import AuthorityKind
from submissions.web.writing.base import DraftForm


class AuthorityForm(DraftForm):
    """A note verbale with number and date, or a letter of designation with its date."""

    template = "submissions/_write_authority.html"
    kinds = AuthorityKind.choices
    number_length = particulars.NUMBER_LENGTH

    def stand_on(self, stored: dict[str, Any]) -> None:
        self.kind, self.number, self.date = stored["kind"], stored["number"], stored["date"]

    def read(self, sent: Sent) -> None:
        names = ("authority/kind", "authority/number", "authority/date")
        self.kind, self.number, self.date = (sent.get(name) or "" for name in names)

    def cut(self) -> None:
        self.number, self.date = self.beginning(self.number), self.beginning(self.date)

    @property
    def content(self) -> dict[str, Any]:
        return {"kind": self.kind, "number": self.number, "date": self.date}

    def changes(self, before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
        return authority_changes(before, after)

"""Somebody who writes a submission together with others, at the address ``own``."""

from __future__ import annotations

from tests.browser.focal_point import FocalPoint
from tests.post import links


class CoAuthor(FocalPoint):
    """Invites and is invited, signs off, leaves."""

    def comes_to(self, reference: str) -> None:
        """Sign in, and be at the submission."""
        self.own = f"/submit/{reference}/"
        self.page.goto(f"/{self.language.code}{self.own}")
        self.signs_in()
        self.arrives_at(self.own)

    def invites(self, submitter: str, message: str) -> None:
        self.goes_to(f"{self.own}together/")
        self.page.click("details:has(#invite-submitter) > summary")
        self.page.select_option("#id_invite_submitter-submitter", label=submitter)
        self.page.fill("#id_invite_submitter-message", message)
        self.presses("#invite-submitter")
        self.page.wait_for_selector("form:has([value=withdraw])")

    def link_in(self, message: str) -> str:
        """The link of the invitation that came with ``message``."""
        return next(each for each in links(self.gets_letter(message)) if "/invitations/" in each)

    def comes_by_letter(self, message: str, *, own: str) -> None:
        """Follow the link while signed out: by way of the sign-in to the invitation."""
        self.own = own
        self.page.goto(self.link_in(message))
        self.arrives_at("/accounts/login/")
        self.signs_in()
        self.arrives_at("/submit/invitations/*/")

    def reads_invitation(self, message: str) -> None:
        """By the link of the letter."""
        self.follows_letter(message, "/invitations/", to="/submit/invitations/*/")

    def declines(self, word: str) -> None:
        self.page.click("details:has(#decline) > summary")
        self.fills(reply=word)
        self.presses("#decline", button="button")
        self.arrives_at("/submit/")

    def accepts(self) -> None:
        self.presses("#accept")
        self.arrives_at("/submit/*/")

    def signs_off(self) -> None:
        self.goes_to(f"{self.own}preview/")
        self.presses("#sign form")
        self.arrives_at(f"{self.own}together/")

    def changes(self, section: str, item: str, words: str) -> None:
        self.goes_to(f"{self.own}write/{section}/")
        self.writes_on(item, words)
        self.saves()

    def leaves(self, reason: str) -> None:
        self.goes_to(f"{self.own}together/")
        self.page.click("details:has([value=leave]) > summary")
        self.page.locator("form:has([value=leave]) textarea").fill(reason)
        self.page.click("form:has([value=leave]) button")
        self.arrives_at("/submit/")

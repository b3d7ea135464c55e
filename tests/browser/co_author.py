"""Somebody who writes a submission together with others, at the address ``own``."""

from __future__ import annotations

from django.utils import translation
from playwright.sync_api import Locator, expect

from tests.browser.focal_point import FocalPoint
from tests.post import links


class CoAuthor(FocalPoint):
    """Invites and is invited, asks for changes, signs off, leaves."""

    def comes_to(self, reference: str) -> None:
        """Sign in, and be at the submission."""
        self.own = f"/submit/{reference}/"
        self.page.goto(f"/{self.language.code}{self.own}")
        self.signs_in()
        self.arrives_at(self.own)

    def hears(self, words: str) -> None:
        """Get the letter in which the portal says ``words``, in the language of the person."""
        with translation.override(self.language.code):
            self.gets_letter(translation.gettext(words))

    # --- Invitations -----------------------------------------------------------------------------

    def invites(self, submitter: str, message: str) -> None:
        self.goes_to(f"{self.own}together/")
        self.page.click("details:has(#invite-submitter) > summary")
        self.page.select_option("#id_invite_submitter-submitter", label=submitter)
        self.page.fill("#id_invite_submitter-message", message)
        self.presses("#invite-submitter")
        waits = self.page.locator("li").filter(has=self.page.locator("[value=withdraw]"))
        expect(waits.filter(has_text=submitter)).to_be_visible()

    def link_in(self, message: str) -> str:
        """The link of the invitation that came with ``message``."""
        return next(each for each in links(self.gets_letter(message)) if "/invitations/" in each)

    def follows_invitation(self, link: str) -> None:
        """While signed out: by way of the sign-in to the invitation."""
        self.page.goto(link)
        self.arrives_at("/accounts/login/")
        self.signs_in()
        self.arrives_at("/submit/invitations/*/")

    def reads_invitation(self, message: str) -> None:
        """By the link of the letter."""
        self.follows_letter(message, "/invitations/", to="/submit/invitations/*/")

    def signs_out_to_answer(self) -> None:
        """From the invitation of another account, by way of signing out, to the sign-in."""
        self.page.click("main a[href*='/accounts/logout/?next=']")
        self.arrives_at("/accounts/logout/")
        self.presses()
        self.arrives_at("/accounts/login/")

    def declines(self, word: str) -> None:
        self.page.click("details:has(#decline) > summary")
        self.fills(reply=word)
        self.presses("#decline", button="button")
        self.arrives_at("/submit/")

    def accepts(self) -> None:
        self.presses("#accept")
        self.arrives_at("/submit/*/")

    # --- The text --------------------------------------------------------------------------------

    def changes(self, section: str, words: str) -> None:
        """Write on the item that has the name of its section."""
        self.goes_to(f"{self.own}write/{section}/")
        self.writes_on(section, words)
        self.saves()

    def asks_for_change(self, section: str, words: str) -> None:
        """Say so beside that item."""
        self.goes_to(f"{self.own}write/{section}/")
        remarks = self.unfolds_remarks(section)
        self.fills(**{f"remark-{section}-text": words})
        self.page.check(f"#remark-{section}-change")
        self.page.click(f"button[value='say:{section}']")
        expect(remarks.locator(".remark")).to_contain_text(words)

    def resolves(self, section: str, words: str) -> None:
        """Find a remark beside the item it is about, and nothing of it there afterwards."""
        remarks = self.unfolds_remarks(section)
        self.sees(words)
        remarks.locator("button[value^='resolve:']").click()
        expect(remarks.locator(".remark")).to_have_count(0)

    def unfolds_remarks(self, section: str) -> Locator:
        remarks = self.page.locator(f"#remark-{section}")
        remarks.locator("> summary").click()
        return remarks

    def sees_news(self, section: str, name: str, added: str) -> None:
        """Whose save is new in ``section`` since the last visit, and from there what is new in it."""
        self.goes_to(self.own)
        news = self.page.locator(".news li").filter(has=self.page.locator(f"a[href*='/{section}/saves/']"))
        expect(news).to_contain_text(name)
        self.follows(f"{self.own}write/{section}/saves/?since=1", within=".news")
        expect(self.page.locator("main ins").filter(has_text=added)).to_be_visible()

    # --- Signatures ------------------------------------------------------------------------------

    def signs_off(self) -> None:
        self.goes_to(f"{self.own}preview/")
        self.presses("#sign form")
        self.arrives_at(f"{self.own}together/")

    def waits_for_signature(self) -> None:
        """What is still needed leads to the parties."""
        self.goes_to(f"{self.own}preview/")
        expect(self.page.locator("#needed + ul a[href*='/together/#party-']")).to_be_visible()

    def leaves(self, reason: str) -> None:
        self.goes_to(f"{self.own}together/")
        self.page.click("details:has([value=leave]) > summary")
        self.page.locator("form:has([value=leave]) textarea").fill(reason)
        self.page.click("form:has([value=leave]) button")
        self.arrives_at("/submit/")

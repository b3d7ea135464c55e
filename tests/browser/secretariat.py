"""Somebody of the secretariat, who decides in the admin on what was submitted and makes it public."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.servers import wait_until


class Secretary(Person):
    """Screener, curator and publisher in one."""

    def comes_to_desk(self) -> None:
        """For the first time: a second factor has to be set up on the way."""
        self.page.goto(f"/{self.language.code}/admin/")
        self.arrives_at("/accounts/login/")
        self.signs_in()
        self.arrives_at("/accounts/2fa/totp/activate/")
        self.sets_up_second_factor()
        self.arrives_at("/accounts/2fa/recovery-codes/")
        self.goes_to("/admin/")

    def lets_join(self, email: str) -> None:
        wait_until(lambda: self.letters(email))
        self.follows("/admin/submissions/membership/", within="#content")
        self.finds(email)
        self.does("approve")

    def takes_into_screening(self, reference: str) -> None:
        self.finds_submission(reference)
        self.does("take")

    def returns(self, reference: str, **reasons: str) -> None:
        """With a reason for each section by its code."""
        self.finds_submission(reference)
        said = {f"id_reason_{section}": reason for section, reason in reasons.items()}
        self.decides("return", id_reply_by="2999-12-31", **said)

    def accepts(self, reference: str) -> None:
        self.finds_submission(reference)
        self.decides("accept")

    def publishes(self, reference: str, why_here: str) -> None:
        """Say why the programme stands in its cell, then make public what was accepted."""
        self.finds_submission(reference)
        self.follows("/admin/programmes/programme/*/change/", within=".glance")
        own = self.language.code.replace("-", "_")
        self.fills(**{f"id_cell_reason_{own}": why_here})
        self.page.click("[name=_continue]")
        expect(self.page.locator(".messagelist .success")).to_be_visible()
        self.follows("/admin/programmes/programme/*/publish/", within="#content")
        self.fills(**{"id_reason": why_here, f"id_note_{own}": why_here})
        self.presses(button="button.default")
        self.arrives_at("/admin/programmes/programme/*/change/")

    # --- Steps -----------------------------------------------------------------------------------

    def finds_submission(self, reference: str) -> None:
        self.goes_to("/admin/submissions/submission/")
        self.finds(reference)

    def finds(self, words: str) -> None:
        """Search the list, and open the one row that is found."""
        self.page.fill("#searchbar", words)
        self.page.press("#searchbar", "Enter")
        expect(self.page).to_have_url(re.compile(r"\?q="))
        row = self.page.locator("#result_list tbody th a")
        expect(row).to_have_count(1)
        self.can_use_page()
        row.click()
        self.arrives_at("/admin/submissions/*/*/change/")

    def does(self, act: str, **answers: str) -> None:
        """Choose one of the acts on offer, answer what it asks, and do it."""
        self.asks_for(act, **answers)
        self.arrives_at("/admin/submissions/*/*/change/")

    def decides(self, act: str, **answers: str) -> None:
        """The same for a decision: its letter is shown first, and then sent."""
        self.asks_for(act, **answers)
        self.arrives_at(f"/admin/submissions/submission/*/act/{act}/")
        self.can_use_page()
        self.presses("#content .letters")
        self.arrives_at("/admin/submissions/submission/*/change/")

    def asks_for(self, act: str, **answers: str) -> None:
        self.page.locator(f"#content .acts a[href*='/act/{act}/']").click()
        self.arrives_at(f"/admin/submissions/*/*/act/{act}/")
        self.fills(**answers)
        self.presses("#content form", button="button.default")

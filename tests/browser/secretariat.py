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

    def publishes(self, reference: str, why_here: str, **later: str) -> None:
        """Say why the programme stands in its cell, then make public what was accepted; or ``later``."""
        self.finds_programme(reference)
        self.fills(**{f"id_cell_reason_{self.column}": why_here})
        self.page.click("[name=_continue]")
        self.reads_that_it_is_done()
        self.follows("/admin/programmes/programme/*/publish/", within="#content")
        self.says_why(why_here)
        if later:
            self.page.check("[name=when][value=later]")
            self.fills(**later)
        self.presses(button="button.default")
        self.arrives_at("/admin/programmes/programme/*/change/")

    # --- Screening -------------------------------------------------------------------------------

    def finds_on_first_page(self, box: str, reference: str) -> None:
        """By a number in a box of the first page to the list behind it, and from there to the row."""
        self.goes_to("/admin/")
        self.page.locator(f"[aria-labelledby=box-{box}] td a").first.click()
        self.arrives_at("/admin/submissions/submission/")
        self.page.locator("#result_list th").filter(has_text=reference).get_by_role("link").click()
        self.arrives_at("/admin/submissions/submission/*/change/")

    def assigns(self, name: str) -> None:
        self.page.select_option("#id_to", label=name)
        self.page.click("form:has(#id_to) button")
        self.reads_that_it_is_done()

    def notes_internally(self, words: str) -> None:
        self.page.locator(".internal form textarea").fill(words)
        self.page.click(".internal form button")
        expect(self.page.locator(".internal .remark")).to_contain_text(words)

    def assesses(self, recommendation: str, reason: str, first: str = "met") -> None:
        """Answer every criterion with "met", but for the ``first`` one, and hand that in."""
        own = self.page.locator("details.own")
        own.locator("> summary").click()
        for answer in own.locator(".asked select").all():
            answer.select_option("met")
        own.locator(".asked select").first.select_option(first)
        self.page.select_option("#assess-recommendation", recommendation)
        self.page.fill("#assess-reason", reason)
        self.page.click("button[value=hand_in]")
        expect(own).to_have_count(0)
        self.arrives_at("/admin/submissions/submission/*/change/")

    def sees_assessments(self, *reasons: str) -> None:
        """The recommendations that are shown, side by side, and no other."""
        expect(self.page.locator(".recommended td")).to_have_count(len(reasons))
        self.sees(*reasons)

    # --- The programme ---------------------------------------------------------------------------

    def finds_programme(self, reference: str) -> None:
        """The one that a submission was accepted into."""
        self.finds_submission(reference)
        self.follows("/admin/programmes/programme/*/change/", within=".glance")

    def opens_text(self, reference: str) -> None:
        self.finds_programme(reference)
        self.follows("/admin/programmes/programme/*/text/", within="#content")

    def writes(self, **words: str) -> None:
        """Write on items of the text in one's own language, and save."""
        self.types(**words)
        self.page.click(".sticky-row [value=save]")

    def types(self, **words: str) -> None:
        self.fills(**{f"{item}-{self.language.code}": text for item, text in words.items()})

    def corrects(self, why: str, **words: str) -> None:
        """At once, what is public; after looking at what becomes public."""
        self.follows("/admin/programmes/programme/*/correct/", within="#content")
        self.types(**words)
        self.page.click(".sticky-row [value=look]")
        expect(self.page.locator("section:has(#becomes-public) ins").first).to_be_visible()
        self.can_use_page()
        self.says_why(why)
        self.page.click(".sticky-row [value=publish]")
        self.arrives_at("/admin/programmes/programme/*/change/")

    def withdraws(self, why: str) -> None:
        self.follows("/admin/programmes/programme/*/status/withdrawn/", within="#content")
        self.says_why(why)
        self.presses(button="button.default")
        self.arrives_at("/admin/programmes/programme/*/change/")

    # --- Sources and the record ------------------------------------------------------------------

    def enters_corrigendum(self, symbol: str, position: int, earlier: str, later: str) -> None:
        """A document, and the line of it that puts a printed one right."""
        self.goes_to("/admin/programmes/document/add/")
        self.page.select_option("#id_kind", "corrigendum")
        self.fills(**{"id_symbol": symbol, f"id_title_{self.column}": symbol})
        self.page.click("[name=_save]")
        self.arrives_at("/admin/programmes/document/")
        self.goes_to("/admin/programmes/sourceentry/add/")
        self.page.select_option("#id_document", label=symbol)
        self.page.select_option("#id_part", "annex")
        self.page.select_option("#id_wording_language", "zh-hans")
        self.fills(id_position=str(position), id_wording=later)
        self.page.click(".field-supersedes [role=combobox]")
        self.page.fill(".select2-search__field", earlier)
        self.page.locator(".select2-results__option").filter(has_text=earlier).click()
        self.page.click("[name=_save]")
        self.arrives_at("/admin/programmes/sourceentry/")

    def looks_into_record(self, name: str) -> None:
        """Of one object."""
        self.goes_to("/admin/")
        self.follows("/admin/audit/", within="#tables + p")
        self.fills(id_object=name)
        self.page.click(".searching button")
        expect(self.page.locator(".record tbody tr").first).to_contain_text(name)
        self.can_use_page()

    # --- Steps -----------------------------------------------------------------------------------

    @property
    def column(self) -> str:
        """How fields in the person's language end."""
        return self.language.code.replace("-", "_")

    def says_why(self, why: str) -> None:
        """To the staff and to readers."""
        self.fills(**{"id_reason": why, f"id_note_{self.column}": why})

    def reads_that_it_is_done(self) -> None:
        expect(self.page.locator(".messagelist .success")).to_be_visible()

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

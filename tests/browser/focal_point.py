"""A focal point at the submitters' desk: from signing up to finding the programme listed."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.scene import PASSWORD
from tests.desk import PDF
from tests.servers import wait_until

KEPT = "Object.keys(localStorage).filter(key => key.startsWith('writing:')).length"


@dataclass(frozen=True)
class Proposal:
    """What somebody wants to say, and what the secretariat asks about it, in one language."""

    author: str
    title: str
    objective: str
    target: str
    description: str
    why_here: str
    question: str
    answer: str


class FocalPoint(Person):
    """Somebody who proposes a programme, whose submission is at the address ``own``."""

    own = ""

    # --- The account, and for whom ---------------------------------------------------------------

    def signs_up(self, name: str) -> None:
        self.goes_to("/")
        self.follows("/submit/", within="header")
        self.follows(f"/accounts/signup/?next=/{self.language.code}/submit/")
        self.fills(id_name=name, id_email=self.email, id_password1=PASSWORD, id_password2=PASSWORD)
        self.presses()
        self.arrives_at("/accounts/confirm-email/")

    def confirms_address(self) -> None:
        """By the letter that came; then the way leads on to where it was going."""
        link = "/accounts/confirm-email/"
        self.follows_letter(link, link, to=f"{link}*/")
        self.presses()
        self.signs_in()
        self.arrives_at("/submit/")

    def asks_to_act_for(self, government: str) -> None:
        """Find it in the list of submitters; where it is not, propose it."""
        self.follows("/submit/people/")
        listed = self.page.locator("#id_ask-submitter option").filter(has_text=government)
        if listed.count():
            self.page.select_option("#id_ask-submitter", label=government)
            self.presses("form:has([value=ask])")
        else:
            self.page.click("#propose > summary")
            self.page.fill("#id_propose-name", government)
            self.page.select_option("#id_propose-kind", "member_state")
            self.presses("form:has([value=propose])")
        self.page.wait_for_selector("form:has([value=leave])")
        self.sees(government)

    def may_act_for(self, government: str) -> None:
        """The letter says so, and so does the page it leads to."""
        self.follows_letter(government, "/submit/people/", to="/submit/people/")
        self.sees(government)

    # --- Writing ---------------------------------------------------------------------------------

    @property
    def reference(self) -> str:
        return self.own.strip("/").rpartition("/")[2]

    def begins_to_write(self) -> None:
        self.goes_to("/submit/")
        self.follows("/submit/new/")
        self.presses()
        self.arrives_at("/submit/*/write/title/")
        reference = self.page.url.partition("/submit/")[2].partition("/")[0]
        self.own = f"/submit/{reference}/"

    def writes(self, proposal: Proposal) -> None:
        """Everything that is needed of everybody, section by section."""
        self.writes_on("title", proposal.title)
        self.goes_on_to("purpose")
        self.writes_on("overall_objective", proposal.objective)
        self.writes_target(proposal.target)
        self.goes_on_to("description")
        self.writes_on("description", proposal.description)
        self.goes_on_to("cell")
        self.page.check("[name=cell][value='waste:legal']")
        self.page.check("[name='cell/also'][value='production:legal']")
        self.page.fill("#cell-reason", proposal.why_here)
        self.saves()

    def writes_on(self, item: str, words: str) -> None:
        self.fills(**{f"{item}-{self.language.code}": words})

    def writes_target(self, words: str) -> None:
        """A row of the list of targets with one amount: 50 per cent by 2030."""
        self.page.click("button[value='add:targets']")
        row = self.page.locator("#targets fieldset.item").last
        row.locator("textarea").fill(words)
        row.locator("button[value^='add-quantity:']").click()
        row.locator("input[name$='/value']").fill("50")
        row.locator("select[name$='/unit']").select_option("percent")
        row.locator("input[name$='/by']").fill("2030")

    def gives_authority(self, number: str, date: str) -> None:
        """What a government's submission carries: a note verbale and its scan."""
        self.follows(f"{self.own}write/authority/", within=".outline")
        self.page.check("[value=note_verbale]")
        self.fills(**{"authority-number": number, "authority-date": date})
        self.saves()
        self.follows(f"{self.own}files/")
        self.page.check("[name=kind][value=authority]")
        self.page.set_input_files("#file", {"name": "note.pdf", "mimeType": "application/pdf", "buffer": PDF})
        self.presses()
        self.sees("note.pdf")

    def goes_on_to(self, section: str) -> None:
        """To another section by the outline: that alone sends nothing of this one."""
        self.saves()
        self.follows(f"{self.own}write/{section}/", within=".outline")

    def saves(self) -> None:
        """Wait until all has saved by itself, and the browser keeps nothing more; or press the button."""
        if self.has_scripts:
            self.page.wait_for_load_state()
            wait_until(lambda: self.page.evaluate(KEPT) == 0)
        else:
            revision = self.page.locator("[name=revision]")
            before = revision.get_attribute("value")
            self.page.click(".formfoot button[value=save]")
            expect(revision).not_to_have_value(before)

    # --- Sending ---------------------------------------------------------------------------------

    def looks_at_preview(self, *words: str) -> None:
        self.goes_to(self.own)
        self.follows(f"{self.own}preview/")
        self.sees(*words)

    def submits_by_double_click(self, *words: str, makes: int) -> None:
        """However often it was pressed, it makes one round, which has its receipt: page, PDF and letter."""
        self.page.check("#declared")
        self.page.locator("form[action$='/send/'] button.main").dblclick()
        self.arrives_at(f"{self.own}rounds/{makes}/")
        self.sees(self.reference, *words)
        self.gets_letter(self.page.inner_text(".hash"))
        with self.page.expect_download() as downloading:
            self.page.click("a[href$='/round.pdf']")
        assert downloading.value.path().read_bytes().startswith(b"%PDF-")
        self.goes_to(self.own)
        expect(self.page.locator(".rounds > li")).to_have_count(makes)

    # --- Afterwards ------------------------------------------------------------------------------

    def answers(self, section: str, item: str, question: str, words: str) -> None:
        """From the letter to the section that was sent back, and there in place."""
        self.follows_letter(question, "/id/", to=self.own)
        self.follows(f"{self.own}write/{section}/", within=".said")
        self.sees(question)
        self.writes_on(item, words)
        self.saves()

    def sees_what_changed(self, added: str, number: int) -> None:
        """Word by word, between a round and the one before it."""
        self.goes_to(self.own)
        self.follows(f"{self.own}rounds/{number}/changes/")
        expect(self.page.locator("main ins").filter(has_text=added)).to_be_visible()
        expect(self.page.locator("main del").first).to_be_visible()

    def finds_it_listed(self) -> str:
        """From the desk to the programme; its address is given back."""
        self.goes_to("/submit/")
        self.follows(self.own)
        self.follows("/programmes/*/")
        return self.page.url.partition(f"/{self.language.code}/")[2]

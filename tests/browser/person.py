"""Somebody in front of a browser, who finds the way in any language, with JavaScript or without.

They go by what a page has in every language: addresses, names of fields, ids. Whatever page they come to has
to be one for them: in their language and its direction, within their window, shutting nobody out.
"""

from __future__ import annotations

import re
import time
from email.message import EmailMessage
from typing import ClassVar
from uuid import uuid4

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from languages.official import BY_CODE
from tests.browser.conftest import findings
from tests.browser.scene import PASSWORD
from tests.post import PostOffice, links, parts
from tests.servers import wait_until

# What tells pages of one kind apart: references, numbers, keys.
_OWN = re.compile(r"SUB-[^/]+|\d+|[^/]{20,}")


class Person:
    """What anybody does: go to pages, type, press, read letters, sign in.

    ``has_scripts`` says whether the pages have their JavaScript.
    """

    # Looking whether a page shuts somebody out takes its time, and is done once for every kind in a language.
    looked_at: ClassVar[set[str]] = set()

    def __init__(
        self, page: Page, office: PostOffice, *, language: str, has_scripts: bool, email: str = ""
    ) -> None:
        self.page, self.office, self.has_scripts = page, office, has_scripts
        self.language = BY_CODE[language]
        self.email = email or f"{uuid4()}@ruritania.example"

    # --- Pages -----------------------------------------------------------------------------------

    def goes_to(self, address: str) -> None:
        """Open the page at ``address`` behind the language, as one who kept it among the bookmarks."""
        self.page.goto(f"/{self.language.code}{address}")
        self.arrives_at(address)

    def follows(self, address: str, within: str = "main") -> None:
        """Click the first link to ``address`` and arrive; what is folded away on a telephone is unfolded."""
        *parts, end = address.split("*")
        known = "".join(f"[href*='{part}']" for part in parts)
        link = self.page.locator(f"{within} a{known}[href$='{end}']").first
        fold = link.locator("xpath=ancestor::details[not(@open)]/summary")
        if fold.is_visible():
            fold.click()
        link.click()
        self.arrives_at(address)

    def arrives_at(self, address: str) -> None:
        """Be at the page at ``address`` behind the language; ``*`` stands for what is known there alone."""
        path = re.escape(address.partition("?")[0]).replace(r"\*", "[^/]+")
        expect(self.page).to_have_url(re.compile(f"/{self.language.code}{path}([?#].*)?$"))
        self.page.wait_for_load_state()
        html = self.page.locator("html")
        # Django's own pages write the code in small letters.
        expect(html).to_have_attribute("lang", re.compile(f"^{self.language.tag}$", re.IGNORECASE))
        expect(html).to_have_attribute("dir", self.language.direction)
        self.can_use_page()

    def can_use_page(self) -> None:
        """Nothing on the page stands outside of the window, and it shuts nobody out."""
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.viewport_size["width"], self.page.url
        kind = _OWN.sub("*", self.page.url.partition("?")[0])
        # What looks is itself a script.
        if self.has_scripts and kind not in self.looked_at:
            self.looked_at.add(kind)
            assert findings(self.page) == [], self.page.url

    def fills(self, **fields: str) -> None:
        """Type into fields by their ids."""
        for name, value in fields.items():
            self.page.fill(f"#{name}", value)

    def presses(self, form: str = "main form", button: str = "button.main") -> None:
        """Press the one important button of a form."""
        self.page.locator(f"{form} {button}").first.click()

    def sees(self, *words: str) -> None:
        """Read ``words`` on the page."""
        for each in words:
            found = self.page.locator("main").get_by_text(each).filter(visible=True)
            expect(found.first).to_be_visible()

    # --- Letters ---------------------------------------------------------------------------------

    def letters(self, saying: str = "") -> list[EmailMessage]:
        """The letters that have come with ``saying`` in them, the latest last."""
        return [each for each in self.office.to(self.email) if saying in parts(each)["text/plain"]]

    def gets_letter(self, saying: str) -> EmailMessage:
        """The letter with ``saying`` in it, once it has come: one, and in the person's language."""
        wait_until(lambda: self.letters(saying))
        (letter,) = self.letters(saying)
        assert f'<html lang="{self.language.tag}"' in parts(letter)["text/html"]
        return letter

    def has_letters(self, number: int) -> None:
        """So many have come, and not one more: nothing was told twice."""
        wait_until(lambda: len(self.letters()) >= number)
        assert len(self.letters()) == number

    def follows_letter(self, saying: str, link: str, to: str) -> None:
        """From the letter with ``saying`` in it, by a link with ``link`` in it, to the page ``to``."""
        self.page.goto(next(each for each in links(self.gets_letter(saying)) if link in each))
        self.arrives_at(to)

    # --- The account -----------------------------------------------------------------------------

    def signs_in(self) -> None:
        """Type address and password where they are asked for."""
        self.fills(id_login=self.email, id_password=PASSWORD)
        self.presses()

    def sets_up_second_factor(self) -> None:
        """Give the secret to an authenticator app, and type the code that it shows."""
        secret = self.page.input_value("#authenticator_secret")
        self.fills(id_code=format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
        self.presses()

"""Never lose a word: the form of a section in real browsers, with all that goes wrong between two keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.scene import PASSWORD, make_drafts
from tests.servers import ROOT, Server, wait_until

# The machine that runs this is shared.
SLOW = 60_000
KEPT = (
    "Object.keys(localStorage).filter(key => key.startsWith('writing:')).map(key => localStorage[key]).join()"
)


@pytest.fixture(scope="module")
def drafts(surroundings: dict[str, str]) -> Iterator[dict[str, str]]:
    return iter(make_drafts(12, cwd=ROOT, environment=surroundings))


@pytest.fixture
def draft(drafts: Iterator[dict[str, str]]) -> dict[str, str]:
    """A draft of its own for every test, with a focal point and an editor."""
    return next(drafts)


@pytest.fixture
def writer(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """``writer(draft)`` is the focal point's page of the description; a script that breaks fails the test."""
    contexts, faults = [], []

    def sign_in(draft: dict[str, str], who: str = "focal_point", at: str = site, **options: Any) -> Page:
        context = browser.new_context(base_url=at, reduced_motion="reduce", **options)
        context.set_default_timeout(SLOW)
        contexts.append(context)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        page = context.new_page()
        page.goto(address(draft))
        enter(page, draft[who])
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert faults == []


def address(draft: dict[str, str], section: str = "description", language: str = "en") -> str:
    return f"/{language}/submit/{draft['reference']}/write/{section}/"


def enter(page: Page, email: str) -> None:
    """Sign in where the sign-in stands in the way."""
    page.fill("#id_login", email)
    page.fill("#id_password", PASSWORD)
    page.locator("main form button.main").first.click()
    expect(page.locator("#section")).to_be_attached(timeout=SLOW)


def state(page: Page, words: str) -> None:
    expect(page.locator("#state .saving")).to_contain_text(words, timeout=SLOW)


def saved(page: Page) -> None:
    """Wait until the script says that it has saved: “Saved 14:41”, where the server says “Saved at”."""
    expect(page.locator("#state .saving")).to_have_text(re.compile(r"^Saved \d"), timeout=SLOW)


def text(page: Page) -> Any:
    return page.locator("#description-en")


def nothing_is_kept(page: Page) -> None:
    """Everything is acknowledged: the browser keeps nothing any more."""
    wait_until(lambda: page.evaluate(KEPT) == "")


def opened_anew(page: Page, draft: dict[str, str]) -> Any:
    """The text as the server has it: read by the same person without any script or storage of the page."""
    answer = page.context.request.get(address(draft))
    other = page.context.browser.new_context(java_script_enabled=False).new_page()
    other.set_content(answer.text())
    found = other.locator("#description-en").input_value()
    other.context.close()
    return found


def test_what_is_typed_is_saved_by_itself(writer, draft):
    page = writer(draft)
    text(page).fill("Much food")
    text(page).press_sequentially(" is thrown away")
    saved(page)
    nothing_is_kept(page)
    assert opened_anew(page, draft) == "Much food is thrown away"
    page.reload()
    expect(text(page)).to_have_value("Much food is thrown away")


def test_a_form_that_is_only_looked_at_is_neither_kept_nor_saved(writer, draft):
    page = writer(draft)
    page.reload()
    assert page.evaluate(KEPT) == ""


def test_what_is_typed_before_the_script_has_come_is_saved_too(writer, draft):
    page = writer(draft)
    held: list[Any] = []
    page.route("**/autosave*.js", lambda route: held.append(route), times=1)  # noqa: PLW0108 - a built-in cannot be marked as Playwright marks handlers
    page.goto(address(draft, "title"), wait_until="commit")
    page.fill("#title-en", "Faster than the line")
    held[0].continue_()
    saved(page)
    page.goto(address(draft, "title"))
    expect(page.locator("#title-en")).to_have_value("Faster than the line")


def test_a_killed_server_loses_nothing(writer, draft, surroundings):
    server = Server(surroundings)
    server.start()
    try:
        page = writer(draft, at=server.address)
        text(page).fill("Acknowledged.")
        saved(page)
        nothing_is_kept(page)
        server.kill()
        text(page).press_sequentially(" Typed into the dark.")
        state(page, "trying again")
        assert "Acknowledged. Typed into the dark." in page.evaluate(KEPT)
        server.start()
        saved(page)
        assert opened_anew(page, draft) == "Acknowledged. Typed into the dark."

        server.kill()
        text(page).press_sequentially(" And then the browser died.")
        page.close()
        server.start()
        page = page.context.new_page()
        page.goto(address(draft))
        expect(text(page)).to_have_value("Acknowledged. Typed into the dark. And then the browser died.")
        nothing_is_kept(page)
        assert opened_anew(page, draft) == "Acknowledged. Typed into the dark. And then the browser died."
    finally:
        server.kill()


def test_two_browsers_in_one_section_overwrite_nothing(writer, draft):
    hers, his = writer(draft), writer(draft, "editor")
    text(hers).fill("What she wrote.")
    saved(hers)
    text(his).fill("What he wrote.")
    state(his, "nothing of yours is lost")
    state(his, "Focal_Point")
    expect(text(his)).to_have_value("What he wrote.")
    assert opened_anew(hers, draft) == "What she wrote."

    his.get_by_role("button", name="Compare both texts").click()
    both = his.locator(".side-by-side")
    expect(both.locator("blockquote")).to_have_text(["What she wrote.", "What he wrote."], timeout=SLOW)
    expect(text(his)).to_have_value("What he wrote.")
    assert opened_anew(hers, draft) == "What she wrote."

    his.locator(".compared").get_by_role("button", name="Save mine").click()
    expect(his.locator(".compared")).to_have_count(0, timeout=SLOW)
    assert opened_anew(his, draft) == "What he wrote."
    his.get_by_role("link", name="Earlier saves").click()
    expect(his.locator(".saves li")).to_have_count(3, timeout=SLOW)


def test_an_expired_session_gives_back_what_was_typed(writer, draft):
    page = writer(draft)
    text(page).fill("Before.")
    saved(page)
    page.context.clear_cookies(name="sessionid")
    text(page).press_sequentially(" After it expired.")
    state(page, "not signed in any more")
    page.get_by_role("link", name="Sign in and go on").click()
    enter(page, draft["focal_point"])
    expect(text(page)).to_have_value("Before. After it expired.", timeout=SLOW)
    saved(page)
    assert opened_anew(page, draft) == "Before. After it expired."


def test_who_may_not_write_any_more_is_told_so_and_can_copy_what_they_typed(writer, draft):
    hers = writer(draft)
    his = writer(draft, "editor", permissions=["clipboard-read", "clipboard-write"])
    hers.goto("/en/submit/people/")
    hers.locator("summary", has_text="Change").click()
    hers.get_by_label("Reason, which the person is told").fill("Has moved on.")
    hers.get_by_role("button", name="End the membership").click()
    expect(hers.locator("summary", has_text="Change")).to_have_count(0, timeout=SLOW)

    text(his).fill("Typed by somebody who has left.")
    state(his, "you cannot write here any more")
    # It is asked once more, and the answer is waited for: it would come over what is said of the copy.
    with his.expect_response(lambda answer: answer.status == 404, timeout=SLOW):
        his.locator(".formfoot").get_by_role("button", name="Save", exact=True).click()
    state(his, "you cannot write here any more")
    expect(text(his)).to_have_value("Typed by somebody who has left.")
    assert "Typed by somebody who has left." in his.evaluate(KEPT)
    his.get_by_role("button", name="Copy what I typed").click()
    state(his, "What you typed is copied.")
    assert his.evaluate("navigator.clipboard.readText()") == "Typed by somebody who has left."


def test_signing_in_elsewhere_renews_the_form(writer, draft):
    page = writer(draft)
    page.context.clear_cookies(name="sessionid")
    text(page).fill("Typed between two sessions.")
    state(page, "not signed in any more")
    other = page.context.new_page()
    other.goto(address(draft, "title"))
    enter(other, draft["focal_point"])
    other.close()
    saved(page)
    assert opened_anew(page, draft) == "Typed between two sessions."


def test_another_language_in_the_middle_of_a_sentence_saves_first(writer, draft):
    page = writer(draft)
    text(page).fill("In the middle of")
    page.locator(".langs").get_by_text("العربية").click()
    page.wait_for_url(f"**{address(draft, language='ar')}", timeout=SLOW)
    expect(text(page)).to_have_value("In the middle of")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert opened_anew(page, draft) == "In the middle of"


def test_leaving_warns_only_while_something_is_not_saved(writer, draft):
    page = writer(draft)
    warned = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.accept()))
    text(page).fill("Saved before leaving.")
    saved(page)
    nothing_is_kept(page)
    page.goto(address(draft, "title"))
    assert warned == []
    page.route(
        "**/write/title/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.locator("#title-en").press_sequentially(" of the day")
    page.goto(address(draft))
    assert warned == ["beforeunload"]


def test_signing_out_says_what_is_not_saved_and_takes_it_along(writer, draft):
    page = writer(draft)
    page.on("dialog", lambda dialog: dialog.accept())
    page.route(
        f"**{address(draft)}",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    text(page).fill("Never saved.")
    state(page, "trying again")
    page.goto("/en/accounts/logout/")
    expect(page.get_by_text("Signing out throws it away")).to_be_visible()
    assert "Never saved." in page.evaluate(KEPT)
    page.locator("main form button.main").click()
    page.wait_for_url(lambda url: "logout" not in url, timeout=SLOW)
    assert page.evaluate(KEPT) == ""


def test_without_javascript_every_button_saves_and_signing_in_again_loses_nothing(writer, draft):
    page = writer(draft, java_script_enabled=False)
    page.goto(address(draft, "purpose"))
    page.fill("#overall_objective-en", "Typed before the button.")
    page.click("button[value='add:targets']")
    row = page.locator("#targets fieldset.item").last.locator("textarea")
    expect(row).to_be_focused(timeout=SLOW)
    page.keyboard.type("A second target")
    page.context.clear_cookies(name="sessionid")
    page.locator(".formfoot").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("h1")).to_contain_text("nothing is lost", timeout=SLOW)
    other = page.context.new_page()
    other.goto(address(draft, "purpose"))
    # What stood on the page was saved when the row was added.
    enter(other, draft["focal_point"])
    expect(other.locator("#overall_objective-en")).to_have_value("Typed before the button.")
    other.close()
    # The token is as old as the session was: the page comes back once with a new one.
    for _time in range(2):
        if page.locator("#section").count() == 0:
            page.get_by_role("button", name="Send again").click()
            page.wait_for_load_state()
    expect(page.locator("#targets textarea")).to_have_count(2)
    expect(page.locator("#targets textarea").last).to_have_value("A second target")

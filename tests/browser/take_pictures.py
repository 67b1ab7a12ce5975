"""Takes the pictures of the README anew, into docs/pictures: `python -m tests.browser.take_pictures`. Look at them all."""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.files import load_phrasebook, load_rulebook
from bot.model import Article
from bot.pictures import make_picture
from bot.reading import read
from tests.browser.conftest import QUIET, find_chromium, may_sandbox
from tests.browser.playing import ARTICLE, PATIENCE, ask, choose_chat, open_chat, playing, write_as
from tests.browser.test_report import make_page
from tests.command import ROOT

FOLDER = ROOT / "docs" / "pictures"
DESK = {"width": 1_180, "height": 760}
PHONE = {"width": 390, "height": 844}

Show = Callable[[Page], None]


def take(browser: Browser, name: str, address: str, show: Show, **options: object) -> None:
    """Open a page, bring it to where it is to be seen, and take its picture."""
    context = browser.new_context(**options)  # type: ignore[arg-type]  # Playwright checks its options itself
    page = context.new_page()
    page.goto(address)
    show(page)
    page.wait_for_timeout(400)  # what moves has come to rest
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def show_chat(page: Page) -> None:
    """An article and its answer, with the rules that saw its words."""
    open_chat(page, page.url)
    ask(page, ARTICLE)
    page.get_by_role("button", name="Show the inside view").click()
    page.get_by_role("tab", name="Reading").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("no source", timeout=PATIENCE)


def show_group(page: Page) -> None:
    """A post in the group, looked into by a member."""
    page.get_by_role("button", name="All chats").click()
    choose_chat(page, "Harbour Watch")
    write_as(page, "Ana (member)")
    ask(page, f"/check {ARTICLE}")


def show_statement(page: Page) -> None:
    """The article, a statement of it pointed at."""
    page.locator(".article").scroll_into_view_if_needed()
    page.locator("#s4").click()
    page.mouse.move(5, 5)
    page.evaluate("scrollTo(0, document.querySelector('.beside').getBoundingClientRect().top + scrollY - 24)")


def main() -> None:
    """Take them all."""
    found = find_chromium()
    if not found:
        sys.exit("There is no Chromium here; tests/browser/get_chromium.sh tells how to get one.")
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "picture.png").write_bytes(make_picture(read(Article(ARTICLE), load_rulebook()), load_phrasebook()))
    with sync_playwright() as playwright, playing() as chat, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET, chromium_sandbox=may_sandbox())
        report = make_page(Path(folder))
        take(browser, "chat", chat, show_chat, viewport=DESK)
        take(browser, "group", chat, show_group, viewport=PHONE, color_scheme="dark")
        take(browser, "page", report, show_statement, viewport=DESK)
        browser.close()


if __name__ == "__main__":
    main()

"""A real Chromium for the tests of this folder; without one they are skipped, and the end of the run says so."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from bot.files import load_phrasebook
from bot.reply.phrasebook import Phrasebook

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    *("--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--no-first-run",
)
"""A browser that asks the network for nothing on its own."""
PATIENCE = 10_000
"""Milliseconds after which a test gives up waiting."""


def find_chromium() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def may_sandbox() -> bool:
    """Chromium takes no sandbox from root."""
    return os.geteuid() != 0


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser for all tests of the folder: they are no coroutines, for it has a loop of its own."""
    found = find_chromium()
    if not found:
        pytest.skip("NOT TRIED: there is no Chromium here; tests/browser/get_chromium.sh tells how to get one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET, chromium_sandbox=may_sandbox())
        yield browser
        browser.close()


class Watched:
    """A page whose every complaint is written down: errors, what its policy forbade, and what it asked beyond this machine."""

    def __init__(self, context: BrowserContext) -> None:
        context.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", lambda request: self._check(request.url))

    def _hear(self, told: ConsoleMessage) -> None:
        if told.type in {"error", "warning"}:
            self.complaints.append(told.text)

    def _check(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "file://", "data:", "blob:", "about:")):
            self.complaints.append(f"asked for {url}")


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens a blank page with the options of a context (viewport, color_scheme …); what it complains of fails the test."""
    contexts: list[BrowserContext] = []
    pages: list[Watched] = []

    def opened(**options: object) -> Page:
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]  # Playwright checks its options itself
        pages.append(Watched(contexts[-1]))
        return pages[-1].page

    yield opened
    for context in contexts:
        context.close()
    assert [complaint for page in pages for complaint in page.complaints] == []


@pytest.fixture(scope="session")
def phrasebook() -> Phrasebook:
    return load_phrasebook("en")

"""A real `caveat play` process, and its page in the browser."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.command import ROOT, clean_environ

ARTICLE = (ROOT / "bot" / "sample.txt").read_text(encoding="utf-8")
PATIENCE = 15_000
"""Milliseconds until the bot must have answered, on a machine that is busy with other things."""


@contextmanager
def playing(*arguments: str) -> Iterator[str]:
    """Run the playground and give the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments, "play", "--no-open"],
        cwd=ROOT,
        env=clean_environ(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    first = process.stdout.readline()
    reader = threading.Thread(target=process.stdout.read, daemon=True)
    reader.start()
    try:
        found = re.search(r"http://\S+", first)
        assert found, first
        yield found[0]
    finally:
        process.terminate()
        process.wait(10)
        reader.join(5)
        process.stdout.close()


def open_chat(page: Page, address: str, title: str = "Caveat · Ana") -> None:
    """Open the playground and one of its chats."""
    page.goto(address)
    choose_chat(page, title)


def choose_chat(page: Page, title: str) -> None:
    """Press a chat in the list at the left."""
    page.locator(".chats .chat", has=page.locator(".chat-title", has_text=title)).click()
    expect(page.locator(".chat-head").get_by_role("heading", name=title)).to_be_visible()
    wait_for_chat(page)


def field(page: Page) -> Locator:
    return page.locator("#composer")


def wait_for_chat(page: Page) -> None:
    """Wait until all that was said before has come."""
    page.locator("main[aria-busy=false]").wait_for()


def write(page: Page, text: str) -> Locator:
    """Write a message and give its bubble."""
    wait_for_chat(page)
    count = page.locator(".message.out").count()
    field(page).fill(text)
    field(page).press("Enter")
    expect(page.locator(".message.out")).to_have_count(count + 1)
    return page.locator(".message.out").last


def next_answer(page: Page, before: int) -> Locator:
    """Give the bot's answer that comes after so many messages of others."""
    answers = page.locator(".message.in:not(.typing)")
    answers.nth(before).wait_for(timeout=PATIENCE)
    return answers.last


def ask(page: Page, text: str) -> Locator:
    """Write a message and give the bot's answer."""
    wait_for_chat(page)
    before = page.locator(".message.in:not(.typing)").count()
    write(page, text)
    return next_answer(page, before)


def write_as(page: Page, person: str) -> None:
    """Choose who writes in a group."""
    page.get_by_label("Writing as").select_option(label=person)

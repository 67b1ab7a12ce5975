"""A moderator in the playground's group: settings, whisper, a note, and the note when the statement comes back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.playing import PATIENCE, ask, choose_chat, field, open_chat, playing, write, write_as

DOUBTED = "The ferry of Kesk sank on Monday. There is no confirmation that the ferry of Kesk sank, the coastguard said."


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with playing() as address:
        yield address


def test_a_moderator_sets_whisper_notes_a_post_and_sees_the_note_again(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address, "Harbour Watch")
    write_as(page, "Tomas (moderator)")
    write(page, "/settings")
    press(page, "How much I say")
    press(page, "a reaction on marked posts")
    expect(page.get_by_role("button", name="• a reaction on marked posts")).to_be_visible()
    post = forward_a_post(page)
    expect(post.get_by_role("button", name="👀 by Caveat")).to_be_visible(timeout=PATIENCE)
    note_it(page, post)
    choose_chat(page, "Harbour Watch")
    again = forward_a_post(page)
    write_as(page, "Ana (member)")
    reply(page, again, "/check")
    expect(page.locator(".message.in").last).to_contain_text("needs a source", timeout=PATIENCE)


def press(page: Page, label: str) -> None:
    """Press a button under the last message of the bot, as soon as it is there."""
    page.locator(".keyboard").last.get_by_role("button", name=label).click(timeout=PATIENCE)


def forward_a_post(page: Page) -> Locator:
    """Have the channel post something doubted and forward it to the group, as whoever writes there; give the forward."""
    before = page.locator(".forwarded").count()
    choose_chat(page, "Coast Wire")
    field(page).fill(DOUBTED)
    field(page).press("Enter")
    page.locator(".message", has_text=DOUBTED).last.click(button="right")
    page.get_by_role("menuitem", name="Forward to…").click()
    page.get_by_role("dialog").get_by_role("button", name="Harbour Watch").click()
    expect(page.locator(".forwarded")).to_have_count(before + 1)
    number = page.locator(".message:has(.forwarded)").last.get_attribute("id")
    return page.locator(f"#{number}")


def reply(page: Page, message: Locator, text: str) -> None:
    message.locator(".words").click(button="right")
    page.get_by_role("menuitem", name="Reply", exact=True).click()
    write(page, text)


def note_it(page: Page, post: Locator) -> None:
    """Write a note on the first statement of a post, in the private chat to which the bot's button leads."""
    write_as(page, "Tomas (moderator)")
    reply(page, post, "/note")
    press(page, "Write the note")
    expect(page.locator(".chat-head")).to_contain_text("Caveat · Tomas")
    for label in ("1", "needs a source", "No link", "No line", "Keep"):
        press(page, label)
    expect(page.locator(".message.in").last).to_contain_text("Kept. Harbour Watch sees it", timeout=PATIENCE)


def test_who_writes_decides_which_side_a_message_is_on(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address, "Harbour Watch")
    write_as(page, "Mara (anonymous administrator)")
    said = write(page, "Mind the tide tonight.")
    number = said.get_attribute("id")
    write_as(page, "Ana (member)")
    expect(page.locator(f"#{number}.in")).to_contain_text("Harbour Watch")


def test_commands_are_offered_as_the_bot_set_them_for_each_role(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address, "Harbour Watch")
    write_as(page, "Ana (member)")
    field(page).fill("/")
    expect(page.get_by_role("listbox", name="Commands of the bot")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("option", name="/note write")).to_have_count(0)
    write_as(page, "Tomas (moderator)")
    expect(page.get_by_role("option", name="/note write")).to_be_visible()
    field(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_sample_is_one_press_away_and_an_album_is_one_bubble(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address, "Harbour Watch")
    write_as(page, "Ana (member)")
    page.get_by_role("button", name="Samples ready to send").click()
    page.get_by_role("button", name="Look at “An album with a caption” first").click()
    expect(page.get_by_role("dialog")).to_contain_text("sea wall")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("button.sample", has_text="An album with a caption").click()
    album = page.locator(".message.out").last
    expect(album.get_by_role("img", name="Photo")).to_have_count(3)
    album.locator("img").last.evaluate("image => image.decode()")


def test_reactions_of_people_are_given_and_taken_back(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address, "Harbour Watch")
    write_as(page, "Ana (member)")
    message = write(page, "The tide is low.")
    message.click(button="right")
    page.get_by_role("menuitem", name="React with 👍").click()
    mine = message.get_by_role("button", name="👍 by Ana")
    expect(mine).to_have_attribute("aria-pressed", "true")
    mine.click()
    expect(mine).to_have_count(0)


def test_a_fresh_start_leaves_nothing_and_the_bot_answers_again(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address)
    write(page, "/privacy")
    page.get_by_role("button", name="Start again with a fresh world").click()
    expect(page.locator(".message")).to_have_count(0)
    expect(ask(page, "/help")).to_contain_text("hedged")

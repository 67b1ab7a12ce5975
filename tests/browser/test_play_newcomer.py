"""A newcomer in the playground: open, paste, read, Why, All statements, Copy; with a mouse, with a finger, with keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.playing import ARTICLE, PATIENCE, ask, field, next_answer, open_chat, playing, wait_for_chat, write

COUNT_SAID = """
new MutationObserver(() => (window.told = (window.told ?? 0) + 1))
  .observe(said, {childList: true, characterData: true, subtree: true})
"""

HOLD_FILE = """text => {
  const held = new DataTransfer();
  held.items.add(new File([text], "storm.txt", {type: "text/plain"}));
  return held;
}"""

FINGER = 40
"""CSS pixels."""

PHONES = [{"width": 390, "height": 844}, {"width": 320, "height": 640}]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with playing() as address:
        yield address


def test_a_newcomer_pastes_reads_asks_why_and_copies(open_page: Open, address: str) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    open_chat(page, address)
    answer = ask(page, ARTICLE)
    expect(answer).to_contain_text("Main point not confirmed, by its own words")
    answer.get_by_role("button", name="Why?").click()
    expect(answer).to_contain_text("page 1 of")
    answer.get_by_role("button", name="Summary").click()
    answer.get_by_role("button", name="All statements").click()
    expect(answer.locator(".words")).to_contain_text("All statements")
    answer.get_by_role("button", name="Summary").click()
    answer.get_by_role("button", name="Copy honest line").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert "there is no official confirmation" in page.evaluate("navigator.clipboard.readText()")


def test_the_page_is_saved_and_the_picture_is_shown_whole(open_page: Open, address: str) -> None:
    page = open_page(viewport={"width": 1000, "height": 800}, accept_downloads=True)
    open_chat(page, address)
    ask(page, f"{ARTICLE}\nThe mate said so.")
    page.get_by_role("button", name="As a page").last.click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the file caveat-storm-tears-open").last.click()
    assert Path(saved.value.path()).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    page.get_by_role("button", name="As a picture").last.click()
    photo = page.get_by_role("button", name="Photo").last
    expect(photo).to_be_visible()
    assert photo.get_by_role("img").evaluate("image => getComputedStyle(image).objectFit") == "contain"
    photo.click()
    with page.expect_download() as saved:
        page.get_by_role("dialog", name="Photo").get_by_role("button", name="Save").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")
    page.keyboard.press("Escape")
    expect(photo).to_be_focused()


def test_a_long_answer_is_shown_from_its_beginning_and_a_quotation_in_it_unfolds(open_page: Open, address: str) -> None:
    page = open_page(viewport={"width": 1000, "height": 600})
    open_chat(page, address)
    answer = ask(page, f"{ARTICLE}\nThe pilot said so.")
    expect(answer.get_by_text("Main point not confirmed")).to_be_in_viewport()
    unfold = answer.get_by_role("button", name="Show all")
    folded = answer.locator(".folded").bounding_box()
    unfold.click()
    expect(answer.get_by_role("button", name="Show less")).to_have_attribute("aria-expanded", "true")
    unfolded = answer.locator(".folded").bounding_box()
    assert folded
    assert unfolded
    assert unfolded["height"] > 3 * folded["height"]


def test_the_answer_is_announced_once(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address)
    page.evaluate(COUNT_SAID)
    ask(page, f"{ARTICLE}\nThe cook said so.")
    expect(page.locator("#said")).to_contain_text("Caveat: ◔ Main point not confirmed")
    assert page.evaluate("window.told") == 1


def test_the_whole_path_needs_no_mouse(open_page: Open, address: str) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address)
    expect(field(page)).to_be_focused()
    wait_for_chat(page)
    before = page.locator(".message.in").count()
    page.keyboard.insert_text(f"{ARTICLE}\nThe diver said so.")
    page.keyboard.press("Enter")
    answer = next_answer(page, before)
    reach(page, "Why?", back=True)
    page.keyboard.press("Enter")
    expect(answer).to_contain_text("page 1 of")
    reach(page, "Summary")
    page.keyboard.press("Enter")
    reach(page, "All statements")
    page.keyboard.press("Enter")
    expect(answer.locator(".words")).to_contain_text("All statements")
    reach(page, "Summary")
    page.keyboard.press("Enter")
    reach(page, "Copy honest line")
    page.keyboard.press("Space")
    expect(page.get_by_text("Copied.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()


def reach(page: Page, label: str, *, back: bool = False) -> None:
    """Go to a button of the message that the keyboard stands on, with the Tab key alone."""
    expect(page.get_by_role("button", name=label).last).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(150)  # the keyboard comes back to a message that has changed
    for _ in range(30):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("document.activeElement.textContent").strip() == label:
            return
    raise AssertionError(f"the keyboard does not reach {label}")


def test_arrows_go_through_messages_and_the_menu_comes_by_key(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address)
    ask(page, "/help")
    field(page).press("Shift+Tab")
    page.locator(".message").last.focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".message").nth(-2)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Shift+F10")
    expect(page.get_by_role("menu")).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_role("menuitem", name="Show as JSON")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_be_hidden()
    expect(page.locator(".message").last).to_be_focused()


@pytest.mark.parametrize("phone", PHONES, ids=lambda phone: str(phone["width"]))
def test_a_phone_shows_one_thing_at_a_time_and_nothing_is_too_wide(open_page: Open, address: str, phone: dict[str, int]) -> None:
    page = open_page(viewport=phone, has_touch=True, is_mobile=True)
    page.goto(address)
    expect(page.get_by_role("navigation", name="Chats")).to_be_hidden()
    page.get_by_role("button", name="All chats").tap()
    page.get_by_role("navigation", name="Chats").get_by_role("button", name="Harbour Watch").tap()
    field(page).fill(f"/status {'w' * 400}")
    page.get_by_role("button", name="Send", exact=True).tap()
    expect(page.locator(".message.out").last).to_be_visible()
    assert find_width(page) <= phone["width"]
    page.get_by_role("button", name="Show the inside view").tap()
    expect(page.get_by_role("complementary", name="Inside view")).to_be_in_viewport(ratio=1)
    assert find_width(page) <= phone["width"]
    for tab in ("Calls", "Trace", "Rules", "Reading"):
        page.get_by_role("tab", name=tab).tap()
        assert list_small(page) == []
    page.get_by_role("button", name="Close the inside view").tap()
    page.get_by_role("button", name="Samples ready to send").tap()
    assert list_small(page) == []
    assert find_width(page) <= phone["width"]


def list_small(page: Page) -> list[str]:
    """Give what can be pressed and is too low for a finger."""
    shown = [one for one in page.locator("button, select, summary").all() if one.is_visible()]
    return [one.inner_html()[:80] for one in shown if (one.bounding_box() or {"height": 0})["height"] < FINGER]


def find_width(page: Page) -> int:
    """Give how wide the page is drawn; a phone makes room for what is too wide, so its own width tells nothing."""
    boxes = "document.querySelectorAll('.page, .room, .chat-head, .writers, .messages, .drawer, .sheet')"
    return int(page.evaluate(f"Math.max(innerWidth, ...[...{boxes}].map(one => one.scrollWidth))"))


def test_a_long_press_opens_the_menu(open_page: Open, address: str) -> None:
    page = open_page(viewport=PHONES[0], has_touch=True, is_mobile=True)
    page.goto(address)
    field(page).fill("/privacy")
    page.get_by_role("button", name="Send", exact=True).tap()
    bubble = page.locator(".message.out").last
    bubble.dispatch_event("pointerdown", {"pointerType": "touch", "clientX": 200, "clientY": 200, "bubbles": True})
    page.get_by_role("menuitem", name="Reply", exact=True).tap()
    expect(page.get_by_text("Reply to Ana")).to_be_visible()


def test_a_reply_leads_to_the_words_it_quotes(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address)
    first = write(page, "A crane fell at Velmora. Nobody was hurt, said Ilse Tarn. The port stays shut.")
    number = first.get_attribute("id")
    first.click(button="right")
    page.get_by_role("menuitem", name="Reply with some words…").click()
    page.locator("#to-quote").evaluate("field => field.setSelectionRange(25, 40)")
    page.get_by_role("button", name="Quote them").click()
    reply = write(page, "Who says that?")
    reply.get_by_role("button", name="In reply to Ana: Nobody was hurt").click()
    expect(page.locator(f"#{number} mark")).to_have_text("Nobody was hurt")


def test_a_message_can_be_changed_and_deleted(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address)
    write(page, "A crane fell at Velmora, and a ship was hit.")
    field(page).press("ArrowUp")
    expect(field(page)).to_have_value("A crane fell at Velmora, and a ship was hit.")
    field(page).fill("A crane fell at Sarne, and a ship was hit.")
    field(page).press("Enter")
    changed = page.locator(".message.out").last
    expect(changed).to_contain_text("at Sarne")
    expect(changed).to_contain_text("edited")
    number = changed.get_attribute("id")
    changed.click(button="right")
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.locator(f"#{number}")).to_have_count(0)
    expect(field(page)).to_be_focused()


def test_a_text_file_can_be_dropped_and_a_saved_page_attached(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address)
    before = page.locator(".message.in").count()
    held = page.evaluate_handle(HOLD_FILE, f"{ARTICLE}\nThe smith said so.")
    page.locator(".messages").dispatch_event("dragover", {"dataTransfer": held})
    page.locator(".messages").dispatch_event("drop", {"dataTransfer": held})
    expect(page.get_by_role("list", name="Files to send")).to_contain_text("storm.txt")
    field(page).press("Enter")
    expect(page.locator(".message.out").last).to_contain_text("storm.txt")
    expect(next_answer(page, before)).to_contain_text("Main point not confirmed")
    saved = f"<html><body><article><h1>Storm</h1><p>{ARTICLE}</p></article></body></html>"
    page.get_by_label("Files to attach").set_input_files({"name": "a.html", "mimeType": "text/html", "buffer": saved.encode()})
    page.get_by_role("button", name="Leave out a.html").click()
    expect(page.get_by_role("list", name="Files to send")).to_have_count(0)


def test_another_address_is_shown_before_it_is_opened(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address)
    write(page, "See https://velmora.example/quay\u202egnp for the port.").get_by_role("link").click()
    shown = page.get_by_role("dialog").locator(".address")
    expect(shown).to_contain_text("https://velmora.example/quay")
    assert "\u202e" not in shown.inner_text()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert len(page.context.pages) == 1

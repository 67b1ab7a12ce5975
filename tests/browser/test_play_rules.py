"""A rule author in the playground: edit a file, see it reloaded, see what it changed; and the other tabs of the inside view."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playing import PATIENCE, ask, open_chat, playing
from tests.command import ROOT
from tests.new_rule import NEW_RULE, TALK


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the rules, with a settings file beside it."""
    folder = tmp_path_factory.mktemp("author")
    shutil.copytree(ROOT / "rules", folder / "rules")
    (folder / "config.toml").write_text('[rules]\ndirectory = "rules"\n', encoding="utf-8")
    return folder / "rules" / "en"


@pytest.fixture(scope="module")
def address(rules: Path) -> Iterator[str]:
    with playing("--config", str(rules.parent.parent / "config.toml")) as address:
        yield address


def test_a_saved_rule_shows_what_it_changed_and_a_wrong_one_what_is_wrong(open_page: Open, address: str, rules: Path) -> None:
    page = open_page()
    open_chat(page, address)
    answer = ask(page, TALK)
    expect(answer).not_to_contain_text("hearsay")
    page.get_by_role("button", name="Show the inside view").click()
    with (rules / "hearsay.toml").open("a", encoding="utf-8") as file:
        file.write(NEW_RULE)
    page.get_by_role("button", name="Show", exact=True).click(timeout=2 * PATIENCE)
    expect(page.get_by_text("What is different in the last message")).to_be_visible()
    change = page.locator(".changes li").first
    expect(change.locator("del")).to_have_text("no source")
    expect(change.locator("ins")).to_contain_text("hearsay")
    expect(change).to_contain_text("en.hearsay.dockside-lore")
    expect(answer).to_contain_text("hearsay", timeout=2 * PATIENCE)
    whole = (rules / "hearsay.toml").read_text(encoding="utf-8")
    (rules / "hearsay.toml").write_text(whole.replace('family = "hearsay"', 'family = "gossip"', 1), encoding="utf-8")
    wrong = page.locator(".error")
    expect(wrong).to_contain_text("hearsay.toml", timeout=PATIENCE)
    expect(wrong).to_contain_text("gossip")
    (rules / "hearsay.toml").write_text(whole, encoding="utf-8")
    expect(page.get_by_text("They say the same as before.")).to_be_visible(timeout=PATIENCE)


def test_the_inside_view_shows_calls_reading_and_trace(open_page: Open, address: str) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    open_chat(page, address)
    ask(page, "A pilot said that the quay at Velmora may be closed. The port declined to comment on it.")
    page.get_by_role("button", name="Show the inside view").click()
    panel = page.get_by_role("tabpanel")
    expect(panel).to_contain_text("the quay at Velmora may be closed")
    panel.get_by_role("button", name="JSON").click()
    panel.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert '"statements"' in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("tab", name="Trace").click()
    expect(panel).to_contain_text("Words:")
    page.get_by_role("tab", name="Calls").click()
    panel.get_by_label("Method").select_option("sendMessage")
    panel.locator("summary").first.click()
    expect(panel.locator("pre").first).to_contain_text("chat_id")


def test_any_message_can_be_read_and_seen_as_the_bot_gets_it(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address)
    answer = ask(page, "Reuters could not verify the video of the ferry. Sources said that it sank.")
    answer.locator(".words").click(button="right", position={"x": 5, "y": 5})
    page.get_by_role("menuitem", name="Show reading").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("Reuters could not verify the video of the ferry")
    answer.locator(".words").click(button="right", position={"x": 5, "y": 5})
    page.get_by_role("menuitem", name="Show as JSON").click()
    expect(page.get_by_role("dialog")).to_contain_text('"message_id"')

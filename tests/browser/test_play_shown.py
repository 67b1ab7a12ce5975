"""What anybody can see of the playground: hostile text stays text, nothing is hard to read, a foreign key opens nothing."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it says nothing of its types
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open
from tests.browser.playing import ARTICLE, ask, field, open_chat, playing, write
from tests.command import ROOT

STATIC = ROOT / "bot" / "playground" / "stage" / "static"

HOSTILE = [
    "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\"> is what the mayor said.",
    '" onmouseover="document.title = \'taken\'" x=" said the mayor of Velmora.',
    "The file \u202egnp.exe is safe, said the mayor. \u2066So it is.",
    "😀" * 2048,
    "w" * 4000,
    "javascript:document.title='taken' http://x/\"onclick=\"document.title='taken'",
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with playing() as address:
        yield address


@pytest.mark.parametrize("text", HOSTILE, ids=["script", "attribute", "override", "emoji", "word", "address"])
def test_hostile_text_is_shown_as_text(open_page: Open, address: str, text: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(address)
    message = write(page, text)
    message.hover()
    assert message.locator(".words").inner_text() == text
    assert page.title() == "Caveat playground"
    assert page.evaluate("document.querySelectorAll('.words script, .words img').length") == 0
    assert page.evaluate("document.querySelector('.page').scrollWidth") <= 390


def test_an_override_turns_no_other_words_around(open_page: Open, address: str) -> None:
    page = open_page()
    page.goto(address)
    message = write(page, "\u202e abc")
    assert message.locator(".words").evaluate("one => getComputedStyle(one).unicodeBidi") == "isolate"


def test_a_wrong_key_is_told_in_words(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}x")
    expect(page.get_by_text("This address does not fit the playground that is running.")).to_be_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_page: Open, address: str, scheme: str) -> None:
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    open_chat(page, address)
    check_with_axe(page)
    answer = ask(page, f"{ARTICLE}\nThe {scheme} lamp is lit.")
    check_with_axe(page)
    page.get_by_role("button", name="Show the inside view").click()
    for tab in ("Reading", "Trace", "Rules", "Calls"):
        page.get_by_role("tab", name=tab).click()
        check_with_axe(page)
    answer.locator(".words").click(button="right", position={"x": 5, "y": 5})
    check_with_axe(page)
    page.get_by_role("menuitem", name="Forward to…").click()
    check_with_axe(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Samples ready to send").click()
    check_with_axe(page)
    page.keyboard.press("Escape")
    field(page).fill("/")
    check_with_axe(page)


def check_with_axe(page: Page) -> None:
    """Fail where axe-core finds something serious or critical."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [
        (one["id"], [node["html"][:200] for node in one["nodes"]][:3])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
    assert serious == []


def test_the_theme_is_chosen_and_remembered_and_no_text_is(open_page: Open, address: str) -> None:
    page = open_page()
    open_chat(page, address)
    write(page, "The tide is high.")
    page.get_by_role("button", name="Theme: auto").click()
    page.get_by_role("button", name="Theme: light").click()
    page.reload()
    expect(page.get_by_role("button", name="Theme: dark")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 26, 28)"
    assert page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})") == '{"caveat-playground-theme":"dark"}'


def test_a_page_whose_playground_has_ended_says_so_and_keeps_what_was_said(browser: Browser) -> None:
    page = browser.new_page()
    with playing() as address:
        page.goto(address)
        write(page, "The tide is high.")
    expect(page.get_by_text("The playground does not answer.")).to_be_visible()
    expect(page.locator(".message.out")).to_contain_text("The tide is high.")
    page.close()


@pytest.mark.parametrize("way", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"])
def test_the_page_knows_no_way_to_make_markup_or_code_of_a_text(way: str) -> None:
    own = [file for file in STATIC.glob("*.js") if file.name != "preact.js"]
    assert own
    assert [file.name for file in own if way in file.read_text(encoding="utf-8")] == []

"""The page of a reading in a real browser: pointed at, tapped, by keyboard, on a phone, in the dark, on paper, hostile."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.command import SAMPLE, caveat

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1_000, "height": 800}
HOSTILE = (
    "Depot burns <script>document.title = 'run'</script>\n\n"
    'The mayor, "onmouseover="alert(1)", said the depot was shut. '
    "Nobody could confirm \u202ethat it burned\u202c in the night. "
    f"Some residents believe {'🔥' * 4_096} was seen. {'x' * 9_000} may follow.\n"
)


def make_page(folder: Path, text: str | None = None) -> str:
    source = folder / "article.txt"
    source.write_text(SAMPLE.read_text(encoding="utf-8") if text is None else text, encoding="utf-8")
    done = caveat("check", str(source), "--report", str(folder / "page.html"))
    assert done.returncode == 0, done.stderr
    return (folder / "page.html").as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_page(tmp_path_factory.mktemp("report"))


def find_card(page: Page) -> str:
    card = page.locator(".card")
    return card.inner_text() if card.is_visible() else ""


def find_lit(page: Page) -> str:
    return " ".join(page.locator(".reached").all_inner_texts())


def test_a_cue_that_is_pointed_at_shows_its_rule_and_how_far_it_reaches(open_page: Open, address: str) -> None:
    page = open_page(viewport=DESK)
    page.goto(address)
    page.get_by_text("could not independently verify").first.hover()
    page.locator(".article mark", has_text="could not").first.hover()
    assert "en.unconfirmed" in find_card(page)
    assert "the video" in find_lit(page)
    page.mouse.move(5, 5)
    assert find_card(page) == ""
    assert find_lit(page) == ""


def test_a_tap_keeps_the_card_until_it_is_closed(open_page: Open, address: str) -> None:
    page = open_page(viewport=PHONE, has_touch=True)
    page.goto(address)
    page.locator(".article mark", has_text="denied").tap()
    assert "denied by Oden Rask" in find_card(page)
    page.locator(".card button").tap()
    assert find_card(page) == ""


def test_with_the_keyboard_alone_every_statement_can_be_reached_and_left(open_page: Open, address: str) -> None:
    page = open_page(viewport=DESK)
    page.goto(address)
    met = list[str]()
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.id")
        if focused.startswith("s"):
            met.append(focused)
            assert find_card(page) != ""
    assert met == [f"s{n}" for n in range(1, len(met) + 1)]
    assert len(met) == page.locator(".entry").count()
    page.locator("#s3").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert find_card(page) == ""


def test_without_the_script_the_words_lead_to_their_entry(open_page: Open, address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address)
    page.locator("#s4").click()
    assert page.url.endswith("#n4")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_it_fits_and_axe_finds_nothing(open_page: Open, address: str, scheme: str, viewport: dict[str, int]) -> None:
    page = open_page(viewport=viewport, color_scheme=scheme)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.locator("#s3").click()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_the_dark_page_is_dark(open_page: Open, address: str) -> None:
    page = open_page(color_scheme="dark")
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 25, 28)"


def test_statuses_differ_in_line_and_in_colour(open_page: Open, address: str) -> None:
    page = open_page()
    page.goto(address)
    looks = {
        status: page.locator(f"a.s-{status}").first.evaluate(
            "one => [getComputedStyle(one).textDecorationStyle, getComputedStyle(one).textDecorationColor].join()"
        )
        for status in ("named", "unnamed", "hearsay", "unconfirmed", "denied")
    }
    assert {look.partition(",")[0] for look in looks.values()} == {"solid", "dashed", "dotted", "wavy", "double"}
    assert len(set(looks.values())) == len(looks)


def test_on_paper_it_is_whole(open_page: Open, address: str) -> None:
    page = open_page()
    page.goto(address)
    page.emulate_media(media="print")
    assert not page.locator(".card").is_visible()
    assert page.locator(".entry").last.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_hostile_words_are_shown_as_words(open_page: Open, tmp_path: Path) -> None:
    page = open_page(viewport=PHONE)
    page.goto(make_page(tmp_path, HOSTILE))
    article = page.locator(".article").inner_text()
    assert "<script>document.title = 'run'</script>" in article
    assert '"onmouseover="alert(1)"' in article
    assert article.count("🔥") == 4_096
    assert page.title() != "run"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    after = page.locator(".article").evaluate("one => getComputedStyle(one.querySelector('a.s')).unicodeBidi")
    assert after == "isolate"

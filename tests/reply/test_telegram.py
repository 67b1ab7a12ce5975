"""The summary as a Telegram message: within its limits and well-formed, as Telegram's own parser sees it."""

import json
import re
import unicodedata
from html.parser import HTMLParser
from typing import Any

import pytest
import tdjson
from hypothesis import given

from bot.model import Level, Reading
from bot.reply.phrasebook import Phrasebook
from bot.reply.summary import summarise
from bot.reply.telegram import LIMIT, count_units, disarm, render_telegram
from tests.reply.builder import Line, build_reading
from tests.reply.examples import DOUBTED, EXAMPLES
from tests.reply.strategies import HOSTILE, PATIENT, readings

ALLOWED = {"<b>", "</b>", "<blockquote expandable>", "</blockquote>"}
MOST_ENTITIES = 100


def ask_telegram(**request: object) -> dict[str, Any]:
    """Ask Telegram's own library, which works on text without any connection."""
    answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"{}")
    return answer


@pytest.fixture(scope="module", autouse=True)
def hush() -> None:
    """Keep Telegram's library from logging every question."""
    ask_telegram(**{"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def parse(html: str) -> tuple[str, int]:
    """The text and the number of entities that a message comes to."""
    answer = ask_telegram(**{"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}})
    assert answer["@type"] == "formattedText", answer
    return answer["text"], len(answer["entities"])


class Balance(HTMLParser):
    """Follows tags; `open` is what has not been closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parent's signature
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(html: str) -> str:
    """Hold a message to everything Telegram asks; give its text."""
    assert set(re.findall("<[^>]*>", html)) <= ALLOWED
    balance = Balance()
    balance.feed(html)
    assert balance.open == []
    text, entities = parse(html)
    assert count_units(text) <= LIMIT
    assert entities <= MOST_ENTITIES
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in html.replace("\n", ""))
    assert ask_telegram(**{"@type": "getTextEntities", "text": text})["entities"] == []
    return text


@PATIENT
@given(reading=readings())
def test_whatever_was_read_the_message_is_well_formed_and_fits(reading: Reading, phrasebook: Phrasebook) -> None:
    check(render_telegram(summarise(reading, phrasebook)))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("count", [1, 200])
def test_a_hostile_text_makes_a_message_that_fits(text: str, count: int, phrasebook: Phrasebook) -> None:
    reading = build_reading(Level.UNSOURCED, [Line(text)] * count, headline=Line(text), aside=[text])
    check(render_telegram(summarise(reading, phrasebook)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_makes_a_message_that_fits(name: str, phrasebook: Phrasebook) -> None:
    text = check(render_telegram(summarise(EXAMPLES[name], phrasebook)))
    assert text.endswith("receipt 7F3A91C0")


def test_statements_that_do_not_fit_are_left_out_whole_and_counted(phrasebook: Phrasebook) -> None:
    reading = build_reading(Level.UNSOURCED, [Line("The mill stands by the river and turns all day long.")] * 200)
    text = check(render_telegram(summarise(reading, phrasebook)))
    listed = text.count("“The mill stands by the river and turns all day long” · no source")
    assert listed > 40
    assert f"… and {200 - listed} more statements" in text
    assert count_units(text) > LIMIT - 200


def test_what_was_set_aside_is_mentioned_even_where_nothing_else_is_left(phrasebook: Phrasebook) -> None:
    html = render_telegram(summarise(build_reading(Level.TOO_LITTLE, [], aside=["Share on", "Log in"]), phrasebook))
    assert "2 passages left out: not part of the article" in check(html)


def test_all_statements_of_a_short_text_are_listed(phrasebook: Phrasebook) -> None:
    text = check(render_telegram(summarise(DOUBTED, phrasebook)))
    assert all(line in text for line in summarise(DOUBTED, phrasebook).details)


def test_the_first_line_stands_alone_in_bold(phrasebook: Phrasebook) -> None:
    html = render_telegram(summarise(DOUBTED, phrasebook))
    assert html.startswith("<b>◔ Main point not confirmed, by its own words</b>\n")


def test_markup_in_an_article_is_only_shown(phrasebook: Phrasebook) -> None:
    html = render_telegram(
        summarise(build_reading(Level.MIXED, [Line('<b>&"bold"</b> <a href="tg://user?id=1">x</a>')]), phrasebook)
    )
    assert "&lt;b&gt;&amp;'bold'&lt;/b&gt;" in html.replace("\u2060", "")


def test_an_override_cannot_reorder_the_bots_own_words(phrasebook: Phrasebook) -> None:
    html = render_telegram(summarise(build_reading(Level.MIXED, [Line("\u202eeslaf si siht\u2067")]), phrasebook))
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067") & set(html)
    hebrew = render_telegram(summarise(build_reading(Level.MIXED, [Line("שלום עליכם")]), phrasebook))
    assert "“\u2068שלום עליכם\u2069”" in hebrew


@pytest.mark.parametrize(
    "text",
    [
        "see evil.com",
        "HTTP://EVIL.COM",
        "@somebody",
        "#tag",
        "/start",
        "$USD",
        "a.b@evil.org",
        "1.1.1.1",
        "4242424242424242",
        "tg://x",
    ],
)
def test_quoted_words_become_no_links(text: str) -> None:
    assert ask_telegram(**{"@type": "getTextEntities", "text": text})["entities"] != []
    assert ask_telegram(**{"@type": "getTextEntities", "text": disarm(text)})["entities"] == []
    assert disarm(text).replace("\u2060", "") == text


def test_ordinary_words_are_left_alone() -> None:
    text = "The minister (s. 4) said 3 of 10, or “about a third”: no more."
    assert disarm(text) == text
